/* A quiz: asks the cards of a deck and records the grades. */
#ifndef QB_QUIZ_QUIZ_H
#define QB_QUIZ_QUIZ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "quiz/append.h"
#include "quiz/deck.h"
#include "quiz/journal.h"
#include "quiz/session.h"
#include "quiz/ui.h"

struct quiz {
	struct deck deck;
	struct journal journal;
	struct session session;
	struct ui ui;
	struct append suspended, answers;
	bool cram;            /* nothing is recorded */
	bool due_only;        /* a question that is no longer due or new is not asked */
	bool writing;         /* answers are given in writing */
	struct buf note;      /* a message for the next screen */
	struct slice shuffle; /* the seed for choices; a p of NULL: not shuffled */
};

/* What happened to a card. */
enum outcome { OUTCOME_NEXT, OUTCOME_UNDO, OUTCOME_QUIT, OUTCOME_INTERRUPT, OUTCOME_FAILED };

/*
 * quiz_run: asks the cards until none is left or the user quits, then prints a summary.  Stores whether
 * any was graded.  -1 on failure.
 */
enum outcome quiz_run(struct quiz *q);
/* ask_card: asks the card, beginning with the answer if answered, and records the grade; shows q->note and empties it. */
enum outcome ask_card(struct quiz *q, size_t card, bool answered);
/* quiz_counts: how many questions are due and how many are new, as "7 due, 3 new", appended to *b. */
void quiz_counts(const struct quiz *q, struct buf *b);
/* quiz_record: appends the grade of the card to the log; -1 on failure. */
int quiz_record(struct quiz *q, size_t card, int grade, long seconds);
/* quiz_suspend: appends the card to suspended.tsv; quiz_keep: its written answer to answers.tsv; -1 on failure. */
int quiz_suspend(struct quiz *q, size_t card);
int quiz_keep(struct quiz *q, size_t card, struct slice answer);
/* summary_nothing: appends that nothing is to be asked, and when something will be. */
void summary_nothing(const struct quiz *q, struct buf *b);
/* summary_write: appends the summary; terse: only the line of version 0.1. */
void summary_write(const struct quiz *q, bool terse, struct buf *b);

#endif
