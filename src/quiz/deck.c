/* The questions of a quiz: those of the bank that it may ask. */
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "query/sample.h"
#include "query/select.h"
#include "quiz/deck.h"
#include "quiz/journal.h"
#include "quiz/selection.h"
#include "review/history.h"

static int
deck_columns(struct deck *d, const struct bank *b)
{
	const struct header *h = bank_header(b);

	if (bank_column(b, "id", &d->id) == -1 || bank_column(b, "question", &d->question) == -1)
		return -1;
	d->topic = header_find(h, slice_of("topic"));
	d->level = header_find(h, slice_of("level"));
	d->choices = header_find(h, slice_of("choices"));
	d->answer = header_find(h, slice_of("answer"));
	d->points = header_find(h, slice_of("points"));
	return 0;
}

/* Adds the record to the questions that may be asked, unless options exclude it. */
static int
deck_add(struct deck *d, struct selection *s, struct record *r, struct buf *space)
{
	const struct deck_options *o = selection_options(s);
	int selected = select_test(o->select, r);
	struct slice id;
	size_t number;

	if (selected != 1)
		return selected;
	id = record_text(r, d->id, space);
	if (id.n == 0)
		return record_fail(r, "empty id; ids decide the pick");
	if (o->excluded != NULL && map_find(o->excluded, id) != NO_ENTRY)
		return 0;
	number = selection_add(s, r, id);
	if (number == NO_ENTRY)
		return -1;
	d->number = array_grow(d->number, d->all, &d->cap, sizeof(*d->number));
	d->number[d->all++] = number;
	return 0;
}

/* Makes the chosen records cards. */
static void
deck_take(struct deck *d, struct sample *chosen, const struct journal *j)
{
	struct buf space = { 0 };
	size_t i;

	d->card = xcalloc(chosen->n, sizeof(*d->card));
	for (i = 0; i < chosen->n; i++) {
		struct record *r = chosen->candidate[i].record;

		d->card[d->n++] = (struct card){ r, history_add(j->history, record_text(r, d->id, &space)) };
		chosen->candidate[i].record = NULL;
	}
	sample_free(chosen);
	buf_free(&space);
}

int
deck_open(struct deck *d, struct bank *b, const struct journal *j, const struct deck_options *o)
{
	struct selection *s;
	struct buf space = { 0 };
	struct record *r;
	struct sample chosen;
	int status = 0;

	if (deck_columns(d, b) == -1 || select_prepare(o->select, b) == -1)
		return -1;
	s = selection_open(o, b, j);
	if (s == NULL)
		return -1;
	while (status == 0 && (r = bank_next(b)) != NULL)
		status = deck_add(d, s, r, &space);
	buf_free(&space);
	chosen = selection_close(s);
	if (status == 0 && !bank_failed(b))
		deck_take(d, &chosen, j);
	else
		sample_free(&chosen);
	return status;
}

void
deck_count(const struct deck *d, const struct history *h, size_t *due, size_t *new_ones)
{
	size_t i;

	*due = *new_ones = 0;
	for (i = 0; i < d->all; i++) {
		const struct review_state *p = history_state(h, d->number[i]);

		*new_ones += p->reps == 0;
		*due += p->reps > 0 && history_is_due(h, p);
	}
}

void
deck_remove(struct deck *d, size_t number)
{
	size_t i, kept = 0;

	for (i = 0; i < d->all; i++)
		if (d->number[i] != number)
			d->number[kept++] = d->number[i];
	d->all = kept;
}

struct slice
deck_text(const struct card *c, size_t col, struct buf *b)
{
	return col == NO_COLUMN ? slice_of("") : record_text(c->record, col, b);
}

void
deck_close(struct deck *d)
{
	size_t i;

	for (i = 0; i < d->n; i++)
		free(d->card[i].record);
	free(d->card);
	free(d->number);
	*d = (struct deck){ 0 };
}
