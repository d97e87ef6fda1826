/* The bank with the state of each question: qb-score without --by and -m. */
#ifndef QB_REVIEW_SCHEDULE_H
#define QB_REVIEW_SCHEDULE_H

#include <stdbool.h>

struct bank;
struct display;
struct out;
struct references;
struct view;

/*
 * schedule_write: writes the bank, which has a column id and is read to its end, with the columns reps
 * to need added, and those of the view.  Returns whether there are any questions.
 */
bool schedule_write(struct bank *b, struct references *f, const struct view *v, struct out *o, const struct display *d);

#endif
