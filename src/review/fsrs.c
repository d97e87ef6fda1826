/*
 * FSRS-6, the model of memory of the open-spaced-repetition project.  Where its
 * implementations differ, this follows fsrs-rs.
 */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "base/slice.h"
#include "review/fsrs.h"

/* The ranges are those that the project's optimizer keeps to. */
static const struct {
	double value, lo, hi;
} params[FSRS_PARAMS] = {
	{ 0.212, 0.001, 100 },
	{ 1.2931, 0.001, 100 },
	{ 2.3065, 0.001, 100 },
	{ 8.2956, 0.001, 100 },
	{ 6.4133, 1, 10 },
	{ 0.8334, 0.001, 4 },
	{ 3.0194, 0.001, 4 },
	{ 0.001, 0.001, 0.75 },
	{ 1.8722, 0, 4.5 },
	{ 0.1666, 0, 0.8 },
	{ 0.796, 0.001, 3.5 },
	{ 1.4835, 0.001, 5 },
	{ 0.0614, 0.001, 0.25 },
	{ 0.2629, 0.001, 0.9 },
	{ 1.6483, 0, 4 },
	{ 0.6014, 0, 1 },
	{ 1.8729, 1, 6 },
	{ 0.5425, 0, 2 },
	{ 0.0912, 0, 2 },
	{ 0.0658, 0, 0.8 },
	{ 0.1542, 0.1, 0.8 },
};

static double
clamp(double x, double lo, double hi)
{
	return x < lo ? lo : x > hi ? hi : x;
}

static double
first_difficulty(const double *w, int grade)
{
	return w[4] - exp(w[5] * (grade - 1)) + 1;
}

/* Works out what does not depend on the review. */
static void
prepare(struct fsrs *f)
{
	f->factor = pow(0.9, -1 / f->w[20]) - 1;
	f->growth = exp(f->w[8]);
	f->lapse_floor = exp(f->w[17] * f->w[18]);
	f->easiest = first_difficulty(f->w, 4);
}

void
fsrs_init(struct fsrs *f)
{
	size_t i;

	for (i = 0; i < FSRS_PARAMS; i++)
		f->w[i] = params[i].value;
	prepare(f);
}

int
fsrs_parse(struct fsrs *f, const char *list)
{
	struct slice rest = slice_of(list), item;
	size_t n;

	for (n = 0; slice_next(&rest, ',', &item); n++) {
		double value;

		item = slice_trim(item);
		if (n == FSRS_PARAMS)
			return fail("more than %d numbers", FSRS_PARAMS);
		if (!parse_number(item, &value))
			return fail("'%.*s' is not a number", SHOWN(item));
		if (value < params[n].lo || value > params[n].hi)
			return fail(
			    "w%zu: %.*s is not in the range %g to %g", n, SHOWN(item), params[n].lo, params[n].hi);
		f->w[n] = value;
	}
	if (n < FSRS_PARAMS)
		return fail("%zu numbers, not %d", n, FSRS_PARAMS);
	prepare(f);
	return 0;
}

double
fsrs_recall(const struct fsrs *f, long days, double stability)
{
	return pow(1 + f->factor * (double)days / stability, -f->w[20]);
}

long
fsrs_interval(const struct fsrs *f, double retention, double stability)
{
	return lround(clamp(stability / f->factor * (pow(retention, -1 / f->w[20]) - 1), 1, FSRS_MAX_DAYS));
}

/* The stability after another review on the same day. */
static double
same_day(const struct fsrs *f, double s, int grade)
{
	double k = exp(f->w[17] * (grade - 3 + f->w[18])) * pow(s, -f->w[19]);

	return s * (grade >= 2 && k < 1 ? 1 : k);
}

/* The stability after it was recalled on a later day. */
static double
recalled(const struct fsrs *f, const struct memory *m, double recall, int grade)
{
	const double *w = f->w;
	double s = m->stability;
	double k = f->growth * (11 - m->difficulty) * pow(s, -w[9]) * (exp(w[10] * (1 - recall)) - 1);

	if (grade == 2)
		k *= w[15];
	if (grade == 4)
		k *= w[16];
	return s * (1 + k);
}

/* The stability after it was forgotten on a later day. */
static double
forgotten(const struct fsrs *f, const struct memory *m, double recall)
{
	const double *w = f->w;
	double s = m->stability;
	double left = w[11] * pow(m->difficulty, -w[12]) * (pow(s + 1, w[13]) - 1) * exp(w[14] * (1 - recall));

	return fmin(left, s / f->lapse_floor);
}

void
fsrs_review(const struct fsrs *f, struct memory *m, long days, int grade)
{
	const double *w = f->w;
	double s, d;

	if (m->stability == 0) {
		m->stability = w[grade - 1];
		m->difficulty = clamp(first_difficulty(w, grade), 1, 10);
		return;
	}
	if (days <= 0)
		s = same_day(f, m->stability, grade);
	else if (grade == 1)
		s = forgotten(f, m, fsrs_recall(f, days, m->stability));
	else
		s = recalled(f, m, fsrs_recall(f, days, m->stability), grade);
	d = m->difficulty - w[6] * (grade - 3) * (10 - m->difficulty) / 9;
	m->difficulty = clamp(w[7] * f->easiest + (1 - w[7]) * d, 1, 10);
	m->stability = clamp(s, 0.001, FSRS_MAX_DAYS);
}
