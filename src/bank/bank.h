/* The operands of a tool as one bank. */
#ifndef QB_BANK_BANK_H
#define QB_BANK_BANK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct bank;
struct header;
struct record;

/*
 * bank_open: opens the operands, a list that ends with NULL, as one bank.  Without operands:
 * standard input unless it is a terminal, then $QB_BANK, then the installed bank.  The list must
 * outlive the bank.  Opens the first operand that is a bank and reads its header; NULL if none is.
 */
struct bank *bank_open(char *const *operands);
/* bank_open_csv: the same for CSV with this delimiter: see reader_open(). */
struct bank *bank_open_csv(char *const *operands, char delim);
/* bank_open_list: the same for input that may be empty, such as an empty pick: the header then has no columns. */
struct bank *bank_open_list(char *const *operands);
/* bank_header: the columns, which belong to the bank. */
const struct header *bank_header(const struct bank *b);
/* bank_name: the current operand, for messages. */
const char *bank_name(const struct bank *b);
/*
 * bank_next: the next record; NULL at the end, at a malformed line, or if reading fails.  Skips
 * operands that are not banks and reports them in bank_close().
 */
struct record *bank_next(struct bank *b);
/*
 * bank_peek: the bytes after the last record that are already in memory, for skipping records
 * without splitting them; empty if the lines of the file differ from the records, as in CSV.
 * bank_consume: skips that many of them, which are that many whole lines.
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
/* bank_reads: whether the file is one of the operands, read or still to be read. */
bool bank_reads(const struct bank *b, const char *path);
/* bank_find, bank_column: store the column of that name; -1 if there is none; the message lists the columns. */
int bank_find(const struct bank *b, struct slice name, size_t *col);
int bank_column(const struct bank *b, const char *name, size_t *col);
/*
 * bank_columns: the columns of a comma-separated list, in its order.  Stores a new array, which the
 * caller frees, and its length.  -1 for an unknown or empty name.
 */
int bank_columns(const struct bank *b, const char *list, size_t **cols, size_t *n);

#endif
