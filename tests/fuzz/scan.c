/*
 * The kernels of scan.c, needle.c and skip.c for each processor against simple loops.
 * Input: flags; needles, one per line; a NUL; the haystack.
 */
#if defined(FOR_sse2) || defined(FOR_plain)
#define scan_line other_line
#define skip_lines other_skip
#define needle_find other_find
#define scan_plain_run other_simple
#define needle_new other_needle
#endif
#include "tsv/scan.h"
#include "base/buf.h"
#include "base/slice.h"
#include "fuzz.h"
#include "search/needle.h"
#include "search/skip.h"
#if defined(FOR_sse2) || defined(FOR_plain)
#ifdef __SSE2__
#include <immintrin.h>
#endif
#undef __x86_64__
#ifdef FOR_plain
#undef __SSE2__
#endif
#include "search/needle.c"
#include "search/skip.c"
#include "tsv/scan.c"
#endif

enum { CASELESS = 1, MOST = 4 };

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool
occurs_at(const char *p, struct slice text, bool caseless)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (caseless ? lower(p[i]) != lower(text.p[i]) : p[i] != text.p[i])
			return false;
	return true;
}

static bool
occurs_in(struct slice s, struct slice text, bool caseless)
{
	size_t i;

	for (i = 0; i + text.n <= s.n; i++)
		if (occurs_at(s.p + i, text, caseless))
			return true;
	return false;
}

/* Whether a needle occurs in a searched or surplus column. */
static bool
has_needle(struct slice line, size_t tabs, const bool *columns, const struct needle *t, size_t nt)
{
	struct slice field;
	size_t i, column;

	for (column = 0; slice_next(&line, '\t', &field); column++)
		for (i = 0; i < nt; i++)
			if ((column > tabs || columns == NULL || columns[column]) &&
			    occurs_in(field, t[i].text, t[i].caseless))
				return true;
	return false;
}

static bool
is_well_formed(struct slice line, size_t tabs)
{
	struct slice rest = line, field;
	size_t columns = 0;

	while (slice_next(&rest, '\t', &field))
		columns++;
	return columns == tabs + 1 && memchr(line.p, '\0', line.n) == NULL;
}

/* Whether the line can be skipped. */
static bool
can_skip(struct slice line, size_t tabs, const bool *columns, const struct needle *t, size_t nt)
{
	return is_well_formed(line, tabs) && !has_needle(line, tabs, columns, t, nt);
}

static void
check_skip(struct slice s, size_t tabs, const bool *columns, const struct needle *t, size_t nt)
{
	struct skipped skipped = skip_lines(s, tabs, columns, t, nt);
	struct slice rest = { s.p, skipped.bytes }, line;
	size_t longest = 1, i;

	CHECK(skipped.bytes <= s.n);
	while (rest.n > 0) {
		const char *nl = memchr(rest.p, '\n', rest.n);

		CHECK(nl != NULL);
		line = (struct slice){ rest.p, (size_t)(nl - rest.p) };
		CHECK(can_skip(line, tabs, columns, t, nt));
		rest.p += line.n + 1;
		rest.n -= line.n + 1;
		skipped.lines--;
	}
	CHECK(skipped.lines == 0);
	for (i = 0; i < nt; i++)
		longest = t[i].text.n > longest ? t[i].text.n : longest;
	for (i = skipped.bytes; i < s.n && s.p[i] != '\n'; i++)
		;
	line = (struct slice){ s.p + skipped.bytes, i - skipped.bytes };
	CHECK(s.n - i < 63 + longest || !can_skip(line, tabs, columns, t, nt));
	CHECK(!skipped.found || has_needle(line, tabs, columns, t, nt));
	CHECK(skipped.found || s.n - i < 63 + longest || !is_well_formed(line, tabs));
}

static void
check_find(struct slice s, const struct needle *t)
{
	static struct buf b;
	size_t n;

	for (n = s.n;; n /= 2) {
		b.n = 0;
		buf_append(&b, s.p, n);
		buf_clear_slack(&b);
		CHECK(needle_find(buf_slice(&b), t) == occurs_in((struct slice){ s.p, n }, t->text, t->caseless));
		if (n == 0)
			break;
	}
	/* What follows must not count. */
	b.n = 0;
	buf_append(&b, s.p, s.n);
	for (n = s.n / 2; n > 0; n /= 3)
		CHECK(needle_find((struct slice){ b.p, n }, t) ==
		    occurs_in((struct slice){ s.p, n }, t->text, t->caseless));
}

static void
check_line(struct slice s, size_t from)
{
	static struct tabs t;
	size_t end, i, n = 0;

	t.n = 0;
	end = scan_line(s.p, s.n, from, &t);
	for (i = from; i < s.n && s.p[i] != '\n' && s.p[i] != '\0'; i++)
		if (s.p[i] == '\t')
			CHECK(n < t.n && t.at[n++] == i);
	CHECK(end == i && n == t.n);
}

static void
check_plain_run(struct slice s, char extra)
{
	size_t i;

	for (i = 0; i < s.n && s.p[i] >= ' ' && s.p[i] < 0x7f && !strchr("\"\\", s.p[i]) && s.p[i] != extra; i++)
		;
	CHECK(scan_plain_run(s.p, s.n, extra) == i);
	CHECK(scan_plain_run(s.p, s.n / 2, extra) == (i < s.n / 2 ? i : s.n / 2));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct slice s = { (const char *)data + 1, n - 1 }, needles_text, text;
	struct needle needle[MOST];
	bool columns[4]; /* of the first columns; there are at most as many */
	size_t needles = 0, i;

	if (n == 0)
		return 0;
	needles_text = fuzz_text(&s);
	if (s.p == NULL)
		return 0;
	while (needles < MOST && slice_next(&needles_text, '\n', &text))
		if (text.n > 0 && memchr(text.p, '\t', text.n) == NULL)
			needle[needles++] = needle_new(text, *data & CASELESS);
	for (i = 0; i < needles; i++)
		check_find(s, &needle[i]);
	for (i = 0; i < 4; i++)
		columns[i] = *data >> (4 + i) & 1;
	for (i = 0; i <= needles; i++) {
		check_skip(s, *data / 2 % 4, NULL, needle, i);
		check_skip(s, *data / 2 % 4, columns, needle, i);
	}
	check_line(s, 0);
	check_line(s, s.n / 3);
	for (; s.n > 9; s = slice_skip(s, s.n / 9))
		check_plain_run(s, *data & CASELESS ? ',' : '"');
	return 0;
}
