/* The choices of a record as they are shown. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "format/choicelist.h"
#include "format/job.h"

int
choicelist_parse(struct choicelist *l, struct slice field, struct slice seed, struct slice id)
{
	int status = choices_parse(&l->choices, field);

	if (status == -1) {
		char *reason = slice_dup(slice_of(failure()));

		fail("choices: %s", reason);
		free(reason);
	}
	l->order = xrealloc(l->order, l->choices.n + 1, sizeof(*l->order));
	choices_order(&l->choices, seed, id, l->order);
	return status;
}

int
choicelist_set(struct choicelist *l, const struct job *j, const struct record *r)
{
	struct slice seed = j->shuffle != NULL ? slice_of(j->shuffle) : (struct slice){ NULL, 0 };
	struct buf field = { 0 }, id = { 0 };
	int status = choicelist_parse(l, job_text(r, j->choices, &field), seed, job_text(r, j->id, &id));

	buf_free(&field);
	buf_free(&id);
	return status;
}

const struct choice *
choicelist_at(const struct choicelist *l, size_t position)
{
	return &l->choices.list[l->order[position]];
}

void
choicelist_letter(size_t position, struct buf *b)
{
	choice_letter(position, b);
	buf_byte(b, ')');
}

size_t
choicelist_width(const struct choicelist *l)
{
	struct buf b = { 0 };
	size_t n;

	choicelist_letter(l->choices.n > 0 ? l->choices.n - 1 : 0, &b);
	n = b.n;
	buf_free(&b);
	return n;
}

void
choicelist_key(const struct choicelist *l, struct buf *b)
{
	size_t i, n = 0;

	for (i = 0; i < l->choices.n; i++) {
		if (!choicelist_at(l, i)->correct)
			continue;
		if (n++ > 0)
			buf_str(b, ", ");
		choice_letter(i, b);
	}
	if (n == 0)
		buf_str(b, "none");
}

static bool
choicelist_is_noted(const struct choicelist *l, const struct choice *c)
{
	return c->feedback.n > 0 || !choices_is_default(&l->choices, c);
}

bool
choicelist_has_notes(const struct choicelist *l)
{
	size_t i;

	for (i = 0; i < l->choices.n; i++)
		if (choicelist_is_noted(l, &l->choices.list[i]))
			return true;
	return false;
}

/* Appends an item with the letter of a choice, its weight unless that is the default, and its feedback. */
static void
choicelist_add_note(const struct choicelist *l, size_t position, char bullet, struct buf *b)
{
	const struct choice *c = choicelist_at(l, position);
	struct slice feedback = c->feedback, line;

	buf_byte(b, bullet);
	buf_byte(b, ' ');
	choice_letter(position, b);
	if (!choices_is_default(&l->choices, c)) {
		buf_str(b, " (");
		choice_percent(c->weight, b);
		buf_str(b, " %)");
	}
	if (feedback.n > 0 && memchr(feedback.p, '\n', feedback.n) == NULL) {
		buf_str(b, ": ");
		buf_append(b, feedback.p, feedback.n);
	} else if (feedback.n > 0) {
		buf_str(b, ":\n");
		while (slice_next(&feedback, '\n', &line)) {
			buf_str(b, "\n  ");
			buf_append(b, line.p, line.n);
		}
	}
	buf_byte(b, '\n');
}

struct slice
choicelist_answer(const struct choicelist *l, struct slice answer, struct buf *b)
{
	char bullet = slice_starts(answer, "-") ? '*' : '-'; /* so that a list in the answer is another one */
	size_t i;

	if (l->choices.n == 0)
		return answer;
	b->n = 0;
	buf_str(b, "Key: ");
	choicelist_key(l, b);
	buf_byte(b, '\n');
	if (choicelist_has_notes(l))
		buf_byte(b, '\n');
	for (i = 0; i < l->choices.n; i++)
		if (choicelist_is_noted(l, choicelist_at(l, i)))
			choicelist_add_note(l, i, bullet, b);
	if (answer.n > 0)
		buf_byte(b, '\n');
	if (answer.n > 0 && strchr(" \t\n", *answer.p) != NULL)
		buf_str(b, "Answer:\n\n"); /* indented code is not part of the last note */
	buf_append(b, answer.p, answer.n);
	return buf_slice(b);
}

void
choicelist_free(struct choicelist *l)
{
	choices_free(&l->choices);
	free(l->order);
	l->order = NULL;
}
