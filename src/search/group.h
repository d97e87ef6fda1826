/* Patterns that are matched as one. */
#ifndef QB_SEARCH_GROUP_H
#define QB_SEARCH_GROUP_H

#include <stdbool.h>
#include <stddef.h>

#include "search/engine.h"

struct slice;
struct trie;

/* A group of patterns, and its last match in the subject. */
struct group {
	struct code code; /* finds the leftmost match of any of them */
	struct code ends; /* finds the longest match at that place; without text, code does that, too */
	bool ends_used;
	/* Of a text that is too long for one code: the rest, each part to be matched where the one before ends. */
	struct code *rest;
	size_t nrest;
	size_t start, end;
};

/* The patterns from number `from` to before `to` of a trie. */
struct trie_part {
	const struct trie *trie;
	size_t from, to;
};

/* These make a group, all zero before, with flags of regex_compile(); -1 if a pattern is invalid. */
int group_pattern(struct group *g, struct engine *e, struct slice pattern, unsigned flags);
/* group_join: a part of a trie. */
int group_join(struct group *g, struct engine *e, const struct trie_part *p, unsigned flags);
/* group_long_text: a text that is too long for one code. */
int group_long_text(struct group *g, struct engine *e, struct slice text, unsigned flags);
/* group_match: whether there is a match at or after from: 1, stored in the group, 0, or -1 if it failed. */
int group_match(struct group *g, struct engine *e, struct slice s, size_t from, bool valid);
void group_free(struct group *g);

#endif
