/* The sets of words of questions. */
#ifndef QB_QUERY_WORDSETS_H
#define QB_QUERY_WORDSETS_H

#include <stddef.h>
#include <stdint.h>

#include "query/words.h"

struct slice;

struct wordset {
	uint64_t bits;  /* for each word one bit is flipped: sets differ in at least as many words as bits */
	uint32_t at, n; /* its words in the list of all, ascending */
};

#define NO_SET UINT32_MAX

/* All zero is empty.  Questions with the same words share a set. */
struct wordsets {
	struct words *words;  /* until wordsets_rank() */
	struct word_list all; /* the words of all sets */
	struct wordset *set;
	size_t n, set_cap;
	uint32_t *of; /* for each question its set, or NO_SET if it has no words */
	size_t questions, of_cap;
	uint32_t *slot; /* until wordsets_rank(): a hash table of the number of a set + 1, or 0 */
	size_t mask;
};

/* wordsets_add: adds a question, decoded text; -1 if there are too many. */
int wordsets_add(struct wordsets *s, struct slice text);
/*
 * wordsets_rank: ends adding: numbers the words anew, the rarest first, and sets the bits.  Returns how
 * many words there are.
 */
size_t wordsets_rank(struct wordsets *s);
/* wordset_common: how many words the sets have in common. */
uint32_t wordset_common(const struct wordsets *s, const struct wordset *x, const struct wordset *y);
void wordsets_free(struct wordsets *s);

#endif
