/* The items of a rubric, as in the column points, before their patterns are compiled: see qb-score(1). */
#ifndef QB_MARK_RUBRICITEM_H
#define QB_MARK_RUBRICITEM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

/* All slices borrow the text of the rubric. */
struct rubric_item {
	struct slice line; /* all of it */
	double weight;     /* above 0 */
	bool misconception;
	struct slice label; /* trimmed, without what is before it, not empty */
	bool has_pattern;
	struct slice pattern; /* one part, or several separated by " ;; " */
	size_t parts;         /* of the pattern */
	size_t wanted;        /* of "N of label": how many parts give all of its weight; else 0 */
	bool near;            /* of "~label": its words may have typing errors */
};

/*
 * rubric_next: removes the next item, which is not blank, from the front of the text.  Returns 1, 0 if there is
 * none, or -1, the reason naming the item, if it is malformed.
 */
int rubric_next(struct slice *text, struct rubric_item *item);
/* rubric_item_fail: fail(), its reason preceded by the label of the item, a line of the rubric; returns -1. */
int rubric_item_fail(struct slice line);
/* rubric_next_part: removes the part before the first " ;; ", or all, from the front of a pattern; false if nothing is left. */
bool rubric_next_part(struct slice *pattern, struct slice *part);

#endif
