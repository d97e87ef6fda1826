/* Many patterns as one. */
#ifndef QB_SEARCH_TRIE_H
#define QB_SEARCH_TRIE_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct slice;

/* Patterns to be joined. */
struct trie {
	bool expressions; /* of items, each with a token_length(); else texts */
	bool caseless;
	struct slice *pattern; /* sorted copies; ASCII texts in lower case if caseless */
	size_t n;
};

/* trie_new: a trie of these n patterns.  Free with trie_free(). */
struct trie trie_new(const struct slice *pattern, size_t n, bool expressions, bool caseless);
/*
 * trie_append: appends to *b a PCRE2 pattern that matches where one of the patterns from number
 * `from` to before `to` does; if caseless, compile it so.  If texts, it matches the longest, but
 * expressions in no particular order.  May reorder these patterns.
 */
void trie_append(const struct trie *t, size_t from, size_t to, struct buf *b);
void trie_free(struct trie *t);

#endif
