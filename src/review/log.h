/* A review log: see qb-log(5). */
#ifndef QB_REVIEW_LOG_H
#define QB_REVIEW_LOG_H

#include <stdbool.h>
#include <time.h>

#include "base/slice.h"

struct buf;
struct calendar;

/* What the logs of a run share.  The calendar and the warnings belong to the caller. */
struct log_context {
	struct calendar *calendar;
	bool ignore_later;    /* ignore reviews after the calendar's now: it was chosen, not read from the clock */
	bool warned_later;    /* whether the warnings name a review in the future */
	time_t latest;        /* the latest time of a review so far; 0: none */
	struct buf *warnings; /* one a line */
};

struct log;

/* The grades are 1 to 4; this one cancels the latest review of its id. */
enum { GRADE_UNDO = 5 };

struct review {
	struct slice id;  /* decoded; valid until the log's next review */
	const char *file; /* the log, for messages */
	size_t lineno;
	time_t time;
	long day;          /* calendar day; today for a review in the future */
	int grade;         /* 1 to 4, or GRADE_UNDO */
	bool out_of_order; /* this review or an earlier one of the log */
};

/*
 * log_open: opens the file and reads its header; an empty file and a header that was only begun are
 * valid logs.  name and context must outlive the log.  NULL on failure.
 */
struct log *log_open(const char *name, struct log_context *context);
/*
 * log_next: the next review, in the order of the file.  Returns 1, 0 at the end, or -1 for an
 * invalid line.  What an interrupted write or a loss of power leaves at the end is skipped with a
 * warning.  A review at most a day after the calendar's now counts as one of now, with a warning if it is a minute or more;
 * a later one is invalid.
 */
int log_next(struct log *l, struct review *r);
/* log_has_header: whether the file has a header, so that log_line() can be called. */
bool log_has_header(const struct log *l);
/*
 * log_line: the review of a line, without its newline, that was appended to the log after it was
 * read.  Returns 1, 0 if it is ignored, or -1 if it is invalid.  Warnings name no such line.
 */
int log_line(struct log *l, struct slice line, struct review *r);
void log_close(struct log *l);

#endif
