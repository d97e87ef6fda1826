/*
 * Fitting the parameters of FSRS-6 to reviews: the optimizer of fsrs-rs with one batch, in double
 * arithmetic.  It uses exp() and log() of vmath.h, and otherwise only operations that IEEE 754
 * defines exactly, so that the same reviews give the same parameters on every machine.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/progress.h"
#include "base/simd.h"
#include "review/blocks.h"
#include "review/dataset.h"
#include "review/fit-first.h"
#include "review/fit-lanes.h"
#include "review/fit.h"
#include "review/fsrs-params.h"

/* Fewer predictions leave all parameters, or all but the first stabilities, at their defaults. */
enum { FIT_LEAST = 8, FIT_LEAST_ALL = 64, FIT_MOST_REVIEWS = 256 };

/* Standard deviations of the parameters among the users of the project, for the penalty. */
static const double fit_deviation[FSRS_PARAMS] = { 6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33,
	0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27 };

/* Adam, an optimizer: means of the gradient and of its square. */
struct fit_adam {
	double mean[FSRS_PARAMS], square[FSRS_PARAMS];
	double mean_power, square_power; /* 0.9 and 0.999 to the power of the steps */
};

static void
fit_gradient(const struct blocks *b, const double *w, double *gradient)
{
#ifdef __x86_64__
	DISPATCH(fit_lanes_gradient_avx2, fit_lanes_gradient)(b, w, gradient);
#else
	fit_lanes_gradient(b, w, gradient);
#endif
}

static void
fit_predict(const struct blocks *b, const double *w)
{
#ifdef __x86_64__
	DISPATCH(fit_lanes_recall_avx2, fit_lanes_recall)(b, w);
#else
	fit_lanes_recall(b, w);
#endif
}

/* Cosine of x, 0 to pi. */
static double
fit_cos(double x)
{
	const double pi = 3.14159265358979323846;
	double y = pi / 2 - x, term = y, sum = y; /* cos x = sin y */
	int i;

	for (i = 1; i < 12; i++) {
		term *= -y * y / (2 * i * (2 * i + 1));
		sum += term;
	}
	return sum;
}

static void
fit_adam_step(struct fit_adam *a, double *w, const double *gradient, double rate)
{
	size_t i;

	a->mean_power *= 0.9;
	a->square_power *= 0.999;
	for (i = 0; i < FSRS_PARAMS; i++) {
		double least = i == 19 ? 0.01 : fsrs_params[i].lo, g = gradient[i];

		a->mean[i] = 0.9 * a->mean[i] + (1 - 0.9) * g;
		a->square[i] = 0.999 * a->square[i] + (1 - 0.999) * g * g;
		w[i] -= rate * (a->mean[i] / (1 - a->mean_power)) / (sqrt(a->square[i] / (1 - a->square_power)) + 1e-8);
		w[i] = w[i] < least ? least : w[i] > fsrs_params[i].hi ? fsrs_params[i].hi : w[i];
	}
}

/* The distance from the initial parameters, in standard deviations, squared. */
static double
fit_penalty(const double *w, const double *initial)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < FSRS_PARAMS; i++) {
		double distance = (w[i] - initial[i]) / fit_deviation[i];

		sum += distance * distance;
	}
	return sum;
}

/* Minimizes the loss over the parameters w, from their initial values on. */
static void
fit_descend(const struct blocks *b, const struct fit_plan *plan, double *w)
{
	const double pi = 3.14159265358979323846;
	struct fit_adam adam = { .mean_power = 1, .square_power = 1 };
	double initial[FSRS_PARAMS], best[FSRS_PARAMS], gradient[FSRS_PARAMS], least = INFINITY;
	struct progress progress = { .next = UINT64_MAX };
	unsigned step;
	size_t i;

	if (plan->shown)
		progress_start(&progress, "fitting", plan->steps);
	for (i = 0; i < FSRS_PARAMS; i++)
		initial[i] = best[i] = w[i];
	for (step = 0; step < plan->steps; step++) {
		double loss;

		progress_step(&progress, step);
		fit_gradient(b, w, gradient);
		for (i = 0; i < FSRS_PARAMS; i++)
			gradient[i] += 2 * (w[i] - initial[i]) / (fit_deviation[i] * fit_deviation[i]);
		fit_adam_step(&adam, w, gradient, 0.02 * (1 + fit_cos(pi * step / plan->steps)));
		if (!plan->best)
			continue;
		fit_predict(b, w);
		loss = blocks_loss(b, FSRS_MIN_RECALL) + fit_penalty(w, initial);
		if (loss < least) {
			least = loss;
			for (i = 0; i < FSRS_PARAMS; i++)
				best[i] = w[i];
		}
	}
	progress_end(&progress);
	for (i = 0; i < FSRS_PARAMS && plan->best; i++)
		w[i] = best[i];
}

/* Sets the weights of the predictions that are used: greater for later ones. */
static double *
fit_weights(const struct dataset *d, const struct fit_first *f, size_t limit)
{
	double *weight = xcalloc(d->predictions, sizeof(*weight));
	size_t seen = 0, i, j;

	for (i = 0; i < d->questions; i++)
		for (j = d->first[i]; !f->dropped[i] && j < d->first[i + 1]; j++)
			if (d->review[j].prediction < limit)
				weight[d->review[j].prediction] = 1;
	for (i = 0; i < limit; i++)
		if (weight[i] > 0) {
			double place = (double)seen++ / (double)(f->used - 1);

			weight[i] = 0.25 + 0.75 * place * place * place;
		}
	return weight;
}

void *
fit_train(const struct dataset *d, size_t limit, const struct fit_plan *plan)
{
	double w[FSRS_PARAMS], *weight;
	struct fit_first f;
	struct blocks *b;
	size_t i;

	for (i = 0; i < FSRS_PARAMS; i++)
		w[i] = fsrs_params[i].value;
	fit_first_find(&f, d, limit);
	if (f.used >= FIT_LEAST && f.groups > 0) {
		fit_first_set(&f, w);
		if (f.used >= FIT_LEAST_ALL && f.used > f.grouped) {
			weight = fit_weights(d, &f, limit);
			b = blocks_new(d, weight, FIT_MOST_REVIEWS);
			fit_descend(b, plan, w);
			fit_first_repair(&f, w);
			blocks_free(b);
			free(weight);
		}
	}
	fit_first_free(&f);
	return fsrs_from_weights(w);
}

void
fit_recall(const struct dataset *d, const void *params, double *recall)
{
	double *weight = xcalloc(d->predictions, sizeof(*weight));
	struct blocks *b;
	size_t i;

	for (i = 0; i < d->predictions; i++)
		weight[i] = 1;
	b = blocks_new(d, weight, SIZE_MAX);
	fit_predict(b, fsrs_weights(params));
	blocks_copy_recall(b, recall);
	blocks_free(b);
	free(weight);
}
