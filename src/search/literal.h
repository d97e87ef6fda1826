/* What a pattern cannot match without. */
#ifndef QB_SEARCH_LITERAL_H
#define QB_SEARCH_LITERAL_H

#include <stdbool.h>
#include <stddef.h>

#include "search/skip.h"

struct slice;

struct literals;

struct literals *literals_new(const struct slice *pattern, size_t n, unsigned flags);
bool literals_in(const struct literals *l, struct slice s, size_t fields);
struct skipped literals_skip(const struct literals *l, struct slice s, size_t tabs, const bool *asked);
void literals_free(struct literals *l);
bool literal_findable(char c, bool caseless);

#endif
