/* Splitting lines: the hot loops of reading and writing. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/lane.h"
#include "base/mem.h"
#include "base/simd.h"
#include "tsv/block.h"
#include "tsv/scan.h"

/* Makes space for the offsets of 64 more TABs. */
static NOINLINE void
scan_grow(struct tabs *t)
{
	t->cap = 2 * t->cap + 64;
	t->at = xrealloc(t->at, t->cap, sizeof(*t->at));
}

/* scan_line() for the last bytes, fewer than 64. */
static NOINLINE size_t
scan_line_end(const char *line, size_t n, size_t from, struct tabs *t)
{
	for (; from < n && line[from] != '\n' && line[from] != '\0'; from++)
		if (line[from] == '\t') {
			if (t->n == t->cap)
				scan_grow(t);
			t->at[t->n++] = from;
		}
	return from;
}

ALWAYS_INLINE size_t
scan_line_with(classify_fn *classify, const char *line, size_t n, size_t from, struct tabs *t)
{
	for (; n - from >= 64; from += 64) {
		uint64_t tabs, stops;

		classify(line + from, &tabs, &stops);
		if (stops != 0)
			tabs &= (stops & -stops) - 1;
		if (UNLIKELY(t->cap - t->n < 64))
			scan_grow(t);
		for (; tabs != 0; tabs &= tabs - 1)
			t->at[t->n++] = from + ctz64(tabs);
		if (stops != 0)
			return from + ctz64(stops);
	}
	return scan_line_end(line, n, from, t);
}

#ifdef AVX2

static AVX2 size_t
scan_line_avx2(const char *line, size_t n, size_t from, struct tabs *t)
{
	return scan_line_with(classify_block_avx2, line, n, from, t);
}

#endif

size_t
scan_line(const char *line, size_t n, size_t from, struct tabs *t)
{
	return DISPATCH(scan_line_avx2(line, n, from, t), scan_line_with(classify_block, line, n, from, t));
}

#ifdef __SSE2__

/* Which of these 16 bytes are not plain; bit i for byte i. */
static inline uint64_t
scan_special_mask(__m128i v, char extra)
{
	/* Bytes are signed here, so those above 0x7f are less than a space, too. */
	__m128i special = _mm_cmplt_epi8(v, _mm_set1_epi8(' '));

	special = _mm_or_si128(special, _mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
	special = _mm_or_si128(special, _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
	special = _mm_or_si128(special, _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7f)));
	special = _mm_or_si128(special, _mm_cmpeq_epi8(v, _mm_set1_epi8(extra)));
	return lane_mask(special);
}

/* scan_plain_run() for at least 16 bytes: the last step overlaps the one before it. */
static size_t
scan_plain_run16(const char *p, size_t n, char extra)
{
	uint64_t special;
	size_t i;

	for (i = 0; n - i >= 16; i += 16) {
		special = scan_special_mask(lane_load(p + i), extra);
		if (special != 0)
			return i + ctz64(special);
	}
	special = scan_special_mask(lane_load(p + n - 16), extra);
	return special != 0 ? n - 16 + ctz64(special) : n;
}

/* The same for 8 to 16 bytes: of each vector the second half is 0 and thus special. */
static size_t
scan_plain_run8(const char *p, size_t n, char extra)
{
	size_t run = ctz64(scan_special_mask(_mm_loadl_epi64((const __m128i *)(const void *)p), extra));

	if (run < 8)
		return run;
	p += n - 8;
	return n - 8 + ctz64(scan_special_mask(_mm_loadl_epi64((const __m128i *)(const void *)p), extra));
}

/* The same for 4 to 7 bytes. */
static size_t
scan_plain_run4(const char *p, size_t n, char extra)
{
	int32_t first, last;
	uint64_t special;

	memcpy(&first, p, 4);
	memcpy(&last, p + n - 4, 4);
	special = scan_special_mask(_mm_set_epi32(0, 0, last, first), extra);
	return special & 0xf ? ctz64(special) : n - 8 + ctz64(special | 1U << 8);
}

#endif

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
	if (n >= 16)
		return scan_plain_run16(p, n, extra);
	if (n >= 8)
		return scan_plain_run8(p, n, extra);
	if (n >= 4)
		return scan_plain_run4(p, n, extra);
#endif
	while (i < n && scan_is_plain(p[i], extra))
		i++;
	return i;
}
