/* Reviews that an import finds, as a review log: see qb-log(5). */
#ifndef QB_IMPORT_REVIEWS_H
#define QB_IMPORT_REVIEWS_H

#include <stdbool.h>
#include <time.h>

#include "base/buf.h"

struct out;
struct slice;

struct found_review {
	time_t time;
	size_t seq;       /* place in the input */
	size_t offset, n; /* the id, in reviews.ids */
	int grade;        /* 1 to 4 */
	long seconds;     /* until the grade was given; -1: unknown */
};

/* All zero is an empty list; free it with reviews_free(). */
struct reviews {
	struct found_review *review;
	size_t n, cap;
	struct buf ids;
	bool timed; /* whether the seconds of any are known */
};

/* reviews_add: appends a review; the id is decoded text and is copied. */
void reviews_add(struct reviews *v, struct slice id, struct found_review r);
/* reviews_write: writes the log, in order of time. */
void reviews_write(struct reviews *v, struct out *o);
void reviews_free(struct reviews *v);

#endif
