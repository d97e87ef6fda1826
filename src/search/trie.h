/* Many fixed strings as one pattern. */
#ifndef QB_SEARCH_TRIE_H
#define QB_SEARCH_TRIE_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct slice;

/* trie_sort: sorted copies of the strings; ASCII ones in lower case if caseless.  Free with trie_free(). */
struct slice *trie_sort(const struct slice *text, size_t n, bool caseless);
/*
 * trie_pattern: appends to *b a PCRE2 pattern that matches any of these sorted strings, the longest
 * where several match at one place; if caseless, compile it so.  May reorder the strings.
 */
void trie_pattern(struct slice *sorted, size_t n, bool caseless, struct buf *b);
void trie_free(struct slice *sorted, size_t n);

#endif
