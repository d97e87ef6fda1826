/* PCRE2 patterns. */
#ifndef QB_SEARCH_REGEX_H
#define QB_SEARCH_REGEX_H

#include <stddef.h>
#include <stdint.h>

struct slice;

struct regex;

enum {
	RE_CASELESS = 1,
	RE_LITERAL = 2, /* patterns are fixed strings */
	RE_WORD = 4,    /* match whole words, as grep -w */
	RE_WHOLE = 8,   /* match the whole subject, as grep -x */
	RE_DOTALL = 16, /* a dot matches a newline, too */
	RE_NOJIT = 32,
	RE_VALID = 64,       /* subjects are known to be UTF-8 */
	RE_SHARED_TIME = 128 /* subjects share a time limit, until regex_reset_time() */
};

/* Default match limit, that of PCRE2: under a second for one start offset. */
#define MATCH_LIMIT 10000000

/*
 * regex_compile: the patterns, any of which may match, as one; copies them.  limit bounds the work
 * of one match, as PCRE2's match limit does.  NULL for an invalid pattern.  Free with regex_free().
 */
struct regex *regex_compile(const struct slice *pattern, size_t n, unsigned flags, uint32_t limit);
/*
 * regex_match: the leftmost match at or after the offset from.  from = 0 starts a new subject;
 * from > 0 must pass the same subject again.  Returns 1 and stores the offsets in bytes; 0 if there
 * is no match; -1 if the match limit or the time limit was reached.  With start NULL any match
 * will do.  In a subject that is not UTF-8, no match includes an invalid byte.
 */
int regex_match(struct regex *re, struct slice subject, size_t from, size_t *start, size_t *end);
/*
 * regex_next: the next match at or after *at that is not empty.  Set *at to 0 for a new subject;
 * the calls maintain it.  Returns as regex_match().
 */
int regex_next(struct regex *re, struct slice subject, size_t *at, size_t *start, size_t *end);
/* regex_rewind: the next regex_match() or regex_next() may pass another subject with any offset; keeps the time limit. */
void regex_rewind(struct regex *re);
/* regex_reset_time: begins the time limit anew, with RE_SHARED_TIME; otherwise each subject does. */
void regex_reset_time(void);
void regex_free(struct regex *re);

#endif
