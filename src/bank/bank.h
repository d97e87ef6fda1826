/* The operands of a tool as one bank. */
#ifndef QB_BANK_BANK_H
#define QB_BANK_BANK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct bank;
struct header;
struct record;

/* Flags of bank_open(). */
enum {
	BANK_NO_OUTPUT = 1, /* standard output is not written while the bank is read: an operand may be the same file */
	BANK_OPTIONAL = 2,  /* an empty file, such as an empty pick, is a bank without columns */
	BANK_REQUIRED = 4,  /* an empty pipe is an error, too */
};

/*
 * bank_open: opens the operands, a list that ends with NULL, as one bank; as CSV with this delimiter
 * unless it is 0: see reader_open().  Without operands: standard input unless it is a terminal, then
 * $QB_BANK, then the installed bank.  The list must outlive the bank.  Opens the first operand that
 * is a bank and reads its header; NULL if none is, or if standard output writes to an operand.  If
 * all operands are pipes without any bytes, nothing was selected: the bank has no columns and no records.
 */
struct bank *bank_open(char *const *operands, char delim, unsigned flags);
/* bank_return_all: makes bank_next() also return the lines that it skips: see bank_skipped(). */
void bank_return_all(struct bank *b);
/* bank_header: the columns, which belong to the bank. */
const struct header *bank_header(const struct bank *b);
/* bank_name: the current operand, for messages. */
const char *bank_name(const struct bank *b);
/*
 * bank_next: the next record; NULL at the end, at a malformed line, or if reading fails.  Skips
 * operands that are not banks and reports them in bank_close(), blank lines, and lines that are not
 * records: a header line again, and a row whose fields are all empty, if there is an id or a question.
 */
struct record *bank_next(struct bank *b);
/* bank_skipped: after bank_return_all(): why the last line is not a record, if it is none. */
enum bank_skip { SKIP_NONE, SKIP_BLANK_ROW, SKIP_HEADER, SKIP_REASONS };
enum bank_skip bank_skipped(const struct bank *b);
/* bank_passed: whether bank_next() skipped lines that are not records before the last record. */
bool bank_passed(const struct bank *b);
/*
 * bank_peek: the bytes after the last record that are already in memory, for skipping records
 * without splitting them; empty if the lines of the file differ from the records, as in CSV.
 * bank_consume: skips `bytes` bytes, which must be exactly `lines` complete lines.
 */
struct slice bank_peek(const struct bank *b);
void bank_consume(struct bank *b, size_t bytes, size_t lines);
/* bank_failed: whether anything failed, so that the records read are not the whole bank. */
bool bank_failed(const struct bank *b);
/*
 * bank_ragged: if bank_next() returned NULL for a line with the wrong number of fields, that line,
 * valid like a record, and the number that is right; else NULL.  bank_next() can then be called again,
 * for the lines after it.  bank_close() reports only the first of them.
 */
const struct record *bank_ragged(const struct bank *b, size_t *expected);
/* bank_close: frees; -1 if anything failed: failure() then has a line for each failure. */
int bank_close(struct bank *b);
/* bank_find, bank_column: store the column of that name; -1 if there is none; the message lists the columns. */
int bank_find(const struct bank *b, struct slice name, size_t *col);
int bank_column(const struct bank *b, const char *name, size_t *col);
/*
 * bank_columns: the columns of a comma-separated list, in its order.  Stores a new array, which the
 * caller frees, and its length.  -1 for an unknown or empty name.
 */
int bank_columns(const struct bank *b, const char *list, size_t **cols, size_t *n);

#endif
