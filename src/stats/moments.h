/* Mean, standard deviation and correlation. */
#ifndef QB_STATS_MOMENTS_H
#define QB_STATS_MOMENTS_H

#include <stddef.h>

/*
 * The sums of n pairs, by the method of Welford (1962), which does not lose digits when the mean is
 * large.  All zero is no pair.
 */
struct moments {
	size_t n;
	double mean_x, mean_y;
	double xx, yy, xy; /* sums of products of the deviations from the means */
};

/* moments_add: adds a pair; for a single variable, y is ignored later. */
void moments_add(struct moments *m, double x, double y);
/* moments_variance: of x, with the divisor n - 1; NAN for fewer than two pairs.  moments_sd: its root. */
double moments_variance(const struct moments *m);
double moments_sd(const struct moments *m);
/*
 * moments_correlation: Pearson's coefficient; NAN if it is undefined because x or y is constant.  What
 * rounding leaves of the deviations of a constant counts as none.
 */
double moments_correlation(const struct moments *m);

#endif
