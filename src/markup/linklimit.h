/* A limit on what link references expand to: a reference repeats the address of its definition. */
#ifndef QB_MARKUP_LINKLIMIT_H
#define QB_MARKUP_LINKLIMIT_H

#include <md4c.h>
#include <stdbool.h>
#include <stddef.h>

struct link_limit {
	size_t left; /* bytes of addresses and titles */
	bool exceeded;
};

/*
 * link_limit: the limit for a text of n bytes: 100 KB, or n bytes if that is more, as in cmark;
 * and n bytes for the links that have their address in place.
 */
struct link_limit link_limit(size_t n);
/* link_limit_enter: 0, or -1 if the span, as enter_span of md4c receives it, exceeds the limit. */
int link_limit_enter(struct link_limit *l, MD_SPANTYPE type, const void *detail);
/* link_limit_fail: fail() with the reason why md_parse() ended early. */
int link_limit_fail(const struct link_limit *l);

#endif
