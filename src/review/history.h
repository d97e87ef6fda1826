/* The state of each question, replayed from the review logs. */
#ifndef QB_REVIEW_HISTORY_H
#define QB_REVIEW_HISTORY_H

#include <stdbool.h>
#include <time.h>

#include "review/fsrs.h"

struct buf;
struct calendar;
struct slice;

struct history;

struct progress {
	struct memory memory;
	time_t time; /* of the last review */
	long day;    /* its calendar day */
	size_t reps, lapses;
	bool asked; /* history_find() has returned it */
};

/* history_new: a question is due when its recall has fallen to retention; the calendar must outlive it. */
struct history *history_new(const struct fsrs *f, double retention, struct calendar *c);
/*
 * history_replay: replays the reviews of the n logs by time; equal times by operand and line.
 * Memory is proportional to the ids, and to the reviews only if the reviews of an id are out of
 * order or a log is not a regular file.  Warnings as in log_open(); -1 on failure.
 */
int history_replay(struct history *h, char *const *names, size_t n, struct buf *warnings);
/* history_find: NULL if the logs do not have the id; valid until the history is freed. */
struct progress *history_find(struct history *h, struct slice id);
/* history_recall: the probability of recall today. */
double history_recall(const struct history *h, const struct progress *p);
/* history_due: the day on which it is due; history_is_due: whether that is today or earlier. */
long history_due(const struct history *h, const struct progress *p);
bool history_is_due(const struct history *h, const struct progress *p);
/* history_orphans: the number of ids that history_find() was never asked for, and of their reviews. */
size_t history_orphans(const struct history *h, size_t *reviews);
void history_free(struct history *h);

#endif
