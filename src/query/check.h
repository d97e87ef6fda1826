/* Problems of a bank. */
#ifndef QB_QUERY_CHECK_H
#define QB_QUERY_CHECK_H

#include <stdbool.h>

struct bank;
struct out;

/* What to check besides what every bank must satisfy. */
struct check_options {
	const char *levels; /* the valid levels, a comma-separated list; NULL: any */
	bool rubrics;       /* mark each answer by its own rubric */
};

/*
 * check: reads the bank to its end and writes a line `file:line: id: problem` per problem, and after
 * `note: ` the same for what only looks wrong.  Returns 1 if there is a problem, 0 if not, or -1 if
 * there are too many records to compare; failures of the bank are for bank_close().
 */
int check(struct bank *b, const struct check_options *options, struct out *o);

#endif
