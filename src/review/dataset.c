/* The reviews of a log by question, as predictions of recall. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "review/collect.h"
#include "review/dataset.h"
#include "review/log.h"

/* An id, to sort them. */
struct dataset_id {
	struct slice id;
	size_t number;
};

static size_t
dataset_number(void *ids, struct slice id)
{
	return map_add(ids, id);
}

static int
dataset_compare_ids(const void *a, const void *b)
{
	const struct dataset_id *x = a, *y = b;

	return slice_cmp(x->id, y->id);
}

/* Numbers the ids of the entries in the order of their bytes. */
static void
dataset_renumber(struct collection *c, const struct map *ids)
{
	size_t n = map_count(ids), i;
	struct dataset_id *sorted = xcalloc(n, sizeof(*sorted));
	size_t *rank = xcalloc(n, sizeof(*rank));

	for (i = 0; i < n; i++)
		sorted[i] = (struct dataset_id){ map_key(ids, i), i };
	qsort(sorted, n, sizeof(*sorted), dataset_compare_ids);
	for (i = 0; i < n; i++)
		rank[sorted[i].number] = i;
	for (i = 0; i < c->n; i++)
		c->entry[i].id = rank[c->entry[i].id];
	free(sorted);
	free(rank);
}

/* Sets where the reviews of each question begin; questions without any, whose reviews are canceled, take none. */
static void
dataset_index(struct dataset *d, const struct collection *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->entry[i].grade != 0)
			d->first[c->entry[i].id + 1]++;
	for (i = 0; i < d->questions; i++)
		d->first[i + 1] += d->first[i];
}

/* A prediction to number. */
struct dataset_prediction {
	long day;
	size_t review; /* its index */
};

static int
dataset_compare_days(const void *a, const void *b)
{
	const struct dataset_prediction *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->review > y->review) - (x->review < y->review);
}

/* Numbers the n predictions by day, then by question. */
static void
dataset_number_predictions(struct dataset *d, struct dataset_prediction *p, size_t n)
{
	size_t i;

	qsort(p, n, sizeof(*p), dataset_compare_days);
	for (i = 0; i < n; i++) {
		struct dataset_review *r = &d->review[p[i].review];

		r->prediction = (uint32_t)i;
		d->recalled[i] = r->grade > 1;
	}
	d->predictions = n;
}

/* Distributes the entries, which are sorted, to the questions. */
static void
dataset_fill(struct dataset *d, const struct collection *c, struct calendar *calendar)
{
	size_t *next = xcalloc(d->questions, sizeof(*next));
	long *last = xcalloc(d->questions, sizeof(*last));
	struct dataset_prediction *prediction = xcalloc(c->n, sizeof(*prediction));
	size_t n = 0, i;

	for (i = 0; i < d->questions; i++)
		next[i] = d->first[i];
	for (i = 0; i < c->n; i++) {
		const struct entry *e = &c->entry[i];
		long day = calendar_day(calendar, e->time);
		struct dataset_review *r;

		if (e->grade == 0)
			continue;
		if (day > calendar->today)
			day = calendar->today; /* a review up to a day in the future */
		r = &d->review[next[e->id]];
		r->grade = e->grade;
		r->days = next[e->id]++ > d->first[e->id] ? (int32_t)(day - last[e->id]) : 0;
		r->prediction = NO_PREDICTION;
		if (r->days > 0)
			prediction[n++] = (struct dataset_prediction){ day, (size_t)(r - d->review) };
		last[e->id] = day;
	}
	dataset_number_predictions(d, prediction, n);
	free(prediction);
	free(next);
	free(last);
}

/* Counts the questions with a prediction. */
static size_t
dataset_count_predicted(const struct dataset *d)
{
	size_t i, j, n = 0;

	for (i = 0; i < d->questions; i++) {
		for (j = d->first[i]; j < d->first[i + 1] && d->review[j].days == 0; j++)
			;
		n += j < d->first[i + 1];
	}
	return n;
}

struct dataset *
dataset_read(struct log_context *x, char *const *names, size_t n)
{
	struct dataset *d = xcalloc(1, sizeof(*d));
	struct map *ids = map_new();
	struct collection c = { .names = names, .logs = n, .number = dataset_number, .ids = ids };
	struct unmatched unmatched = { 0 };
	int status = collect_logs(&c, x);

	if (status == 0 && c.n >= NO_PREDICTION)
		status = fail("more than %u reviews", (unsigned)NO_PREDICTION - 1);
	if (status == 0) {
		dataset_renumber(&c, ids);
		collect_sort_by_grade(&c);
		collect_cancel(&c, map_count(ids), &unmatched);
		unmatched_warn(&unmatched, x->warnings);
		d->questions = map_count(ids);
		d->first = xcalloc(d->questions + 1, sizeof(*d->first));
		d->review = xcalloc(c.n, sizeof(*d->review));
		d->recalled = xcalloc(c.n, sizeof(*d->recalled));
		dataset_index(d, &c);
		dataset_fill(d, &c, x->calendar);
		d->predicted = dataset_count_predicted(d);
	}
	buf_free(&unmatched.warning);
	free(c.entry);
	map_free(ids);
	if (status == 0)
		return d;
	dataset_free(d);
	return NULL;
}

void
dataset_free(struct dataset *d)
{
	free(d->review);
	free(d->first);
	free(d->recalled);
	free(d);
}
