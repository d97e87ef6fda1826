/*
 * Unit tests of the fit of src/review: the passes over many questions against the model, a question
 * at a time; gradients against finite differences; values published with fsrs-rs; and the metrics
 * against their definitions.
 */
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/vec.h"
#include "base/vmath.h"
#include "review/blocks.h"
#include "review/dataset.h"
#include "review/fit-first.h"
#include "review/fit-lanes.h"
#include "review/fit.h"
#include "review/fsrs-params.h"
#include "review/fsrs.h"
#include "review/metrics.h"
#include "review/model.h"
#include "tap.h"

static uint64_t state = 88172645463325252;

static uint64_t
random_below(uint64_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state % n;
}

/* Questions of 1 to `most` reviews with random grades and days; every later day is a prediction. */
static struct dataset *
random_dataset(size_t questions, size_t most)
{
	struct dataset *d = xcalloc(1, sizeof(*d));
	size_t i, n, total = 0;

	d->questions = questions;
	d->first = xcalloc(questions + 1, sizeof(*d->first));
	d->review = xcalloc(questions * most, sizeof(*d->review));
	d->recalled = xcalloc(questions * most, sizeof(*d->recalled));
	for (i = 0; i < questions; i++) {
		for (n = 1 + random_below(most); n > 0; n--) {
			struct dataset_review *r = &d->review[total++];

			r->grade = random_below(3) == 0 ? 1 : 1 + (int)random_below(4);
			r->days = total - 1 > d->first[i] && random_below(4) > 0 ? (int32_t)(1 + random_below(60)) : 0;
			r->prediction = r->days > 0 ? (uint32_t)d->predictions++ : NO_PREDICTION;
			if (r->days > 0)
				d->recalled[r->prediction] = r->grade > 1;
		}
		d->first[i + 1] = total;
	}
	return d;
}

/* The default parameters, each moved at random by up to a tenth of its range or itself. */
static void
random_params(double *w)
{
	size_t i;

	for (i = 0; i < FSRS_PARAMS; i++) {
		const struct fsrs_param *p = &fsrs_params[i];
		double step = fmin(p->value, (p->hi - p->lo) / 10);

		w[i] = p->value + step * ((double)random_below(2001) / 1000 - 1) / 2;
		w[i] = fmax(p->lo, fmin(p->hi, w[i]));
	}
}

/* The recall of every prediction by the model, a question at a time. */
static void
slow_recall(const struct dataset *d, const double *w, double *recall)
{
	void *params = fsrs_from_weights(w);
	size_t i, j;

	for (i = 0; i < d->questions; i++) {
		struct memory m = { 0 };

		for (j = d->first[i]; j < d->first[i + 1]; j++) {
			const struct dataset_review *r = &d->review[j];

			if (r->days > 0)
				recall[r->prediction] = fsrs_model.recall(params, &m, r->days);
			fsrs_model.review(params, &m, r->days, r->grade);
		}
	}
	free(params);
}

static double
slow_loss(const struct dataset *d, const double *w, const double *weight)
{
	double *recall = xcalloc(d->predictions, sizeof(*recall)), sum = 0;
	size_t i;

	slow_recall(d, w, recall);
	for (i = 0; i < d->predictions; i++)
		sum -= weight[i] * log(d->recalled[i] ? recall[i] : 1 - recall[i]);
	free(recall);
	return sum;
}

static void
test_elementary(void)
{
	double worst_exp = 0, worst_log = 0, x;
	size_t i;

	for (i = 0; i < 20000; i++) {
		x = ((double)random_below(2000001) / 1000000 - 1) * 700;
		worst_exp = fmax(worst_exp, fabs(vec_exp(vec_of(x))[0] / exp(x) - 1));
		x = exp(x / 2);
		worst_log = fmax(worst_log, fabs(vec_log(vec_of(x))[1] - log(x)) / fmax(fabs(log(x)), 1e-300));
	}
	tap_ok(worst_exp < 2e-11, "vec_exp: relative error %.1e", worst_exp);
	tap_ok(worst_log < 2e-11, "vec_log: relative error %.1e", worst_log);
}

