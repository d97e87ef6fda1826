/* A rubric: the points that an answer should mention, and marking by them. */
#ifndef QB_MARK_RUBRIC_H
#define QB_MARK_RUBRIC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct point {
	struct slice label;
	double weight;
	bool misconception;
	size_t wanted; /* of a point "N of": how many parts give all of its weight; else 0 */
	/* What to look for: one part, or those separated by " ;; ". */
	struct part {
		struct regex *pattern;
		struct answer *words; /* instead of the pattern: words that may have typing errors */
		bool crosses;         /* a match may reach over the end of a sentence */
		bool keeps;           /* has a \K: a match may begin after what is matched */
	} * part;
	size_t n;
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

#endif
