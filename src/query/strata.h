/* Samples per value of some columns. */
#ifndef QB_QUERY_STRATA_H
#define QB_QUERY_STRATA_H

#include <stdbool.h>
#include <stddef.h>

struct bank;
struct buf;
struct quota;
struct record;
struct sample;

/* How many records to pick from which groups. */
struct strata_plan {
	size_t *col, ncol;         /* a group per combination of values in these columns; one group if ncol is 0 */
	const struct quota *quota; /* samples per group: one for each of its values, or one if it is NULL */
	size_t quota_col;
	size_t number; /* records per sample, without a quota */
	bool all;      /* the samples hold all candidates */
};

struct strata;

/* strata_new: no groups.  Takes ownership of the array of the plan.  Free with strata_free(). */
struct strata *strata_new(const struct strata_plan *plan);
/*
 * strata_sample: the sample for the record, valid until the next call; NULL if there is no quota for its
 * value.  Its group exists afterwards in any case.
 */
struct sample *strata_sample(struct strata *x, const struct record *r);
/*
 * strata_next: the next sample: group by group in byte order of their values, and in a group in the order
 * of the quota; NULL at the end.  Stores how many records to pick from it.
 */
struct sample *strata_next(struct strata *x, size_t *number);
/* strata_name: appends "topic 'Caching', level 'staff'" for the sample that strata_next() returned. */
void strata_name(const struct strata *x, const struct bank *b, struct buf *name);
void strata_free(struct strata *x);

#endif
