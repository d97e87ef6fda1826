/* The stabilities after the first review, w0 to w3, from the first predictions of each question: for fit.c. */
#ifndef QB_REVIEW_FIT_FIRST_H
#define QB_REVIEW_FIT_FIRST_H

#include <stdbool.h>
#include <stddef.h>

struct dataset;

enum { FIT_GRADES = 4 };

/* Questions with the same first grade and the same days until their first prediction. */
struct fit_group {
	int grade; /* 1 to 4 */
	long days;
	size_t n, recalled; /* questions, and of these those that were recalled then */
};

struct fit_first {
	bool *dropped;           /* by question: its group is an outlier, or it has no prediction */
	struct fit_group *group; /* those that are no outliers; by grade, then days */
	size_t groups;
	size_t count[FIT_GRADES + 1]; /* questions in groups, by grade */
	size_t grouped;               /* their number */
	size_t used, recalled;        /* predictions of questions that are not dropped, and of these those recalled */
};

/*
 * fit_first_find: finds the groups and their outliers among the first `limit` predictions; release them
 * with fit_first_free().
 */
void fit_first_find(struct fit_first *f, const struct dataset *d, size_t limit);
/* fit_first_set: sets w[0] to w[3] to the stabilities that fit the groups, of which there is at least one. */
void fit_first_set(const struct fit_first *f, double *w);
/*
 * fit_first_repair: makes w[0] to w[3] ascend, the value with more questions winning, and sets those
 * of grades without questions from the others.
 */
void fit_first_repair(const struct fit_first *f, double *w);
void fit_first_free(struct fit_first *f);

/* fit_first_search: the stability that fits the n groups best; mean is the recall that smooths them. */
double fit_first_search(const struct fit_group *group, size_t n, double mean);

#endif
