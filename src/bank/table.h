/* Records as a table as wide as the terminal. */
#ifndef QB_BANK_TABLE_H
#define QB_BANK_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct out;
struct slice;

struct table;

/* Bytes of the decoded text of a column, to be highlighted. */
struct highlight {
	size_t col, start, end;
};

/* highlight_find: the first of n highlights, sorted by column, that is in this column or after it. */
size_t highlight_find(const struct highlight *h, size_t n, size_t col);

#define HIGHLIGHT_ON "\33[1;31m"
#define HIGHLIGHT_OFF "\33[m"

/*
 * table_open: begins a table on o; see writer_open().  table_add: adds a row, a line of the bank,
 * with its highlights, sorted by column; copies what it needs.  The first rows determine the widths
 * of the columns and are buffered until then, so memory use is constant; with flush, each later row
 * is written at once.  table_close: writes what is buffered and frees.
 */
struct table *table_open(struct out *o, bool color, struct slice header, const bool *show, bool flush);
void table_add(struct table *t, struct slice line, const struct highlight *h, size_t nhighlight);
void table_close(struct table *t);

#endif
