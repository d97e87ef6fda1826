/*
 * The inner loops of reading: where a line ends, where its TABs are, and whether a
 * text stands in it, 64 bytes at a step.
 */
#include <stdlib.h>
#include <string.h>

#include "qb.h"
#include "steps.h"

#define INLINE static inline __attribute__((always_inline))

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
same(const char *p, const struct needle *t)
{
	size_t i;

	if (!t->caseless)
		return memcmp(p, t->text.p, t->text.n) == 0;
	for (i = 0; i < t->text.n; i++)
		if (ascii_lower(p[i]) != ascii_lower(t->text.p[i]))
			return false;
	return true;
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

/* At which of 64 places the text stands. */
INLINE uint64_t
find64(fit64_fn *fit, const char *p, const struct needle *t)
{
	uint64_t bits = fit(p, t->a, t->z), found = 0;

	for (; bits != 0; bits &= bits - 1)
		if (same(p + lowest(bits), t))
			found |= bits & -bits;
	return found;
}

/* How many bytes the longest of the texts has. */
static size_t
longest(const struct needle *t, size_t nt)
{
	size_t most = 1;

	for (; nt > 0; nt--, t++)
		most = t->text.n > most ? t->text.n : most;
	return most;
}

/* What has been passed over. */
struct passed {
	size_t whole; /* bytes of whole lines */
	size_t lines;
	size_t tabs; /* of the line behind them */
};

/*
 * Passes over 64 bytes, in which lines end at the stops and texts were found.  False where it
 * has come to a line that does not end well, or to a text in a column that is asked about.
 */
INLINE bool
pass64(struct passed *done, struct slice s, size_t from, uint64_t tabs, uint64_t stops, uint64_t found, size_t want,
    const bool *asked)
{
	while ((stops | found) != 0) {
		uint64_t stop = stops & -stops, text = found & -found;
		size_t end = from + lowest(stop | (uint64_t)1 << 63), column;

		if (text - 1 < stop - 1) { /* of which 0 becomes the greatest */
			column = done->tabs + (size_t)__builtin_popcountll(tabs & (text - 1));
			if (column > want || asked == NULL || asked[column])
				return false;
			found ^= text;
			continue;
		}
		done->tabs += (size_t)__builtin_popcountll(tabs & (stop - 1));
		if (done->tabs != want || s.p[end] != '\n')
			return false;
		tabs &= ~(stop - 1);
		stops ^= stop;
		*done = (struct passed){ end + 1, done->lines + 1, 0 };
	}
	done->tabs += (size_t)__builtin_popcountll(tabs);
	return true;
}

/* scan_skip() */
INLINE size_t
skip_by(scan64_fn *scan, fit64_fn *fit, struct slice s, size_t want, const bool *asked, const struct needle *t,
    size_t nt, size_t *lines)
{
	size_t reach = 63 + longest(t, nt), from, i;
	struct passed done = { 0 };
	bool good = true;

	for (from = 0; good && from + reach <= s.n; from += 64) {
		uint64_t tabs, stops, found = 0;

		scan(s.p + from, &tabs, &stops);
		for (i = 0; i < nt; i++)
			found |= find64(fit, s.p + from, &t[i]);
		good = pass64(&done, s, from, tabs, stops, found, want, asked);
	}
	*lines += done.lines;
	return done.whole;
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

static AVX2 size_t
skip_avx2(struct slice s, size_t tabs, const bool *asked, const struct needle *t, size_t nt, size_t *lines)
{
	if (nt == 1) /* what is looked for stays in registers */
		return skip_by(scan64_avx2, fit64_avx2, s, tabs, asked, t, 1, lines);
	if (nt == 2)
		return skip_by(scan64_avx2, fit64_avx2, s, tabs, asked, t, 2, lines);
	return skip_by(scan64_avx2, fit64_avx2, s, tabs, asked, t, nt, lines);
}

static AVX2 bool
find_avx2(struct slice s, const char *readable, const struct needle *t)
{
	return find_by(fit64_avx2, s, readable, t);
}

#define CHOOSE(avx2, plain) (__builtin_cpu_supports("avx2") ? (avx2) : (plain))
#else
#define CHOOSE(avx2, plain) (plain)
#endif

size_t
scan_line(const char *line, size_t n, size_t from, struct tabs *t)
{
	return CHOOSE(line_avx2(line, n, from, t), line_by(scan64, line, n, from, t));
}

size_t
scan_skip(struct slice s, size_t tabs, const bool *asked, const struct needle *t, size_t nt, size_t *lines)
{
	return CHOOSE(skip_avx2(s, tabs, asked, t, nt, lines), skip_by(scan64, fit64, s, tabs, asked, t, nt, lines));
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
