/* Bottom-k sampling by keyed hashes, and the arithmetic of the daily pick. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "query/sample.h"

/* Negative where a comes before b. */
static int
compare(const struct candidate *a, const struct candidate *b)
{
	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	if (a->hash != b->hash)
		return a->hash > b->hash ? -1 : 1;
	return slice_cmp(a->line, b->line);
}

static int
compare_draws(const void *a, const void *b)
{
	return compare(a, b);
}

/* Moves the draw at i up to its place in the heap, whose root is the worst. */
static void
sift_up(struct candidate *d, size_t i)
{
	struct candidate moving = d[i];

	for (; i > 0 && compare(&d[(i - 1) / 2], &moving) < 0; i = (i - 1) / 2)
		d[i] = d[(i - 1) / 2];
	d[i] = moving;
}

static void
sift_down(struct candidate *d, size_t n)
{
	struct candidate moving = d[0];
	size_t i = 0, child;

	while ((child = 2 * i + 1) < n) {
		if (child + 1 < n && compare(&d[child], &d[child + 1]) < 0)
			child++;
		if (compare(&d[child], &moving) <= 0)
			break;
		d[i] = d[child];
		i = child;
	}
	d[i] = moving;
}

void
sample_insert(struct sample *s, const struct candidate *d)
{
	struct candidate *at;

	if (s->n == s->k) {
		if (s->k == 0 || compare(d, &s->draw[0]) >= 0)
			return;
		slice_free(s->draw[0].line);
		at = &s->draw[0];
	} else {
		s->draw = array_grow(s->draw, s->n, &s->cap, sizeof(*s->draw));
		at = &s->draw[s->n];
	}
	*at = *d;
	at->line.p = slice_dup(d->line);
	if (s->n == s->k)
		sift_down(s->draw, s->n);
	else
		sift_up(s->draw, s->n++);
}

void
sample_sort(struct sample *s)
{
	if (s->n > 0)
		qsort(s->draw, s->n, sizeof(*s->draw), compare_draws);
}

void
sample_free(struct sample *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		slice_free(s->draw[i].line);
	free(s->draw);
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

double
candidate_key(uint64_t hash, double weight)
{
	double u = ((double)(hash >> 11) + 0.5) * 0x1p-53;

	return -log(u) / weight;
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
