/* Patterns as text. */
#ifndef QB_SEARCH_PATTERN_H
#define QB_SEARCH_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct slice;

/* pattern_has_upper: whether it has a literal upper-case letter; in a fixed string every letter is literal. */
bool pattern_has_upper(struct slice p, bool fixed);
/* pattern_start_options: the length of the options at its start, such as (*UCP). */
size_t pattern_start_options(struct slice p);
/*
 * pattern_word: sets *b to a pattern that matches p where no word character is adjacent, as
 * grep -w does.  The right variant depends on p, which must compile: it is the first of
 * WORD_VARIANTS that compiles.
 */
#define WORD_VARIANTS 4
void pattern_word(struct slice p, int variant, struct buf *b);

#endif
