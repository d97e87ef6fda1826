/* Unit tests of src/base. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/map.h"
#include "base/number.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "tap.h"

static void
test_slices(void)
{
	static const struct {
		const char *list, *items; /* the items between bars */
	} next[] = {
		{ "", "||" },
		{ "a", "|a|" },
		{ "a,b", "|a|b|" },
		{ "a,", "|a||" },
		{ ",a", "||a|" },
		{ ",", "|||" },
	};
	static const struct {
		const char *text, *want;
	} trim[] = { { "", "" }, { " \t ", "" }, { " a b\t", "a b" }, { "\na\r", "\na\r" } };
	static const struct {
		const char *a, *b;
		int want;
	} cmp[] = { { "", "", 0 }, { "", "a", -1 }, { "a", "ab", -1 }, { "b", "ab", 1 }, { "\xff", "a", 1 } };
	size_t i;

	for (i = 0; i < LENGTH(next); i++) {
		struct slice list = slice_of(next[i].list), item;
		struct buf b = { 0 };

		buf_byte(&b, '|');
		while (slice_next(&list, ',', &item)) {
			buf_append(&b, item.p, item.n);
			buf_byte(&b, '|');
		}
		tap_text(buf_slice(&b), slice_of(next[i].items), "slice_next: '%s'", next[i].list);
		buf_free(&b);
	}
	for (i = 0; i < LENGTH(trim); i++)
		tap_text(slice_trim(slice_of(trim[i].text)), slice_of(trim[i].want), "slice_trim: '%s'", trim[i].text);
	for (i = 0; i < LENGTH(cmp); i++) {
		struct slice a = slice_of(cmp[i].a), b = slice_of(cmp[i].b);
		int ab = slice_cmp(a, b), ba = slice_cmp(b, a);

		tap_integer((ab > 0) - (ab < 0), cmp[i].want, "slice_cmp: '%s', '%s'", cmp[i].a, cmp[i].b);
		tap_integer((ba > 0) - (ba < 0), -cmp[i].want, "slice_cmp: '%s', '%s'", cmp[i].b, cmp[i].a);
	}
}

/* The key of entry i: some have NUL bytes, some are prefixes of others, one is empty. */
static struct slice
map_test_key(size_t i, char *key)
{
	memset(key, 'k', 8);
	key[3] = (char)(i % 256);
	key[4] = (char)(i / 256);
	return (struct slice){ key, i == 0 ? 0 : i % 3 == 0 ? 8 : 5 };
}

static void
test_map(size_t n)
{
	struct map *m = map_new();
	char key[8];
	size_t i, number, right = 0;

	for (i = 0; i < n; i++)
		right += map_add(m, map_test_key(i, key)) == i;
	tap_integer((long long)right, (long long)n, "map_add: %zu keys are numbered in order", n);
	tap_integer((long long)map_count(m), (long long)n, "map_count: %zu", n);
	for (right = i = 0; i < n; i++)
		right += map_find(m, map_test_key(i, key)) == i && map_add(m, map_test_key(i, key)) == i &&
		    slice_eq(map_key(m, i), map_test_key(i, key)) && map_key(m, i).p[map_key(m, i).n] == '\0';
	tap_integer((long long)right, (long long)n, "map_find, map_add, map_key: all of %zu keys", n);
	for (right = 0, i = n; i < n + 200; i++)
		right += map_find(m, map_test_key(i, key)) == NO_ENTRY;
	tap_integer((long long)right, 200, "map_find: 200 keys that are not among %zu", n);
	tap_ok(map_insert(m, slice_of("new"), &number) && number == n, "map_insert: a new key after %zu", n);
	tap_ok(!map_insert(m, slice_of("new"), &number) && number == n, "map_insert: a known key after %zu", n);
	map_free(m);
}

