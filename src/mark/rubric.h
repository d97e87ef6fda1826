/* A rubric: the points that an answer should mention, and marking by them. */
#ifndef QB_MARK_RUBRIC_H
#define QB_MARK_RUBRIC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct answer;

struct point {
	struct slice label;
	double weight;
	bool misconception;
	struct regex *pattern;
};

struct rubric {
	struct point *point;
	size_t n;
	double possible; /* the weight of all points except misconceptions */
};

/*
 * rubric_parse: the rubric of a decoded field of the column points; copies it.  flags are RE_NOJIT
 * or 0.  NULL if a point is malformed; the reason names it.
 */
struct rubric *rubric_parse(struct slice text, unsigned flags);
void rubric_free(struct rubric *r);

enum verdict { MISSED, NEGATED, HIT, MISCONCEPTION };

/* The marks of an answer.  All zero is a valid value; it may be used for any number of answers. */
struct marks {
	struct point_mark {
		enum verdict verdict;
		struct slice text; /* the match; valid until the answer changes */
	} * point;                 /* by the index of the point */
	size_t cap;
	double earned; /* weight of the hits minus that of the misconceptions */
};

/* rubric_mark: marks the answer; -1 if a pattern reached a limit. */
int rubric_mark(const struct rubric *r, const struct answer *a, struct marks *out);
void marks_free(struct marks *m);

#endif
