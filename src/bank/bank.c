/* Operands as one bank, with columns matched by name. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bank/bank.h"
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
	char *fallback[2];    /* the operands if there are none */
	const char *name;     /* of the current file, for messages */
	struct reader *src;
	char delim; /* for reader_open() */
	bool list;  /* see bank_open_list() */
	struct header header;
	struct buf line; /* the header's */
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
bank_match_columns(struct bank *b, const struct header *h, const char *file)
{
	bool same = h->n == b->header.n;
	size_t i;

	for (i = 0; i < h->n; i++) {
		if (header_find(&b->header, h->name[i]) == NO_COLUMN)
			return fail("%s:1: column '%s' is not in the first file", file, h->name[i].p);
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
	return fail("%s: empty: a bank begins with a header line%s", b->name,
	    b->operands == b->fallback ? "; name a bank as an operand or in QB_BANK" : "");
}

/* Opens the next operand and reads its header.  Returns 0, 1 if it is empty and may be, or -1. */
static int
bank_open_file(struct bank *b)
{
	struct header h = { 0 };
	struct line line;
	int status;

	b->name = file_name(*b->operand);
	b->src = reader_open(*b->operand++, b->delim);
	if (b->src == NULL && b->operands == b->fallback && strcmp(b->fallback[0], "-") != 0)
		return fail("%s; name a bank as an operand or in QB_BANK", failure());
	if (b->src == NULL)
		return -1;
	status = reader_line(b->src, &line);
	if (status == 0)
		return b->list ? 1 : bank_fail_empty(b);
	if (status == -1)
		return -1;
	if (b->header.n == 0) {
		buf_append(&b->line, line.text.p, line.text.n);
		status = header_parse(&b->header, buf_slice(&b->line), line.tabs->n + 1, b->name);
		b->columns = b->header.n;
		if (status == -1) {
			header_free(&b->header);
			b->line.n = 0;
		}
		return status;
	}
	status = header_parse(&h, line.text, line.tabs->n + 1, b->name);
	if (status == 0)
		status = bank_match_columns(b, &h, b->name);
	header_free(&h);
	return status;
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

static char *
bank_default(void)
{
	char *bank = getenv("QB_BANK");

	if (!isatty(STDIN_FILENO))
		return "-";
	return bank && *bank ? bank : QB_DATADIR "/bank.tsv";
}

static struct bank *
bank_open_operands(char *const *operands, char delim, bool list)
{
	struct bank *b = xcalloc(1, sizeof(*b));

	b->delim = delim;
	b->list = list;
	b->operand = operands;
	if (*operands == NULL) {
		b->fallback[0] = bank_default();
		b->operand = b->fallback;
	}
	b->operands = b->operand;
	if (bank_next_file(b) || (list && !bank_failed(b)))
		return b;
	bank_close(b);
	return NULL;
}

struct bank *
bank_open(char *const *operands)
{
	return bank_open_operands(operands, 0, false);
}

struct bank *
bank_open_csv(char *const *operands, char delim)
{
	return bank_open_operands(operands, delim, false);
}

struct bank *
bank_open_list(char *const *operands)
{
	return bank_open_operands(operands, 0, true);
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

/* Reads the next line that is a record; false if there is none. */
static bool
bank_next_line(struct bank *b, struct line *line)
{
	while (b->src != NULL) {
		int status = reader_line(b->src, line);

		if (status == 1 && (line->text.n > 0 || b->columns == 1))
			return true;
		if (status == -1) {
			bank_note_failure(b);
			return false;
		}
		if (status == 0 && !bank_next_file(b))
			return false;
	}
	return false;
}

struct record *
bank_next(struct bank *b)
{
	struct line line;

	b->ragged = false;
	if (!bank_next_line(b, &line))
		return NULL;
	record_from(&b->rec, b->name, &line);
	if (line.tabs->n + 1 != b->columns) {
		if (!b->had_ragged) {
			record_fail(&b->rec, "expected %zu fields, found %zu", b->columns, line.tabs->n + 1);
			bank_note_failure(b);
		}
		b->ragged = b->had_ragged = true;
		return NULL;
	}
	if (b->from != NULL)
		record_set(&b->rec, bank_reorder(b, line.text), &b->tabs);
	return &b->rec;
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
bank_reads(const struct bank *b, const char *path)
{
	char *const *operand;
	struct stat file, input;

	if (stat(path, &file) == -1 || !S_ISREG(file.st_mode))
		return false;
	for (operand = b->operands; *operand != NULL; operand++) {
		bool std = strcmp(*operand, "-") == 0;

		if ((std ? fstat(STDIN_FILENO, &input) : stat(*operand, &input)) == 0 && file.st_dev == input.st_dev &&
		    file.st_ino == input.st_ino)
			return true;
	}
	return false;
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
	int status = b->why.n > 0 ? fail("%s", buf_cstr(&b->why)) : 0;

	reader_close(b->src);
	header_free(&b->header);
	buf_free(&b->line);
	buf_free(&b->reordered);
	buf_free(&b->why);
	free(b->tabs.at);
	free(b->from);
	free(b->cells);
	free(b);
	return status;
}

int
bank_find(const struct bank *b, struct slice name, size_t *col)
{
	struct buf names = { 0 };
	size_t i;

	*col = header_find(&b->header, name);
	if (*col != NO_COLUMN)
		return 0;
	for (i = 0; i < b->header.n; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", b->header.name[i].p);
	fail("%s: no column '%.*s'; columns: %s", b->name, SHOWN(name), buf_cstr(&names));
	buf_free(&names);
	return -1;
}

int
bank_column(const struct bank *b, const char *name, size_t *col)
{
	return bank_find(b, slice_of(name), col);
}

int
bank_columns(const struct bank *b, const char *list, size_t **cols, size_t *n)
{
	struct slice rest = slice_of(list), name;

	*cols = xcalloc(rest.n + 1, sizeof(**cols));
	for (*n = 0; slice_next(&rest, ',', &name); ++*n)
		if (bank_find(b, name, *cols + *n) == -1) {
			free(*cols);
			*cols = NULL;
			return -1;
		}
	return 0;
}
