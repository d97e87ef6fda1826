/* Progress by topic, level or tag: qb-score --by. */
#ifndef QB_REVIEW_PROGRESS_H
#define QB_REVIEW_PROGRESS_H

#include <stddef.h>

struct bank;
struct display;
struct history;
struct out;
struct review_state;
struct references;
struct view;

/*
 * progress_report: reads the bank, which has a column id, to its end and writes a row for each value
 * of the column v->by (for tags: each tag) and a total, with the means of then and gain if the view
 * has them.  Writes nothing if the bank fails.  Returns 1, 0 if there are no questions, or -1 if the
 * column has the name of a report column.
 */
int progress_report(struct bank *b, struct references *f, const struct view *v, struct out *o, const struct display *d);

/* Counts over questions. */
struct progress_counts {
	size_t questions, seen, due, reviews, lapses;
	double recall; /* sum over the questions seen */
};

/* progress_add: counts a question with that progress, NULL if it has no reviews. */
void progress_add(struct progress_counts *c, const struct history *h, const struct review_state *p);

#endif
