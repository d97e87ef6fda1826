/*
 * Anki's text import: the id first, so that importing again updates the notes, then
 * question and answer, then every other column.  The last field has the tags once
 * more, as Anki writes them: separated by blanks.
 */
#include <stdbool.h>
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "format/format.h"
#include "format/job.h"
#include "tsv/csv.h"

static struct buf text, list, quoted;
static size_t *order; /* the columns */
static size_t columns;

/* A line that begins with # is a comment. */
static void
put_field(const struct job *j, struct slice s)
{
	bool comment = s.n > 0 && s.p[0] == '#';

	out_slice(j->out, csv_field(s, comment ? "#\t\n\r" : "\t\n\r", &quoted));
}

/* id, question and answer, then the others. */
static void
choose_order(const struct job *j)
{
	const size_t first[] = { j->id, j->question, j->answer };
	size_t i;

	columns = bank_header(j->bank)->n;
	order = xcalloc(columns, sizeof(*order));
	columns = 0;
	for (i = 0; i < 3; i++)
		if (first[i] != NO_COLUMN)
			order[columns++] = first[i];
	for (i = 0; i < bank_header(j->bank)->n; i++)
		if (i != j->id && i != j->question && i != j->answer)
			order[columns++] = i;
}

/* Anki's tags: a blank in one is an underscore, as Anki has it. */
static void
put_tags(const struct job *j, struct slice tags)
{
	size_t i;

	text.n = 0;
	for (i = 0; i < tags.n; i++) {
		char c = tags.p[i];

		buf_byte(&text, c == ',' ? ' ' : c == ' ' || (c >= '\t' && c <= '\r') ? '_' : c);
	}
	put_field(j, buf_slice(&text));
}

static int
anki_begin(void *state, struct job *j)
{
	const struct header *h = bank_header(j->bank);
	size_t i;

	(void)state;
	choose_order(j);
	out_str(j->out, "#separator:tab\n#html:false\n#columns:");
	/* Escaped as in the bank: a header line of Anki cannot hold a newline. */
	for (i = 0; i < columns; i++) {
		if (i > 0)
			out_byte(j->out, '\t');
		put_field(j, h->field[order[i]]);
	}
	if (j->tags != NO_COLUMN)
		out_printf(j->out, "\tAnki tags\n#tags column:%zu", columns + 1);
	out_byte(j->out, '\n');
	return 0;
}

static int
anki_record(void *state, struct job *j, struct record *r)
{
	size_t i;

	(void)state;
	for (i = 0; i < columns; i++) {
		if (i > 0)
			out_byte(j->out, '\t');
		put_field(j, record_text(r, order[i], &text));
	}
	if (j->tags != NO_COLUMN) {
		out_byte(j->out, '\t');
		put_tags(j, record_text(r, j->tags, &list));
	}
	out_byte(j->out, '\n');
	return 0;
}

static int
anki_end(void *state, struct job *j)
{
	(void)state;
	(void)j;
	free(order);
	order = NULL;
	buf_free(&text);
	buf_free(&list);
	buf_free(&quoted);
	return 0;
}

const struct format format_anki = {
	.name = "anki",
	.begin = anki_begin,
	.record = anki_record,
	.end = anki_end,
};
