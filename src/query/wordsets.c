/* The sets of words of questions: in few bytes, as banks may have a million. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "query/words.h"
#include "query/wordsets.h"

static uint64_t
wordsets_hash(const struct wordsets *s, const struct wordset *x)
{
	return map_hash((struct slice){ (const char *)(s->all.word + x->at), x->n * sizeof(*s->all.word) });
}

/* The slot that has a set of the same words, or the free slot where it would be added. */
static uint32_t *
wordsets_slot(const struct wordsets *s, const struct wordset *x)
{
	const uint32_t *word = s->all.word;
	size_t i = wordsets_hash(s, x) & s->mask;

	for (; s->slot[i] != 0; i = (i + 1) & s->mask) {
		const struct wordset *y = &s->set[s->slot[i] - 1];

		if (y->n == x->n && memcmp(word + y->at, word + x->at, x->n * sizeof(*word)) == 0)
			break;
	}
	return &s->slot[i];
}

/* Doubles the hash table. */
static void
wordsets_grow(struct wordsets *s)
{
	size_t i;

	free(s->slot);
	s->mask = s->mask > 0 ? s->mask * 2 + 1 : 127;
	s->slot = xcalloc(s->mask + 1, sizeof(*s->slot));
	for (i = 0; i < s->n; i++)
		*wordsets_slot(s, &s->set[i]) = (uint32_t)i + 1;
}

/* The number of the set, whose words are the last ones of the list of all; they are removed unless it is new. */
static uint32_t
wordsets_add_set(struct wordsets *s, struct wordset x)
{
	uint32_t *slot;

	if (s->n * 4 >= s->mask * 3)
		wordsets_grow(s);
	slot = wordsets_slot(s, &x);
	if (*slot != 0) {
		s->all.n = x.at;
		return *slot - 1;
	}
	s->set = array_grow(s->set, s->n, &s->set_cap, sizeof(*s->set));
	s->set[s->n++] = x;
	*slot = (uint32_t)s->n;
	return (uint32_t)s->n - 1;
}

int
wordsets_add(struct wordsets *s, struct slice text)
{
	struct wordset x = { .at = (uint32_t)s->all.n };
	long n;

	if (s->words == NULL)
		s->words = words_new();
	n = words_add(s->words, text, &s->all);
	if (n == -1)
		return -1;
	if (s->all.n > UINT32_MAX || s->questions == UINT32_MAX)
		return fail("too many questions to compare");
	x.n = (uint32_t)n;
	s->of = array_grow(s->of, s->questions, &s->of_cap, sizeof(*s->of));
	s->of[s->questions++] = n > 0 ? wordsets_add_set(s, x) : NO_SET;
	return 0;
}

static int
wordsets_compare(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

	return (a > b) - (a < b);
}

/* Numbers the words anew by how many sets have them. */
static void
wordsets_renumber(struct wordsets *s, size_t words)
{
	uint64_t *order = xcalloc(words + 1, sizeof(*order)); /* the number of sets in the upper half */
	uint32_t *rank;
	size_t i;

	for (i = 0; i < words; i++)
		order[i] = i;
	for (i = 0; i < s->all.n; i++)
		order[s->all.word[i]] += UINT64_C(1) << 32;
	qsort(order, words, sizeof(*order), wordsets_compare);
	rank = xcalloc(words + 1, sizeof(*rank));
	for (i = 0; i < words; i++)
		rank[(uint32_t)order[i]] = (uint32_t)i;
	free(order);
	for (i = 0; i < s->all.n; i++)
		s->all.word[i] = rank[s->all.word[i]];
	free(rank);
}

size_t
wordsets_rank(struct wordsets *s)
{
	size_t words = s->words != NULL ? words_count(s->words) : 0, i;
	uint32_t j;

	free(s->slot);
	s->slot = NULL;
	words_free(s->words);
	s->words = NULL;
	wordsets_renumber(s, words);
	for (i = 0; i < s->n; i++) {
		struct wordset *x = &s->set[i];
		uint32_t *word = s->all.word + x->at;

		words_sort(word, x->n);
		for (j = 0; j < x->n; j++)
			x->bits ^= UINT64_C(1) << (word[j] * UINT64_C(0x9e3779b97f4a7c15) >> 58);
	}
	return words;
}

uint32_t
wordset_common(const struct wordsets *s, const struct wordset *x, const struct wordset *y)
{
	const uint32_t *p = s->all.word + x->at, *q = s->all.word + y->at, *pend = p + x->n, *qend = q + y->n;
	uint32_t common = 0;

	while (p < pend && q < qend) {
		uint32_t u = *p, v = *q;

		common += u == v;
		p += u <= v;
		q += v <= u;
	}
	return common;
}

void
wordsets_free(struct wordsets *s)
{
	words_free(s->words);
	free(s->all.word);
	free(s->set);
	free(s->of);
	free(s->slot);
	*s = (struct wordsets){ 0 };
}
