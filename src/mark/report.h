/* The marks of answers, as a bank: qb-score -m. */
#ifndef QB_MARK_REPORT_H
#define QB_MARK_REPORT_H

#include <stdbool.h>

struct bank;
struct display;
struct out;
struct rubrics;

struct mark_options {
	bool per_point;      /* a row per point instead of a row per answer */
	const char *shuffle; /* the seed of the order of choices, or NULL: that of the bank */
};

/*
 * report_marks: marks the answers, a bank with the columns id and answer, which is read to its end,
 * and writes them with the columns earned to missed added; with per_point it writes a row for
 * each point instead, with the columns point to text in place of the answer.  The letters of choices are
 * those of the seed in the column shuffle, or else of options->shuffle.  Returns 1, 0 if there are no
 * answers, or -1 on failure.  After an answer to an id that cannot be marked no more rows are written, but
 * all such answers are reported.
 */
int report_marks(struct bank *answers, struct rubrics *rs, const struct mark_options *options, struct out *o,
    const struct display *d);

#endif
