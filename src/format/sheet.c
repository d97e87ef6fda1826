#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include "bank/choices.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "format/choicelist.h"
#include "format/job.h"
#include "format/sheet.h"
#include "mark/rubricitem.h"

static void
sheet_add(struct sheet *s, struct sheet_point p)
{
	s->point = array_grow(s->point, s->n, &s->cap, sizeof(*s->point));
	s->point[s->n++] = p;
	if (!p.misconception)
		s->possible += p.weight;
}

/* Adds the points of the rubric, either the misconceptions or the others. */
static int
sheet_add_rubric(struct sheet *s, struct slice text, bool misconceptions)
{
	struct rubric_item it;
	int status;

	while ((status = rubric_next(&text, &it)) == 1)
		if (it.misconception == misconceptions)
			sheet_add(s,
			    (struct sheet_point){ .label = it.label,
				.weight = it.weight,
				.wanted = it.wanted,
				.parts = it.parts,
				.misconception = it.misconception });
	return status;
}

int
sheet_set(struct sheet *s, const struct job *j, const struct record *r, const struct choicelist *l)
{
	struct slice text;

	if (!j->sheet && !j->plain)
		return 0;
	s->n = 0;
	s->possible = 0;
	if (l->choices.correct > 0) {
		s->key.n = 0;
		buf_str(&s->key, "Key: ");
		choicelist_key(l, &s->key);
		sheet_add(s, (struct sheet_point){ .label = buf_slice(&s->key), .weight = 1 });
	} else {
		text = job_text(r, j->points, &s->field);
		if (sheet_add_rubric(s, text, false) == -1 || sheet_add_rubric(s, text, true) == -1)
			return fail("points: %s", failure());
	}
	s->total += s->possible;
	if (s->n == 0 && s->unmarked++ == 0)
		buf_printf(&s->first, "%s:%zu", r->file, r->lineno);
	return 0;
}

void
sheet_label(const struct sheet_point *p, struct buf *b)
{
	buf_append(b, p->label.p, p->label.n);
	if (p->wanted > 0)
		buf_printf(b, " (any %zu of %zu)", p->wanted, p->parts);
}

void
sheet_weight(const struct sheet *s, const struct sheet_point *p, struct buf *b)
{
	struct buf number = { 0 };
	size_t width = 0, i;

	for (i = 0; i < s->n; i++) {
		number.n = 0;
		buf_printf(&number, "%.10g", s->point[i].weight);
		width = number.n > width ? number.n : width;
	}
	buf_printf(b, "%*.10g", (int)width, p->weight);
	buf_free(&number);
}

bool
sheet_has_total(const struct sheet *s)
{
	return s->total > 0 && s->unmarked == 0;
}

void
sheet_sum(const struct sheet *s, struct buf *b)
{
	buf_str(b, "Points: " SHEET_BLANK);
	if (s->possible > 0)
		buf_printf(b, " / %.10g", s->possible);
}

void
sheet_total(const struct sheet *s, struct buf *b)
{
	buf_str(b, "Total: " SHEET_BLANK);
	if (sheet_has_total(s))
		buf_printf(b, " / %.10g", s->total);
}

void
sheet_count(const struct sheet *s, const struct job *j, struct buf *b)
{
	buf_printf(b, "%zu question%s", j->count, j->count == 1 ? "" : "s");
	if (sheet_has_total(s))
		buf_printf(b, ", %.10g point%s", s->total, s->total == 1 ? "" : "s");
}

void
sheet_footer(const struct sheet *s, const struct job *j, struct buf *b)
{
	if (j->sheet)
		sheet_total(s, b);
	else if (j->plain && (j->title != NULL || j->nheader > 0) && sheet_has_total(s))
		sheet_count(s, j, b);
}

void
sheet_warn(const struct sheet *s, const struct job *j)
{
	if (!j->sheet || s->unmarked == 0)
		return;
	fail("questions without points: %zu, first at %.*s", s->unmarked, SHOWN(buf_slice(&s->first)));
	warn_failure();
}

void
sheet_free(struct sheet *s)
{
	free(s->point);
	buf_free(&s->first);
	buf_free(&s->field);
	buf_free(&s->key);
}
