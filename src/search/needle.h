/* Strings to search for. */
#ifndef QB_SEARCH_NEEDLE_H
#define QB_SEARCH_NEEDLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

/* A byte test at one offset: (text[offset] | fold_mask) == value; fold_mask is 0x20 for a caseless letter, else 0. */
struct rare_byte {
	size_t offset;
	char value, fold_mask;
};

struct needle {
	struct slice text; /* not empty; belongs to the caller */
	bool caseless;     /* ASCII letters match in either case */
	/* The two bytes expected to be rarest, tested first; equal for a needle of one byte. */
	struct rare_byte rare1, rare2;
};

struct needle needle_new(struct slice text, bool caseless);
/* needle_find: whether the needle occurs in s, which lies in a struct buf: loads bytes of its slack. */
bool needle_find(struct slice s, const struct needle *t);

#endif
