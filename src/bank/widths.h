/* The widths of a table's columns: arithmetic on numbers, in columns of the terminal. */
#ifndef QB_BANK_WIDTHS_H
#define QB_BANK_WIDTHS_H

#include <stdbool.h>
#include <stddef.h>

struct slice;

enum { TABLE_GAP = 2 }; /* spaces between two columns of a table */

/* What a column of a table holds; answer, topic, level, then others are the first to be omitted. */
enum column_kind { COLUMN_ID, COLUMN_ANSWER, COLUMN_TOPIC, COLUMN_LEVEL, COLUMN_QUESTION, COLUMN_OTHER };

/* A column of a table. */
struct table_column {
	size_t col; /* its column in the bank */
	enum column_kind kind;
	bool number;  /* all its values are numbers: aligned at the right */
	size_t width; /* at least 1, so that the ellipsis of a truncated value fits */
	bool named;   /* by an option, or added by the tool: omitted last */
};

/* column_kind: the kind of the column with that name. */
enum column_kind column_kind(struct slice name);
/* column_min_width: how far a column is narrowed before columns are omitted; ids and numbers are not. */
size_t column_min_width(const struct table_column *c);
/* widths_total: the width of a row of n columns, gaps included. */
size_t widths_total(const struct table_column *c, size_t n);
/*
 * widths_fit: makes a row of n columns, at least one, at most limit wide, if possible: omits
 * columns until the rest can be narrowed, named ones last, but neither id, question nor the last two; then narrows
 * the widest column again and again, ids and numbers last.  Returns how many columns remain, which
 * are moved to the front.
 */
size_t widths_fit(struct table_column *c, size_t n, size_t limit);

#endif
