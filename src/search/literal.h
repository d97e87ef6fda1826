/* The strings that a pattern requires. */
#ifndef QB_SEARCH_LITERAL_H
#define QB_SEARCH_LITERAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"

enum { MAX_LITERALS = 4 };

/* A set of strings; every match of an expression contains at least one.  n is 0 if none is known. */
struct literals {
	struct buf text[MAX_LITERALS];
	size_t n;
	bool exact; /* the expression matches these strings and nothing else */
};

/* A pattern being parsed. */
struct parser {
	struct slice rest;
	bool caseless, fixed; /* a fixed string has no syntax */
	size_t most;          /* strings per expression, up to MAX_LITERALS */
	unsigned depth;       /* of groups */
};

/*
 * literals_next: removes an alternative from the front of the pattern and stores the strings that
 * it requires.  If it matches only strings, and at most ps->most of them, stores these; otherwise
 * the longest string that each match contains.  False for syntax that is not supported.  Either
 * way the caller frees *l, which must be empty before.
 */
bool literals_next(struct parser *ps, struct literals *l);
void literals_free(struct literals *l);

#endif
