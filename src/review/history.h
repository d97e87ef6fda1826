/* The progress of each question, computed from its reviews. */
#ifndef QB_REVIEW_HISTORY_H
#define QB_REVIEW_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "review/model.h"

struct calendar;
struct slice;
struct trace;

struct history;

/* What the reviews of a question have led to. */
struct review_state {
	struct memory memory;
	long day;   /* of the last review */
	long first; /* the day of the first one */
	size_t reps, lapses;
};

/*
 * history_new: a history without reviews.  A question is due when its recall has fallen to
 * retention.  The model, its parameters and the calendar must outlive the history.
 */
struct history *history_new(const struct model *model, const void *params, double retention, struct calendar *c);
/* history_set_trace: appends every review to the trace, which must outlive the history, from now on. */
void history_set_trace(struct history *h, struct trace *t);
/* history_add: the number of the id, 0 for the first one added; a new id has no reviews yet. */
size_t history_add(struct history *h, struct slice id);
/* history_review: updates the progress of the id with that number; its reviews must come in order. */
void history_review(struct history *h, size_t i, long day, int grade);
/* history_restore: replaces the progress of the id, by an earlier one of the same history. */
void history_restore(struct history *h, size_t i, const struct review_state *p);
/* history_preview: the progress that the id would have after a review today. */
struct review_state history_preview(const struct history *h, size_t i, int grade);
/* history_reset: removes all reviews. */
void history_reset(struct history *h);
/* history_count: the number of ids; history_state: the state of one, until the next history_add(). */
size_t history_count(const struct history *h);
const struct review_state *history_state(const struct history *h, size_t i);
/* history_number: the number of the id with that progress. */
size_t history_number(const struct history *h, const struct review_state *p);
const struct model *history_model(const struct history *h);
/* history_recall: the probability of recall today. */
double history_recall(const struct history *h, const struct review_state *p);
long history_today(const struct history *h);
/* history_recall_on: the probability of recall on that day if it is not reviewed until then; 0 for NULL, never reviewed. */
double history_recall_on(const struct history *h, const struct review_state *p, long day);
/*
 * history_gain: the expected increase of history_recall_on() by a review today, graded good with the
 * probability of recall, again otherwise; for NULL, with the probability 0.5.
 */
double history_gain(const struct history *h, const struct review_state *p, long day);
/* history_due: the day on which it is due; history_is_due: whether that is today or earlier. */
long history_due(const struct history *h, const struct review_state *p);
bool history_is_due(const struct history *h, const struct review_state *p);
void history_free(struct history *h);

/* The ids of a history that a bank refers to; the others are orphaned. */
struct references;

/* references_new: no id is referenced yet.  The history must outlive them, and no id may be added to it meanwhile. */
struct references *references_new(const struct history *h);
const struct history *references_history(const struct references *f);
/* references_find: the progress of the id, which is referenced from now on; NULL if it has no reviews. */
const struct review_state *references_find(struct references *f, struct slice id);
/* references_orphans: the number of orphaned ids that have reviews, and of these. */
size_t references_orphans(const struct references *f, size_t *reviews);
void references_free(struct references *f);

#endif
