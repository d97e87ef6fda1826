/* Mean, standard deviation and correlation. */
#include <math.h>
#include <stdbool.h>

#include "stats/moments.h"

/* The square of a relative deviation that is rounding. */
#define MOMENTS_ROUNDING 1e-24

void
moments_add(struct moments *m, double x, double y)
{
	double dx = x - m->mean_x, dy = y - m->mean_y;

	m->n++;
	m->mean_x += dx / (double)m->n;
	m->mean_y += dy / (double)m->n;
	m->xx += dx * (x - m->mean_x);
	m->yy += dy * (y - m->mean_y);
	m->xy += dx * (y - m->mean_y);
}

/* Whether the sum of squared deviations from the mean is 0, or what rounding leaves of 0. */
static bool
moments_constant(double squares, double mean, size_t n)
{
	double scale = fabs(mean) > 1 ? fabs(mean) : 1;

	return squares <= MOMENTS_ROUNDING * scale * scale * (double)n;
}

double
moments_variance(const struct moments *m)
{
	if (m->n < 2)
		return NAN;
	return moments_constant(m->xx, m->mean_x, m->n) ? 0 : m->xx / (double)(m->n - 1);
}

double
moments_sd(const struct moments *m)
{
	return sqrt(moments_variance(m));
}

double
moments_correlation(const struct moments *m)
{
	if (m->n < 2 || moments_constant(m->xx, m->mean_x, m->n) || moments_constant(m->yy, m->mean_y, m->n))
		return NAN;
	return m->xy / sqrt(m->xx) / sqrt(m->yy);
}
