/* A sample per value of some columns. */
#ifndef QB_QUERY_STRATA_H
#define QB_QUERY_STRATA_H

#include <stddef.h>

struct record;
struct sample;

struct strata;

/*
 * strata_new: a stratum per combination of values in these ncol columns, with a sample of k records
 * each; one stratum if ncol is 0.  Takes ownership of the array.  Free with strata_free().
 */
struct strata *strata_new(size_t *col, size_t ncol, size_t k);
/* strata_sample: the sample of the record's stratum; valid until the next call. */
struct sample *strata_sample(struct strata *x, const struct record *r);
/* strata_next: the sample of the next stratum, in byte order of their values; NULL at the end. */
struct sample *strata_next(struct strata *x);
void strata_free(struct strata *x);

#endif
