/* Unit tests of src/query. */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bank/record.h"
#include "base/buf.h"
#include "base/slice.h"
#include "query/hints.h"
#include "query/sample.h"
#include "query/threshold.h"
#include "tap.h"

static double
key_value(struct key key)
{
	return ldexp(key.value, 200 * key.scale);
}

static bool
key_less(struct key a, struct key b)
{
	return a.scale != b.scale ? a.scale < b.scale : a.value < b.value;
}

static void
test_candidates(void)
{
	/* The hashes by xxh64sum(1). */
	static const struct {
		const char *seed, *id;
		uint64_t want;
	} hash[] = {
		{ "x", "node-001", 0x426ad7e925604126 },
		{ "2026-01-01", "node-133", 0x7359a516de0b93a9 },
		{ "", "", 0x669e741f161d1d56 },
		{ "seed", "\xc3\xa9", 0x1a701c2721bb965b },
	};
	/* The keys by Python's math.log. */
	static const struct {
		uint64_t hash;
		double weight, want;
	} key[] = {
		{ 0, 1, 37.42994775023705 },
		{ 0x7ff, 1, 37.42994775023705 }, /* the lowest 11 bits do not count */
		{ 0x8000000000000000, 1, 0.6931471805599453 },
		{ 0x8000000000000000, 2, 0.34657359027997264 },
		{ 0x0123456789abcdef, 0.25, 21.664401608817705 },
		{ UINT64_MAX, 1, 0 },
	};
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < LENGTH(hash); i++)
		tap_ok(candidate_hash(slice_of(hash[i].seed), slice_of(hash[i].id), &b) == hash[i].want,
		    "candidate_hash: seed '%s', id '%s'", hash[i].seed, hash[i].id);
	for (i = 0; i < LENGTH(key); i++)
		tap_near(key_value(candidate_key(key[i].hash, key[i].weight)), key[i].want, 1e-14,
		    "candidate_key: %016llx, weight %g", (unsigned long long)key[i].hash, key[i].weight);
	buf_free(&b);
}

/* A key that a double can hold is the quotient of doubles; others are in the right order, too. */
static void
test_keys(void)
{
	static const double weight[] = { 0x1p-1074, 1e-310, 3e-310, 1e-300, 0.1, 1, 3, 1e300, 1e308 };
	uint64_t hash = 0x0123456789abcdef;
	bool same = true, ordered = true;
	size_t i, n;

	for (n = 0; n < 1000; n++) {
		double logarithm = -log(((double)(hash >> 11) + 0.5) * 0x1p-53);

		for (i = 0; i < LENGTH(weight); i++) {
			struct key key = candidate_key(hash, weight[i]);
			double quotient = logarithm / weight[i];

			if (isnormal(quotient))
				same = same && !(key_value(key) < quotient) && !(key_value(key) > quotient);
			if (i > 0)
				ordered = ordered && key_less(key, candidate_key(hash, weight[i - 1]));
		}
		hash = hash * 6364136223846793005U + 1442695040888963407U;
	}
	tap_ok(same, "candidate_key: the quotient of doubles where it is a normal number");
	tap_ok(ordered, "candidate_key: a greater weight makes a lesser key");
}

static void
test_daily_examples(void)
{
	static const struct {
		size_t n, k;
		long day;
		size_t count;
		long cycle;
		size_t first;
	} rows[] = {
		{ 10, 5, 0, 5, 0, 0 },
		{ 10, 5, 1, 5, 0, 5 },
		{ 10, 5, 2, 5, 1, 0 },
		{ 10, 5, -1, 5, -1, 5 },
		{ 10, 5, -2, 5, -1, 0 },
		{ 10, 5, -3, 5, -2, 5 },
		{ 133, 5, 20787, 5, 769, 120 }, /* 27 days in a cycle */
		{ 7, 3, 2, 3, 0, 6 },           /* the last day of a cycle wraps around */
		{ 3, 9, 4, 3, 4, 0 },           /* more a day than there are: all of them, daily */
		{ 0, 5, 3, 0, 0, 0 },
		{ 5, 0, 3, 0, 0, 0 },
	};
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		long cycle = 0;
		size_t first = 0;
		size_t count = daily_slots(rows[i].n, rows[i].k, rows[i].day, &cycle, &first);

		tap_ok(count == rows[i].count && cycle == rows[i].cycle && first == rows[i].first,
		    "daily_slots: n %zu, k %zu, day %ld", rows[i].n, rows[i].k, rows[i].day);
	}
}

/*
 * In each of four cycles, two of them before day 0, every record occurs; only those with which
 * the last day of a cycle is filled occur twice, and not on the same day.
 */
