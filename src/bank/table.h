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

#define HIGHLIGHT_ON "\33[1;31m"
#define HIGHLIGHT_OFF "\33[m"

/*
 * table_open, table_row, table_close: what a writer does, as a table.  The first rows decide the
 * widths of the columns and are buffered until these are known, so memory is constant.
 */
struct table *table_open(struct out *o, bool color, struct slice header, const bool *show);
void table_row(struct table *t, struct slice line, const struct highlight *mark, size_t nmark);
void table_close(struct table *t);

#endif
