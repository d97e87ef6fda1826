/* What the model predicted of every review. */
#include <stdlib.h>

#include "base/mem.h"
#include "review/history.h"
#include "review/trace.h"

/*
 * Takes a review into account that lapses with probability p: less[k] is the probability of k lapses,
 * for k below n; only these matter for the probability of at least n.
 */
static void
trace_add(double *less, size_t n, double p)
{
	size_t k;

	for (k = n; k-- > 0;)
		less[k] = less[k] * (1 - p) + (k > 0 ? less[k - 1] * p : 0);
}

double *
trace_odds(const struct history *h, const struct trace *t)
{
	size_t ids = history_count(h), *first = xcalloc(ids + 1, sizeof(*first)), i, k, most;
	double *odds = xcalloc(ids, sizeof(*odds)), *less = xcalloc(t->n + ids, sizeof(*less));

	/* less[first[i]] on: for the id i, an element per lapse. */
	for (i = 0; i < t->n; i++)
		first[t->review[i].id + 1] += t->review[i].later && t->review[i].grade == 1;
	for (i = 0; i < ids; i++) {
		first[i + 1] += first[i];
		if (first[i + 1] > first[i])
			less[first[i]] = 1;
	}
	for (i = 0; i < t->n; i++) {
		const struct traced *r = &t->review[i];

		most = first[r->id + 1] - first[r->id];
		if (r->later && most > 0)
			trace_add(&less[first[r->id]], most, 1 - r->recall);
	}
	for (i = 0; i < ids; i++) {
		odds[i] = 1;
		for (k = first[i]; k < first[i + 1]; k++)
			odds[i] -= less[k];
		odds[i] = odds[i] > 0 ? odds[i] : 0;
	}
	free(first);
	free(less);
	return odds;
}
