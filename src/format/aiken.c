/*
 * Aiken: questions with one correct choice, as plain text that Moodle and other systems import.  It has
 * neither ids nor answers, and a question and a choice are one line each; what it cannot carry is
 * reported.
 */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/choices.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/list.h"
#include "base/out.h"
#include "base/slice.h"
#include "format/choicelist.h"
#include "format/format.h"
#include "format/job.h"

enum { AIKEN_CHOICES = 26 };

/* Questions of which something is not written. */
struct aiken_lost {
	size_t n;
	struct buf first; /* the place of the first one */
};

struct aiken_state {
	struct choicelist choices;
	struct buf text, line;
	struct aiken_lost questions, lines, notes;
};

static void
aiken_lose(struct aiken_lost *lost, const struct record *r)
{
	if (lost->n++ == 0)
		buf_printf(&lost->first, "%s:%zu", r->file, r->lineno);
}

static void
aiken_report(struct aiken_lost *lost, const char *what)
{
	if (lost->n > 0) {
		fail("%s: %zu, first at %.*s", what, lost->n, SHOWN(buf_slice(&lost->first)));
		warn_failure();
	}
	buf_free(&lost->first);
}

/* Whether Aiken takes the line for a choice or a key. */
static bool
aiken_is_marked(struct slice line)
{
	return slice_starts(line, "ANSWER:") ||
	    (line.n > 1 && line.p[0] >= 'A' && line.p[0] <= 'Z' && (line.p[1] == '.' || line.p[1] == ')'));
}

/* Replaces *line by the text as one line; returns whether it was one. */
static bool
aiken_join(struct slice text, struct buf *line)
{
	struct slice part;
	size_t lines = 0;

	line->n = 0;
	text = slice_trim_ws(text);
	while (text.n > 0 && slice_next(&text, '\n', &part)) {
		part = slice_trim_ws(part);
		lines++;
		if (part.n > 0 && line->n > 0)
			buf_byte(line, ' ');
		buf_append(line, part.p, part.n);
	}
	return lines <= 1;
}

/* The position of the only correct choice, or SIZE_MAX if Aiken cannot have the choices. */
static size_t
aiken_key(const struct choicelist *l)
{
	size_t i, key = SIZE_MAX;

	if (l->choices.correct != 1 || l->choices.n < 2 || l->choices.n > AIKEN_CHOICES)
		return SIZE_MAX;
	for (i = 0; i < l->choices.n; i++) {
		if (choicelist_at(l, i)->text.n == 0)
			return SIZE_MAX;
		if (choicelist_at(l, i)->correct)
			key = i;
	}
	return key;
}

/* Reports the columns that Aiken does not have. */
static int
aiken_begin(void *state, struct job *j)
{
	const struct header *h = bank_header(j->bank);
	struct buf list = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < h->n; i++)
		if (i != j->question && i != j->choices && job_shows(j, i))
			list_add(&list, h->name[i].p);
	if (list.n > 0) {
		fail("columns not written, which Aiken does not have: %s", buf_cstr(&list));
		warn_failure();
	}
	buf_free(&list);
	return 0;
}

static int
aiken_record(void *state, struct job *j, struct record *r)
{
	struct aiken_state *st = state;
	size_t i, key;
	bool whole;

	if (choicelist_set(&st->choices, j, r) == -1)
		return -1;
	key = aiken_key(&st->choices);
	whole = aiken_join(job_text(r, j->question, &st->text), &st->line);
	if (key == SIZE_MAX || st->line.n == 0 || aiken_is_marked(buf_slice(&st->line))) {
		aiken_lose(&st->questions, r);
		j->omitted++;
		return 0;
	}
	if (!whole)
		aiken_lose(&st->lines, r);
	if (choicelist_has_notes(&st->choices))
		aiken_lose(&st->notes, r);
	if (j->count - j->omitted > 1)
		out_byte(j->out, '\n');
	out_slice(j->out, buf_slice(&st->line));
	for (i = 0; i < st->choices.choices.n; i++) {
		aiken_join(choicelist_at(&st->choices, i)->text, &st->line);
		out_printf(j->out, "\n%c. ", 'A' + (char)i);
		out_slice(j->out, buf_slice(&st->line));
	}
	out_printf(j->out, "\nANSWER: %c\n", 'A' + (char)key);
	return 0;
}

static int
aiken_end(void *state, struct job *j)
{
	struct aiken_state *st = state;

	(void)j;
	aiken_report(&st->questions, "questions not written, which have not exactly one correct choice among 2 to 26");
	aiken_report(&st->lines, "questions of several lines, written as one");
	aiken_report(&st->notes, "questions whose feedback and weights are not written");
	choicelist_free(&st->choices);
	buf_free(&st->text);
	buf_free(&st->line);
	return 0;
}

const struct format format_aiken = {
	.name = "aiken",
	.needs_question = true,
	.default_answers = ANSWERS_INLINE,
	.state_size = sizeof(struct aiken_state),
	.begin = aiken_begin,
	.record = aiken_record,
	.end = aiken_end,
};
