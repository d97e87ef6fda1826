/* Words at the start of a text, for prompt.c and words.c. */
#ifndef QB_IMPORT_MD_WORDS_H
#define QB_IMPORT_MD_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct slice;

/* words_start: whether s begins with the word, which is in lower case, in any case of ASCII. */
bool words_start(struct slice s, const char *word);
/* words_end: whether a word ends where s begins. */
bool words_end(struct slice s);
/* words_ornaments: the length of blanks, emphasis and, if symbols is true, emoji at the start. */
size_t words_ornaments(struct slice s, bool symbols);
/* words_separator: the length of what may separate a number or a word from a text, such as `:`; 0: none. */
size_t words_separator(struct slice s);
/* words_in: the number of words that spaces separate. */
size_t words_in(struct slice s);

#endif
