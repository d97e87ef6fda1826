/* Negators: the words of an answer that negate others. */
#ifndef QB_MARK_NEGATION_H
#define QB_MARK_NEGATION_H

#include <stdbool.h>
#include <stddef.h>

#include "mark/answer.h"

struct buf;

/* Words with more negators than this are not examined further. */
enum { MAX_NEGATORS = 16 };

/* The negators that affect a match, in the order of the text. */
struct negators {
	struct span at[MAX_NEGATORS];
	size_t n;
	size_t inside; /* how many of them are inside the match; these are the last */
};

/*
 * negation_find: the negators before and inside the match, which is part of one sentence or
 * begins in it: see qb-score(1).  For a claim, a match of a misconception, negators reach further.
 */
void negation_find(const struct answer *a, struct span match, bool claim, struct negators *out);
/*
 * negation_without: appends the text of the span to *b without the negators, "doesn't" as "does".
 * Returns the offset in *b of the byte at offset `at` of the text, which is in the span.
 */
size_t negation_without(
    const struct answer *a, const struct span *part, const struct negators *n, size_t at, struct buf *b);

#endif
