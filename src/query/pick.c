/* Picking records: samples of strata, reduced to what may be picked together. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/slice.h"
#include "query/choose.h"
#include "query/pick.h"
#include "query/quota.h"
#include "query/sample.h"
#include "query/strata.h"

struct pick {
	const struct pick_plan *plan;
	const struct bank *bank;
	size_t id_col, weight_col, due_col;
	bool *show;
	struct strata *strata;
	struct chooser *chooser; /* NULL: everything may be picked together */
	size_t nrecord;
	struct buf text, work;
};

/* Finds the columns of a list, which may be NULL, and shows them; the caller frees *col. */
static int
pick_find_list(struct pick *p, const char *list, size_t **col, size_t *n)
{
	size_t i;

	if (list == NULL)
		return 0;
	if (bank_columns(p->bank, list, col, n) == -1)
		return -1;
	for (i = 0; i < *n; i++)
		p->show[(*col)[i]] = true;
	return 0;
}

/* Finds a column, unless its name is NULL, and shows it. */
static int
pick_find_column(struct pick *p, struct slice name, size_t *col)
{
	if (name.p == NULL)
		return 0;
	if (bank_find(p->bank, name, col) == -1)
		return -1;
	p->show[*col] = true;
	return 0;
}

/* Makes the strata and the chooser. */
static int
pick_prepare(struct pick *p)
{
	const struct pick_plan *plan = p->plan;
	struct strata_plan strata = { .quota = plan->quota, .number = plan->number };
	struct choose_plan choose = { .unseen = plan->unseen, .unlike = plan->unlike, .threshold = plan->threshold };
	struct slice question = slice_of("question"), quota = { NULL, 0 };
	int status;

	if (plan->quota != NULL)
		quota = plan->quota->column;
	if (!plan->unlike)
		question.p = NULL;
	status = pick_find_list(p, plan->each, &strata.col, &strata.ncol) == -1 ||
		pick_find_column(p, quota, &strata.quota_col) == -1 ||
		pick_find_column(p, question, &choose.question) == -1 ||
		pick_find_list(p, plan->apart, &choose.apart, &choose.napart) == -1
	    ? -1
	    : 0;
	/*
	 * A pick that passes over candidates needs all of them, and the pick of a day is made from all
	 * records, since it depends on their number.
	 */
	strata.all = plan->daily || plan->apart != NULL || plan->unlike;
	p->strata = strata_new(&strata);
	if (plan->unseen < SIZE_MAX || plan->apart != NULL || plan->unlike)
		p->chooser = chooser_new(&choose);
	return status;
}

struct pick *
pick_new(const struct pick_plan *plan, const struct bank *b)
{
	struct pick *p = xcalloc(1, sizeof(*p));
	const struct slice none = { NULL, 0 };

	p->plan = plan;
	p->bank = b;
	p->show = xcalloc(bank_header(b)->n, sizeof(*p->show));
	if (bank_column(b, "id", &p->id_col) != -1 &&
	    pick_find_column(p, plan->weight != NULL ? slice_of(plan->weight) : none, &p->weight_col) != -1 &&
	    pick_prepare(p) != -1 && pick_find_column(p, plan->due ? slice_of("due") : none, &p->due_col) != -1)
		return p;
	pick_free(p);
	return NULL;
}

const bool *
pick_shown(const struct pick *p)
{
	return p->show;
}

size_t
pick_records(const struct pick *p)
{
	return p->nrecord;
}

/* Sets when the record is due.  Returns 1, 0 if not today, or -1. */
static int
pick_set_due(const struct pick *p, struct record *r, struct candidate *c)
{
	struct slice s = record_field(r, p->due_col);

	if (s.n == 0) {
		c->due = NEVER_SEEN;
		return 1;
	}
	if (!date_parse(s, &c->due))
		return record_fail(r, "due: invalid date '%.*s'; use YYYY-MM-DD", SHOWN(s));
	return c->due <= p->plan->date;
}

/* Sets the key from the record's weight.  Returns 1, 0 if the weight is 0, or -1. */
static int
pick_set_key(const struct pick *p, struct record *r, struct candidate *c)
{
	struct slice s = record_field(r, p->weight_col);
	const char *name = p->plan->weight;
	double weight;

	if (!parse_number(s, &weight) || weight < 0)
		return record_fail(r, "%s: invalid weight '%.*s'; use a number, 0 or more", name, SHOWN(s));
	if (weight == 0 && !number_is_zero(s))
		return record_fail(r, "%s: weight '%.*s' is out of range; the least is 4.94e-324", name, SHOWN(s));
	if (weight == 0)
		return 0;
	c->key = candidate_key(c->hash, weight);
	return 1;
}

int
pick_add(struct pick *p, struct record *r)
{
	struct candidate c = { .seq = p->nrecord++, .record = r };
	struct slice id = record_text(r, p->id_col, &p->text);
	struct sample *sample;
	int status = 1;

	if (id.n == 0)
		return record_fail(r, "empty id; ids decide the pick");
	sample = strata_sample(p->strata, r);
	if (p->plan->exclude != NULL && map_find(p->plan->exclude, id) != NO_ENTRY)
		return 0;
	c.hash = candidate_hash(p->plan->seed, id, &p->work);
	if (p->plan->due)
		status = pick_set_due(p, r, &c);
	if (status == 1 && p->plan->weight != NULL)
		status = pick_set_key(p, r, &c);
	if (status == 1 && sample != NULL && p->chooser != NULL)
		status = chooser_add(p->chooser, &c) == -1 ? -1 : 1;
	if (status == 1 && sample != NULL)
		sample_insert(sample, &c);
	return status == -1 ? -1 : 0;
}

static int
pick_compare_seq(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	return (x->seq > y->seq) - (x->seq < y->seq);
}

/* Appends a line if the sample that strata_next() returned has fewer records than asked for. */
static void
pick_note_shortfall(const struct pick *p, const struct sample *s, size_t number, struct buf *shortfalls)
{
	struct buf name = { 0 };

	if (s->n >= number)
		return;
	strata_name(p->strata, p->bank, &name);
	fail("%s: %zu of %zu", buf_cstr(&name), s->n, number);
	buf_free(&name);
	if (shortfalls->n > 0)
		buf_byte(shortfalls, '\n');
	buf_str(shortfalls, failure());
}

struct sample
pick_result(struct pick *p, struct buf *shortfalls)
{
	const struct pick_plan *plan = p->plan;
	struct sample all = { 0 }, *s;
	size_t number;

	while ((s = strata_next(p->strata, &number)) != NULL) {
		if (plan->daily)
			sample_daily(s, plan->seed, p->id_col, number, plan->date - plan->since);
		else
			sample_sort(s);
		if (p->chooser != NULL)
			chooser_reduce(p->chooser, s, number);
		if (shortfalls != NULL)
			pick_note_shortfall(p, s, number, shortfalls);
		sample_move(s, &all);
	}
	if (plan->in_order && all.n > 0)
		qsort(all.candidate, all.n, sizeof(*all.candidate), pick_compare_seq);
	return all;
}

void
pick_free(struct pick *p)
{
	if (p->strata != NULL)
		strata_free(p->strata);
	if (p->chooser != NULL)
		chooser_free(p->chooser);
	free(p->show);
	buf_free(&p->text);
	buf_free(&p->work);
	free(p);
}
