/* A free-text answer, prepared for marking. */
#ifndef QB_MARK_ANSWER_H
#define QB_MARK_ANSWER_H

#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"

/*
 * The text of an answer, with each run of white space replaced by one space, or by one newline
 * where a sentence ends.  A sentence ends with white space after a full stop, an exclamation mark
 * or a question mark, at a blank line, and before an item of a list.  All zero is a valid, empty
 * answer; it may be set any number of times.
 */
struct answer {
	struct buf text; /* valid UTF-8 */
	struct words {
		struct span {
			size_t from, to; /* offsets in bytes */
		} * word;
		size_t n, cap;
	} words;
	struct starts {
		size_t *start; /* where the second and later ones begin */
		size_t n, cap;
	} clauses, sentences;
	struct buf space;
};

/* answer_set: replaces the text; copies it. */
void answer_set(struct answer *a, struct slice text);
/* answer_word: the word of that index; borrowed. */
struct slice answer_word(const struct answer *a, size_t i);
/* answer_words_before: the number of words that end before the offset, with something between. */
size_t answer_words_before(const struct answer *a, size_t at);
/* answer_clause: where the clause that contains the offset begins. */
size_t answer_clause(const struct answer *a, size_t at);
/* answer_sentence: the sentence that contains the offset, without the white space after it. */
struct span answer_sentence(const struct answer *a, size_t at);
void answer_free(struct answer *a);

#endif
