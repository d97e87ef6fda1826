/* How hard questions are and how well they discriminate: qb-stats --items. */
#ifndef QB_STATS_ITEMS_H
#define QB_STATS_ITEMS_H

#include <stddef.h>

struct display;
struct out;
struct gradebook;

/* Below so many persons a correlation means little, and none is given. */
enum { ITEMS_PERSONS = 10 };

struct item {
	size_t n;              /* persons with a score for it */
	double facility;       /* mean score */
	double sd;             /* of the scores, n - 1; NAN for one person */
	double discrimination; /* corrected item-total correlation; NAN if it is not given: see qb-stats(1) */
};

/* items_compute: an array by the number of the item, which the caller frees.  The scores are value 0. */
struct item *items_compute(const struct gradebook *s);
/* items_report: writes a row per item, in the order of the sheet. */
void items_report(const struct gradebook *s, struct out *o, const struct display *d);

#endif
