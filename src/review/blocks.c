/* The reviews of many questions, laid out so that eight questions are computed at once. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/vec.h"
#include "base/vmath.h"
#include "review/blocks.h"
#include "review/dataset.h"

/* The reviews of a question that count. */
struct blocks_row {
	const struct dataset_review *review;
	size_t n;
};

/* The kind of a review: 1 to 4 on a later day, 5 to 8 on the same day. */
static int
blocks_kind(const struct dataset_review *r)
{
	return r->days > 0 ? r->grade : r->grade + 4;
}

/* Long questions first, then by the kinds of their reviews, so that the lanes of a step are alike. */
static int
blocks_compare(const void *a, const void *b)
{
	const struct blocks_row *x = a, *y = b;
	size_t i;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	for (i = 0; i < x->n; i++) {
		int kx = blocks_kind(&x->review[i]), ky = blocks_kind(&y->review[i]);

		if (kx != ky)
			return kx - ky;
	}
	return (x->review > y->review) - (x->review < y->review);
}

/* Sets *rows to the questions with a prediction that has a weight, in order; returns how many. */
static size_t
blocks_rows(const struct dataset *d, const double *weight, size_t most, struct blocks_row **rows)
{
	struct blocks_row *row = xcalloc(d->questions, sizeof(*row));
	size_t count = 0, i;

	for (i = 0; i < d->questions; i++) {
		const struct dataset_review *r = &d->review[d->first[i]];
		size_t n = d->first[i + 1] - d->first[i];

		n = n < most ? n : most;
		while (n > 0 && (r[n - 1].prediction == NO_PREDICTION || !(weight[r[n - 1].prediction] > 0)))
			n--;
		if (n > 0)
			row[count++] = (struct blocks_row){ r, n };
	}
	qsort(row, count, sizeof(*row), blocks_compare);
	*rows = row;
	return count;
}

static void
blocks_fill_lane(struct blocks *b, const struct blocks_row *row, size_t at, const double *weight)
{
	size_t i;

	for (i = 0; i < row->n; i++, at += VLANES) {
		uint32_t p = row->review[i].prediction;

		b->days[at] = row->review[i].days;
		b->grade[at] = row->review[i].grade;
		b->weight[at] = p != NO_PREDICTION ? weight[p] : 0;
		b->prediction[at] = p;
	}
}

static double *
blocks_array(size_t steps)
{
	double *p = xvectors(steps, VLANES * sizeof(*p));

	memset(p, 0, steps * VLANES * sizeof(*p));
	return p;
}

struct blocks *
blocks_new(const struct dataset *d, const double *weight, size_t most)
{
	struct blocks *b = xcalloc(1, sizeof(*b));
	struct blocks_row *row;
	size_t count = blocks_rows(d, weight, most, &row), i, k;

	b->block = xcalloc(count / VLANES + 1, sizeof(*b->block));
	for (i = 0; i < count; i += VLANES) {
		b->block[b->n++] = (struct block){ b->steps, row[i].n };
		b->steps += row[i].n;
		b->longest = row[i].n > b->longest ? row[i].n : b->longest;
	}
	b->days = blocks_array(b->steps);
	b->grade = blocks_array(b->steps);
	b->weight = blocks_array(b->steps);
	b->recall = blocks_array(b->steps);
	b->prediction = xcalloc(b->steps, VLANES * sizeof(*b->prediction));
	for (i = 0; i < count; i++) {
		k = i % VLANES;
		blocks_fill_lane(b, &row[i], b->block[i / VLANES].first * VLANES + k, weight);
	}
	free(row);
	return b;
}

void
blocks_copy_recall(const struct blocks *b, double *recall)
{
	size_t i;

	for (i = 0; i < b->steps * VLANES; i++)
		if (b->weight[i] > 0)
			recall[b->prediction[i]] = b->recall[i];
}

double
blocks_loss(const struct blocks *b, double least)
{
	vec sum = vec_of(0);
	size_t i;

	for (i = 0; i < b->steps * VLANES; i += VWIDTH) {
		vec recall = vec_load(b->recall + i), weight = vec_load(b->weight + i);

		recall = vec_clamp(vec_where(weight > 0, recall, vec_of(0.5)), least, 1 - least);
		recall = vec_where(vec_load(b->grade + i) > 1, recall, 1 - recall);
		sum -= weight * vec_log(recall);
	}
	return sum[0] + sum[1];
}

void
blocks_free(struct blocks *b)
{
	free(b->block);
	free(b->days);
	free(b->grade);
	free(b->weight);
	free(b->recall);
	free(b->prediction);
	free(b);
}
