/* Unit tests of src/search. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "search/needle.h"
#include "search/pattern.h"
#include "tap.h"

/* Whether the needle occurs in the text, byte by byte. */
static bool
naive_find(struct slice text, struct slice needle, bool caseless)
{
	size_t from, i;

	for (from = 0; from + needle.n <= text.n; from++) {
		for (i = 0; i < needle.n; i++) {
			char a = text.p[from + i], b = needle.p[i];

			if (caseless ? ascii_lower(a) != ascii_lower(b) : a != b)
				break;
		}
		if (i == needle.n)
			return true;
	}
	return false;
}

/* A small linear congruential generator, the same everywhere. */
static unsigned
random_below(unsigned n)
{
	static unsigned long long state = 7;

	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(state >> 33) % n;
}

static void
test_needle_examples(void)
{
	static const struct {
		const char *text, *needle;
		bool caseless, want;
	} rows[] = {
		{ "", "a", false, false },
		{ "a", "a", false, true },
		{ "A", "a", false, false },
		{ "A", "a", true, true },
		{ "aab", "ab", false, true },
		{ "aba", "abc", false, false },
		{ "event loop", "LOOP", true, true },
		{ "event loop", "LOOP", false, false },
		{ "@[`{", "`", true, true },
		{ "@", "`", true, false }, /* differ in the bit of case, but are no letters */
		{ "[", "{", true, false },
		{ "\x80", "\xa0", true, false },
	};
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		struct buf text = { 0 };
		struct needle t = needle_new(slice_of(rows[i].needle), rows[i].caseless);

		buf_str(&text, rows[i].text);
		tap_ok(needle_find(buf_slice(&text), &t) == rows[i].want, "needle_find: '%s' in '%s'%s: %s",
		    rows[i].needle, rows[i].text, rows[i].caseless ? ", caseless" : "", rows[i].want ? "yes" : "no");
		buf_free(&text);
	}
}

/* Against a naive search: few different bytes, so that there are near misses. */
static void
test_needle_random(bool caseless)
{
	static const char bytes[] = "aAbB@`e\t";
	char *text = malloc(400), needle[20];
	long wrong = 0, found = 0;
	unsigned round, i;

	for (round = 0; text != NULL && round < 20000; round++) {
		unsigned n = random_below(round % 2 ? 200 : 70), m = 1 + random_below(sizeof(needle)),
			 some = 2 + random_below(6);
		struct slice s = { text, n };
		struct needle t;
		bool want;

		for (i = 0; i < 400; i++)
			text[i] = bytes[random_below(some)];
		for (i = 0; i < m; i++)
			needle[i] = bytes[random_below(some)];
		if (round % 3 == 0 && m <= n) /* one that occurs */
			memcpy(text + random_below(n - m + 1), needle, m);
		t = needle_new((struct slice){ needle, m }, caseless);
		want = naive_find(s, t.text, caseless);
		found += want;
		wrong += needle_find(s, &t) != want;
	}
	tap_integer(wrong, 0, "needle_find: as a naive search%s", caseless ? ", caseless" : "");
	tap_ok(found > 2000 && found < 18000, "needle_find: of 20000 needles %ld occur", found);
	free(text);
}

static void
test_pattern_options(void)
{
	static const struct {
		const char *pattern;
		size_t n;
	} rows[] = { { "", 0 }, { "abc", 0 }, { "(*UCP)abc", 6 }, { "(*UTF)(*UCP)a", 12 }, { "(a)", 0 },
		{ "a(*UCP)", 0 } };
	static const struct {
		const char *pattern;
		bool fixed, want;
	} upper[] = {
		{ "abc", false, false },
		{ "aBc", false, true },
		{ "\\S\\D", false, false },
		{ "\\S\\D", true, true },
		{ "[A-Z]", false, true },
		{ "foo(*SKIP)(*F)|bar", false, false },
		{ "(*MARK:NAME)a(*:NAME)", false, false },
		{ "(*pla:a)(*negative_lookahead:b)", false, false },
		{ "(*pla:A)", false, true },
		{ "(?U)fo+(?J)(?i-s)(?^s:a)(?R)", false, false },
		{ "(?i:A)", false, true },
		{ "(?C1)foo(?C)", false, false },
		{ "(?C'A''B')foo(?C{A})", false, false },
		{ "(?C'A')Foo", false, true },
		{ "foo(?#NB)", false, false },
		{ "foo(?#NB)B", false, true },
		{ "(?(R)a|b)(?(?=a)b)(?(DEFINE)(?<N>a))", false, false },
		{ "(?(?=A)b)", false, true },
		{ "(?(1)A)", false, true },
		{ "[(?#A)]", false, true },
		{ "[](?#A]", false, true },
		{ "[[:alpha:](*F)]", false, true },
		{ "\\Qa(?#A\\E", false, true },
		{ "\\Q\\s\\E\\S", false, false },
		{ "\\Q\\S\\E", false, true },
		{ "\\Qa", false, false },
		{ "(?", false, false },
		{ "(?C", false, false },
		{ "(*F", false, false },
		{ "(?#A)", true, true },
		{ "\xc3\x89", false, true }, /* É */
		{ "\xc3\xa9", false, false },
	};
	size_t i;

	for (i = 0; i < LENGTH(rows); i++)
		tap_integer((long long)pattern_start_options(slice_of(rows[i].pattern)), (long long)rows[i].n,
		    "pattern_start_options: '%s'", rows[i].pattern);
	for (i = 0; i < LENGTH(upper); i++)
		tap_ok(pattern_has_upper(slice_of(upper[i].pattern), upper[i].fixed) == upper[i].want,
		    "pattern_has_upper: '%s'%s: %s", upper[i].pattern, upper[i].fixed ? ", fixed" : "",
		    upper[i].want ? "yes" : "no");
}

int
main(void)
{
	test_needle_examples();
	test_needle_random(false);
	test_needle_random(true);
	test_pattern_options();
	return tap_end();
}
