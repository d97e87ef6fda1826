/* A marking sheet: the points of a question, to be ticked by a person, and totals. */
#ifndef QB_FORMAT_SHEET_H
#define QB_FORMAT_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"

struct choicelist;
struct job;
struct record;

/* What precedes the points that cost marks, and what a marker fills in. */
#define SHEET_MISCONCEPTIONS "Misconceptions (subtract)"
#define SHEET_BLANK "______"

struct sheet_point {
	struct slice label; /* plain text */
	double weight;
	size_t wanted, parts; /* of "N of label": N, and of how many; else 0 */
	bool misconception;
};

/* The points of a question, and totals of all so far.  All zero is valid; sheet_free() frees it. */
struct sheet {
	struct sheet_point *point; /* misconceptions are last */
	size_t n, cap;
	double possible;  /* the sum of the weights, without misconceptions */
	double total;     /* the sum of possible */
	size_t unmarked;  /* the number of questions without points */
	struct buf first; /* where the first of these is, as file:line */
	struct buf field, key;
};

/*
 * sheet_set: replaces the points by those of the record: its rubric, or, if the choices of the list have
 * a correct one, the key, with weight 1; adds to the totals.  If the job needs neither, does nothing.
 * -1 if the rubric is malformed.
 */
int sheet_set(struct sheet *s, const struct job *j, const struct record *r, const struct choicelist *l);
/* sheet_label: appends the label, and how many of its parts are wanted. */
void sheet_label(const struct sheet_point *p, struct buf *b);
/* sheet_weight: appends the weight, on the left padded with spaces to the widest of the question. */
void sheet_weight(const struct sheet *s, const struct sheet_point *p, struct buf *b);
/* sheet_has_total: whether all questions so far have points, so that their number is known. */
bool sheet_has_total(const struct sheet *s);
/* sheet_sum, sheet_total: append what the marker completes: "Points: ______ / 5", "Total: ______ / 17". */
void sheet_sum(const struct sheet *s, struct buf *b);
void sheet_total(const struct sheet *s, struct buf *b);
/*
 * sheet_footer: appends what ends the questions in text and Markdown: the total of a marking sheet, or the numbers
 * of questions and points of a plain paper that has a title or a header; else nothing.
 */
void sheet_footer(const struct sheet *s, const struct job *j, struct buf *b);
/* sheet_count: appends the number of questions, and that of points, if any, such as "3 questions, 17 points". */
void sheet_count(const struct sheet *s, const struct job *j, struct buf *b);
/* sheet_warn: on a marking sheet, warns about questions without points. */
void sheet_warn(const struct sheet *s, const struct job *j);
void sheet_free(struct sheet *s);

#endif
