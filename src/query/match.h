/* Records that match patterns. */
#ifndef QB_QUERY_MATCH_H
#define QB_QUERY_MATCH_H

#include <stdbool.h>
#include <stddef.h>

struct bank;
struct record;

/* What to search for, and where. */
struct query {
	struct regex *regex;
	struct prefilter *prefilter; /* NULL: match every field */
	size_t *col, ncol;
	bool *searched; /* for each column of the bank; NULL: all */
	bool invert;
};

/*
 * query_next: the next record that may be selected; NULL as bank_next().  Stores whether a needle of
 * the prefilter is known to occur in a searched column.
 */
struct record *query_next(const struct query *q, struct bank *b, bool *found);
/* query_matches: whether the record, with what query_next() stored, is selected: 1, 0, or -1 if a match failed. */
int query_matches(const struct query *q, const struct bank *b, const struct record *r, bool found);
/* query_failed: fail() with the record and the column in which a match failed, and failure(); -1. */
int query_failed(const struct bank *b, const struct record *r, size_t col);

#endif
