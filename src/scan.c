/* The inner loops of reading: where a line ends, where its TABs are, whether a text stands in it. */
#include <stdlib.h>
#include <string.h>

#include "qb.h"
#include "steps.h"

/* ---- the loops, with the steps that are given; they are inlined into their callers ---- */

/* scan_line() */
INLINE size_t
line_by(scan64_fn *scan, const char *line, size_t n, size_t from, struct tabs *t)
{
	for (; from < n; from += 64) {
		const char *p = line + from;
		uint64_t tabs, stops;
		char last[64];

		if (n - from < sizeof(last)) {
			memset(last, '\n', sizeof(last));
			memcpy(last, p, n - from);
			p = last;
		}
		scan(p, &tabs, &stops);
		if (stops != 0)
			tabs &= (stops & -stops) - 1;
		if (t->room - t->n < 64) {
			t->room = 2 * t->room + 64;
			t->at = xrealloc(t->at, t->room, sizeof(*t->at));
		}
		for (; tabs != 0; tabs &= tabs - 1)
			t->at[t->n++] = from + lowest(tabs);
		if (stops != 0)
			return from + lowest(stops);
	}
	return n;
}

static bool
fits(const char *p, struct probe a)
{
	return (char)(p[a.at] | a.blur) == a.byte;
}

static struct probe
probe(const struct needle *t, size_t at)
{
	char c = t->caseless ? ascii_lower(t->text.p[at]) : t->text.p[at];

	return (struct probe){ at, c, t->caseless && c >= 'a' && c <= 'z' ? 'a' - 'A' : 0 };
}

/*
 * How common the byte is where people write: the letters as in English, and before them all
 * others.  Where that is wrong, as for most of the world's scripts, looking takes longer.
 */
static size_t
commonness(struct probe p)
{
	static const char order[] = "zqxjkvbpygfwmucldrhsnioate ";
	const char *found = memchr(order, p.byte, sizeof(order) - 1);

	return found ? (size_t)(found + 1 - order) : 0;
}

struct needle
needle_new(struct slice text, bool caseless)
{
	struct needle t = { .text = text, .caseless = caseless };
	size_t i;

	t.a = t.z = probe(&t, 0);
	for (i = 1; i < text.n; i++) {
		struct probe p = probe(&t, i);

		if (commonness(p) < commonness(t.a)) {
			t.z = t.a;
			t.a = p;
		} else if (t.z.at == t.a.at || commonness(p) <= commonness(t.z)) {
			t.z = p;
		}
	}
	return t;
}

/* scan_find() */
INLINE bool
find_by(fit64_fn *fit, struct slice s, const char *readable, const struct needle *t)
{
	size_t room = (size_t)(readable - s.p), reach = 63 + t->text.n, from;

	for (from = 0; from + t->text.n <= s.n && from + reach <= room; from += 64) {
		uint64_t found = find64(fit, s.p + from, t);

		if (found != 0)
			return from + lowest(found) + t->text.n <= s.n;
	}
	for (; from + t->text.n <= s.n; from++)
		if (fits(s.p + from, t->a) && same(s.p + from, t))
			return true;
	return false;
}

/* ---- the choice between them ---- */

#ifdef AVX2

static AVX2 size_t
line_avx2(const char *line, size_t n, size_t from, struct tabs *t)
{
	return line_by(scan64_avx2, line, n, from, t);
}

static AVX2 bool
find_avx2(struct slice s, const char *readable, const struct needle *t)
{
	return find_by(fit64_avx2, s, readable, t);
}

#endif

size_t
scan_line(const char *line, size_t n, size_t from, struct tabs *t)
{
	return CHOOSE(line_avx2(line, n, from, t), line_by(scan64, line, n, from, t));
}

bool
scan_find(struct slice s, const char *readable, const struct needle *t)
{
	return CHOOSE(find_avx2(s, readable, t), find_by(fit64, s, readable, t));
}

static inline bool
is_simple(char c, char but)
{
	unsigned char b = (unsigned char)c;

	return b >= ' ' && b < 0x7f && c != '"' && c != '\\' && c != but;
}

size_t
scan_simple(const char *p, size_t n, const char *readable, char but)
{
	size_t i = 0;

#ifdef __SSE2__
	for (; i < n && readable - (p + i) >= 16; i += 16) {
		size_t simple = simple16(p + i, but);

		if (simple < 16)
			return i + simple < n ? i + simple : n;
	}
#else
	(void)readable;
#endif
	while (i < n && is_simple(p[i], but))
		i++;
	return i < n ? i : n;
}
