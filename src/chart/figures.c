/* The figures of the page of qb-progress. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "chart/figures.h"
#include "review/days.h"
#include "review/history.h"
#include "review/model.h"
#include "review/trace.h"

enum { FIGURES_STABILITY = 0 /* the value of a memory that is the stability, in days */ };

/* Reading a bank: the topic of each id of the history, by its number. */
struct figures_reader {
	struct figures *f;
	size_t cap;
	bool *in_bank;
	size_t *topic; /* of the first question with the id */
	struct buf text;
};

double
figures_bin(size_t i)
{
	static const double from[FIGURES_BINS] = { 0, 1, 2, 4, 7, 14, 30, 60, 120, 240, 365 };

	return from[i];
}

/* Whether a question with the progress p is weaker than w. */
static bool
figures_is_weaker(const struct figures_weak *w, const struct review_state *p, double recall)
{
	if (recall != w->recall)
		return recall < w->recall;
	return p->lapses > w->state->lapses;
}

/* Keeps the record if it is one of the weakest so far; of equal ones, the first. */
static void
figures_add_weak(struct figures *f, const struct review_state *p, const struct record *r)
{
	double recall = history_recall(f->history, p);
	size_t i = f->nweak;

	while (i > 0 && figures_is_weaker(&f->weak[i - 1], p, recall))
		i--;
	if (i == FIGURES_WEAKEST)
		return;
	if (f->nweak == FIGURES_WEAKEST)
		free(f->weak[--f->nweak].record);
	memmove(&f->weak[i + 1], &f->weak[i], (f->nweak - i) * sizeof(*f->weak));
	f->weak[i] = (struct figures_weak){ record_dup(r), p, recall };
	f->nweak++;
}

/* Counts what a question contributes besides the counts of its topic. */
static void
figures_add_seen(struct figures *f, const struct review_state *p, const struct record *r, bool is_suspended)
{
	size_t bin = FIGURES_BINS - 1;

	while (bin > 0 && p->memory.value[FIGURES_STABILITY] < figures_bin(bin))
		bin--;
	f->stability[bin]++;
	if (is_suspended)
		return;
	f->due[days_slot(f->history, p, FIGURES_DAYS)]++;
	figures_add_weak(f, p, r);
}

/* The number of the topic of the record; new topics are added. */
static size_t
figures_find_topic(struct figures_reader *x, const struct record *r)
{
	struct figures *f = x->f;
	struct slice name = slice_of("");
	size_t i;

	if (f->topic_column != NO_COLUMN)
		name = record_text(r, f->topic_column, &x->text);
	if (map_insert(f->topics, name, &i)) {
		f->topic = array_grow(f->topic, i, &x->cap, sizeof(*f->topic));
		f->topic[i] = (struct figures_topic){ 0 };
	}
	return i;
}

static void
figures_add_record(
    struct figures_reader *x, struct references *refs, const struct record *r, const struct map *suspended)
{
	struct figures *f = x->f;
	struct slice id = record_text(r, f->id, &x->text);
	const struct review_state *p = references_find(refs, id);
	bool is_suspended = map_find(suspended, id) != NO_ENTRY;
	size_t topic = figures_find_topic(x, r), number;

	progress_add(&f->topic[topic].counts, f->history, p);
	progress_add(&f->total.counts, f->history, p);
	f->suspended += is_suspended;
	if (p == NULL)
		return;
	number = history_number(f->history, p);
	if (!x->in_bank[number])
		x->topic[number] = topic;
	x->in_bank[number] = true;
	figures_add_seen(f, p, r, is_suspended);
}

/* Counts the held reviews of the ids in the bank, by topic. */
static void
figures_add_held(struct figures_reader *x, const struct trace *t)
{
	struct figures *f = x->f;
	size_t i, j;

	for (i = 0; i < t->n; i++) {
		const struct traced *review = &t->review[i];
		struct figures_topic *rows[2] = { &f->total, NULL };

		if (!x->in_bank[review->id] || !review->later)
			continue;
		rows[1] = &f->topic[x->topic[review->id]];
		for (j = 0; j < 2; j++) {
			rows[j]->held++;
			rows[j]->recalled += review->grade != 1;
			rows[j]->predicted += review->recall;
		}
	}
}

void
figures_read(
    struct figures *f, struct bank *b, struct references *refs, const struct trace *t, const struct map *suspended)
{
	const struct history *h = references_history(refs);
	struct figures_reader x = { .f = f };
	struct record *r;

	*f = (struct figures){ .history = h,
		.topics = map_new(),
		.id = header_find(bank_header(b), slice_of("id")),
		.question = header_find(bank_header(b), slice_of("question")),
		.topic_column = header_find(bank_header(b), slice_of("topic")) };
	x.in_bank = xcalloc(history_count(h), sizeof(*x.in_bank));
	x.topic = xcalloc(history_count(h), sizeof(*x.topic));
	while ((r = bank_next(b)) != NULL)
		figures_add_record(&x, refs, r, suspended);
	figures_add_held(&x, t);
	f->day = days_rows(t, x.in_bank, &f->days);
	buf_free(&x.text);
	free(x.in_bank);
	free(x.topic);
}

void
figures_free(struct figures *f)
{
	size_t i;

	for (i = 0; i < f->nweak; i++)
		free(f->weak[i].record);
	map_free(f->topics);
	free(f->topic);
	free(f->day);
}