static void
test_numbers(void)
{
	static const struct {
		const char *text;
		bool valid;
		double value;
	} number[] = {
		{ "0", true, 0 }, { "-0", true, 0 }, { "1", true, 1 }, { "+2.5", true, 2.5 }, { ".5", true, 0.5 },
		{ "5.", true, 5 }, { "1e3", true, 1000 }, { "1E-2", true, 0.01 }, { "", false, 0 }, { " 1", false, 0 },
		{ "1 ", false, 0 }, { ".", false, 0 }, { "-", false, 0 }, { "1e", false, 0 }, { "1,5", false, 0 },
		{ "0x10", false, 0 }, { "inf", false, 0 }, { "nan", false, 0 }, { "1e999", false, 0 },
		{ "1-2", false, 0 },
		{ "000000000000000000000000000000000000000000000000000000000000001", true, 1 },   /* 63 bytes */
		{ "0000000000000000000000000000000000000000000000000000000000000001", false, 0 }, /* 64 */
	};
	static const struct {
		const char *text;
		bool valid;
		int value;
	} digits[] = {
		{ "0", true, 0 },
		{ "007", true, 7 },
		{ "999999999", true, 999999999 },
		{ "1000000000", false, 0 },
		{ "", false, 0 },
		{ "-1", false, 0 },
		{ "+1", false, 0 },
		{ "1.0", false, 0 },
		{ "1a", false, 0 },
	};
	size_t i;

	for (i = 0; i < LENGTH(number); i++) {
		double value = 42;
		bool valid = parse_number(slice_of(number[i].text), &value);

		tap_ok(valid == number[i].valid, "parse_number: '%s' is %s", number[i].text,
		    number[i].valid ? "valid" : "invalid");
		tap_near(value, number[i].valid ? number[i].value : 42, 0, "parse_number: the value of '%s'",
		    number[i].text);
	}
	for (i = 0; i < LENGTH(digits); i++) {
		int value = 42;
		bool valid = parse_digits(slice_of(digits[i].text), &value);

		tap_ok(valid == digits[i].valid, "parse_digits: '%s' is %s", digits[i].text,
		    digits[i].valid ? "valid" : "invalid");
		tap_integer(
		    value, digits[i].valid ? digits[i].value : 42, "parse_digits: the value of '%s'", digits[i].text);
	}
}

static void
test_dates(void)
{
	static const struct {
		const char *text;
		long day;
	} valid[] = {
		{ "1970-01-01", 0 },
		{ "1969-12-31", -1 },
		{ "2000-02-29", 11016 },
		{ "2000-03-01", 11017 },
		{ "2026-11-30", 20787 },
		{ "1900-03-01", -25508 },
		{ "0000-01-01", -719528 },
		{ "0001-01-01", -719162 },
		{ "9999-12-31", 2932896 },
	};
	static const char *const invalid[] = { "", "2026-1-01", "2026-01-1", "2026/01/01", "2026-00-01", "2026-13-01",
		"2026-01-00", "2026-01-32", "2026-04-31", "2026-02-29", "1900-02-29", "2100-02-29", "2024-02-30",
		"-026-01-01", "2026-01-011", "2026-01-01 " };
	struct buf b = { 0 };
	size_t i;
	long day, parsed;

	for (i = 0; i < LENGTH(valid); i++) {
		tap_ok(date_parse(slice_of(valid[i].text), &day), "date_parse: %s is valid", valid[i].text);
		tap_integer(day, valid[i].day, "date_parse: %s", valid[i].text);
		b.n = 0;
		date_print(valid[i].day, &b);
		tap_text(buf_slice(&b), slice_of(valid[i].text), "date_print: %ld", valid[i].day);
	}
	for (i = 0; i < LENGTH(invalid); i++)
		tap_ok(!date_parse(slice_of(invalid[i]), &day), "date_parse: '%s' is invalid", invalid[i]);
	for (day = -719528; day <= 2932896; day += 97) {
		b.n = 0;
		date_print(day, &b);
		if (!date_parse(buf_slice(&b), &parsed) || parsed != day)
			break;
	}
	tap_ok(day > 2932896, "date_print, date_parse: every 97th day of the years 0 to 9999, up to day %ld", day);
	buf_free(&b);
}

