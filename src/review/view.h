/* What qb-score adds to its reports by option. */
#ifndef QB_REVIEW_VIEW_H
#define QB_REVIEW_VIEW_H

#include <stdbool.h>
#include <stddef.h>

struct view {
	size_t by;          /* --by: the column */
	bool exam;          /* --exam: add then and gain */
	long exam_day;      /* its day */
	const double *odds; /* --odds: by the number of the id; or NULL */
};

#endif
