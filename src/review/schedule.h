/* The bank with the state of each question: qb-score without --by and -m. */
#ifndef QB_REVIEW_SCHEDULE_H
#define QB_REVIEW_SCHEDULE_H

#include <stdbool.h>
#include <stddef.h>

struct bank;
struct display;
struct out;
struct references;

/*
 * schedule_write: writes the bank, read to its end, with the columns reps to need added; the
 * column id holds the ids.  Returns whether there are any questions.
 */
bool schedule_write(struct bank *b, struct references *f, size_t id, struct out *o, const struct display *d);

#endif