static void
test_times(void)
{
	static const struct {
		const char *text;
		long long want;
	} valid[] = {
		{ "1970-01-01T00:00:00Z", 0 },
		{ "1970-01-01t00:00:01z", 1 },
		{ "1970-01-01 00:01:00Z", 60 },
		{ "1969-12-31T23:59:59Z", -1 },
		{ "2026-11-30T18:00:00Z", 1796061600 },
		{ "2026-11-30T18:00:00.999Z", 1796061600 },
		{ "2026-11-30T18:00:00.000000000001+00:00", 1796061600 },
		{ "2026-11-30T19:00:00+01:00", 1796061600 },
		{ "2026-11-30T13:00:00-05:00", 1796061600 },
		{ "2026-12-01T05:00:00+11:00", 1796061600 },
		{ "2026-11-30T23:30:00+05:30", 1796061600 },
		{ "2026-11-30T18:00:00-00:00", 1796061600 },
		{ "2016-12-31T23:59:60Z", 1483228800 },
		{ "1970-01-02T23:59:00+23:59", 86400 },
	};
	static const char *const invalid[] = { "", "2026-11-30", "2026-11-30T18:00:00", "2026-11-30T18:00Z",
		"2026-11-30T24:00:00Z", "2026-11-30T18:60:00Z", "2026-11-30T18:00:61Z", "2026-02-30T18:00:00Z",
		"2026-11-30X18:00:00Z", "2026-11-30T18:00:00.Z", "2026-11-30T18:00:00.5", "2026-11-30T18:00:00ZZ",
		"2026-11-30T18:00:00+1:00", "2026-11-30T18:00:00+0100", "2026-11-30T18:00:00+24:00",
		"2026-11-30T18:00:00+01:60", "2026-11-30T18-00-00Z", "2026-11-30T18:00:00+01:00Z",
		"2026-11-30T18:00:00 Z" };
	size_t i;
	time_t t;

	for (i = 0; i < LENGTH(valid); i++) {
		t = 42;
		tap_ok(time_parse(slice_of(valid[i].text), &t), "time_parse: %s is valid", valid[i].text);
		tap_integer(t, valid[i].want, "time_parse: %s", valid[i].text);
	}
	for (i = 0; i < LENGTH(invalid); i++)
		tap_ok(!time_parse(slice_of(invalid[i]), &t), "time_parse: '%s' is invalid", invalid[i]);
}

/* Time zones as POSIX writes them, so that no database of time zones is needed. */
#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3"
#define NEW_YORK "EST5EDT,M3.2.0,M11.1.0"
#define LORD_HOWE "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0" /* the clock changes by half an hour */
#define HAVANA "CST5CDT,M3.2.0/0,M11.1.0/1"              /* at midnight */

/* The local calendar day of a time, for a day that begins at 0, 4 and 23 hours. */
static void
test_calendar_days(void)
{
	static const struct {
		const char *zone, *time, *day[3];
	} rows[] = {
		{ BERLIN, "2026-03-28T22:59:59Z", { "2026-03-28", "2026-03-28", "2026-03-28" } },
		{ BERLIN, "2026-03-28T23:00:00Z", { "2026-03-29", "2026-03-28", "2026-03-28" } },
		{ BERLIN, "2026-03-29T01:00:00Z", { "2026-03-29", "2026-03-28", "2026-03-28" } },
		{ BERLIN, "2026-03-29T01:59:59Z", { "2026-03-29", "2026-03-28", "2026-03-28" } },
		{ BERLIN, "2026-03-29T02:00:00Z", { "2026-03-29", "2026-03-29", "2026-03-28" } },
		{ BERLIN, "2026-03-29T21:59:59Z", { "2026-03-29", "2026-03-29", "2026-03-29" } },
		{ BERLIN, "2026-03-29T22:00:00Z", { "2026-03-30", "2026-03-29", "2026-03-29" } },
		{ BERLIN, "2026-10-25T00:30:00Z", { "2026-10-25", "2026-10-24", "2026-10-24" } },
		{ BERLIN, "2026-10-25T01:30:00Z", { "2026-10-25", "2026-10-24", "2026-10-24" } },
		{ BERLIN, "2026-10-25T02:59:59Z", { "2026-10-25", "2026-10-24", "2026-10-24" } },
		{ BERLIN, "2026-10-25T03:00:00Z", { "2026-10-25", "2026-10-25", "2026-10-24" } },
		{ BERLIN, "2026-10-25T22:59:59Z", { "2026-10-25", "2026-10-25", "2026-10-25" } },
		{ BERLIN, "2026-10-25T23:00:00Z", { "2026-10-26", "2026-10-25", "2026-10-25" } },
		{ NEW_YORK, "2026-03-08T04:59:59Z", { "2026-03-07", "2026-03-07", "2026-03-07" } },
		{ NEW_YORK, "2026-03-08T05:00:00Z", { "2026-03-08", "2026-03-07", "2026-03-07" } },
		{ NEW_YORK, "2026-03-08T07:59:59Z", { "2026-03-08", "2026-03-07", "2026-03-07" } },
		{ NEW_YORK, "2026-03-08T08:00:00Z", { "2026-03-08", "2026-03-08", "2026-03-07" } },
		{ NEW_YORK, "2026-03-09T04:00:00Z", { "2026-03-09", "2026-03-08", "2026-03-08" } },
		{ NEW_YORK, "2026-11-01T05:30:00Z", { "2026-11-01", "2026-10-31", "2026-10-31" } },
		{ NEW_YORK, "2026-11-01T06:30:00Z", { "2026-11-01", "2026-10-31", "2026-10-31" } },
		{ NEW_YORK, "2026-11-01T08:59:59Z", { "2026-11-01", "2026-10-31", "2026-10-31" } },
		{ NEW_YORK, "2026-11-01T09:00:00Z", { "2026-11-01", "2026-11-01", "2026-10-31" } },
		{ NEW_YORK, "2026-11-02T04:59:59Z", { "2026-11-01", "2026-11-01", "2026-11-01" } },
		{ NEW_YORK, "2026-11-02T05:00:00Z", { "2026-11-02", "2026-11-01", "2026-11-01" } },
		{ LORD_HOWE, "2026-04-04T15:15:00Z", { "2026-04-05", "2026-04-04", "2026-04-04" } },
		{ LORD_HOWE, "2026-04-04T17:29:59Z", { "2026-04-05", "2026-04-04", "2026-04-04" } },
		{ LORD_HOWE, "2026-04-04T17:30:00Z", { "2026-04-05", "2026-04-05", "2026-04-04" } },
		{ LORD_HOWE, "2026-04-05T13:29:59Z", { "2026-04-05", "2026-04-05", "2026-04-05" } },
		{ LORD_HOWE, "2026-04-05T13:30:00Z", { "2026-04-06", "2026-04-05", "2026-04-05" } },
		{ LORD_HOWE, "2026-10-03T16:59:59Z", { "2026-10-04", "2026-10-03", "2026-10-03" } },
		{ LORD_HOWE, "2026-10-03T17:00:00Z", { "2026-10-04", "2026-10-04", "2026-10-03" } },
		{ LORD_HOWE, "2026-10-04T13:00:00Z", { "2026-10-05", "2026-10-04", "2026-10-04" } },
	};
	static const int rollover[3] = { 0, 4, 23 };
	size_t i, k;

	for (i = 0; i < LENGTH(rows); i++) {
		setenv("TZ", rows[i].zone, 1);
		tzset();
		for (k = 0; k < 3; k++) {
			struct calendar c = { .rollover = rollover[k] };
			time_t t = 0;
			struct buf b = { 0 };

			time_parse(slice_of(rows[i].time), &t);
			date_print(calendar_day(&c, t), &b);
			tap_text(buf_slice(&b), slice_of(rows[i].day[k]), "calendar_day: %s, TZ=%s, rollover %d",
			    rows[i].time, rows[i].zone, rollover[k]);
			buf_free(&b);
		}
	}
}

