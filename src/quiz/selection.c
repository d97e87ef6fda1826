/* Choosing the questions of a quiz, by their history. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/list.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/slice.h"
#include "query/sample.h"
#include "query/strata.h"
#include "quiz/deck.h"
#include "quiz/journal.h"
#include "quiz/selection.h"
#include "review/history.h"
#include "review/model.h"
#include "tsv/scan.h"

/* The columns of qb-score(1), which -w and -e may name. */
enum {
	SCORE_REPS,
	SCORE_LAPSES,
	SCORE_LAST,
	SCORE_STABILITY,
	SCORE_DIFFICULTY,
	SCORE_RECALL,
	SCORE_DUE,
	SCORE_NEED,
	SCORES
};

static const char *const selection_scores[SCORES] = { "reps", "lapses", "last", "stability", "difficulty", "recall",
	"due", "need" };

struct selection {
	const struct deck_options *options;
	const struct header *header;
	const struct history *history;
	struct history *ids; /* the same, to which ids are added */
	long day;
	bool scored;   /* a score column is named: records are extended by all of them */
	size_t weight; /* the column of the weights */
	size_t id;     /* the column of the ids */
	struct strata *chosen;
	struct strata *new_ones; /* separate, as their number is limited */
	size_t new_left;
	size_t seq;
	struct buf line, work;
	struct tabs tabs;
};

/* The column of the header, or of the scores after it; NO_COLUMN, having called fail(), if there is none. */
static size_t
selection_column(struct selection *s, struct slice name)
{
	struct buf names = { 0 };
	size_t col;

	for (col = 0; col < SCORES; col++)
		if (slice_eq(name, slice_of(selection_scores[col]))) {
			s->scored = true;
			return s->header->n + col;
		}
	col = header_find(s->header, name);
	if (col != NO_COLUMN)
		return col;
	list_names(&names, s->header->name, s->header->n);
	fail("no column '%.*s'; columns: %s", SHOWN(name), buf_cstr(&names));
	buf_free(&names);
	return NO_COLUMN;
}

/* The columns of -e as an array, which the caller frees; NULL, having called fail(), if one is missing. */
static size_t *
selection_columns(struct selection *s, size_t *n)
{
	struct slice rest = buf_slice(&s->options->each), name;
	size_t *col = xcalloc(rest.n + 1, sizeof(*col));

	for (*n = 0; s->options->each.n > 0 && slice_next(&rest, ',', &name); ++*n) {
		col[*n] = selection_column(s, name);
		if (col[*n] == NO_COLUMN) {
			free(col);
			return NULL;
		}
	}
	return col;
}

/* How many new questions may still be asked today: none twice, as the log counts those already met. */
static size_t
selection_new_left(const struct selection *s)
{
	size_t limit = s->options->number_new, met = 0, i;

	for (i = 0; limit != SIZE_MAX && i < history_count(s->history); i++) {
		const struct review_state *p = history_state(s->history, i);

		met += p->reps > 0 && p->first == s->day;
	}
	return limit == SIZE_MAX ? limit : limit > met ? limit - met : 0;
}

struct selection *
selection_open(const struct deck_options *o, const struct bank *b, const struct journal *j)
{
	struct selection *s = xcalloc(1, sizeof(*s));
	size_t *each, *again, n, new_ones;

	s->options = o;
	s->header = bank_header(b);
	s->history = s->ids = j->history;
	s->day = o->dated ? o->day : j->calendar.today;
	s->id = header_find(s->header, slice_of("id"));
	each = selection_columns(s, &n);
	again = each != NULL ? selection_columns(s, &n) : NULL;
	s->weight = o->weight != NULL && again != NULL ? selection_column(s, slice_of(o->weight)) : 0;
	if (again == NULL || s->weight == NO_COLUMN) {
		free(each);
		free(again);
		free(s);
		return NULL;
	}
	s->new_left = selection_new_left(s);
	new_ones = s->new_left < o->number ? s->new_left : o->number;
	/* The pick of a day is made from all records, since it depends on their number. */
	s->chosen = strata_new(
	    &(struct strata_plan){ .col = each, .ncol = n, .number = o->number, .all = o->order == ORDER_DAILY });
	s->new_ones = strata_new(&(struct strata_plan){ .col = again, .ncol = n, .number = new_ones });
	return s;
}

const struct deck_options *
selection_options(const struct selection *s)
{
	return s->options;
}

