/* Words at the start of a text, for prompt.c. */
#ifndef QB_IMPORT_MD_LEAD_H
#define QB_IMPORT_MD_LEAD_H

#include <stdbool.h>
#include <stddef.h>

struct slice;

/* lead_end: whether a word ends where s begins. */
bool lead_end(struct slice s);
/* lead_ornaments: the length of blanks, emphasis and, if symbols is true, emoji at the start. */
size_t lead_ornaments(struct slice s, bool symbols);
/* lead_separator: the length of what may separate a number or a word from a text, such as `:`; 0: none. */
size_t lead_separator(struct slice s);
/* lead_in: the number of words that spaces separate. */
size_t lead_in(struct slice s);

#endif
