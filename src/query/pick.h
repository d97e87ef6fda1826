/* Picking records: qb-pick. */
#ifndef QB_QUERY_PICK_H
#define QB_QUERY_PICK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "query/sample.h"
#include "query/threshold.h"

struct bank;
struct buf;
struct map;
struct quota;
struct record;

/* What to pick.  Everything is borrowed and must outlive the pick. */
struct pick_plan {
	size_t number;
	struct slice seed;
	const char *each;          /* a comma-separated list of columns; NULL: from the whole bank */
	const struct quota *quota; /* instead of number; or NULL */
	const char *weight;        /* a column, or NULL */
	const struct map *exclude; /* ids, or NULL */
	bool due;                  /* what is due on the date, the earliest first */
	size_t unseen;             /* with due: at most so many that have no date */
	bool daily;                /* what the date has in its cycle, since the other date */
	long date, since;          /* days since 1970-01-01 */
	const char *apart;         /* a comma-separated list of columns; NULL: none */
	bool unlike;               /* no near-duplicates */
	struct threshold threshold;
	bool in_order; /* in the order of the bank */
};

struct pick;

/* pick_new: NULL if the bank lacks a column.  Free with pick_free(). */
struct pick *pick_new(const struct pick_plan *plan, const struct bank *b);
/* pick_shown: by column: an option names it; belongs to p. */
const bool *pick_shown(const struct pick *p);
/* pick_add: adds a record; -1 if a field of it is invalid. */
int pick_add(struct pick *p, struct record *r);
/* pick_records: how many records were added. */
size_t pick_records(const struct pick *p);
/*
 * pick_result: the picked records, in the order in which they are written; free with sample_free().  If
 * shortfalls is not NULL, appends to it a line "NAME: 1 of 2" for each group that has fewer than asked
 * for, escaped as a message, without a newline at the end.  Called once.
 */
struct sample pick_result(struct pick *p, struct buf *shortfalls);
void pick_free(struct pick *p);

#endif
