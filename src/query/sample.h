/* Bottom-k sampling. */
#ifndef QB_QUERY_SAMPLE_H
#define QB_QUERY_SAMPLE_H

#include <limits.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct buf;

/* A record that may be picked; one that sorts earlier is preferred. */
struct candidate {
	long due;          /* a day, or NEVER_SEEN; earlier first */
	double key;        /* then the lesser */
	uint64_t hash;     /* then the greater */
	size_t seq;        /* its place in the bank; not compared */
	struct slice line; /* then the lesser */
};

#define NEVER_SEEN LONG_MAX

/* The k best candidates so far.  All zero but for k is empty. */
struct sample {
	size_t k;
	struct candidate *draw; /* once sorted, the best first */
	size_t n, cap;
};

/* sample_insert: copies the candidate, line included, if it is among the k best so far. */
void sample_insert(struct sample *s, const struct candidate *d);
/* sample_sort: sorts the candidates; none can be inserted afterwards. */
void sample_sort(struct sample *s);
void sample_free(struct sample *s);
/* candidate_hash: XXH64 (seed 0) of the seed text, a TAB and the id; b is work space, whose content is lost. */
uint64_t candidate_hash(struct slice seed, struct slice id, struct buf *b);
/*
 * candidate_key: -ln(u)/weight with u = (floor(hash / 2^11) + 1/2) / 2^53, so that the k least keys
 * are a weighted sample without replacement: Efraimidis and Spirakis, Weighted random sampling with
 * a reservoir, 2006.
 */
double candidate_key(uint64_t hash, double weight);
/*
 * daily_slots: which of n records, k a day, belong to a day, counted from 0 and possibly negative.
 * Stores *cycle and *first, the place of the day's first record in the order of that cycle; the
 * others follow it, wrapping around.  Returns how many there are.
 */
size_t daily_slots(size_t n, size_t k, long day, long *cycle, size_t *first);

#endif
