/* Banks of arbitrary fields, and what an output format makes of them. */
#ifndef QB_FIELDS_H
#define QB_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include "bank/bank.h"
#include "bank/choices.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/format.h"
#include "format/job.h"
#include "fuzz.h"
#include "tsv/escape.h"

enum { FIELDS = 9, FIELDS_LONGEST = 4096 };

/* fields_choices: appends the text as a field of choices: if it is not one, each line becomes a choice. */
static inline void
fields_choices(struct slice text, struct buf *b)
{
	struct choices c = { 0 };
	struct buf written = { 0 };
	struct slice line;

	if (choices_parse(&c, text) == -1) {
		while (slice_next(&text, '\n', &line))
			choices_add(&c, line.n % 3 == 0, line);
		choices_finish(&c);
		choices_write(&c, &written);
		text = buf_slice(&written);
	}
	field_encode(text, b);
	choices_free(&c);
	buf_free(&written);
}

/*
 * fields_bank: makes *b a bank of the fields in s, each terminated by a NUL; the last of each record are the
 * choices.  Invalid UTF-8 is replaced, and the ids are unique.
 */
static inline void
fields_bank(struct slice s, struct buf *b)
{
	static struct buf valid;
	struct slice field[FIELDS];
	size_t row, col;

	b->n = 0;
	buf_str(b, "id\ttopic\tlevel\ttags\tquestion\tchoices\tanswer\tpoints\tnote: a \"b\"\n");
	for (row = 0; s.p != NULL; row++) {
		for (col = 0; col < FIELDS; col++)
			field[col] = fuzz_text(&s);
		for (col = 0; col + 1 < FIELDS; col++) {
			if (col == 0)
				buf_printf(b, "%zu", row);
			field_encode(utf8_replace_invalid(field[col], &valid), b);
			buf_byte(b, col + 2 < FIELDS ? '\t' : '\n');
			if (col == 4) {
				fields_choices(utf8_replace_invalid(field[FIELDS - 1], &valid), b);
				buf_byte(b, '\t');
			}
		}
	}
}

/* fields_format: writes the bank to standard output as FORMAT. */
static inline void
fields_format(const struct buf *bank, enum answers answers, bool escape)
{
	const struct format *f = format_find(FORMAT);
	struct job j = { .first = 1, .formulas = true, .answers = answers, .width = 40, .escape = escape };
	struct bank *b = fuzz_bank(buf_slice(bank), 0, "4096");
	void *state = xcalloc(1, f->state_size);
	struct record *r;

	CHECK(b != NULL);
	fuzz_empty(STDOUT_FILENO);
	j.bank = b;
	j.topic = 1;
	j.level = 2;
	j.tags = 3;
	j.question = 4;
	j.choices = 5;
	j.answer = 6;
	j.points = 7;
	j.out = out_open();
	CHECK(f->begin(state, &j) == 0);
	while ((r = bank_next(b)) != NULL) {
		j.n = j.first + j.count++;
		CHECK(f->record(state, &j, r) == 0);
	}
	CHECK(f->end(state, &j) == 0);
	free(state);
	CHECK(out_close(j.out) == 0);
	CHECK(bank_close(b) == 0);
}

#endif
