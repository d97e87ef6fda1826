/* Calendar dates as day numbers, and times. */
#include <bits/types/struct_tm.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/number.h"
#include "base/slice.h"

enum { DAY = 86400 /* seconds */ };

/*
 * The days from 1970-01-01 to a date of the proleptic Gregorian calendar, by
 * counting 400-year eras of 146097 days from 0000-03-01, so that a leap day is
 * the last of its year.
 */
static long
days_from_civil(int year, int month, int day)
{
	long y = month <= 2 ? year - 1L : year;
	long era = (y >= 0 ? y : y - 399) / 400;
	long yoe = y - era * 400;
	long doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static int
days_in_month(int year, int month)
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
	if (m < 1 || m > 12 || d < 1 || d > days_in_month(y, m))
		return false;
	*day = days_from_civil(y, m, d);
	return true;
}

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

/* What the clock on the wall shows at t, in seconds as if that were UTC. */
static time_t
wall_clock(time_t t)
{
	struct tm tm;

	localtime_r(&t, &tm);
	return (time_t)days_from_civil(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday) * DAY + tm.tm_hour * 3600 +
	    tm.tm_min * 60 + tm.tm_sec;
}

static long
day_of(time_t seconds)
{
	return (long)(seconds / DAY - (seconds % DAY < 0));
}

long
calendar_day(struct calendar *c, time_t t)
{
	time_t shift, wall;

	if (t >= c->from && t < c->to)
		return c->day;
	shift = wall_clock(t) - t;
	wall = t + shift - c->rollover * 3600;
	c->day = day_of(wall);
	c->from = t - (wall - (time_t)c->day * DAY);
	c->to = c->from + DAY;
	if (wall_clock(c->from) - c->from != shift || wall_clock(c->to - 1) - (c->to - 1) != shift)
		c->to = c->from; /* the clock is put forward or back: this day is not kept */
	return c->day;
}

bool
time_parse(struct slice s, time_t *t)
{
	int h, m, sec, oh = 0, om = 0;
	long day;
	struct slice zone;
	bool plus;

	if (s.n < 20 || !date_parse((struct slice){ s.p, 10 }, &day) || !strchr("Tt ", s.p[10]) || s.p[13] != ':' ||
	    s.p[16] != ':' || !parse_digits((struct slice){ s.p + 11, 2 }, &h) ||
	    !parse_digits((struct slice){ s.p + 14, 2 }, &m) || !parse_digits((struct slice){ s.p + 17, 2 }, &sec))
		return false;
	zone = slice_skip(s, 19);
	if (*zone.p == '.') {
		do
			zone = slice_skip(zone, 1);
		while (zone.n > 0 && *zone.p >= '0' && *zone.p <= '9');
		if (zone.p == s.p + 20)
			return false;
	}
	plus = zone.n > 0 && *zone.p == '+';
	if (zone.n == 6 && (plus || *zone.p == '-') && zone.p[3] == ':') {
		if (!parse_digits((struct slice){ zone.p + 1, 2 }, &oh) ||
		    !parse_digits((struct slice){ zone.p + 4, 2 }, &om))
			return false;
	} else if (zone.n != 1 || (*zone.p != 'Z' && *zone.p != 'z')) {
		return false;
	}
	if (h > 23 || m > 59 || sec > 60 || oh > 23 || om > 59)
		return false;
	*t = (time_t)day * DAY + h * 3600 + m * 60 + sec + (plus ? -1 : 1) * (oh * 3600 + om * 60);
	return true;
}
