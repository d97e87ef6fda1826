/* The marks of answers, as a bank: qb-score -m. */
#ifndef QB_MARK_REPORT_H
#define QB_MARK_REPORT_H

#include <stdbool.h>

struct bank;
struct display;
struct out;
struct rubrics;

/*
 * report_marks: marks the answers, a bank with the columns id and answer, which is read to its end,
 * and writes them with the columns earned to missed added; with per_point it writes a row for
 * each point instead, with the columns point to text in place of the answer.  Returns 1, 0 if there are no answers, or -1 on failure.
 */
int report_marks(struct bank *answers, struct rubrics *rs, bool per_point, struct out *o, const struct display *d);

#endif
