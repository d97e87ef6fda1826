/* Banks of arbitrary fields, and what an output format makes of them. */
#ifndef QB_FIELDS_H
#define QB_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/format.h"
#include "format/job.h"
#include "fuzz.h"
#include "tsv/escape.h"

enum { FIELDS = 8, FIELDS_LONGEST = 4096 };

/*
 * fields_bank: makes *b a bank of the fields in s, each terminated by a NUL.  Invalid UTF-8 is
 * replaced, and the ids are unique.
 */
static inline void
fields_bank(struct slice s, struct buf *b)
{
	static struct buf valid;
	size_t row, col;

	b->n = 0;
	buf_str(b, "id\ttopic\tlevel\ttags\tquestion\tanswer\tpoints\tnote: a \"b\"\n");
	for (row = 0; s.p != NULL; row++)
		for (col = 0; col < FIELDS; col++) {
			if (col == 0)
				buf_printf(b, "%zu", row);
			field_encode(utf8_replace_invalid(fuzz_text(&s), &valid), b);
			buf_byte(b, col + 1 < FIELDS ? '\t' : '\n');
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
	j.answer = 5;
	j.points = 6;
	j.choices = NO_COLUMN;
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
