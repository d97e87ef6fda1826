/* The inner loops of reading: where a line ends, where its TABs are, whether a text stands in it. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/simd.h"
#include "tsv/scan.h"

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
		if (t->cap - t->n < 64) {
			t->cap = 2 * t->cap + 64;
			t->at = xrealloc(t->at, t->cap, sizeof(*t->at));
		}
		for (; tabs != 0; tabs &= tabs - 1)
			t->at[t->n++] = from + ctz64(tabs);
		if (stops != 0)
			return from + ctz64(stops);
	}
	return n;
}

/* ---- the choice between them ---- */

#ifdef AVX2

static AVX2 size_t
line_avx2(const char *line, size_t n, size_t from, struct tabs *t)
{
	return line_by(scan64_avx2, line, n, from, t);
}

#endif

size_t
scan_line(const char *line, size_t n, size_t from, struct tabs *t)
{
	return CHOOSE(line_avx2(line, n, from, t), line_by(scan64, line, n, from, t));
}

static inline bool
scan_is_plain(char c, char extra)
{
	return c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != extra;
}

size_t
scan_plain_run(const char *p, size_t n, char extra)
{
	size_t i = 0;

#ifdef __SSE2__
	for (; n - i >= 16; i += 16) {
		size_t run = simple16(p + i, extra);

		if (run < 16)
			return i + run;
	}
	if (i < n && n >= 16) /* the last 16 bytes, of which some are known to be plain */
		return n - 16 + simple16(p + n - 16, extra);
#endif
	while (i < n && scan_is_plain(p[i], extra))
		i++;
	return i;
}
