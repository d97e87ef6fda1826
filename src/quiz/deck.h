/* The questions of a quiz: those of the bank that it may ask, and the chosen ones. */
#ifndef QB_QUIZ_DECK_H
#define QB_QUIZ_DECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"

struct bank;
struct history;
struct journal;
struct map;
struct record;
struct sample;
struct select;

/* What is asked, and in which order. */
enum deck_order {
	ORDER_DUE,   /* due questions, the longest overdue first, then new ones */
	ORDER_DAILY, /* those of the day, due or not */
	ORDER_EXAM,  /* all, those first of which a review today increases recall on a date most */
	ORDER_CRAM   /* all, the least known first */
};

/* How questions are chosen; strings must outlive the call.  See qb-quiz(1) and qb-pick(1). */
struct deck_options {
	enum deck_order order;
	struct select *select;      /* by topic, level and tag */
	const struct map *excluded; /* ids, or NULL */
	size_t number;              /* SIZE_MAX: all */
	size_t number_new;          /* how many new ones at most, those already met today included; SIZE_MAX: all */
	struct slice seed;
	const char *weight; /* a column, or NULL */
	struct buf each;    /* a comma-separated list of columns */
	bool in_order;
	bool dated; /* by day, not the calendar's */
	long day, since;
	long exam;
};

/* A chosen question.  The record belongs to the card. */
struct card {
	struct record *record;
	size_t number; /* of the id in the history */
};

struct deck {
	struct card *card; /* in the order in which they are asked */
	size_t n;
	size_t *number; /* in the history, of all questions that may be asked */
	size_t all, cap;
	/* Columns, or NO_COLUMN. */
	size_t id, topic, level, question, choices, answer, points;
};

/*
 * deck_open: reads the bank to its end and chooses questions by their history.  All zero is a valid
 * deck; deck_close() frees it, also on failure, which is -1.
 */
int deck_open(struct deck *d, struct bank *b, const struct journal *j, const struct deck_options *o);
/* deck_count: how many of all questions are due, and how many are new. */
void deck_count(const struct deck *d, const struct history *h, size_t *due, size_t *new_ones);
/* deck_remove: the question with that number may not be asked any more. */
void deck_remove(struct deck *d, size_t number);
/* deck_text: the decoded field of the card; empty if there is no such column.  Borrows it, or uses *b. */
struct slice deck_text(const struct card *c, size_t col, struct buf *b);
void deck_close(struct deck *d);

#endif
