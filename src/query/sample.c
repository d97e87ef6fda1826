/* Bottom-k sampling by keyed hashes, and the cycles of the daily pick. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "bank/record.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "query/sample.h"

/* Negative if a is the better candidate. */
static int
candidate_compare(const struct candidate *a, const struct candidate *b)
{
	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	if (a->key.scale != b->key.scale)
		return a->key.scale < b->key.scale ? -1 : 1;
	if (a->key.value != b->key.value)
		return a->key.value < b->key.value ? -1 : 1;
	if (a->hash != b->hash)
		return a->hash > b->hash ? -1 : 1;
	return slice_cmp(a->record->line, b->record->line);
}

/* The same for qsort(3). */
static int
sample_compare(const void *a, const void *b)
{
	return candidate_compare(a, b);
}

/* Moves the candidate at i up to its position in the heap, whose root is the worst. */
static void
sample_sift_up(struct candidate *heap, size_t i)
{
	struct candidate moving = heap[i];

	for (; i > 0 && candidate_compare(&heap[(i - 1) / 2], &moving) < 0; i = (i - 1) / 2)
		heap[i] = heap[(i - 1) / 2];
	heap[i] = moving;
}

/* Moves the root down to its position. */
static void
sample_sift_down(struct candidate *heap, size_t n)
{
	struct candidate moving = heap[0];
	size_t i = 0, child;

	while ((child = 2 * i + 1) < n) {
		if (child + 1 < n && candidate_compare(&heap[child], &heap[child + 1]) < 0)
			child++;
		if (candidate_compare(&heap[child], &moving) <= 0)
			break;
		heap[i] = heap[child];
		i = child;
	}
	heap[i] = moving;
}

void
sample_insert(struct sample *s, const struct candidate *c)
{
	struct candidate *slot;

	if (s->n == s->k) {
		if (s->k == 0 || candidate_compare(c, &s->candidate[0]) >= 0)
			return;
		free(s->candidate[0].record);
		slot = &s->candidate[0];
	} else {
		s->candidate = array_grow(s->candidate, s->n, &s->cap, sizeof(*s->candidate));
		slot = &s->candidate[s->n];
	}
	*slot = *c;
	slot->record = record_dup(c->record);
	if (s->n == s->k)
		sample_sift_down(s->candidate, s->n);
	else
		sample_sift_up(s->candidate, s->n++);
}

void
sample_sort(struct sample *s)
{
	if (s->n > 0)
		qsort(s->candidate, s->n, sizeof(*s->candidate), sample_compare);
}

void
sample_move(struct sample *s, struct sample *to)
{
	if (s->n > 0) {
		to->candidate = xrealloc(to->candidate, to->n + s->n, sizeof(*to->candidate));
		memcpy(to->candidate + to->n, s->candidate, s->n * sizeof(*s->candidate));
		to->n += s->n;
	}
	s->n = 0;
	sample_free(s);
}

void
sample_free(struct sample *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		free(s->candidate[i].record);
	free(s->candidate);
	*s = (struct sample){ 0 };
}

uint64_t
candidate_hash(struct slice seed, struct slice id, struct buf *b)
{
	char *p;

	b->n = 0;
	p = buf_reserve(b, seed.n + 1 + id.n);
	memcpy(p, seed.p, seed.n);
	p[seed.n] = '\t';
	memcpy(p + seed.n + 1, id.p, id.n);
	return XXH64(p, seed.n + 1 + id.n, 0);
}

struct key
candidate_key(uint64_t hash, double weight)
{
	double u = ((double)(hash >> 11) + 0.5) * 0x1p-53, logarithm = -log(u), quotient = logarithm / weight;

	if (isnormal(quotient))
		return (struct key){ 0, quotient };
	/* Scaling by a power of two is exact. */
	if (quotient < 1)
		return (struct key){ -1, logarithm * 0x1p200 / weight };
	return (struct key){ 1, logarithm / (weight * 0x1p200) };
}

size_t
daily_slots(size_t n, size_t k, long day, long *cycle, size_t *first)
{
	long length;

	if (k > n)
		k = n;
	if (k == 0)
		return 0;
	length = (long)(n / k + (n % k != 0));
	*cycle = day / length - (day % length < 0);
	*first = (size_t)(day - *cycle * length) * k;
	return k;
}

void
sample_daily(struct sample *s, struct slice seed, size_t id, size_t k, long day)
{
	struct sample today = { 0 };
	struct buf cycle_seed = { 0 }, text = { 0 }, work = { 0 };
	long cycle;
	size_t first, i;

	k = daily_slots(s->n, k, day, &cycle, &first);
	if (k > 0) {
		buf_append(&cycle_seed, seed.p, seed.n);
		buf_printf(&cycle_seed, "\t%ld", cycle);
		for (i = 0; i < s->n; i++) {
			struct candidate *c = &s->candidate[i];

			c->hash = candidate_hash(buf_slice(&cycle_seed), record_text(c->record, id, &text), &work);
		}
		sample_sort(s);
		today.candidate = xcalloc(k, sizeof(*today.candidate));
		for (i = first; today.n < k; i = i + 1 < s->n ? i + 1 : 0) {
			today.candidate[today.n++] = s->candidate[i];
			s->candidate[i].record = NULL;
		}
	}
	sample_free(s);
	*s = today;
	buf_free(&cycle_seed);
	buf_free(&text);
	buf_free(&work);
}
