/* The syntax of patterns, as far as several can be joined into one. */
#ifndef QB_SEARCH_TOKEN_H
#define QB_SEARCH_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct slice;

/*
 * token_length: the length of the first item of a pattern with its quantifier, such as a, [0-9]+ or (?:x|y)?.
 * 0 at the end, at | or ), and where the item is not known to mean the same inside another pattern:
 * back references, settings, verbs, quoting.
 */
size_t token_length(struct slice s);
/* token_is_text: whether the pattern matches one text only; if so, sets *text to it. */
bool token_is_text(struct slice pattern, struct buf *text);
/* token_is_joinable: whether the pattern consists of items; stores whether | separates some. */
bool token_is_joinable(struct slice pattern, bool *alternatives);

#endif
