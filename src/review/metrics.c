/* How well predicted recall agrees with the reviews of a dataset. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/vec.h"
#include "base/vmath.h"
#include "review/dataset.h"
#include "review/metrics.h"

void
metrics_losses(const struct dataset *d, const double *recall, double *loss)
{
	size_t i, k, n;

	for (i = 0; i < d->predictions; i += n) {
		vec p = vec_of(0.5);

		n = d->predictions - i < VWIDTH ? d->predictions - i : VWIDTH;
		for (k = 0; k < n; k++) {
			double r = recall[i + k];

			r = r < 1e-7 ? 1e-7 : r > 1 - 1e-7 ? 1 - 1e-7 : r;
			p[k] = d->recalled[i + k] ? r : 1 - r;
		}
		p = -vec_log(p);
		for (k = 0; k < n; k++)
			loss[i + k] = p[k];
	}
}

/* The weight of a prediction. */
static double
metrics_weight(const struct dataset *d, size_t i)
{
	double place = d->predictions > 1 ? (double)i / (double)(d->predictions - 1) : 1;

	return 0.25 + 0.75 * place * place * place;
}

double
metrics_log_loss(const struct dataset *d, const double *recall)
{
	double *loss = xcalloc(d->predictions, sizeof(*loss)), sum = 0, weights = 0;
	size_t i;

	metrics_losses(d, recall, loss);
	for (i = 0; i < d->predictions; i++) {
		sum += metrics_weight(d, i) * loss[i];
		weights += metrics_weight(d, i);
	}
	free(loss);
	return sum / weights;
}

enum { METRICS_DAYS = 24, METRICS_REVIEWS = 48, METRICS_LAPSES = 48 };

/* The greatest k below n for which base^k <= x; x is at least 1. */
static size_t
metrics_power(double base, double x, size_t n)
{
	double power = base;
	size_t k;

	for (k = 0; k + 1 < n && power <= x; k++)
		power *= base;
	return k;
}

/* Sums over a bin of similar reviews. */
struct metrics_sum {
	double weight, n, predicted, recalled;
};

/* Adds the predictions of a question to their bins. */
static void
metrics_add_question(const struct dataset *d, const double *recall, size_t question, struct metrics_sum *bin)
{
	size_t later = 0, lapses = 0, i;

	for (i = d->first[question]; i < d->first[question + 1]; i++) {
		const struct dataset_review *r = &d->review[i];
		struct metrics_sum *s;
		size_t k;

		if (r->prediction == NO_PREDICTION)
			continue;
		later++;
		k = metrics_power(3.62, r->days, METRICS_DAYS) * METRICS_REVIEWS;
		k = (k + metrics_power(1.89, (double)later + 1, METRICS_REVIEWS)) * METRICS_LAPSES;
		k += lapses > 0 ? 1 + metrics_power(1.73, (double)lapses, METRICS_LAPSES - 1) : 0;
		s = &bin[k];
		s->n++;
		s->weight += metrics_weight(d, r->prediction);
		s->predicted += recall[r->prediction];
		s->recalled += r->grade > 1;
		lapses += r->grade == 1;
	}
}

double
metrics_rmse(const struct dataset *d, const double *recall)
{
	const size_t bins = (size_t)METRICS_DAYS * METRICS_REVIEWS * METRICS_LAPSES;
	struct metrics_sum *bin = xcalloc(bins, sizeof(*bin));
	double sum = 0, weights = 0;
	size_t i;

	for (i = 0; i < d->questions; i++)
		metrics_add_question(d, recall, i, bin);
	for (i = 0; i < bins; i++)
		if (bin[i].n > 0) {
			double off = (bin[i].predicted - bin[i].recalled) / bin[i].n;

			sum += bin[i].weight * off * off;
			weights += bin[i].weight;
		}
	free(bin);
	return sqrt(sum / weights);
}

struct metrics_ranked {
	double recall;
	int recalled;
};

static int
metrics_compare(const void *a, const void *b)
{
	const struct metrics_ranked *x = a, *y = b;

	return (x->recall > y->recall) - (x->recall < y->recall);
}

double
metrics_auc(const struct dataset *d, const double *recall)
{
	struct metrics_ranked *r = xcalloc(d->predictions, sizeof(*r));
	double won = 0, hits = 0, misses = 0;
	size_t i, end;

	for (i = 0; i < d->predictions; i++)
		r[i] = (struct metrics_ranked){ recall[i], d->recalled[i] };
	qsort(r, d->predictions, sizeof(*r), metrics_compare);
	for (i = 0; i < d->predictions; i = end) {
		double equal_hits = 0, equal_misses = 0;

		for (end = i; end < d->predictions && !(r[end].recall > r[i].recall); end++) {
			equal_hits += r[end].recalled;
			equal_misses += !r[end].recalled;
		}
		won += equal_hits * (misses + equal_misses / 2);
		hits += equal_hits;
		misses += equal_misses;
	}
	free(r);
	return hits > 0 && misses > 0 ? won / (hits * misses) : -1;
}

struct metrics_paired
metrics_paired(const struct dataset *d, const double *a, const double *b, size_t from)
{
	double *x = xcalloc(d->predictions, sizeof(*x)), *y = xcalloc(d->predictions, sizeof(*y));
	double n = (double)(d->predictions - from), squares = 0;
	struct metrics_paired m = { 0 };
	size_t i;

	metrics_losses(d, a, x);
	metrics_losses(d, b, y);
	for (i = from; i < d->predictions; i++) {
		m.a += x[i] / n;
		m.b += y[i] / n;
	}
	for (i = from; i < d->predictions; i++) {
		double off = (x[i] - y[i]) - (m.a - m.b);

		squares += off * off;
	}
	m.error = n > 1 ? sqrt(squares / (n - 1) / n) : 0;
	free(x);
	free(y);
	return m;
}

void
metrics_calibration(const struct dataset *d, const double *recall, struct metrics_bin *bin)
{
	size_t i, k;

	memset(bin, 0, METRICS_BINS * sizeof(*bin));
	for (i = 0; i < d->predictions; i++) {
		k = (size_t)(recall[i] * METRICS_BINS);
		k = k < METRICS_BINS ? k : METRICS_BINS - 1;
		bin[k].n++;
		bin[k].predicted += recall[i];
		bin[k].recalled += d->recalled[i];
	}
}
