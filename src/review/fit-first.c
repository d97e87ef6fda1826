/* The stabilities after the first review, as the optimizer of fsrs-rs finds them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/vec.h"
#include "base/vmath.h"
#include "review/dataset.h"
#include "review/fit-first.h"
#include "review/fsrs-params.h"

/* Outliers: rare groups, at most 20 or a twentieth of the questions per first grade; small ones; late ones. */
enum { FIRST_RARE = 20, FIRST_SMALL = 6, FIRST_LATE = 100, FIRST_LATE_EASY = 365 };

static double
first_exp(double x)
{
	return vec_exp(vec_of(x))[0];
}

static double
first_log(double x)
{
	return vec_log(vec_of(x))[0];
}

/* The first prediction of the question, or NULL if there is none below the limit. */
static const struct dataset_review *
first_prediction(const struct dataset *d, size_t question, size_t limit)
{
	size_t i = d->first[question], end = d->first[question + 1];

	while (i < end && d->review[i].prediction == NO_PREDICTION)
		i++;
	return i < end && d->review[i].prediction < limit ? &d->review[i] : NULL;
}

static int
first_compare(const void *a, const void *b)
{
	const struct fit_group *x = a, *y = b;

	if (x->grade != y->grade)
		return x->grade - y->grade;
	return (x->days > y->days) - (x->days < y->days);
}

/* Small groups first, then short times. */
static int
first_compare_sizes(const void *a, const void *b)
{
	const struct fit_group *x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? -1 : 1;
	return (x->days > y->days) - (x->days < y->days);
}

/* Sets f->group to the groups of all questions. */
static void
first_group(struct fit_first *f, const struct dataset *d, size_t limit)
{
	struct fit_group *g = xcalloc(d->questions, sizeof(*g));
	size_t n = 0, i;

	for (i = 0; i < d->questions; i++) {
		const struct dataset_review *p = first_prediction(d, i, limit);

		if (p != NULL)
			g[n++] = (struct fit_group){ d->review[d->first[i]].grade, p->days, 1, p->grade > 1 };
	}
	qsort(g, n, sizeof(*g), first_compare);
	for (i = 0; i < n; i++)
		if (f->groups > 0 && first_compare(&g[f->groups - 1], &g[i]) == 0) {
			g[f->groups - 1].n++;
			g[f->groups - 1].recalled += g[i].recalled;
		} else {
			g[f->groups++] = g[i];
		}
	f->group = g;
}

/* Removes the outliers among the n groups of a grade; returns how many are left. */
static size_t
first_drop_outliers(struct fit_group *g, size_t n)
{
	size_t total = 0, dropped = 0, kept = 0, few, i;

	for (i = 0; i < n; i++)
		total += g[i].n;
	few = total / 20 > FIRST_RARE ? total / 20 : FIRST_RARE;
	qsort(g, n, sizeof(*g), first_compare_sizes);
	for (i = 0; i < n; i++) {
		bool rare = dropped + g[i].n < few;

		if (rare)
			dropped += g[i].n;
		else if (g[i].n >= FIRST_SMALL && g[i].days <= (g[i].grade == 4 ? FIRST_LATE_EASY : FIRST_LATE))
			g[kept++] = g[i];
	}
	qsort(g, kept, sizeof(*g), first_compare);
	return kept;
}

/* Drops the questions that are in no group. */
static void
first_drop_questions(struct fit_first *f, const struct dataset *d, size_t limit)
{
	size_t i, j;

	for (i = 0; i < d->questions; i++) {
		const struct dataset_review *p = first_prediction(d, i, limit);
		struct fit_group key;

		f->dropped[i] = true;
		if (p == NULL)
			continue;
		key = (struct fit_group){ .grade = d->review[d->first[i]].grade, .days = p->days };
		f->dropped[i] = bsearch(&key, f->group, f->groups, sizeof(key), first_compare) == NULL;
		for (j = d->first[i]; !f->dropped[i] && j < d->first[i + 1]; j++)
			if (d->review[j].prediction < limit) {
				f->used++;
				f->recalled += d->review[j].grade > 1;
			}
	}
}

void
fit_first_find(struct fit_first *f, const struct dataset *d, size_t limit)
{
	size_t n, i, end, kept = 0;

	memset(f, 0, sizeof(*f));
	f->dropped = xcalloc(d->questions, sizeof(*f->dropped));
	first_group(f, d, limit);
	n = f->groups;
	for (i = 0; i < n; i = end) {
		size_t left;

		for (end = i; end < n && f->group[end].grade == f->group[i].grade; end++)
			;
		left = first_drop_outliers(f->group + i, end - i);
		memmove(f->group + kept, f->group + i, left * sizeof(*f->group));
		kept += left;
	}
	f->groups = kept;
	for (i = 0; i < kept; i++)
		f->count[f->group[i].grade] += f->group[i].n;
	for (i = 1; i <= FIT_GRADES; i++)
		f->grouped += f->count[i];
	first_drop_questions(f, d, limit);
}

/* Arrays of what first_loss() needs per group, padded to whole vectors with a weight of 0. */
struct first_table {
	double *days, *recall, *n;
	size_t count;
};

