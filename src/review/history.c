/* The progress of each question, computed from its reviews. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "review/history.h"
#include "review/model.h"
#include "review/trace.h"

struct history {
	struct map *ids;
	struct review_state *state; /* by the number of the id */
	size_t cap;
	const struct model *model;
	const void *params;
	double retention;
	struct calendar *calendar;
	struct trace *trace; /* or NULL */
};

struct history *
history_new(const struct model *model, const void *params, double retention, struct calendar *c)
{
	struct history *h = xcalloc(1, sizeof(*h));

	h->ids = map_new();
	h->model = model;
	h->params = params;
	h->retention = retention;
	h->calendar = c;
	return h;
}

void
history_set_trace(struct history *h, struct trace *t)
{
	h->trace = t;
}

size_t
history_add(struct history *h, struct slice id)
{
	size_t i;

	if (map_insert(h->ids, id, &i)) {
		h->state = array_grow(h->state, i, &h->cap, sizeof(*h->state));
		h->state[i] = (struct review_state){ 0 };
	}
	return i;
}

/* Appends the review to the trace; its id has the progress p so far. */
static void
history_append_trace(struct history *h, const struct review_state *p, long day, int grade)
{
	struct trace *t = h->trace;
	bool first = p->reps == 0;

	t->review = array_grow(t->review, t->n, &t->cap, sizeof(*t->review));
	t->review[t->n++] = (struct traced){ .id = history_number(h, p),
		.day = day,
		.recall = first ? 0 : h->model->recall(h->params, &p->memory, day - p->day),
		.grade = grade,
		.first = first,
		.later = !first && day > p->day };
}

/* Updates the progress, which is that of an id in the history. */
static void
history_update(const struct history *h, struct review_state *p, long day, int grade)
{
	h->model->review(h->params, &p->memory, day - p->day, grade);
	if (p->reps == 0)
		p->first = day;
	p->lapses += grade == 1 && p->reps > 0;
	p->reps++;
	p->day = day;
}

void
history_review(struct history *h, size_t i, long day, int grade)
{
	if (h->trace != NULL)
		history_append_trace(h, &h->state[i], day, grade);
	history_update(h, &h->state[i], day, grade);
}

void
history_restore(struct history *h, size_t i, const struct review_state *p)
{
	h->state[i] = *p;
}

struct review_state
history_preview(const struct history *h, size_t i, int grade)
{
	struct review_state p = h->state[i];

	history_update(h, &p, h->calendar->today, grade);
	return p;
}

void
history_reset(struct history *h)
{
	size_t n = map_count(h->ids);

	if (n > 0)
		memset(h->state, 0, n * sizeof(*h->state));
	if (h->trace != NULL)
		h->trace->n = 0;
}

size_t
history_count(const struct history *h)
{
	return map_count(h->ids);
}

const struct review_state *
history_state(const struct history *h, size_t i)
{
	return &h->state[i];
}

size_t
history_number(const struct history *h, const struct review_state *p)
{
	return (size_t)(p - h->state);
}

const struct model *
history_model(const struct history *h)
{
	return h->model;
}

double
history_recall(const struct history *h, const struct review_state *p)
{
	return h->model->recall(h->params, &p->memory, h->calendar->today - p->day);
}

long
history_today(const struct history *h)
{
	return h->calendar->today;
}

double
history_recall_on(const struct history *h, const struct review_state *p, long day)
{
	return p != NULL ? h->model->recall(h->params, &p->memory, day - p->day) : 0;
}

double
history_gain(const struct history *h, const struct review_state *p, long day)
{
	const struct review_state none = { 0 };
	struct memory good = p != NULL ? p->memory : none.memory, again = good;
	long today = h->calendar->today, days = p != NULL ? today - p->day : 0;
	double recall = p != NULL ? history_recall(h, p) : 0.5, after;

	h->model->review(h->params, &good, days, 3);
	h->model->review(h->params, &again, days, 1);
	after = recall * h->model->recall(h->params, &good, day - today) +
	    (1 - recall) * h->model->recall(h->params, &again, day - today);
	return after - history_recall_on(h, p, day);
}

long
history_due(const struct history *h, const struct review_state *p)
{
	return p->day + h->model->interval(h->params, &p->memory, h->retention);
}

bool
history_is_due(const struct history *h, const struct review_state *p)
{
	return history_due(h, p) <= h->calendar->today;
}

void
history_free(struct history *h)
{
	map_free(h->ids);
	free(h->state);
	free(h);
}

struct references {
	const struct history *history;
	bool *found; /* by the number of the id */
};

struct references *
references_new(const struct history *h)
{
	struct references *f = xcalloc(1, sizeof(*f));

	f->history = h;
	f->found = xcalloc(map_count(h->ids), sizeof(*f->found));
	return f;
}

const struct history *
references_history(const struct references *f)
{
	return f->history;
}

const struct review_state *
references_find(struct references *f, struct slice id)
{
	size_t i = map_find(f->history->ids, id);

	if (i == NO_ENTRY)
		return NULL;
	f->found[i] = true;
	return f->history->state[i].reps > 0 ? &f->history->state[i] : NULL;
}

size_t
references_orphans(const struct references *f, size_t *reviews)
{
	size_t ids = 0, i;

	*reviews = 0;
	for (i = 0; i < map_count(f->history->ids); i++)
		if (!f->found[i] && f->history->state[i].reps > 0) {
			ids++;
			*reviews += f->history->state[i].reps;
		}
	return ids;
}

void
references_free(struct references *f)
{
	free(f->found);
	free(f);
}
