/* How reliable a paper is: qb-stats --paper. */
#ifndef QB_STATS_PAPER_H
#define QB_STATS_PAPER_H

#include <stddef.h>

struct display;
struct out;
struct gradebook;

/* Formulas: see qb-stats(1).  NAN is undefined. */
struct paper {
	size_t n;        /* persons */
	size_t complete; /* those with a score for every question, over whom alpha is computed */
	double mean, sd; /* of the sums of the persons' scores */
	double alpha;    /* Cronbach's, which is KR-20 if all scores are 0 or 1 */
	double sem;      /* standard error of measurement */
};

/* paper_compute: the scores are value 0. */
struct paper paper_compute(const struct gradebook *s);
/* paper_report: writes one row, or none if there is no person. */
void paper_report(const struct gradebook *s, const struct paper *p, struct out *o, const struct display *d);

#endif
