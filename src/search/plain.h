/* Patterns that are strings. */
#ifndef QB_SEARCH_PLAIN_H
#define QB_SEARCH_PLAIN_H

#include <stddef.h>

struct slice;

struct plain;

struct plain *plain_new(const struct slice *pattern, size_t n, unsigned flags);
int plain_match(const struct plain *p, struct slice field);
void plain_free(struct plain *p);

#endif
