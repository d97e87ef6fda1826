/* Marking an answer by a rubric. */
#ifndef QB_MARK_MARKS_H
#define QB_MARK_MARKS_H

#include <stddef.h>

#include "base/buf.h"
#include "mark/denial.h"

struct answer;
struct rubric;

/* A point is hit, missed or negated; a misconception is MISCONCEPTION if found, ABSENT or negated. */
enum verdict { MISSED, NEGATED, HIT, MISCONCEPTION, ABSENT };

/* The marks of an answer.  All zero is a valid value; it may be used for any number of answers. */
struct marks {
	struct point_mark {
		enum verdict verdict;
		double share;    /* of the weight that is earned or lost, 0 to 1 */
		size_t found;    /* parts of the point that were found */
		struct buf text; /* what matched */
	} * point;               /* by the index of the point */
	size_t cap;
	double earned; /* weight of the hits minus that of the misconceptions */
	struct denial denial;
	struct buf space;
};

/* rubric_mark: marks the answer; -1 if a pattern reached a limit. */
int rubric_mark(const struct rubric *r, const struct answer *a, struct marks *out);
void marks_free(struct marks *m);

#endif
