/* The log of a quiz: replayed once, then followed and appended to. */
#ifndef QB_QUIZ_JOURNAL_H
#define QB_QUIZ_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <time.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/slice.h"
#include "quiz/append.h"
#include "review/log.h"

struct model;

/* Which logs, and how their reviews count.  Strings and parameters must outlive the journal. */
struct journal_options {
	char **logs; /* grades are appended to the first */
	size_t nlogs;
	bool read_only; /* append nothing; the first log need not exist */
	const char *now;
	int rollover;
	double retention;
	const struct model *model;
	const void *params;
};

struct journal {
	struct journal_options options;
	struct append file;
	struct history *history;
	struct calendar calendar;
	time_t started, clock; /* the time of the system, and of the quiz, when it began */
	struct log_context context;
	struct buf warnings;
	struct log *log;   /* for the columns of lines appended by others; NULL: replay instead */
	struct buf mended; /* a message about the end of the log, for the caller to print and empty */
	int reading;       /* the first log, or -1 */
	bool unsynced;     /* something was appended */
	off_t seen;        /* bytes of it that are in the history */
};

/* A line of the log. */
struct entry {
	struct slice id, hash;
	int grade; /* 1 to 4, or GRADE_UNDO */
	long seconds;
};

/*
 * journal_open: checks that grades can be appended and replays the logs; prints their warnings.  -1
 * on failure, which includes options.now if it is no time.  journal_close() frees it in any case.
 */
int journal_open(struct journal *j, const struct journal_options *o);
/* journal_follow: adds what others have appended since; returns 1 if there was anything, 0, or -1 on failure. */
int journal_follow(struct journal *j);
/*
 * journal_append: follows the log and appends the entry with a time after those of all reviews.
 * `number` is that of the id in the history, to which a grade is added; an undo is not.  If
 * `reps` is not 0, the id must have as many reviews, or others have graded it since: nothing is
 * appended and 1 is returned.  0 if the entry was written, -1 on failure.
 */
int journal_append(struct journal *j, const struct entry *e, size_t number, size_t reps);
/* journal_sync: writes what was appended to the disk; -1 on failure. */
int journal_sync(struct journal *j);
/* journal_time: the time now, as the quiz counts it; updates the calendar. */
time_t journal_time(struct journal *j);
void journal_close(struct journal *j);

#endif
