/* How well predicted recall agrees with the reviews of a dataset. */
#ifndef QB_REVIEW_METRICS_H
#define QB_REVIEW_METRICS_H

#include <stddef.h>

struct dataset;

/*
 * metrics_losses: sets loss[i] to the log loss of prediction i, -log of the probability given to what
 * happened; recall is taken as 1e-7 to 1 - 1e-7.
 */
void metrics_losses(const struct dataset *d, const double *recall, double *loss);
/*
 * metrics_log_loss: the mean log loss, later predictions weighing more: 0.25 + 0.75 p^3 at the place p,
 * 0 to 1, in the order of time.
 */
double metrics_log_loss(const struct dataset *d, const double *recall);
/*
 * metrics_rmse: RMSE(bins), the root of the weighted mean of (mean prediction - share recalled)^2 over
 * bins of similar days, number of reviews and lapses; weights as above.
 */
double metrics_rmse(const struct dataset *d, const double *recall);
/*
 * metrics_auc: the probability that a review that was recalled has a greater prediction than one that
 * was not; equal ones count half.  -1 if there are no two such reviews.
 */
double metrics_auc(const struct dataset *d, const double *recall);
/*
 * metrics_paired: the means of the losses a and b of the predictions from number `from` on, and the
 * standard error of the mean of their differences.
 */
struct metrics_paired {
	double a, b, error;
};
struct metrics_paired metrics_paired(const struct dataset *d, const double *a, const double *b, size_t from);

/* Predictions of 5 % each: bin i is i / 20 to (i + 1) / 20, the last one including 1. */
enum { METRICS_BINS = 20 };

struct metrics_bin {
	size_t n;
	double predicted, recalled; /* sums */
};

/* metrics_calibration: fills the METRICS_BINS bins. */
void metrics_calibration(const struct dataset *d, const double *recall, struct metrics_bin *bin);

#endif
