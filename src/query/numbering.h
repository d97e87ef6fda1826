/* New ids: a prefix and a number. */
#ifndef QB_QUERY_NUMBERING_H
#define QB_QUERY_NUMBERING_H

#include "base/buf.h"
#include "base/slice.h"

/* All zero except the prefix, a string that must outlive it, begins at 1.  The owner calls numbering_free(). */
struct numbering {
	const char *prefix; /* NULL: no ids are made */
	int last;           /* the highest number so far */
	struct buf text;
};

/* numbering_see: takes note of an id in use, decoded, after which numbers continue. */
void numbering_see(struct numbering *n, struct slice id);
/*
 * numbering_next: the next id, decoded; valid until the next call.  An id whose number has more than
 * nine digits is not taken into account by numbering_see(), so the caller checks whether it is in use.
 */
struct slice numbering_next(struct numbering *n);
void numbering_free(struct numbering *n);

#endif
