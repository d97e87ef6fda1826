/* Which candidates may be picked together: qb-pick --new, --apart, --unlike. */
#ifndef QB_QUERY_CHOOSE_H
#define QB_QUERY_CHOOSE_H

#include <stdbool.h>
#include <stddef.h>

#include "query/threshold.h"

struct candidate;
struct record;
struct sample;

/* The limits of a pick. */
struct choose_plan {
	size_t unseen;         /* at most so many records that are NEVER_SEEN; SIZE_MAX: no limit */
	size_t *apart, napart; /* columns: at most one record per item of their values */
	bool unlike;           /* no two questions that are alike */
	struct threshold threshold;
	size_t question; /* with unlike: the column of the question */
};

struct chooser;

/* chooser_new: nothing is chosen yet.  Takes ownership of the array of the plan.  Free with chooser_free(). */
struct chooser *chooser_new(const struct choose_plan *plan);
/* chooser_add: announces a candidate for which chooser_reduce() will be called; -1 if there are too many. */
int chooser_add(struct chooser *c, struct candidate *candidate);
/*
 * chooser_reduce: removes from the sorted sample what may not be picked together with what was kept so
 * far, in this sample or an earlier one, and all but the first `number` of what remains.
 */
void chooser_reduce(struct chooser *c, struct sample *s, size_t number);
void chooser_free(struct chooser *c);

#endif