/* Extends the record by the columns of qb-score(1). */
static void
selection_score(struct selection *s, struct record *r, const struct review_state *p)
{
	double recall = p->reps > 0 ? history_recall(s->history, p) : 0;
	struct buf *b = &s->line;

	b->n = 0;
	buf_append(b, r->line.p, r->line.n);
	buf_printf(b, "\t%zu\t%zu\t", p->reps, p->lapses);
	if (p->reps > 0) {
		date_print(p->day, b);
		buf_printf(b, "\t%.4f\t%.4f\t%.4f\t", p->memory.value[0], p->memory.value[1], recall);
		date_print(history_due(s->history, p), b);
	} else {
		buf_str(b, "\t\t\t\t");
	}
	buf_printf(b, "\t%.4f", 1 - recall);
	buf_clear_slack(b);
	record_set(r, buf_slice(b), &s->tabs);
}

/* Sets the key from the record's weight.  Returns 1, 0 if the weight is 0, or -1. */
static int
selection_weigh(const struct selection *s, const struct record *r, struct candidate *c)
{
	struct slice text = record_field(r, s->weight);
	const char *name = s->options->weight;
	double weight;

	if (!parse_number(text, &weight) || weight < 0)
		return record_fail(r, "%s: invalid weight '%.*s'; use a number, 0 or more", name, SHOWN(text));
	if (weight == 0 && !number_is_zero(text))
		return record_fail(r, "%s: weight '%.*s' is out of range; the least is 4.94e-324", name, SHOWN(text));
	if (weight == 0)
		return 0;
	c->key = candidate_key(c->hash, weight);
	return 1;
}

/* Sets the keys by which the question is chosen.  Returns 1, 0 if it is not asked, or -1. */
static int
selection_rank(const struct selection *s, const struct record *r, size_t number, struct candidate *c)
{
	const struct review_state *p = history_state(s->history, number);
	double recall = p->reps > 0 ? history_recall(s->history, p) : 0;

	switch (s->options->order) {
	case ORDER_DAILY:
		return 1;
	case ORDER_EXAM:
		c->key.value = -history_gain(s->history, p->reps > 0 ? p : NULL, s->options->exam);
		return 1;
	case ORDER_CRAM:
		c->key.value = recall;
		return 1;
	case ORDER_DUE:
		break;
	}
	c->due = p->reps > 0 ? history_due(s->history, p) : NEVER_SEEN;
	if (p->reps > 0 && c->due > s->day)
		return 0;
	return s->options->weight != NULL ? selection_weigh(s, r, c) : 1;
}

size_t
selection_add(struct selection *s, struct record *r, struct slice id)
{
	struct record extended = *r;
	struct candidate c = { .seq = s->seq++, .record = r };
	size_t number = history_add(s->ids, id);
	const struct review_state *p = history_state(s->history, number);
	bool limited = p->reps == 0 && s->options->order != ORDER_DAILY;
	int status;

	c.hash = candidate_hash(s->options->seed, id, &s->work);
	if (s->scored) {
		selection_score(s, &extended, p);
		c.record = &extended;
	}
	status = selection_rank(s, c.record, number, &c);
	if (status == 1)
		sample_insert(strata_sample(limited ? s->new_ones : s->chosen, c.record), &c);
	return status == -1 ? NO_ENTRY : number;
}

static int
selection_compare_seq(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	return (x->seq > y->seq) - (x->seq < y->seq);
}

/* Adds the chosen new questions to the others, as many as may be asked today. */
static void
selection_add_new(struct selection *s)
{
	struct sample *sample;
	size_t number, i;

	while ((sample = strata_next(s->new_ones, &number)) != NULL) {
		sample_sort(sample);
		for (i = 0; i < sample->n && s->new_left > 0; i++, s->new_left--)
			sample_insert(strata_sample(s->chosen, sample->candidate[i].record), &sample->candidate[i]);
	}
}

struct sample
selection_close(struct selection *s)
{
	const struct deck_options *o = s->options;
	struct sample all = { 0 }, *sample;
	size_t number;

	selection_add_new(s);
	while ((sample = strata_next(s->chosen, &number)) != NULL) {
		if (o->order == ORDER_DAILY)
			sample_daily(sample, o->seed, s->id, o->number, s->day - o->since);
		else
			sample_sort(sample);
		sample_move(sample, &all);
	}
	if (o->in_order && all.n > 0)
		qsort(all.candidate, all.n, sizeof(*all.candidate), selection_compare_seq);
	strata_free(s->chosen);
	strata_free(s->new_ones);
	buf_free(&s->line);
	buf_free(&s->work);
	free(s->tabs.at);
	free(s);
	return all;
}
