/* Dates, times and numbers: the valid ones have the values that the C library computes. */
#define _DEFAULT_SOURCE /* timegm(3) */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/number.h"
#include "base/slice.h"
#include "fuzz.h"

enum { DAY = 86400 };

static void
date_check_date(struct slice s)
{
	struct buf b = { 0 };
	long day;

	if (!date_parse(s, &day))
		return;
	date_print(day, &b);
	CHECK(slice_eq(buf_slice(&b), s));
	buf_free(&b);
}

static void
date_check_time(struct slice s)
{
	time_t t, local;
	struct tm tm = { 0 };
	long offset = 0;

	if (!time_parse(s, &t))
		return;
	CHECK(sscanf(s.p, "%4d-%2d-%2d%*c%2d:%2d:%2d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &tm.tm_hour, &tm.tm_min,
		  &tm.tm_sec) == 6);
	if (s.p[s.n - 1] != 'Z' && s.p[s.n - 1] != 'z')
		offset = (s.p[s.n - 6] == '-' ? -1 : 1) *
		    (strtol(s.p + s.n - 5, NULL, 10) * 3600 + strtol(s.p + s.n - 2, NULL, 10) * 60);
	tm.tm_year -= 1900;
	tm.tm_mon--;
	local = timegm(&tm);
	CHECK(t == local - offset);
}

/* The day of a time does not depend on earlier calls. */
static void
date_check_calendar(struct slice s, uint8_t rollover)
{
	static struct calendar used[24];
	struct calendar *c = &used[rollover % 24], fresh = { .rollover = rollover % 24 };
	time_t t;

	setenv("TZ", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1);
	c->rollover = rollover % 24;
	if (time_parse(s, &t))
		CHECK(calendar_day(c, t) == calendar_day(&fresh, t));
}

static void
date_check_number(struct slice s)
{
	double value;
	char *end;
	int digits;

	if (parse_number(s, &value)) {
		CHECK(isfinite(value) && strtod(s.p, &end) == value && *end == '\0');
		CHECK(strpbrk(s.p, " xXnN") == NULL);
	}
	if (parse_digits(s, &digits))
		CHECK(digits >= 0 && digits == strtol(s.p, &end, 10) && *end == '\0');
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct slice s;
	char *text;

	if (n == 0)
		return 0;
	text = slice_dup((struct slice){ (const char *)data + 1, n - 1 });
	s = slice_of(text);
	date_check_date(s);
	date_check_time(s);
	date_check_calendar(s, *data);
	date_check_number(s);
	free(text);
	return 0;
}
