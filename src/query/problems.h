/* The lines of qb-list --check. */
#ifndef QB_QUERY_PROBLEMS_H
#define QB_QUERY_PROBLEMS_H

#include <stddef.h>

#include "base/buf.h"

struct out;
struct record;
struct slice;

/* Where they go, and how many there are; all zero except out. */
struct problems {
	struct out *out;
	struct buf who; /* the id of the record, printable, or - */
	size_t n;       /* without notes */
};

/* problems_of: the following lines are about the record with this decoded id. */
void problems_of(struct problems *p, struct slice id);
/* problem: writes a line `file:line: id: problem`, escaped, with the place of the record. */
void problem(struct problems *p, const struct record *r, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* problem_note: the same after `note: `, for what only looks wrong; it does not count. */
void problem_note(struct problems *p, const struct record *r, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void problems_free(struct problems *p);

#endif
