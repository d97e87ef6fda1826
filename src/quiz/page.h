/* Text as rows of a terminal. */
#ifndef QB_QUIZ_PAGE_H
#define QB_QUIZ_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"

/* All zero is an empty page; page_free() frees it. */
struct page {
	struct buf text; /* of the rows */
	size_t *end;     /* of each row in the text */
	size_t n, cap;
	size_t top; /* the first row that is shown */
};

/*
 * page_set: replaces the rows by those of the text, which has no control characters but newlines and
 * SGR sequences.  Lines wider than that many columns are broken, as nothing is to be wrapped by the
 * terminal; a style ends with its row and begins again on the next.  Shows the top.
 */
void page_set(struct page *p, struct slice text, size_t columns);
/* page_add_groups: appends groups of words, separated by two spaces, on as many lines of that width as they need. */
void page_add_groups(struct buf *b, struct slice groups, size_t columns);
/* page_row: the row with that number; empty after the last one. */
struct slice page_row(const struct page *p, size_t i);
/* page_scroll: moves the top by that many rows, down if positive, as far as the last of `rows` rows is used. */
void page_scroll(struct page *p, long by, size_t rows);
/* page_is_last: whether the last row is among these rows from the top. */
bool page_is_last(const struct page *p, size_t rows);
void page_free(struct page *p);

#endif
