/* Words with typing errors. */
#ifndef QB_MARK_NEAR_H
#define QB_MARK_NEAR_H

#include <stdbool.h>
#include <stddef.h>

struct answer;
struct span;

/*
 * near_find: finds the words of the phrase in a sentence of the text, from the offset on, as
 * consecutive words, ignoring case and allowing typing errors: a missing, additional or wrong
 * character, or two that are swapped; one per word of 5 characters or more, two from 9 on, none in
 * the first character or in a word with a digit.  Returns 1 and stores the place, or 0.
 */
int near_find(const struct answer *phrase, const struct answer *text, size_t from, struct span *out);
/* near_is_exact: whether that place has the words of the phrase without typing errors. */
bool near_is_exact(const struct answer *phrase, const struct answer *text, struct span place);

#endif
