/* Progress by topic, level or tag: qb-score --by. */
#ifndef QB_REVIEW_PROGRESS_H
#define QB_REVIEW_PROGRESS_H

struct bank;
struct display;
struct out;
struct references;
struct view;

/*
 * progress_report: reads the bank, which has a column id, to its end and writes a row for each value
 * of the column v->by (for tags: each tag) and a total, with the means of then and gain if the view
 * has them.  Writes nothing if the bank fails.  Returns 1, 0 if there are no questions, or -1 if the
 * column has the name of a report column.
 */
int progress_report(struct bank *b, struct references *f, const struct view *v, struct out *o, const struct display *d);

#endif