/* The log loss of the groups for the stability, without its penalty; with the default forgetting curve. */
static double
first_loss(const struct first_table *t, double stability)
{
	double decay = fsrs_params[20].value, factor = first_exp(-FSRS_LOG_TARGET / decay) - 1;
	vec sum = vec_of(0);
	size_t i;

	for (i = 0; i < t->count; i += VWIDTH) {
		vec q = factor * vec_load(t->days + i) / stability, recall = vec_load(t->recall + i);
		vec log_r = -decay * vec_log(1 + q);

		sum -= vec_load(t->n + i) * (recall * log_r + (1 - recall) * vec_log(1 - vec_exp(log_r)));
	}
	return sum[0] + sum[1];
}

double
fit_first_search(const struct fit_group *group, size_t n, double mean)
{
	struct first_table t = { .count = (n + VWIDTH - 1) / VWIDTH * VWIDTH };
	double lo = fsrs_params[0].lo, hi = fsrs_params[0].hi, start = fsrs_params[group->grade - 1].value;
	size_t i;

	t.days = xvectors(3 * t.count, sizeof(*t.days));
	t.recall = t.days + t.count;
	t.n = t.recall + t.count;
	for (i = 0; i < t.count; i++) {
		const struct fit_group *g = &group[i < n ? i : 0];
		double weight = i < n ? (double)g->n : 0;

		t.days[i] = (double)g->days;
		t.recall[i] = ((double)g->recalled + mean) / ((double)g->n + 1);
		t.n[i] = weight;
	}
	for (i = 0; i < 1000 && hi - lo > 0x1p-52; i++) {
		double third = (hi - lo) / 3, a = lo + third, b = hi - third;

		if (a <= lo || b >= hi)
			break; /* neighbours */
		if (first_loss(&t, a) + fabs(a - start) / 16 < first_loss(&t, b) + fabs(b - start) / 16)
			hi = b;
		else
			lo = a;
	}
	free(t.days);
	return (lo + hi) / 2;
}

void
fit_first_set(const struct fit_first *f, double *w)
{
	double mean = (double)f->recalled / (double)f->used;
	size_t i, end;

	for (i = 0; i < f->groups; i = end) {
		int grade = f->group[i].grade;

		for (end = i; end < f->groups && f->group[end].grade == grade; end++)
			;
		w[grade - 1] = fit_first_search(f->group + i, end - i, mean);
	}
	fit_first_repair(f, w);
}

/*
 * Sets the logarithms x[1] to x[4] that are unknown from those known, at least two, by
 * x2 = a x1 + (1 - a) x3 and x3 = (1 - b) x2 + b x4.
 */
static void
first_fill(double *x, bool *known)
{
	const double a = 0.41, b = 0.54;
	int i;

	if (known[1] && known[4] && !known[2] && !known[3]) {
		x[2] = (a * x[1] + (1 - a) * b * x[4]) / (a + b - a * b);
		known[2] = true;
	}
	for (i = 0; i < 2; i++) {
		if (!known[2] && known[1] && known[3])
			x[2] = a * x[1] + (1 - a) * x[3], known[2] = true;
		if (!known[3] && known[2] && known[4])
			x[3] = (1 - b) * x[2] + b * x[4], known[3] = true;
		if (!known[2] && known[3] && known[4])
			x[2] = (x[3] - b * x[4]) / (1 - b), known[2] = true;
		if (!known[3] && known[1] && known[2])
			x[3] = (x[2] - a * x[1]) / (1 - a), known[3] = true;
		if (!known[1] && known[2] && known[3])
			x[1] = (x[2] - (1 - a) * x[3]) / a, known[1] = true;
		if (!known[4] && known[2] && known[3])
			x[4] = (x[3] - (1 - b) * x[2]) / b, known[4] = true;
	}
}

void
fit_first_repair(const struct fit_first *f, double *w)
{
	static const int pairs[][2] = { { 1, 2 }, { 2, 3 }, { 3, 4 }, { 1, 3 }, { 2, 4 }, { 1, 4 } };
	double x[FIT_GRADES + 1] = { 0 }, ratio = 1;
	bool known[FIT_GRADES + 1] = { false };
	size_t i, n = 0;

	for (i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		int a = pairs[i][0], b = pairs[i][1];

		if (f->count[a] == 0 || f->count[b] == 0 || w[a - 1] <= w[b - 1])
			continue;
		if (f->count[a] > f->count[b])
			w[b - 1] = w[a - 1];
		else
			w[a - 1] = w[b - 1];
	}
	for (i = 1; i <= FIT_GRADES; i++)
		if (f->count[i] > 0) {
			known[i] = true;
			n++;
			x[i] = first_log(w[i - 1]);
			ratio = w[i - 1] / fsrs_params[i - 1].value;
		}
	if (n > 1)
		first_fill(x, known);
	for (i = 1; i <= FIT_GRADES; i++) {
		double lo = fsrs_params[i - 1].lo, hi = fsrs_params[i - 1].hi;

		if (n == 1)
			w[i - 1] = fsrs_params[i - 1].value * ratio;
		else if (f->count[i] == 0)
			w[i - 1] = first_exp(x[i]);
		w[i - 1] = w[i - 1] < lo ? lo : w[i - 1] > hi ? hi : w[i - 1];
	}
}

void
fit_first_free(struct fit_first *f)
{
	free(f->dropped);
	free(f->group);
}
