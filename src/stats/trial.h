/* How well rubrics mark, compared with people: qb-stats --trial. */
#ifndef QB_STATS_TRIAL_H
#define QB_STATS_TRIAL_H

#include <stddef.h>

struct bank;
struct display;
struct out;
struct gradebook;

/* From this mark on, by a person, an answer is good. */
#define TRIAL_GOOD 0.5

/* Formulas: see qb-stats(1). */
struct trial {
	size_t n;         /* answers */
	double error;     /* mean of |score - mark| */
	double agreement; /* share of answers for which score and mark are both good, or both are not */
};

/* trial_compute: an array by the number of the item, which the caller frees.  Value 0 is the score, 1 the mark. */
struct trial *trial_compute(const struct gradebook *s);
/* trial_report: writes a row per item, in the order of the sheet. */
void trial_report(const struct gradebook *s, struct out *o, const struct display *d);

#endif
