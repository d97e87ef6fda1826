/* Bottom-k sampling, and the daily pick. */
#ifndef QB_QUERY_SAMPLE_H
#define QB_QUERY_SAMPLE_H

#include <limits.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct record;
struct slice;

/*
 * The number value * 2^(200 * scale), 0 or greater.  The quotient of two doubles may be too large or
 * too small for a double; its scale is then 1 or -1, and otherwise 0.
 */
struct key {
	int scale;
	double value;
};

/* A record that may be picked, with the values by which candidates are ordered, the best first. */
struct candidate {
	long due;              /* a day, or NEVER_SEEN; the earliest first */
	struct key key;        /* then the least */
	uint64_t hash;         /* then the greatest */
	struct record *record; /* then the least line */
	size_t seq;            /* the position in the bank; not compared */
	size_t question;       /* for a chooser; not compared */
};

#define NEVER_SEEN LONG_MAX

/* The k best of the candidates inserted so far.  All zero except k is empty. */
struct sample {
	size_t k;
	struct candidate *candidate; /* a heap, worst first; once sorted, the best first */
	size_t n, cap;
};

/* sample_insert: copies the candidate, record included, if it is among the k best so far. */
void sample_insert(struct sample *s, const struct candidate *c);
/* sample_sort: sorts the candidates; none can be inserted afterwards. */
void sample_sort(struct sample *s);
/* sample_move: moves the candidates of s to the end of *to; s is empty afterwards. */
void sample_move(struct sample *s, struct sample *to);
/* sample_free: frees the candidates and their records, and leaves an empty sample. */
void sample_free(struct sample *s);
/* candidate_hash: XXH64 (seed 0) of the seed text, a TAB and the id; the old content of *b is lost. */
uint64_t candidate_hash(struct slice seed, struct slice id, struct buf *b);
/*
 * candidate_key: -ln(u)/weight with u = (floor(hash / 2^11) + 1/2) / 2^53, so that the k least keys
 * are a weighted sample without replacement: Efraimidis and Spirakis, Weighted random sampling with
 * a reservoir, 2006.  weight is above 0.  A key with scale 0 is rounded as a double.
 */
struct key candidate_key(uint64_t hash, double weight);
/*
 * daily_slots: which of n records, k per day, belong to a day, which is counted from the first day
 * of cycle 0 and may be negative.  Stores *cycle and *first, the position of the day's first record
 * in the order of that cycle; the others follow it, wrapping around.  Returns how many there are.
 */
size_t daily_slots(size_t n, size_t k, long day, long *cycle, size_t *first);
/*
 * sample_daily: reduces a sample of all records to the k of a day, in their order of that day:
 * see daily_slots() and qb-pick(1).  id is the column of the ids.
 */
void sample_daily(struct sample *s, struct slice seed, size_t id, size_t k, long day);

#endif
