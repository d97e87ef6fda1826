/*
 * FSRS-6, the memory model of the open-spaced-repetition project.  Where its implementations
 * differ, this follows fsrs-rs.  w0 to w20 are its names for the parameters.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/slice.h"
#include "review/fsrs-params.h"
#include "review/fsrs.h"
#include "review/model.h"

enum { STABILITY, DIFFICULTY }; /* the values of a memory */

struct fsrs {
	double w[FSRS_PARAMS];
	double factor, growth, lapse_floor, easiest; /* computed from w */
};

const struct fsrs_param fsrs_params[FSRS_PARAMS] = {
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
fsrs_clamp(double x, double lo, double hi)
{
	return x < lo ? lo : x > hi ? hi : x;
}

static double
fsrs_first_difficulty(const double *w, int grade)
{
	return w[4] - exp(w[5] * (grade - 1)) + 1;
}

/* Stores the numbers of the list in w. */
static int
fsrs_parse_list(double *w, const char *list)
{
	struct slice rest = slice_of(list), item;
	size_t n;

	for (n = 0; slice_next(&rest, ',', &item); n++) {
		double value, lo, hi;

		if (n >= FSRS_PARAMS)
			continue; /* count the rest */
		item = slice_trim(item);
		if (!parse_number(item, &value))
			return fail("invalid number '%.*s'", SHOWN(item));
		lo = fsrs_params[n].lo;
		hi = fsrs_params[n].hi;
		if (value < lo || value > hi)
			return fail("w%zu: %.*s is out of range (%g to %g)", n, SHOWN(item), lo, hi);
		w[n] = value;
	}
	return n == FSRS_PARAMS ? 0 : fail("expected %d numbers, found %zu", FSRS_PARAMS, n);
}

void *
fsrs_from_weights(const double *w)
{
	struct fsrs *f = xcalloc(1, sizeof(*f));

	memcpy(f->w, w, sizeof(f->w));
	f->factor = pow(0.9, -1 / w[20]) - 1;
	f->growth = exp(w[8]);
	f->lapse_floor = exp(w[17] * w[18]);
	f->easiest = fsrs_first_difficulty(w, 4);
	return f;
}

const double *
fsrs_weights(const void *params)
{
	return ((const struct fsrs *)params)->w;
}

static void *
fsrs_parse(const char *list)
{
	double w[FSRS_PARAMS];
	size_t i;

	for (i = 0; i < FSRS_PARAMS; i++)
		w[i] = fsrs_params[i].value;
	if (list != NULL && fsrs_parse_list(w, list) == -1)
		return NULL;
	return fsrs_from_weights(w);
}

static void
fsrs_print(const void *params, int decimals, struct buf *b)
{
	size_t i;

	for (i = 0; i < FSRS_PARAMS; i++)
		buf_printf(b, "%s%.*f", i > 0 ? "," : "", decimals, fsrs_weights(params)[i]);
}

/* The forgetting curve: 0.9 after as many days as the stability. */
static double
fsrs_recall(const void *params, const struct memory *m, long days)
{
	const struct fsrs *f = params;

	return pow(1 + f->factor * (double)days / m->value[STABILITY], -f->w[20]);
}

/* The inverse of fsrs_recall(), in whole days, without fuzz. */
static long
fsrs_interval(const void *params, const struct memory *m, double retention)
{
	const struct fsrs *f = params;
	double days = m->value[STABILITY] / f->factor * (pow(retention, -1 / f->w[20]) - 1);

	return lround(fsrs_clamp(days, 1, FSRS_MAX_DAYS));
}

/* The stability after another review on the same day. */
static double
fsrs_same_day(const struct fsrs *f, double s, int grade)
{
	double k = exp(f->w[17] * (grade - 3 + f->w[18])) * pow(s, -f->w[19]);

	return s * (grade >= 2 && k < 1 ? 1 : k);
}

/* The stability after successful recall on a later day. */
static double
fsrs_recalled(const struct fsrs *f, const struct memory *m, double recall, int grade)
{
	const double *w = f->w;
	double s = m->value[STABILITY];
	double k = f->growth * (11 - m->value[DIFFICULTY]) * pow(s, -w[9]) * (exp(w[10] * (1 - recall)) - 1);

	if (grade == 2)
		k *= w[15];
	if (grade == 4)
		k *= w[16];
	return s * (1 + k);
}

/* The stability after a lapse on a later day: at most what it was before. */
static double
fsrs_lapsed(const struct fsrs *f, const struct memory *m, double recall)
{
	const double *w = f->w;
	double s = m->value[STABILITY];
	double after = w[11] * pow(m->value[DIFFICULTY], -w[12]) * (pow(s + 1, w[13]) - 1) * exp(w[14] * (1 - recall));

	return fmin(after, s / f->lapse_floor);
}

static void
fsrs_review(const void *params, struct memory *m, long days, int grade)
{
	const struct fsrs *f = params;
	const double *w = f->w;
	double s = m->value[STABILITY], d = m->value[DIFFICULTY];

	if (s == 0) {
		m->value[STABILITY] = w[grade - 1];
		m->value[DIFFICULTY] = fsrs_clamp(fsrs_first_difficulty(w, grade), 1, 10);
		return;
	}
	if (days <= 0)
		s = fsrs_same_day(f, s, grade);
	else if (grade == 1)
		s = fsrs_lapsed(f, m, fsrs_recall(f, m, days));
	else
		s = fsrs_recalled(f, m, fsrs_recall(f, m, days), grade);
	d = d - w[6] * (grade - 3) * (10 - d) / 9;
	m->value[DIFFICULTY] = fsrs_clamp(w[7] * f->easiest + (1 - w[7]) * d, 1, 10);
	m->value[STABILITY] = fsrs_clamp(s, FSRS_MIN_STABILITY, FSRS_MAX_DAYS);
}

const struct model fsrs_model = {
	.columns = { [STABILITY] = "stability", [DIFFICULTY] = "difficulty" },
	.parse = fsrs_parse,
	.print = fsrs_print,
	.review = fsrs_review,
	.recall = fsrs_recall,
	.interval = fsrs_interval,
};
