/* Slices: borrowed bytes. */
#ifndef QB_BASE_SLICE_H
#define QB_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>

/* Borrowed bytes: not terminated; may contain any byte. */
struct slice {
	const char *p;
	size_t n;
};

/* The first bytes of a slice, which may be long, as the two arguments of %.*s in a message. */
#define SHOWN_BYTES 60
#define SHOWN(s) (s).n > SHOWN_BYTES ? SHOWN_BYTES : (int)(s).n, (s).p

/* slice_of: the string, without its NUL. */
struct slice slice_of(const char *s);

/* slice_skip: s without its first n bytes; n is at most s.n. */
static inline struct slice
slice_skip(struct slice s, size_t n)
{
	return (struct slice){ s.p + n, s.n - n };
}

bool slice_eq(struct slice a, struct slice b);
/* slice_starts: whether s begins with the string. */
bool slice_starts(struct slice s, const char *start);
/* slice_cmp: compares by bytes, a prefix before the longer text; negative, zero or positive. */
int slice_cmp(struct slice a, struct slice b);
/* slice_dup: a copy, terminated by a NUL; the caller frees. */
char *slice_dup(struct slice s);
/* slice_copy: a terminated copy as a slice; free it with slice_free(), which also accepts a p of NULL. */
struct slice slice_copy(struct slice s);
void slice_free(struct slice s);
/*
 * slice_next: removes the part of *list before the first sep, or all of it, from the front and
 * stores it in *item.  Returns false when nothing is left.  "a," is two items, the second
 * empty; "" is one.
 */
bool slice_next(struct slice *list, char sep, struct slice *item);
/* slice_trim: s without the spaces and TABs at either end. */
struct slice slice_trim(struct slice s);
/* slice_trim_ws: s without the spaces, TABs, CRs and newlines at either end. */
struct slice slice_trim_ws(struct slice s);
/* slice_trim_cr: a line, which has no newline, without the CR at its end. */
struct slice slice_trim_cr(struct slice line);

#endif
