/* Operands as one bank, with columns matched by name. */
#include <stdlib.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/operands.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "tsv/file.h"
#include "tsv/reader.h"
#include "tsv/scan.h"

struct bank {
	char *const *operands;
	char *const *operand; /* the next one */
	char *fallback[2];    /* the default operand, used without operands */
	const char *name;     /* of the current file, for messages */
	struct reader *src;
	char delim;     /* for reader_open() */
	unsigned flags; /* of bank_open() */
	bool all;       /* see bank_return_all() */
	struct header header;
	struct buf line;     /* the header's */
	struct buf own;      /* the header line of the current file */
	bool questions;      /* the bank has an id or a question, so that a blank row is not a record */
	enum bank_skip skip; /* of the last line */
	bool passed;         /* lines were skipped before the last record */
	struct record rec;
	size_t *from;        /* for each column of the bank, that of the file; NULL if they are equal */
	size_t columns;      /* of the file */
	struct slice *cells; /* the fields of the file's line, if columns are reordered */
	struct buf reordered;
	struct tabs tabs; /* of the reordered line */
	struct buf why;   /* a line per failure */
	bool ragged;      /* the last line had the wrong number of fields; reading can continue */
	bool had_ragged;  /* so had an earlier one, or this one */
};

/* Finds the columns of the bank in a file with this header. */
static int
bank_match_columns(struct bank *b, const struct header *h, const char *place)
{
	bool same = h->n == b->header.n;
	size_t i;

	for (i = 0; i < h->n; i++) {
		if (header_find(&b->header, h->name[i]) == NO_COLUMN)
			return fail("%s: column '%.*s' is not in the first file", place, SHOWN(h->name[i]));
		same &= i < b->header.n && slice_eq(h->name[i], b->header.name[i]);
	}
	free(b->from);
	b->from = NULL;
	b->columns = h->n;
	if (same)
		return 0;
	b->from = xcalloc(b->header.n, sizeof(*b->from));
	b->cells = xrealloc(b->cells, h->n, sizeof(*b->cells));
	for (i = 0; i < b->header.n; i++)
		b->from[i] = header_find(h, b->header.name[i]);
	return 0;
}

/* Adds failure() to what bank_close() reports. */
static void
bank_note_failure(struct bank *b)
{
	if (b->why.n > 0)
		buf_byte(&b->why, '\n');
	buf_str(&b->why, failure());
}

static int
bank_fail_empty(const struct bank *b)
{
	const char *advice = "";

	if (b->operands == b->fallback && strcmp(b->fallback[0], "-") != 0)
		advice = "; name a bank as an operand or in QB_BANK";
	else if (b->operands == b->fallback && !reader_is_empty_pipe(b->src))
		advice = "; name a bank as an operand";
	return fail("%s: empty: a bank begins with a header line%s", b->name, advice);
}

/* Makes the line, the first of a file, the header of the bank, or matches it with that. */
static int
bank_read_header(struct bank *b, const struct line *line)
{
	bool first = b->header.n == 0;
	struct buf place = { 0 };
	struct header h = { 0 };
	int status;

	b->own.n = 0;
	buf_append(&b->own, line->text.p, line->text.n);
	b->own.n = slice_trim_cr(buf_slice(&b->own)).n;
	buf_printf(&place, "%s:%zu", b->name, line->lineno);
	if (first)
		buf_append(&b->line, b->own.p, b->own.n);
	if (line_is_conflict_mark(buf_slice(&b->own)))
		status = fail("%s: unresolved merge conflict", buf_cstr(&place));
	else
		status = header_parse(&h, buf_slice(first ? &b->line : &b->own), line->tabs->n + 1, buf_cstr(&place));
	if (status == 0 && !first)
		status = bank_match_columns(b, &h, buf_cstr(&place));
	if (status == 0 && first) {
		b->header = h;
		b->columns = h.n;
		b->questions =
		    header_find(&h, slice_of("id")) != NO_COLUMN || header_find(&h, slice_of("question")) != NO_COLUMN;
	} else {
		header_free(&h);
	}
	if (status == -1 && first)
		b->line.n = 0;
	buf_free(&place);
	return status;
}

/* Opens the next operand and reads its header.  Returns 0, 1 if it is empty and may be, or -1. */
static int
bank_open_file(struct bank *b)
{
	struct line line;
	int status;

	b->name = file_name(*b->operand);
	b->src = reader_open(*b->operand++, b->delim);
	if (b->src == NULL && b->operands == b->fallback && strcmp(b->fallback[0], "-") != 0)
		return fail("%s; name a bank as an operand or in QB_BANK", failure());
	if (b->src == NULL)
		return -1;
	status = reader_line(b->src, &line);
	if (status == 1)
		return bank_read_header(b, &line);
	if (status == -1)
		return -1;
	if ((b->flags & BANK_OPTIONAL) || (!(b->flags & BANK_REQUIRED) && reader_is_empty_pipe(b->src)))
		return 1;
	return bank_fail_empty(b);
}

