/* Skipping lines that cannot match: the hot loop of qb-grep. */
#ifndef QB_SEARCH_SKIP_H
#define QB_SEARCH_SKIP_H

#include <stdbool.h>
#include <stddef.h>

struct needle;
struct slice;

struct skipped {
	size_t bytes, lines;
	bool found; /* the next line has a needle in a searched column, or in a surplus one; false: unknown */
};

/*
 * skip_lines: the leading lines of s, with their newlines, that have exactly that many TABs, no
 * NUL, and none of the n needles in a searched column (columns[i], or any column if columns is
 * NULL).  Conservative: stops early near the end, where fewer than the longest needle and 63 more
 * bytes remain.
 */
struct skipped skip_lines(struct slice s, size_t tabs, const bool *columns, const struct needle *t, size_t n);

#endif
