/* Rubrics: the points of a model answer, and marking by them. */
#ifndef QB_MARK_RUBRIC_H
#define QB_MARK_RUBRIC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct answer;
struct bank;
struct record;

enum verdict { MISSED, NEGATED, HIT, MISCONCEPTION };

/* An item of a rubric. */
struct point {
	struct slice label;
	double weight;
	bool wrong; /* a misconception */
	struct regex *pattern;
	enum verdict verdict; /* of the answer marked last */
	struct slice text;    /* of that answer; valid until it is set again */
};

struct rubric {
	struct point *point;
	size_t n;
	double possible; /* the weight of all points except misconceptions */
	double earned;   /* by the answer marked last; may be negative */
};

/*
 * rubric_parse: the rubric of a decoded field of the column points; copies it.  flags are RE_NOJIT
 * or 0.  NULL if an item is malformed; the reason names it.
 */
struct rubric *rubric_parse(struct slice text, unsigned flags);
/* rubric_mark: marks the answer; -1 if a pattern reached its limit. */
int rubric_mark(struct rubric *r, const struct answer *a);
void rubric_free(struct rubric *r);

struct rubrics;

/*
 * rubrics_read: the rubrics of the bank, which is read to its end; the operands must outlive them.
 * NULL if the bank lacks a column, repeats an id, or cannot be read.
 */
struct rubrics *rubrics_read(struct bank *b);
/*
 * rubrics_find: the rubric of the id; belongs to rs.  NULL if there is none, an error of the
 * record, or if it is malformed, an error of the bank.
 */
struct rubric *rubrics_find(struct rubrics *rs, const struct record *r, struct slice id);
void rubrics_free(struct rubrics *rs);

#endif