static void
test_daily_cycles(void)
{
	size_t n, k, i;

	for (n = 1; n <= 14; n++) {
		long wrong = 0;

		for (k = 1; k <= n + 1; k++) {
			long each = k < n ? (long)k : (long)n, length = 1, day;
			int seen[14] = { 0 };

			while (length * each < (long)n)
				length++;
			for (day = -2 * length; day < 2 * length; day++) {
				long cycle, day_of_cycle = (day + 2 * length) % length;
				size_t first, count = daily_slots(n, k, day, &cycle, &first);

				if (day_of_cycle == 0)
					memset(seen, 0, sizeof(seen));
				wrong += (long)count != each || cycle != (day + 2 * length) / length - 2 || first >= n;
				for (i = 0; i < count; i++)
					seen[(first + i) % n]++;
				for (i = 0; day_of_cycle == length - 1 && i < n; i++)
					wrong += seen[i] != 1 + ((long)i < each * length - (long)n);
			}
		}
		tap_integer(wrong, 0, "daily_slots: every record once a cycle: n %zu, k 1 to %zu", n, n + 1);
	}
}

/* The sample of a bank holds the k candidates that sort first, in order, whatever order they came in. */
static void
test_sample(void)
{
	size_t k, i;

	for (k = 0; k <= 20; k++) {
		struct sample s = { .k = k };
		bool sorted = true;

		for (i = 0; i < 17; i++) {
			char line[] = { (char)('a' + i * 5 % 17) };
			struct record r = { .line = { line, 1 } };
			struct candidate c = { .key = { .value = (double)(i * 5 % 17 / 4) }, .record = &r };

			/* Four have the same key; the line decides. */
			sample_insert(&s, &c);
		}
		sample_sort(&s);
		for (i = 0; i < s.n; i++)
			sorted = sorted && s.candidate[i].record->line.p[0] == (char)('a' + i);
		tap_ok(sorted && s.n == (k < 17 ? k : 17), "sample_insert: the best %zu of 17", k);
		sample_free(&s);
	}
}

static void
test_thresholds(void)
{
	static const struct {
		const char *s;
		int status;
		uint32_t num, den;
	} rows[] = {
		{ "0.7", 0, 7, 10 },
		{ ".30", 0, 30, 100 },
		{ "1", 0, 1, 1 },
		{ "1.000000", 0, 1000000, 1000000 },
		{ "0.333333", 0, 333333, 1000000 },
		{ "0.299999", -1, 0, 0 },
		{ "1.000001", -1, 0, 0 },
		{ "", -1, 0, 0 },
		{ ".", -1, 0, 0 },
		{ "01", -1, 0, 0 },
		{ "0.7 ", -1, 0, 0 },
		{ "0,7", -1, 0, 0 },
	};
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		struct threshold t = { 0, 0 };
		int status = threshold_parse(rows[i].s, &t);

		tap_ok(status == rows[i].status && t.num == rows[i].num && t.den == rows[i].den,
		    "threshold_parse: '%s'", rows[i].s);
	}
}

/* Code spans that have a newline or a TAB. */
static void
test_code(void)
{
	static const struct {
		const char *text, *span; /* NULL: none */
	} rows[] = {
		{ "`a\nb`", "`a\nb`" },
		{ "x `` a ` \t`` y", "`` a ` \t``" },
		{ "`fine` and `a\tb`", "`a\tb`" },
		{ "- item `a\nb`", "`a\nb`" },
		{ "```\n`a\nb`\n```\n`c\nd`", "`c\nd`" },
		{ "````\n```\n````\n`c\nd`", "`c\nd`" },
		{ "`a` b\nc `d`", NULL },
		{ "a ` b\n\nc ` d", NULL },
		{ "a ` b\n- c ` d", NULL },
		{ "\\` b\nc `", NULL },
		{ "`` b\nc `", NULL },
		{ "~~~\n`a\nb`\n", NULL },
		{ "x\n\n    `a\n    b`", NULL },
		{ "no code\n\t", NULL },
		{ "", NULL },
	};
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		struct slice span = { NULL, 0 };
		bool found = hint_code(slice_of(rows[i].text), &span);

		tap_ok(found == (rows[i].span != NULL) && (!found || slice_eq(span, slice_of(rows[i].span))),
		    "hint_code: row %zu", i);
	}
}

static void
test_points(void)
{
	static const struct {
		const char *item;
		bool hint;
	} rows[] = {
		{ "label", false },
		{ "2*label = a|b", false },
		{ "!2*label = a=b", false },
		{ "2 * label", true },
		{ "!1.5 *label", true },
		{ "label=pattern", true },
		{ "label =pattern", true },
		{ "- label = x", true },
		{ "x => y", false },
		{ "a == b", false },
		{ "=", false },
		{ "", false },
	};
	size_t i;

	for (i = 0; i < LENGTH(rows); i++)
		tap_ok((hint_point(slice_of(rows[i].item)) != NULL) == rows[i].hint, "hint_point: '%s'", rows[i].item);
}

int
main(void)
{
	test_thresholds();
	test_code();
	test_points();
	test_candidates();
	test_keys();
	test_daily_examples();
	test_daily_cycles();
	test_sample();
	return tap_end();
}
