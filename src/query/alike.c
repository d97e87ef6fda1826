/* Near-duplicates: an exact set-similarity join.  All comparisons are of integers. */
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/simd.h"
#include "base/slice.h"
#include "query/alike.h"
#include "query/threshold.h"
#include "query/words.h"
#include "query/wordsets.h"

enum { AHEAD = 16 /* how many numbers ahead memory is prefetched */ };

#define SEVERAL (UINT32_C(1) << 31) /* in a posting: the group has several questions */

/* Lists of numbers, one after the other: list i has those from first[i] to first[i + 1]. */
struct alike_lists {
	uint32_t *number, *first;
};

struct alike {
	struct threshold t;
	struct wordsets sets;        /* a group is a set */
	struct alike_lists members;  /* for each group the questions */
	struct alike_lists postings; /* for each word the groups, with SEVERAL, that have it in their prefix, by size */
	struct word_list candidates; /* groups */
};

struct alike *
alike_new(struct threshold t)
{
	struct alike *a = xcalloc(1, sizeof(*a));

	a->t = t;
	return a;
}

int
alike_add(struct alike *a, struct slice text)
{
	return wordsets_add(&a->sets, text);
}

/*
 * How many of the n words of a set are its prefix.  Sets that are alike have at least t n words in
 * common; so they have one of the first n - ceil(t n) + 1 of an order of all words in common.
 */
static uint32_t
alike_prefix(const struct alike *a, uint32_t n)
{
	uint64_t least = ((uint64_t)n * a->t.num + a->t.den - 1) / a->t.den;

	return n - (uint32_t)least + 1;
}

/*
 * Begins n lists, which are then filled in order.  They are counted two places further at first, so
 * that the sums are their beginnings one place further, and filling moves these to the next.
 */
static void
alike_lists_begin(struct alike_lists *l, size_t n)
{
	size_t i;

	for (i = 2; i < n + 2; i++)
		l->first[i] += l->first[i - 1];
	l->number = xcalloc((size_t)l->first[n + 1] + AHEAD, sizeof(*l->number));
}

static void
alike_lists_add(struct alike_lists *l, uint32_t list, uint32_t number)
{
	l->number[l->first[list + 1]++] = number;
}

static void
alike_lists_free(struct alike_lists *l)
{
	free(l->number);
	free(l->first);
}

static void
alike_list_members(struct alike *a)
{
	struct alike_lists *l = &a->members;
	uint32_t i;

	l->first = xcalloc(a->sets.n + 2, sizeof(*l->first));
	for (i = 0; i < a->sets.questions; i++)
		if (a->sets.of[i] != NO_SET)
			l->first[a->sets.of[i] + 2]++;
	alike_lists_begin(l, a->sets.n);
	for (i = 0; i < a->sets.questions; i++)
		if (a->sets.of[i] != NO_SET)
			alike_lists_add(l, a->sets.of[i], i);
}

static bool
alike_has_several(const struct alike *a, uint32_t group)
{
	return a->members.first[group + 1] - a->members.first[group] > 1;
}

/* The groups, those with few words first; the caller frees them.  A counting sort: sizes are small numbers. */
static uint32_t *
alike_by_size(const struct alike *a)
{
	uint32_t *order = xcalloc(a->sets.n + 1, sizeof(*order)), *place, most = 0;
	size_t i;

	for (i = 0; i < a->sets.n; i++)
		most = a->sets.set[i].n > most ? a->sets.set[i].n : most;
	place = xcalloc((size_t)most + 2, sizeof(*place));
	for (i = 0; i < a->sets.n; i++)
		place[a->sets.set[i].n + 1]++;
	for (i = 1; i <= most; i++)
		place[i] += place[i - 1];
	for (i = 0; i < a->sets.n; i++)
		order[place[a->sets.set[i].n]++] = (uint32_t)i;
	free(place);
	return order;
}

static void
alike_list_prefixes(struct alike *a, size_t words)
{
	struct alike_lists *l = &a->postings;
	uint32_t *order = alike_by_size(a);
	size_t i;
	uint32_t j;

	l->first = xcalloc(words + 2, sizeof(*l->first));
	for (i = 0; i < a->sets.n; i++)
		for (j = 0; j < alike_prefix(a, a->sets.set[i].n); j++)
			l->first[a->sets.all.word[a->sets.set[i].at + j] + 2]++;
	alike_lists_begin(l, words);
	for (i = 0; i < a->sets.n; i++) {
		uint32_t group = order[i], several = alike_has_several(a, group) ? SEVERAL : 0;

		for (j = 0; j < alike_prefix(a, a->sets.set[group].n); j++)
			alike_lists_add(l, a->sets.all.word[a->sets.set[group].at + j], group | several);
	}
	free(order);
}

void
alike_index(struct alike *a)
{
	alike_list_members(a);
	alike_list_prefixes(a, wordsets_rank(&a->sets));
}

uint32_t
alike_group(const struct alike *a, uint32_t question)
{
	return a->sets.of[question]; /* NO_SET is NO_GROUP */
}

