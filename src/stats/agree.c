/* How far two markers agree: qb-stats --agree. */
#include <math.h>

#include "bank/writer.h"
#include "base/slice.h"
#include "stats/agree.h"
#include "stats/cell.h"
#include "stats/gradebook.h"
#include "stats/moments.h"

/*
 * Cohen (1968): 1 - observed / expected disagreement.  With quadratic weights on the marks themselves,
 * the mean of (a - b)^2 over all answers, and over all pairs of a mark of A and a mark of B, which is
 * var(a) + var(b) + (mean(a) - mean(b))^2 with the divisor n.  Undefined if all marks are the same.
 */
struct agreement
agree_compute(const struct gradebook *s)
{
	struct agreement g = { .n = s->n, NAN, NAN, NAN };
	struct moments m = { 0 };
	double squares = 0, n = (double)s->n, apart, expected;
	size_t equal = 0, i;

	for (i = 0; i < s->n; i++) {
		double a = s->row[i].value[0], b = s->row[i].value[1];

		moments_add(&m, a, b);
		squares += (a - b) * (a - b);
		equal += a == b;
	}
	if (s->n == 0)
		return g;
	apart = m.mean_x - m.mean_y;
	expected = m.xx + m.yy + n * apart * apart;
	g.exact = (double)equal / n;
	g.kappa = expected > 0 ? 1 - squares / expected : NAN;
	g.difference = apart;
	return g;
}

void
agree_report(const struct gradebook *s, struct out *o, const struct display *d)
{
	struct writer *w = writer_open(o, d, slice_of("n\texact\tkappa\tdifference"), NULL);
	struct agreement g = agree_compute(s);

	if (s->n > 0) {
		writer_printf(w, "%zu", g.n);
		cell_number(w, g.exact);
		cell_number(w, g.kappa);
		cell_number(w, g.difference);
	}
	writer_close(w);
}
