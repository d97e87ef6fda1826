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
#include "query/worddiff.h"
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

/* The words of one side as text: those without that change. */
static void
words_text(const struct words *d, enum word_change except, struct buf *b)
{
	size_t i;

	b->n = 0;
	for (i = 0; i < d->n; i++)
		if (d->word[i].change != except)
			buf_append(b, d->word[i].text.p, d->word[i].text.n);
}

/* The number of changes by the textbook's table, for texts whose characters are words of their own. */
static size_t
least_changes(const char *a, const char *b)
{
	size_t na = strlen(a), nb = strlen(b), common[33][33] = { { 0 } }, i, k;

	for (i = 1; i <= na; i++)
		for (k = 1; k <= nb; k++)
			common[i][k] = a[i - 1] == b[k - 1]       ? common[i - 1][k - 1] + 1
			    : common[i - 1][k] > common[i][k - 1] ? common[i - 1][k]
								  : common[i][k - 1];
	return na + nb - 2 * common[na][nb];
}

static void
test_words(void)
{
	char text[2][33];
	struct buf b = { 0 };
	uint32_t random = 7;
	int round, side;
	size_t i, changes, wrong = 0, longer = 0;

	for (round = 0; round < 3000; round++) {
		struct words d = { 0 };

		for (side = 0; side < 2; side++) {
			for (i = 0; i < (size_t)round % 32; i++) {
				random = random * 1664525 + 1013904223;
				text[side][i] = ",.;:"[random >> 30];
				if ((random >> 26 & 15) == 0)
					break;
			}
			text[side][i] = '\0';
		}
		words_diff(&d, slice_of(text[0]), slice_of(text[1]));
		words_text(&d, WORD_ADDED, &b);
		wrong += !slice_eq(buf_slice(&b), slice_of(text[0]));
		words_text(&d, WORD_REMOVED, &b);
		wrong += !slice_eq(buf_slice(&b), slice_of(text[1]));
		for (changes = i = 0; i < d.n; i++)
			changes += d.word[i].change != WORD_SAME;
		longer += changes != least_changes(text[0], text[1]);
		free(d.word);
	}
	tap_integer((long long)wrong, 0, "words_diff: both texts can be read from the words");
	tap_integer((long long)longer, 0, "words_diff: no list of changes is shorter");
	buf_free(&b);
}

/* Texts that differ too much are replaced as a whole, except their common ends. */
static void
test_many_changes(void)
{
	struct buf a = { 0 }, b = { 0 }, got = { 0 };
	struct words d = { 0 };
	size_t i, same = 0;

	for (i = 0; i < 3000; i++) {
		buf_printf(&a, "%zu ", i);
		buf_printf(&b, "%zu ", i % 2 && i < 2999 ? i : i + 5000);
	}
	buf_str(&a, "end");
	buf_str(&b, "end");
	words_diff(&d, buf_slice(&a), buf_slice(&b));
	words_text(&d, WORD_ADDED, &got);
	tap_text(buf_slice(&got), buf_slice(&a), "words_diff: the old text of many changes");
	words_text(&d, WORD_REMOVED, &got);
	tap_text(buf_slice(&got), buf_slice(&b), "words_diff: the new text of many changes");
	for (i = 0; i < d.n; i++)
		same += d.word[i].change == WORD_SAME;
	tap_integer((long long)same, 2, "words_diff: the words at the ends remain"); /* a space, and end */
	free(d.word);
	buf_free(&a);
	buf_free(&b);
	buf_free(&got);
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
	test_words();
	test_many_changes();
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