static void
test_recall(void)
{
	struct dataset *d = random_dataset(300, 30);
	double *fast = xcalloc(d->predictions, sizeof(*fast)), *slow = xcalloc(d->predictions, sizeof(*slow));
	double w[FSRS_PARAMS], worst;
	int round;
	size_t i;

	for (round = 0; round < 20; round++) {
		void *params;

		random_params(w);
		params = fsrs_from_weights(w);
		fit_recall(d, params, fast);
		slow_recall(d, w, slow);
		worst = 0;
		for (i = 0; i < d->predictions; i++)
			worst = fmax(worst, fabs(fast[i] - slow[i]));
		tap_ok(worst < 1e-8, "fit_recall: as the model, a question at a time: within %.1e", worst);
		free(params);
	}
	free(fast);
	free(slow);
	dataset_free(d);
}

/* Whether every derivative agrees with a central difference of the slow loss. */
static void
test_gradient(void)
{
	struct dataset *d = random_dataset(60, 12);
	double *weight = xcalloc(d->predictions, sizeof(*weight));
	double w[FSRS_PARAMS], gradient[FSRS_PARAMS], wide[FSRS_PARAMS];
	struct blocks *b;
	size_t i, round;

	for (i = 0; i < d->predictions; i++)
		weight[i] = (double)(1 + random_below(4)) / 4;
	b = blocks_new(d, weight, SIZE_MAX);
	for (round = 0; round < 5; round++) {
		bool same = true;

		random_params(w);
		fit_lanes_gradient(b, w, gradient);
		for (i = 0; i < FSRS_PARAMS; i++) {
			double at = w[i], step = 1e-6 * fmax(at, 0.01), up, down, difference;

			w[i] = at + step;
			up = slow_loss(d, w, weight);
			w[i] = at - step;
			down = slow_loss(d, w, weight);
			w[i] = at;
			difference = (up - down) / (2 * step);
			tap_near(
			    gradient[i], difference, 1e-4 * fmax(1, fabs(difference)), "fit_lanes_gradient: w%zu", i);
		}
#ifdef __x86_64__
		if (__builtin_cpu_supports("avx2")) {
			fit_lanes_gradient_avx2(b, w, wide);
			for (i = 0; i < FSRS_PARAMS; i++)
				same &= !(gradient[i] < wide[i]) && !(gradient[i] > wide[i]);
		}
#endif
		tap_ok(same, "fit_lanes_gradient: the same bits for every width");
	}
	blocks_free(b);
	free(weight);
	dataset_free(d);
}

static void
test_first(void)
{
	static const struct fit_group group[] = { { 1, 1, 435, 377 }, { 1, 2, 97, 88 }, { 1, 3, 63, 46 },
		{ 1, 4, 38, 29 }, { 1, 5, 28, 19 } };
	static const struct {
		double w[4];
		size_t count[4];
		double want[4];
	} rows[] = {
		{ { .4, 0, 2.3, 10.9 }, { 1, 0, 1, 1 }, { .4, 1.1227008, 2.3, 10.9 } },
		{ { 0, .35, 0, 0 }, { 0, 1, 0, 0 }, { .05738148, .35, .6242943, 2.2453482 } },
		{ { 2, 1, 3, 4 }, { 5, 4, 1, 1 }, { 2, 2, 3, 4 } },
		{ { 2, 1, 3, 4 }, { 4, 5, 1, 1 }, { 1, 1, 3, 4 } },
		{ { 200, 200, 200, 200 }, { 1, 1, 1, 1 }, { 100, 100, 100, 100 } },
	};
	size_t i, j;

	tap_near(fit_first_search(group, LENGTH(group), .94302857), 0.7355089, 1e-5, "fit_first_search");
	for (i = 0; i < LENGTH(rows); i++) {
		struct fit_first f = { 0 };
		double w[4];

		for (j = 0; j < 4; j++) {
			w[j] = rows[i].w[j];
			f.count[j + 1] = rows[i].count[j];
		}
		fit_first_repair(&f, w);
		for (j = 0; j < 4; j++)
			tap_near(w[j], rows[i].want[j], 1e-6, "fit_first_repair: row %zu, w%zu", i, j);
	}
}