size_t
alike_groups(const struct alike *a)
{
	return a->sets.n;
}

const uint32_t *
alike_members(const struct alike *a, uint32_t group, size_t *n)
{
	*n = a->members.first[group + 1] - a->members.first[group];
	return a->members.number + a->members.first[group];
}

/*
 * Whether the sets may be alike, by their sizes and bits: with d words in only one of them, they have
 * (a + b - d) / 2 words in common, which must be at least t (a + b) / (1 + t).
 */
static inline bool
alike_may_be(const struct alike *a, const struct wordset *x, const struct wordset *y)
{
	uint64_t sum = (uint64_t)x->n + y->n, least = x->n < y->n ? x->n : y->n;
	uint64_t different = popcount64(x->bits ^ y->bits);

	return (sum - different) * ((uint64_t)a->t.num + a->t.den) >= 2 * sum * a->t.num &&
	    least * a->t.den >= (sum - least) * a->t.num;
}

/* Whether the group of a posting is looked for. */
static inline bool
alike_is_wanted(uint32_t posting, uint32_t group, enum alike_which which)
{
	switch (which) {
	case ALIKE_EARLIER:
		return (posting & ~SEVERAL) <= group;
	case ALIKE_LATER:
		return (posting & ~SEVERAL) >= group || (posting & SEVERAL) != 0;
	default:
		return true;
	}
}

/* The first of the postings from first to end whose set has at least n words; end if none has. */
static uint32_t
alike_first_of_size(const struct alike *a, uint32_t first, uint32_t end, uint64_t n)
{
	while (first < end) {
		uint32_t middle = first + (end - first) / 2;

		if (a->sets.set[a->postings.number[middle] & ~SEVERAL].n < n)
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

/*
 * Narrows the postings of word i of the set x to the sizes at which that word may be the first one in
 * common: sets of a and b words have t (a + b) / (1 + t) words in common, and x has a - i from there
 * on.  The most frequent words come last, so that most of their postings are passed over.
 */
static void
alike_narrow(const struct alike *a, const struct wordset *x, uint32_t i, uint32_t *first, uint32_t *end)
{
	uint64_t least = ((uint64_t)x->n * a->t.num + a->t.den - 1) / a->t.den;
	uint64_t sum = (uint64_t)(x->n - i) * ((uint64_t)a->t.num + a->t.den) / a->t.num;

	if (*end - *first <= AHEAD)
		return; /* looking at all is as fast */
	*end = sum < x->n ? *first : alike_first_of_size(a, *first, *end, sum - x->n + 1);
	*first = alike_first_of_size(a, *first, *end, least);
}

/* Collects the groups that may be alike, each once per common word of the prefixes. */
static void
alike_collect(struct alike *a, uint32_t group, enum alike_which which)
{
	const struct wordset *x = &a->sets.set[group];
	const uint32_t *word = a->sets.all.word + x->at, *posting = a->postings.number;
	struct word_list *c = &a->candidates;
	uint32_t prefix = alike_prefix(a, x->n), i, j;

	c->n = 0;
	for (i = 0; i < prefix; i++) {
		uint32_t first = a->postings.first[word[i]], end = a->postings.first[word[i] + 1];

		alike_narrow(a, x, i, &first, &end);
		for (j = first; j < end; j++) {
			uint32_t other = posting[j] & ~SEVERAL;

			/* The sets are all over the memory. */
			if (alike_is_wanted(posting[j + AHEAD], group, which))
				__builtin_prefetch(&a->sets.set[posting[j + AHEAD] & ~SEVERAL]);
			if (!alike_is_wanted(posting[j], group, which) || !alike_may_be(a, x, &a->sets.set[other]))
				continue;
			c->word = array_grow(c->word, c->n, &c->cap, sizeof(*c->word));
			c->word[c->n++] = other;
		}
	}
	words_sort(c->word, c->n);
}

void
alike_find(struct alike *a, uint32_t group, enum alike_which which, struct likenesses *found)
{
	const struct wordset *x = &a->sets.set[group];
	const struct word_list *c = &a->candidates;
	size_t i;

	alike_collect(a, group, which);
	found->n = 0;
	for (i = 0; i < c->n; i++) {
		const struct wordset *y = &a->sets.set[c->word[i]];
		uint32_t common, all;

		if (i > 0 && c->word[i] == c->word[i - 1])
			continue;
		common = wordset_common(&a->sets, x, y);
		all = x->n + y->n - common;
		if ((uint64_t)common * a->t.den < (uint64_t)all * a->t.num)
			continue;
		found->at = array_grow(found->at, found->n, &found->cap, sizeof(*found->at));
		found->at[found->n++] = (struct likeness){ c->word[i], common, all };
	}
}

void
alike_free(struct alike *a)
{
	if (a == NULL)
		return;
	wordsets_free(&a->sets);
	alike_lists_free(&a->members);
	alike_lists_free(&a->postings);
	free(a->candidates.word);
	free(a);
}
