/* The course of a quiz: which card comes next, what can be undone, and the counts. */
#ifndef QB_QUIZ_SESSION_H
#define QB_QUIZ_SESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "review/history.h"

/* A card graded "again" returns after so many others, or earlier if fewer are left. */
enum { SESSION_APART = 3 };

enum { SESSION_GRADES = 5 /* by grade, 1 to 4 */ };

struct session_card {
	size_t position;              /* in which it was first shown, from 1; 0: not yet */
	size_t returns;               /* the number of shown cards from which on it may return; 0: it does not */
	size_t count[SESSION_GRADES]; /* grades given */
	bool skipped, suspended, dropped;
};

/* A grade, so that it can be undone. */
struct graded {
	size_t card;
	int grade;
	struct review_state before; /* of the id */
	size_t reps;                /* of the id afterwards */
	size_t returns;             /* of the card before */
};

struct session {
	struct session_card *card;
	size_t n;     /* cards */
	size_t fresh; /* the next card that was not shown yet */
	size_t total; /* cards that are part of the session */
	size_t shown; /* how often one was shown */
	size_t positions;
	struct graded *graded; /* in order */
	size_t ngraded, cap;
};

/* session_open: begins with n cards, in order; free with session_close(). */
void session_open(struct session *s, size_t n);
/* session_next: stores the next card, which is then shown, unless it is dropped; false at the end. */
bool session_next(struct session *s, size_t *card);
/* session_returns: whether the card was shown before. */
bool session_returns(const struct session *s, size_t card);
/* session_show: the card is shown.  session_put_back: it was, and is to be the next one again. */
void session_show(struct session *s, size_t card);
void session_put_back(struct session *s, size_t card);
/* session_drop: the card, which has not been shown, is no longer part of the session. */
void session_drop(struct session *s, size_t card);
/* session_grade: notes the grade of the card that is shown, whose progress was *before. */
void session_grade(struct session *s, size_t card, int grade, const struct review_state *before);
/* session_last: the last grade that was not undone, or NULL.  session_undo: takes it back. */
const struct graded *session_last(const struct session *s);
void session_undo(struct session *s);
/* session_count: how many cards were graded; stores how often each grade was given, and how many were skipped. */
size_t session_count(const struct session *s, size_t count[SESSION_GRADES], size_t *skipped);
void session_close(struct session *s);

#endif
