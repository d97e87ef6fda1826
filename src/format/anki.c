/*
 * Anki's text import: the id first, because Anki updates the notes with the same first field, then
 * question and answer, then the other columns.  The last field repeats the tags as Anki writes them,
 * separated by spaces.
 */
#include <stdbool.h>
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/format.h"
#include "format/job.h"
#include "tsv/csv.h"

struct anki_state {
	size_t *order; /* the columns of the bank, in the order of the output */
	size_t n;
	struct buf text, tags, quoted;
};

/* Writes a field; one that begins with # is quoted, since a line that begins with it is a comment. */
static void
anki_put_field(struct anki_state *st, const struct job *j, struct slice s)
{
	bool comment = s.n > 0 && s.p[0] == '#';

	out_slice(j->out, csv_field(s, comment ? "#\t\n\r" : "\t\n\r", &st->quoted));
}

static void
anki_order_columns(struct anki_state *st, const struct job *j)
{
	const size_t first[] = { j->id, j->question, j->answer };
	size_t columns = bank_header(j->bank)->n, i;

	st->order = xcalloc(columns, sizeof(*st->order));
	for (i = 0; i < 3; i++)
		if (first[i] != NO_COLUMN)
			st->order[st->n++] = first[i];
	for (i = 0; i < columns; i++)
		if (i != j->id && i != j->question && i != j->answer)
			st->order[st->n++] = i;
}

/* Writes the tags separated by spaces, with an underscore for each space within a tag. */
static void
anki_put_tags(struct anki_state *st, const struct job *j, struct slice tags)
{
	size_t i;

	st->tags.n = 0;
	for (i = 0; i < tags.n; i++) {
		char c = tags.p[i];

		buf_byte(&st->tags, c == ',' ? ' ' : ascii_is_space(c) ? '_' : c);
	}
	anki_put_field(st, j, buf_slice(&st->tags));
}

static int
anki_begin(void *state, struct job *j)
{
	const struct header *h = bank_header(j->bank);
	struct anki_state *st = state;
	size_t i;

	anki_order_columns(st, j);
	out_str(j->out, "#separator:tab\n#html:false\n#columns:");
	/* Names are escaped as in the bank: this line cannot contain a newline. */
	for (i = 0; i < st->n; i++) {
		if (i > 0)
			out_byte(j->out, '\t');
		anki_put_field(st, j, h->field[st->order[i]]);
	}
	if (j->tags != NO_COLUMN)
		out_printf(j->out, "\tAnki tags\n#tags column:%zu", st->n + 1);
	out_byte(j->out, '\n');
	return 0;
}

static int
anki_record(void *state, struct job *j, struct record *r)
{
	struct anki_state *st = state;
	size_t i;

	for (i = 0; i < st->n; i++) {
		if (i > 0)
			out_byte(j->out, '\t');
		anki_put_field(st, j, record_text(r, st->order[i], &st->text));
	}
	if (j->tags != NO_COLUMN) {
		out_byte(j->out, '\t');
		anki_put_tags(st, j, record_text(r, j->tags, &st->text));
	}
	out_byte(j->out, '\n');
	return 0;
}

static int
anki_end(void *state, struct job *j)
{
	struct anki_state *st = state;

	(void)j;
	free(st->order);
	buf_free(&st->text);
	buf_free(&st->tags);
	buf_free(&st->quoted);
	return 0;
}

const struct format format_anki = {
	.name = "anki",
	.state_size = sizeof(struct anki_state),
	.begin = anki_begin,
	.record = anki_record,
	.end = anki_end,
};
