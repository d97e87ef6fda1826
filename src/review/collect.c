/* All reviews of several logs, in memory and in order. */
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "review/collect.h"
#include "review/log.h"
#include "tsv/file.h"

int
collect_logs(struct collection *c, struct log_context *x)
{
	size_t i;
	int status = 0;

	for (i = 0; status == 0 && i < c->logs; i++) {
		struct log *l = log_open(c->names[i], x);
		struct review r;

		status = l ? 1 : -1;
		while (status == 1 && (status = log_next(l, &r)) == 1) {
			size_t id = c->number(c->ids, r.id);

			c->entry = array_grow(c->entry, c->n, &c->cap, sizeof(*c->entry));
			c->entry[c->n++] = (struct entry){
				.time = r.time, .lineno = r.lineno, .id = id, .log = (unsigned)i, .grade = r.grade
			};
		}
		if (l != NULL)
			log_close(l);
	}
	return status;
}

/* The order of two lines, as far as time and undo decide it. */
static int
collect_order(const struct entry *x, const struct entry *y)
{
	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return (x->grade == GRADE_UNDO) - (y->grade == GRADE_UNDO);
}

static int
collect_compare(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = collect_order(x, y);

	if (order != 0)
		return order;
	if (x->log != y->log)
		return x->log < y->log ? -1 : 1;
	return (x->lineno > y->lineno) - (x->lineno < y->lineno);
}

static int
collect_compare_grades(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = collect_order(x, y);

	if (order != 0)
		return order;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return x->grade != y->grade ? x->grade - y->grade : collect_compare(a, b);
}

/* Sorts unless the entries are in order already, as they usually are. */
static void
collect_sort_by(struct collection *c, int (*compare)(const void *, const void *))
{
	size_t i;

	for (i = 1; i < c->n; i++)
		if (compare(&c->entry[i - 1], &c->entry[i]) > 0) {
			qsort(c->entry, c->n, sizeof(*c->entry), compare);
			return;
		}
}

void
collect_sort(struct collection *c)
{
	collect_sort_by(c, collect_compare);
}

void
collect_sort_by_grade(struct collection *c)
{
	collect_sort_by(c, collect_compare_grades);
}

void
unmatched_add(struct unmatched *u, const char *file, size_t lineno)
{
	if (u->n++ == 0)
		buf_printf(&u->warning, "%s:%zu: no review to undo; ignored", file, lineno);
}

void
unmatched_warn(struct unmatched *u, struct buf *warnings)
{
	if (u->n == 0)
		return;
	buf_printf(warnings, "%s", buf_cstr(&u->warning));
	if (u->n > 1)
		buf_printf(warnings, ", as %zu more", u->n - 1);
	buf_byte(warnings, '\n');
}

bool
collect_repeats(struct last_line *last, time_t time, int grade)
{
	unsigned bit = 1U << grade, same = last->time == time ? last->seen : 0;

	last->time = time;
	last->seen = same | bit;
	return (same & bit) != 0;
}

void
collect_cancel(struct collection *c, size_t ids, struct unmatched *u)
{
	struct last_line *last = xcalloc(ids, sizeof(*last));
	size_t *top = xcalloc(ids, sizeof(*top)); /* of a stack of reviews: the index + 1 */
	size_t i;

	for (i = 0; i < c->n; i++) {
		struct entry *p = &c->entry[i];
		bool repeats = collect_repeats(&last[p->id], p->time, p->grade), undo = p->grade == GRADE_UNDO;
		size_t latest = top[p->id];

		if (!repeats && !undo) {
			p->below = latest;
			top[p->id] = i + 1;
			continue;
		}
		p->grade = 0;
		if (repeats)
			continue;
		if (latest == 0) {
			unmatched_add(u, file_name(c->names[p->log]), p->lineno);
			continue;
		}
		c->entry[latest - 1].grade = 0;
		top[p->id] = c->entry[latest - 1].below;
	}
	free(last);
	free(top);
}