/* The day by localtime_r(3) alone, without a cache. */
static long
reference_day(time_t t, int rollover)
{
	struct tm tm;
	struct buf b = { 0 };
	long day = 0;

	localtime_r(&t, &tm);
	buf_printf(&b, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
	date_parse(buf_slice(&b), &day);
	buf_free(&b);
	return tm.tm_hour < rollover ? day - 1 : day;
}

/* The cache of a calendar has no effect, in whatever order the times come. */
static void
test_calendar_cache(void)
{
	static const char *const zone[] = { "UTC0", BERLIN, NEW_YORK, LORD_HOWE, HAVANA };
	static const char *const start[] = { "2026-03-06T00:00:00Z", "2026-03-27T00:00:00Z", "2026-04-03T00:00:00Z",
		"2026-10-02T00:00:00Z", "2026-10-23T00:00:00Z", "2026-10-30T00:00:00Z" };
	static const int rollover[] = { 0, 1, 4, 23 };
	enum { STEP = 577, STEPS = 5 * 86400 / STEP };
	size_t i, j, k;

	for (i = 0; i < LENGTH(zone); i++)
		for (k = 0; k < LENGTH(rollover); k++) {
			struct calendar c = { .rollover = rollover[k] };
			long wrong = 0, n;

			setenv("TZ", zone[i], 1);
			tzset();
			for (j = 0; j < LENGTH(start); j++) {
				time_t t = 0;

				time_parse(slice_of(start[j]), &t);
				for (n = 0; n < STEPS; n++) /* forwards */
					wrong +=
					    calendar_day(&c, t + n * STEP) != reference_day(t + n * STEP, c.rollover);
				for (n = STEPS; n-- > 0;) /* backwards */
					wrong +=
					    calendar_day(&c, t + n * STEP) != reference_day(t + n * STEP, c.rollover);
			}
			tap_integer(wrong, 0, "calendar_day: days around changes of the clock, TZ=%s, rollover %d",
			    zone[i], rollover[k]);
		}
}

static void
test_utf8(void)
{
	static const struct {
		struct slice text;
		int32_t c;
		size_t n; /* bytes removed */
	} next[] = {
		{ TEXT("a"), 'a', 1 },
		{ TEXT("\0x"), 0, 1 },
		{ TEXT("\xc3\xa9z"), 0xe9, 2 },
		{ TEXT("\xe4\xb8\x96"), 0x4e16, 3 },
		{ TEXT("\xf0\x9f\x8e\x89"), 0x1f389, 4 },
		{ TEXT("\xf4\x8f\xbf\xbf"), 0x10ffff, 4 },
		{ TEXT("\x80"), 0xfffd, 1 },             /* a continuation byte */
		{ TEXT("\xc3"), 0xfffd, 1 },             /* an incomplete character */
		{ TEXT("\xc3("), 0xfffd, 1 },            /* the same before another one */
		{ TEXT("\xc0\xaf"), 0xfffd, 1 },         /* an overlong form */
		{ TEXT("\xed\xa0\x80"), 0xfffd, 1 },     /* a surrogate */
		{ TEXT("\xf4\x90\x80\x80"), 0xfffd, 1 }, /* above U+10FFFF */
		{ TEXT("\xff"), 0xfffd, 1 },
	};
	static const struct {
		const char *text;
		size_t width;
	} width[] = {
		{ "", 0 }, { "abc", 3 }, { "\xc3\xa9", 1 }, { "e\xcc\x81", 1 }, /* a combining accent */
		{ "\xe4\xb8\x96\xe7\x95\x8c", 4 }, { "\xf0\x9f\x8e\x89", 2 },
		{ "a\xe2\x80\x8b", 1 }, /* a zero-width space */
	};
	static const struct {
		struct slice text, want;
	} valid[] = {
		{ TEXT(""), TEXT("") },
		{ TEXT("abc"), TEXT("abc") },
		{ TEXT("\xc3\xa9\xe4\xb8\x96"), TEXT("\xc3\xa9\xe4\xb8\x96") },
		{ TEXT("a\xff"
		       "b"),
		    TEXT("a\xef\xbf\xbd"
			 "b") },
		{ TEXT("\xc0\xaf"), TEXT("\xef\xbf\xbd\xef\xbf\xbd") },
		{ TEXT("\xe4\xb8"), TEXT("\xef\xbf\xbd\xef\xbf\xbd") },
		{ TEXT("0123456789abcdef0123456789abcdef\x80"), TEXT("0123456789abcdef0123456789abcdef\xef\xbf\xbd") },
	};
	size_t i;

	for (i = 0; i < LENGTH(next); i++) {
		struct slice s = next[i].text;
		int32_t c = utf8_next(&s);

		tap_integer(c, next[i].c, "utf8_next: U+%04X", (unsigned)next[i].c);
		tap_integer((long long)(next[i].text.n - s.n), (long long)next[i].n, "utf8_next: bytes of row %zu", i);
	}
	for (i = 0; i < LENGTH(width); i++)
		tap_integer((long long)utf8_width(slice_of(width[i].text)), (long long)width[i].width,
		    "utf8_width: '%s'", width[i].text);
	for (i = 0; i < LENGTH(valid); i++) {
		struct buf b = { 0 };
		bool same = slice_eq(valid[i].text, valid[i].want);
		struct slice got = utf8_replace_invalid(valid[i].text, &b);

		tap_text(got, valid[i].want, "utf8_replace_invalid: row %zu", i);
		tap_ok(utf8_is_valid(valid[i].text) == same, "utf8_is_valid: row %zu", i);
		tap_ok((got.p == valid[i].text.p) == same, "utf8_replace_invalid: row %zu: borrows valid text only", i);
		buf_free(&b);
	}
}

/* The two at every offset: they test several bytes at once. */
static void
test_utf8_runs(void)
{
	char text[80];
	size_t n, at, wrong = 0;

	for (n = 0; n <= sizeof(text); n++) {
		memset(text, 'a', sizeof(text));
		wrong += !utf8_is_ascii((struct slice){ text, n }) || !utf8_is_valid((struct slice){ text, n });
		for (at = 0; at < n; at++) {
			text[at] = '\x80';
			wrong += utf8_is_ascii((struct slice){ text, n }) || utf8_is_valid((struct slice){ text, n });
			text[at] = 'a';
		}
	}
	tap_integer((long long)wrong, 0, "utf8_is_ascii, utf8_is_valid: one invalid byte anywhere in up to 80");
}

static void
test_escape_controls(void)
{
	static const struct {
		struct slice text;
		const char *keep;
		struct slice want;
	} rows[] = {
		{ TEXT("plain \xc3\xa9"), "", TEXT("plain \xc3\xa9") },
		{ TEXT("a\tb\nc\rd"), "", TEXT("a b c d") },
		{ TEXT("a\tb\nc\rd"), "\t\n", TEXT("a\tb\nc d") },
		{ TEXT("\x1b[31m"), "", TEXT("\\x1b[31m") },
		{ TEXT("\0"), "\t", TEXT("\\x00") },
		{ TEXT("\x7f"), "", TEXT("\\x7f") },
		{ TEXT("\xc2\x9b"), "", TEXT("\\x9b") }, /* CSI as a C1 control character */
		{ TEXT("\x9b"), "", TEXT("\\x9b") },     /* and as an invalid byte */
		{ TEXT("\xc2\xa0"), "", TEXT("\xc2\xa0") },
		{ TEXT("\\x1b"), "", TEXT("\\x1b") },
	};
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		struct buf b = { 0 };

		escape_controls(rows[i].text, rows[i].keep, &b);
		tap_text(buf_slice(&b), rows[i].want, "escape_controls: row %zu", i);
		buf_free(&b);
	}
}

