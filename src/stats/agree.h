/* How far two markers agree: qb-stats --agree. */
#ifndef QB_STATS_AGREE_H
#define QB_STATS_AGREE_H

#include <stddef.h>

struct display;
struct out;
struct gradebook;

/* Formulas: see qb-stats(1).  NAN is undefined. */
struct agreement {
	size_t n;          /* answers */
	double exact;      /* share of equal marks */
	double kappa;      /* Cohen's, with quadratic weights */
	double difference; /* mean of value 0 - value 1 */
};

/* agree_compute: the marks are the values 0 and 1. */
struct agreement agree_compute(const struct gradebook *s);
/* agree_report: writes one row, or none if there are no marks. */
void agree_report(const struct gradebook *s, struct out *o, const struct display *d);

#endif