/*
 * Of grades without questions: the powers 0.41 and 0.54.  A bit of `known` is a grade; with three known,
 * only the power that gives the fourth holds.
 */
static void
test_first_powers(void)
{
	static const struct {
		unsigned known;
		bool low, high; /* which power */
	} rows[] = {
		{ 3, true, true },
		{ 5, true, true },
		{ 9, true, true },
		{ 6, true, true },
		{ 10, true, true },
		{ 12, true, true },
		{ 7, false, true },
		{ 11, false, true },
		{ 13, true, false },
		{ 14, true, false },
	};
	size_t i, j;

	for (i = 0; i < LENGTH(rows); i++) {
		struct fit_first f = { 0 };
		double w[4] = { 1, 2, 4, 16 };

		for (j = 0; j < 4; j++)
			f.count[j + 1] = rows[i].known >> j & 1;
		fit_first_repair(&f, w);
		if (rows[i].low)
			tap_near(pow(w[0], 0.41) * pow(w[2], 0.59), w[1], 1e-8, "fit_first_repair: known %u, low",
			    rows[i].known);
		if (rows[i].high)
			tap_near(pow(w[1], 0.46) * pow(w[3], 0.54), w[2], 1e-8, "fit_first_repair: known %u, high",
			    rows[i].known);
	}
}

static void
test_metrics(void)
{
	struct dataset *d = random_dataset(200, 20);
	double *recall = xcalloc(d->predictions, sizeof(*recall)), *loss = xcalloc(d->predictions, sizeof(*loss));
	double *none = xcalloc(d->predictions, sizeof(*none));
	double sum = 0, weights = 0, pairs = 0, won = 0, worst = 0;
	struct metrics_bin bin[METRICS_BINS];
	struct metrics_paired m;
	size_t i, j, n = 0;

	for (i = 0; i < d->predictions; i++)
		recall[i] = (double)random_below(101) / 100;
	metrics_losses(d, recall, loss);
	for (i = 0; i < d->predictions; i++) {
		double p = fmax(1e-7, fmin(1 - 1e-7, recall[i])), at = (double)i / (double)(d->predictions - 1);
		double each = -log(d->recalled[i] ? p : 1 - p), weight = 0.25 + 0.75 * at * at * at;

		worst = fmax(worst, fabs(loss[i] - each));
		sum += weight * each;
		weights += weight;
		for (j = 0; j < d->predictions; j++)
			if (d->recalled[i] && !d->recalled[j]) {
				pairs++;
				won += recall[i] > recall[j] ? 1 : recall[i] < recall[j] ? 0 : 0.5;
			}
	}
	tap_ok(worst < 1e-9, "metrics_losses: within %.1e", worst);
	tap_near(metrics_log_loss(d, recall), sum / weights, 1e-9, "metrics_log_loss");
	tap_near(metrics_auc(d, recall), won / pairs, 1e-12, "metrics_auc: by all pairs");
	m = metrics_paired(d, recall, recall, d->predictions / 2);
	tap_ok(m.error < 1e-12 && fabs(m.a - m.b) < 1e-12, "metrics_paired: equal predictions");
	metrics_calibration(d, recall, bin);
	for (i = 0; i < METRICS_BINS; i++)
		n += bin[i].n;
	tap_integer((long long)n, (long long)d->predictions, "metrics_calibration: every prediction");
	for (i = 0; i < d->predictions; i++)
		none[i] = d->recalled[i];
	tap_near(metrics_rmse(d, none), 0, 1e-12, "metrics_rmse: of the outcomes themselves");
	free(none);
	free(recall);
	free(loss);
	dataset_free(d);
}

int
main(void)
{
	test_elementary();
	test_recall();
	test_gradient();
	test_first();
	test_first_powers();
	test_metrics();
	return tap_end();
}
