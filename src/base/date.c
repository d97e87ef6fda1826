/* Dates as day numbers; times. */
#include "base/date.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/number.h"
#include "base/slice.h"
#include <errno.h>
#include <stdlib.h>

enum { DAY = 86400 /* seconds */ };

/*
 * The days from 1970-01-01 to a date of the proleptic Gregorian calendar.  Counts 400-year eras of
 * 146097 days from 0000-03-01, so that a leap day is the last day of its year: Howard Hinnant,
 * chrono-Compatible Low-Level Date Algorithms, days_from_civil.
 */
static long
date_days(int year, int month, int day)
{
	long y = month <= 2 ? year - 1L : year;
	long era = (y >= 0 ? y : y - 399) / 400;
	long yoe = y - era * 400;
	long doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static int
date_month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

bool
date_parse(struct slice s, long *day)
{
	int y, m, d;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-' || !parse_digits((struct slice){ s.p, 4 }, &y) ||
	    !parse_digits((struct slice){ s.p + 5, 2 }, &m) || !parse_digits((struct slice){ s.p + 8, 2 }, &d))
		return false;
	if (m < 1 || m > 12 || d < 1 || d > date_month_days(y, m))
		return false;
	*day = date_days(y, m, d);
	return true;
}

/* The reverse of date_days(). */
void
date_print(long day, struct buf *b)
{
	long z = day + 719468;
	long era = (z >= 0 ? z : z - 146096) / 146097;
	long doe = z - era * 146097;
	long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	long mp = (5 * doy + 2) / 153;
	long month = mp < 10 ? mp + 3 : mp - 9;

	buf_printf(b, "%04ld-%02ld-%02ld", yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1);
}

/* The local date and time at t, as the seconds since the epoch at which UTC has the same date and time. */
static time_t
date_local(time_t t)
{
	struct tm tm;

	localtime_r(&t, &tm);
	return (time_t)date_days(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday) * DAY + tm.tm_hour * 3600 +
	    tm.tm_min * 60 + tm.tm_sec;
}

/* The day of a time in seconds, rounded down. */
static long
date_day(time_t seconds)
{
	return (long)(seconds / DAY - (seconds % DAY < 0));
}

long
calendar_day(struct calendar *c, time_t t)
{
	time_t shift, local; /* the offset from UTC; the local time, minus the rollover */

	if (t >= c->from && t < c->to)
		return c->day;
	shift = date_local(t) - t;
	local = t + shift - c->rollover * 3600;
	c->day = date_day(local);
	c->from = t - (local - (time_t)c->day * DAY);
	c->to = c->from + DAY;
	if (date_local(c->from) - c->from != shift || date_local(c->to - 1) - (c->to - 1) != shift)
		c->to = c->from; /* the clock is set forward or back on this day: do not cache it */
	return c->day;
}

/* The time of day HH:MM:SS in seconds; 60 seconds is a leap second. */
static bool
date_parse_clock(const char *p, int *seconds)
{
	int h, m, sec;

	if (p[2] != ':' || p[5] != ':' || !parse_digits((struct slice){ p, 2 }, &h) ||
	    !parse_digits((struct slice){ p + 3, 2 }, &m) || !parse_digits((struct slice){ p + 6, 2 }, &sec))
		return false;
	*seconds = h * 3600 + m * 60 + sec;
	return h <= 23 && m <= 59 && sec <= 60;
}

/* Removes a fraction of a second, such as .25, from the front of *s, if it has one. */
static bool
date_skip_fraction(struct slice *s)
{
	size_t n = 1;

	if (s->n == 0 || *s->p != '.')
		return true;
	while (n < s->n && s->p[n] >= '0' && s->p[n] <= '9')
		n++;
	*s = slice_skip(*s, n);
	return n > 1;
}

/* The offset from UTC, Z, +HH:MM or -HH:MM, in seconds. */
static bool
date_parse_offset(struct slice s, int *seconds)
{
	int h, m;

	*seconds = 0;
	if (s.n == 1)
		return *s.p == 'Z' || *s.p == 'z';
	if (s.n != 6 || (*s.p != '+' && *s.p != '-') || s.p[3] != ':' ||
	    !parse_digits((struct slice){ s.p + 1, 2 }, &h) || !parse_digits((struct slice){ s.p + 4, 2 }, &m))
		return false;
	*seconds = (*s.p == '-' ? -1 : 1) * (h * 3600 + m * 60);
	return h <= 23 && m <= 59;
}

bool
time_parse(struct slice s, time_t *t)
{
	struct slice rest;
	int seconds, offset;
	long day;

	if (s.n < 20 || !date_parse((struct slice){ s.p, 10 }, &day) ||
	    (s.p[10] != 'T' && s.p[10] != 't' && s.p[10] != ' ') || !date_parse_clock(s.p + 11, &seconds))
		return false;
	rest = slice_skip(s, 19);
	if (!date_skip_fraction(&rest) || !date_parse_offset(rest, &offset))
		return false;
	*t = (time_t)day * DAY + seconds - offset;
	return true;
}

int
time_of_output(time_t *t)
{
	const long long max = 253402300799; /* the end of year 9999 */
	const char *s = getenv("SOURCE_DATE_EPOCH");
	long long n;
	char *end;

	*t = time(NULL);
	if (s == NULL || *s == '\0')
		return 0;
	errno = 0;
	n = strtoll(s, &end, 10);
	if (end == s || *end != '\0')
		return fail("SOURCE_DATE_EPOCH: invalid number '%s'", s);
	if (errno != 0 || n < 0 || n > max)
		return fail("SOURCE_DATE_EPOCH: %s is out of range (0 to %lld)", s, max);
	*t = (time_t)n;
	return 0;
}
