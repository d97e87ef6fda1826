/*
 * A cheap test that rejects or accepts fields without running PCRE2.
 *
 * Extracts needles from the patterns: strings, at least one of which occurs in every match.  If the
 * patterns are nothing but a few strings, such as foo|ba(r|z), the needles are exact and decide
 * without the regex.
 */
#ifndef QB_SEARCH_PREFILTER_H
#define QB_SEARCH_PREFILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "search/skip.h"

struct slice;

struct prefilter;

enum prefilter_result { MATCH_NO, MATCH_MAYBE, MATCH_YES };

/*
 * prefilter_new: a prefilter for these patterns, which compile, and the flags of regex_compile();
 * NULL if they have no useful needles.  Copies the patterns.  Free with prefilter_free().
 */
struct prefilter *prefilter_new(const struct slice *pattern, size_t n, unsigned flags);
/* prefilter_skip: skip_lines() for the needles of p, which may be NULL; skips nothing if these are too common. */
struct skipped prefilter_skip(const struct prefilter *p, struct slice s, size_t tabs, const bool *columns);
/*
 * prefilter_check: whether one of the fields of s matches, which are escaped, separated by TABs
 * and lie in a struct buf: see needle_find().  MATCH_YES only for one field.  found: a needle is
 * known to occur in s.
 */
enum prefilter_result prefilter_check(const struct prefilter *p, struct slice s, size_t fields, bool found);
void prefilter_free(struct prefilter *p);

#endif
