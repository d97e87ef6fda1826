/* FSRS-6 over the reviews of many questions at once, forward and backward: for fit.c. */
#ifndef QB_REVIEW_FIT_LANES_H
#define QB_REVIEW_FIT_LANES_H

struct blocks;

/* fit_lanes_recall: sets the recall of every step, for the parameters w. */
void fit_lanes_recall(const struct blocks *l, const double *w);
/*
 * fit_lanes_gradient: the gradient of the weighted log loss by every parameter.  Its sums are in the
 * order of blocks and steps, with the same result on every processor.
 */
void fit_lanes_gradient(const struct blocks *l, const double *w, double *gradient);

/* The same for processors with AVX2. */
void fit_lanes_recall_avx2(const struct blocks *l, const double *w);
void fit_lanes_gradient_avx2(const struct blocks *l, const double *w, double *gradient);

#endif