/* Eight-byte keys whose XXH3 without a seed ends in 22 zero bits, so that they would share a slot. */
static void
test_map_seed(void)
{
	static const char *const keys[] = { "1i.`7WsJ", "[SsC5_1A", "*YCek4aS", "S%DnDa&F", "7Ln5s=?)", "?9d?:+s9",
		"GY$at)JY", "CURZ=^df", "O^PK:pKx", ">l$b'Ad0", "1h?GL['X", "qPFI6!pT", "!-Z]QaV1", ";y~t}6yA" };
	uint64_t same = 0;
	size_t i;

	for (i = 1; i < LENGTH(keys); i++)
		same += ((map_hash(slice_of(keys[i])) ^ map_hash(slice_of(keys[0]))) & 0xffff) == 0;
	tap_ok(same < 3, "map_hash: %llu of %zu chosen keys share a slot with the first", (unsigned long long)same,
	    LENGTH(keys) - 1);
	tap_ok(map_hash(slice_of(keys[0])) == map_hash(slice_of(keys[0])), "map_hash: the same throughout the process");
}

/* Each row in increasing order; numbers in one string are equal. */
static void
test_number_compare(void)
{
	static const char *const numbers[] = { "-9007199254740993", "-9007199254740992.5", "-9007199254740992", "-1e3",
		"-1 -1.0 -01 -10e-1", "-0.1", "-1e-400", "0 -0 +0 0.0 0e99999999999999999999 -.0", "1e-400",
		".1 0.10 1e-1", "0.1000000000000000055511151231257827", "1 +1 1. 001", "10 1e1 +1e+1 100e-1",
		"9007199254740992", "9007199254740993 9007199254740993.000 9007199254740.993e3", "9007199254740994",
		"100000000000000000000000000000000000000000000000000000000000001",
		"100000000000000000000000000000000000000000000000000000000000002" };
	long wrong = 0;
	size_t i, j;

	for (i = 0; i < LENGTH(numbers); i++)
		for (j = 0; j < LENGTH(numbers); j++) {
			struct slice left = slice_of(numbers[i]), a;

			while (slice_next(&left, ' ', &a)) {
				struct slice right = slice_of(numbers[j]), b;

				while (slice_next(&right, ' ', &b)) {
					int c = number_compare(a, b);

					wrong += (c > 0) - (c < 0) != (i > j) - (i < j);
				}
			}
		}
	tap_integer(wrong, 0, "number_compare: wrong pairs");
}

int
main(void)
{
	/* The map doubles its table when it is half full: see map.c. */
	static const size_t entries[] = { 0, 1, 31, 32, 33, 63, 64, 65, 127, 128, 129, 3000 };
	size_t i;

	test_slices();
	for (i = 0; i < LENGTH(entries); i++)
		test_map(entries[i]);
	test_map_seed();
	test_numbers();
	test_number_compare();
	test_dates();
	test_times();
	test_calendar_days();
	test_calendar_cache();
	test_utf8();
	test_utf8_runs();
	test_escape_controls();
	return tap_end();
}
