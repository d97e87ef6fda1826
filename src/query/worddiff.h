/* Differences between two texts, by words. */
#ifndef QB_QUERY_WORDDIFF_H
#define QB_QUERY_WORDDIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

enum word_change { WORD_SAME, WORD_REMOVED, WORD_ADDED };

/* A word, a run of white space, or another character; it borrows the bytes of the text. */
struct word {
	struct slice text;
	enum word_change change;
};

/* All zero is a valid, empty list.  The owner frees the words. */
struct words {
	struct word *word;
	size_t n, cap;
};

/*
 * words_diff: appends the words of both texts: without those that were added they are the old text,
 * without those that were removed the new one.  A shortest such list, unless that takes more than
 * 1000 changes; then everything between the first and the last difference is replaced.
 * E. Myers, An O(ND) difference algorithm and its variations, 1986.
 */
void words_diff(struct words *d, struct slice old, struct slice new);
/* word_is_space: whether the word is white space. */
bool word_is_space(const struct word *w);

#endif
