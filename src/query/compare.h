/* Differences between two banks, by id and column. */
#ifndef QB_QUERY_COMPARE_H
#define QB_QUERY_COMPARE_H

#include "base/slice.h"

enum difference_kind { DIFFERENCE_REMOVED, DIFFERENCE_ADDED, DIFFERENCE_CHANGED };

/* A difference; the fields are escaped.  It is valid until the next call of compare_next(). */
struct difference {
	enum difference_kind kind;
	struct slice id;               /* decoded */
	struct slice question;         /* of the new record if there is one; empty without such a column */
	struct slice column, old, new; /* of a changed record: the name, decoded, and the values */
};

struct compare;

/*
 * compare_open: reads the new bank, and opens the old one; the paths must outlive it.  A pipe without any
 * bytes has no records.  NULL if a file is not a bank with ids, or the new one is malformed, or has a
 * duplicate or missing id.  Free with compare_free().
 */
struct compare *compare_open(char *old, char *new);
/*
 * compare_next: the next difference: for each record of the old bank, in its order, one for each
 * column with another text, or that it was removed; then the records that were added, in the order
 * of the new bank.  Returns 1, 0 at the end, or -1 if the old bank is malformed, or has a duplicate or
 * missing id.
 */
int compare_next(struct compare *c, struct difference *d);
void compare_free(struct compare *c);

#endif
