/* A review log: see qb-log(5). */
#ifndef QB_REVIEW_LOG_H
#define QB_REVIEW_LOG_H

#include <stdbool.h>
#include <time.h>

#include "base/slice.h"

struct buf;
struct calendar;

struct log;

struct review {
	struct slice id; /* decoded; valid until the log's next review */
	time_t time;
	long day;          /* calendar day */
	int grade;         /* 1 to 4 */
	bool out_of_order; /* this review or an earlier one of the log */
};

/*
 * log_open: opens the file and reads its header; an empty file is a valid log.  Appends warnings,
 * one a line and escaped, to *warnings.  name, calendar and warnings must outlive the log.  NULL on failure.
 */
struct log *log_open(const char *name, struct calendar *c, struct buf *warnings);
/*
 * log_next: the next review, in the order of the file.  Returns 1, 0 at the end, or -1 for an
 * invalid line or a review in the future.  An invalid last line without a newline is skipped
 * with a warning.
 */
int log_next(struct log *l, struct review *r);
void log_close(struct log *l);

#endif