/* Opens the next operand that is a bank; false if there is none. */
static bool
bank_next_file(struct bank *b)
{
	for (;;) {
		int status;

		reader_close(b->src);
		b->src = NULL;
		if (*b->operand == NULL)
			return false;
		status = bank_open_file(b);
		if (status == 0)
			return true;
		if (status == -1)
			bank_note_failure(b);
	}
}

struct bank *
bank_open(char *const *operands, char delim, unsigned flags)
{
	struct bank *b = xcalloc(1, sizeof(*b));

	b->delim = delim;
	b->flags = flags;
	b->operand = operands;
	if (*operands == NULL) {
		b->fallback[0] = operands_default();
		b->operand = b->fallback;
	}
	b->operands = b->operand;
	if (operands_check(b->operands, !(flags & BANK_NO_OUTPUT)) == -1)
		bank_note_failure(b);
	else if (bank_next_file(b) || !bank_failed(b))
		return b;
	bank_close(b);
	return NULL;
}

void
bank_return_all(struct bank *b)
{
	b->all = true;
}

const char *
bank_name(const struct bank *b)
{
	return b->name;
}

const struct header *
bank_header(const struct bank *b)
{
	return &b->header;
}

/* The line with its fields in the order of the bank. */
static struct slice
bank_reorder(struct bank *b, struct slice line)
{
	size_t i;

	for (i = 0; i < b->columns; i++)
		slice_next(&line, '\t', &b->cells[i]);
	b->reordered.n = 0;
	for (i = 0; i < b->header.n; i++) {
		if (i > 0)
			buf_byte(&b->reordered, '\t');
		if (b->from[i] != NO_COLUMN)
			buf_append(&b->reordered, b->cells[b->from[i]].p, b->cells[b->from[i]].n);
	}
	buf_clear_slack(&b->reordered);
	return buf_slice(&b->reordered);
}

/* Whether the line is the header again, perhaps after a byte-order mark. */
static bool
bank_is_header(const struct bank *b, const struct line *line)
{
	struct slice text = slice_skip(line->text, file_bom(line->text));

	return slice_eq(line->unterminated ? slice_trim_cr(text) : text, buf_slice(&b->own));
}

/* Why the line, which is not empty, is not a record, if it is none.  Fast for the usual record. */
static inline enum bank_skip
bank_skip_reason(const struct bank *b, const struct line *line)
{
	struct slice text = line->text;

	if (text.n == line->tabs->n && text.n + 1 == b->columns && b->questions)
		return SKIP_BLANK_ROW;
	if (text.n != b->own.n && !line->unterminated && (text.n == 0 || *text.p != '\xef'))
		return SKIP_NONE;
	return bank_is_header(b, line) ? SKIP_HEADER : SKIP_NONE;
}

/* Reads the next line that is returned; false if there is none. */
static bool
bank_next_line(struct bank *b, struct line *line)
{
	b->passed = false;
	while (b->src != NULL) {
		int status = reader_line(b->src, line);

		if (status == 1 && (line->text.n > 0 || (b->columns == 1 && !b->questions))) {
			b->skip = bank_skip_reason(b, line);
			if (b->skip == SKIP_NONE || b->all)
				return true;
			b->passed = true;
		}
		if (status == -1) {
			bank_note_failure(b);
			return false;
		}
		if (status == 0 && !bank_next_file(b))
			return false;
	}
	return false;
}

/* Whether the line is a conflict mark in a bank of one column, where it has the right number of fields. */
static inline bool
bank_is_conflict(const struct bank *b, struct slice line)
{
	return b->columns == 1 && line_is_conflict_mark(line);
}

struct record *
bank_next(struct bank *b)
{
	struct line line;

	b->ragged = false;
	if (!bank_next_line(b, &line))
		return NULL;
	record_from(&b->rec, b->name, &line);
	if (line.tabs->n + 1 != b->columns || bank_is_conflict(b, line.text)) {
		if (!b->had_ragged) {
			record_fail_fields(&b->rec, b->columns);
			bank_note_failure(b);
		}
		b->ragged = b->had_ragged = true;
		return NULL;
	}
	if (b->from != NULL)
		record_set(&b->rec, bank_reorder(b, line.text), &b->tabs);
	return &b->rec;
}

enum bank_skip
bank_skipped(const struct bank *b)
{
	return b->skip;
}

bool
bank_passed(const struct bank *b)
{
	return b->passed;
}

struct slice
bank_peek(const struct bank *b)
{
	return b->from == NULL && b->src != NULL ? reader_peek(b->src) : slice_of("");
}

void
bank_consume(struct bank *b, size_t bytes, size_t lines)
{
	reader_consume(b->src, bytes, lines);
}

bool
bank_failed(const struct bank *b)
{
	return b->why.n > 0;
}

const struct record *
bank_ragged(const struct bank *b, size_t *expected)
{
	*expected = b->columns;
	return b->ragged ? &b->rec : NULL;
}

int
bank_close(struct bank *b)
{
	int status = b->why.n > 0 ? fail_lines(buf_cstr(&b->why)) : 0;

	reader_close(b->src);
	header_free(&b->header);
	buf_free(&b->line);
	buf_free(&b->own);
	buf_free(&b->reordered);
	buf_free(&b->why);
	free(b->tabs.at);
	free(b->from);
	free(b->cells);
	free(b);
	return status;
}
