/* Dates and times of the Gregorian calendar. */
#ifndef QB_BASE_DATE_H
#define QB_BASE_DATE_H

#include <stdbool.h>
#include <time.h>

struct buf;
struct slice;

/* date_parse: an existing date YYYY-MM-DD, as days since 1970-01-01. */
bool date_parse(struct slice s, long *day);
/* date_print: appends the day as YYYY-MM-DD. */
void date_print(long day, struct buf *b);
/* time_parse: an RFC 3339 time, as seconds since the epoch; ignores fractions of a second. */
bool time_parse(struct slice s, time_t *t);

/* time_of_output: the time that a file which is written has in it: SOURCE_DATE_EPOCH, or now; -1 after fail(). */
int time_of_output(time_t *t);

/* The local calendar and the current day.  The cache is valid if all zero. */
struct calendar {
	int rollover;    /* hours after midnight at which a day begins */
	time_t now;      /* later times are in the future */
	long today;      /* the day of now */
	time_t from, to; /* cache: times with from <= t < to are on day */
	long day;
};

/*
 * calendar_day: the local day of the time t, as days since 1970-01-01.  Times on the same day as the
 * last call take the cached result, except on a day when the clock is set forward or back.
 */
long calendar_day(struct calendar *c, time_t t);

#endif
