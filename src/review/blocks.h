/* The reviews of many questions, laid out so that eight questions are computed at once. */
#ifndef QB_REVIEW_BLOCKS_H
#define QB_REVIEW_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

struct dataset;

/* The reviews of up to eight questions, a lane each: n steps, the first of them at that number. */
struct block {
	size_t first, n;
};

/*
 * An array holds VLANES values per step, aligned to 64 bytes: the days since the previous review; the
 * grade, or 0 if the question has no more reviews; the weight of the prediction, 0 if there is none;
 * the recall that is predicted, as output; and the number of the prediction.
 */
struct blocks {
	struct block *block;
	size_t n, longest, steps; /* blocks; steps of the longest one, and of all */
	double *days, *grade, *weight, *recall;
	uint32_t *prediction;
};

/*
 * blocks_new: of every question, the reviews up to its last prediction that has a weight, of at most
 * `most` reviews.  weight is by prediction.  Questions with similar reviews share a block; the order
 * depends on the reviews only.
 */
struct blocks *blocks_new(const struct dataset *d, const double *weight, size_t most);
/* blocks_copy_recall: copies the recall of every prediction with a weight to recall, by its number. */
void blocks_copy_recall(const struct blocks *b, double *recall);
/* blocks_loss: the weighted log loss of the recall, whose bounds are `least` and 1 - least. */
double blocks_loss(const struct blocks *b, double least);
void blocks_free(struct blocks *b);

#endif
