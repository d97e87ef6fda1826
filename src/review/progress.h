/* Progress by topic, level or tag: qb-score --by. */
#ifndef QB_REVIEW_PROGRESS_H
#define QB_REVIEW_PROGRESS_H

#include <stddef.h>

struct bank;
struct display;
struct out;
struct references;

/*
 * progress_report: reads the bank, which has a column id, to its end and writes a row for each value
 * of the column by (for tags: each tag) and a total.  Writes nothing if the bank fails.  Returns 1,
 * 0 if there are no questions, or -1 if the column by has the name of a report column.
 */
int progress_report(struct bank *b, struct references *f, size_t by, struct out *o, const struct display *d);

#endif
