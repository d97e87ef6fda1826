/*
 * The inner loop of reading: where a line ends and where its TABs are, 64 bytes
 * at a step.  What differs between processors is here and nowhere else.
 */
#include <stdlib.h>
#include <string.h>

#include "qb.h"

#ifdef __SSE2__
#include <immintrin.h>

/* A bit for each of 64 bytes that is b. */
static inline uint64_t
bytes_equal(const __m128i v[4], char b)
{
	const __m128i want = _mm_set1_epi8(b);
	uint64_t m0 = (uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v[0], want));
	uint64_t m1 = (uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v[1], want));
	uint64_t m2 = (uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v[2], want));
	uint64_t m3 = (uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v[3], want));

	return m0 | m1 << 16 | m2 << 32 | m3 << 48;
}

static inline void
scan64(const char *p, uint64_t *tabs, uint64_t *stops)
{
	const __m128i *q = (const __m128i *)(const void *)p;
	const __m128i v[4] = { _mm_loadu_si128(q), _mm_loadu_si128(q + 1), _mm_loadu_si128(q + 2),
		_mm_loadu_si128(q + 3) };

	*tabs = bytes_equal(v, '\t');
	*stops = bytes_equal(v, '\n') | bytes_equal(v, '\0');
}

/* How many of these 16 bytes are simple, from the front: see scan_simple(). */
static inline size_t
simple16(const char *p, char but)
{
	const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	/* Bytes are signed here: those above 0x7f are less than a blank, too. */
	__m128i odd = _mm_cmplt_epi8(v, _mm_set1_epi8(' '));

	odd = _mm_or_si128(odd, _mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
	odd = _mm_or_si128(odd, _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
	odd = _mm_or_si128(odd, _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7f)));
	odd = _mm_or_si128(odd, _mm_cmpeq_epi8(v, _mm_set1_epi8(but)));
	return (size_t)__builtin_ctz((unsigned)_mm_movemask_epi8(odd) | 1U << 16);
}

#else

static inline void
scan64(const char *p, uint64_t *tabs, uint64_t *stops)
{
	int i;

	*tabs = *stops = 0;
	for (i = 0; i < 64; i++) {
		*tabs |= (uint64_t)(p[i] == '\t') << i;
		*stops |= (uint64_t)(p[i] == '\n' || p[i] == '\0') << i;
	}
}

#endif

static inline bool
is_simple(char c, char but)
{
	unsigned char b = (unsigned char)c;

	return b >= ' ' && b < 0x7f && c != '"' && c != '\\' && c != but;
}

/* The number of the lowest bit, of which there is one. */
static inline size_t
lowest(uint64_t bits)
{
	return (size_t)__builtin_ctzll(bits);
}

typedef void scan64_fn(const char *p, uint64_t *tabs, uint64_t *stops);

/* scan_line() with the step that is given; it is inlined into its callers. */
static inline __attribute__((always_inline)) size_t
scan_by(scan64_fn *step, const char *line, size_t n, size_t from, struct tabs *t)
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
		step(p, &tabs, &stops);
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

/* scan_lines() in the same way. */
static inline __attribute__((always_inline)) size_t
lines_by(scan64_fn *step, const char *p, size_t n, size_t want, size_t *lines)
{
	size_t from, whole = 0, have = 0;

	for (from = 0; from + 64 <= n; from += 64) {
		uint64_t tabs, stops;

		step(p + from, &tabs, &stops);
		for (; stops != 0; stops &= stops - 1) {
			uint64_t before = (stops & -stops) - 1;
			size_t end = from + lowest(stops);

			have += (size_t)__builtin_popcountll(tabs & before);
			if (have != want || p[end] != '\n')
				return whole;
			tabs &= ~before;
			have = 0;
			whole = end + 1;
			++*lines;
		}
		have += (size_t)__builtin_popcountll(tabs);
	}
	return whole;
}

#if defined(__x86_64__)

static inline __attribute__((target("avx2,bmi,popcnt"))) void
scan64_avx2(const char *p, uint64_t *tabs, uint64_t *stops)
{
	const __m256i *q = (const __m256i *)(const void *)p;
	const __m256i a = _mm256_loadu_si256(q), b = _mm256_loadu_si256(q + 1);
	const __m256i tab = _mm256_set1_epi8('\t'), nl = _mm256_set1_epi8('\n'), nul = _mm256_setzero_si256();
	const __m256i sa = _mm256_or_si256(_mm256_cmpeq_epi8(a, nl), _mm256_cmpeq_epi8(a, nul));
	const __m256i sb = _mm256_or_si256(_mm256_cmpeq_epi8(b, nl), _mm256_cmpeq_epi8(b, nul));

	*tabs = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, tab)) |
	    (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, tab)) << 32;
	*stops = (uint32_t)_mm256_movemask_epi8(sa) | (uint64_t)(uint32_t)_mm256_movemask_epi8(sb) << 32;
}

static __attribute__((target("avx2,bmi,popcnt"))) size_t
scan_line_avx2(const char *line, size_t n, size_t from, struct tabs *t)
{
	return scan_by(scan64_avx2, line, n, from, t);
}

static __attribute__((target("avx2,bmi,popcnt"))) size_t
scan_lines_avx2(const char *p, size_t n, size_t tabs, size_t *lines)
{
	return lines_by(scan64_avx2, p, n, tabs, lines);
}

/* Every processor that has AVX2 has the other two. */
static inline bool
have_avx2(void)
{
	return __builtin_cpu_supports("avx2");
}

size_t
scan_line(const char *line, size_t n, size_t from, struct tabs *t)
{
	return have_avx2() ? scan_line_avx2(line, n, from, t) : scan_by(scan64, line, n, from, t);
}

size_t
scan_lines(const char *p, size_t n, size_t tabs, size_t *lines)
{
	return have_avx2() ? scan_lines_avx2(p, n, tabs, lines) : lines_by(scan64, p, n, tabs, lines);
}

#else

size_t
scan_line(const char *line, size_t n, size_t from, struct tabs *t)
{
	return scan_by(scan64, line, n, from, t);
}

size_t
scan_lines(const char *p, size_t n, size_t tabs, size_t *lines)
{
	return lines_by(scan64, p, n, tabs, lines);
}

#endif

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

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
same(const char *p, struct slice text, bool caseless)
{
	size_t i;

	if (!caseless)
		return memcmp(p, text.p, text.n) == 0;
	for (i = 0; i < text.n; i++)
		if (lower(p[i]) != lower(text.p[i]))
			return false;
	return true;
}

/* What a byte must be, once the bits of blur are set in it: those that upper and lower case differ in. */
struct probe {
	char byte, blur;
};

static struct probe
probe(char c, bool caseless)
{
	char small = caseless ? lower(c) : c;

	return (struct probe){ small, caseless && small >= 'a' && small <= 'z' ? 'a' - 'A' : 0 };
}

#if defined(__x86_64__)

static inline __attribute__((target("avx2"))) __m256i
fits32(const char *p, struct probe a)
{
	const __m256i v = _mm256_loadu_si256((const __m256i *)(const void *)p);

	return _mm256_cmpeq_epi8(_mm256_or_si256(v, _mm256_set1_epi8(a.blur)), _mm256_set1_epi8(a.byte));
}

/* A bit for each of 64 places where a fits at p and z at q. */
static inline __attribute__((target("avx2"))) uint64_t
fit64_avx2(const char *p, struct probe a, const char *q, struct probe z)
{
	const __m256i lo = _mm256_and_si256(fits32(p, a), fits32(q, z));
	const __m256i hi = _mm256_and_si256(fits32(p + 32, a), fits32(q + 32, z));

	if (_mm256_movemask_epi8(_mm256_or_si256(lo, hi)) == 0)
		return 0;
	return (uint32_t)_mm256_movemask_epi8(lo) | (uint64_t)(uint32_t)_mm256_movemask_epi8(hi) << 32;
}

#endif

#ifdef __SSE2__

static inline __m128i
fits16(const char *p, struct probe a)
{
	const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);

	return _mm_cmpeq_epi8(_mm_or_si128(v, _mm_set1_epi8(a.blur)), _mm_set1_epi8(a.byte));
}

static inline uint64_t
fit64(const char *p, struct probe a, const char *q, struct probe z)
{
	uint64_t bits = 0;
	int i;

	for (i = 0; i < 64; i += 16)
		bits |= (uint64_t)_mm_movemask_epi8(_mm_and_si128(fits16(p + i, a), fits16(q + i, z))) << i;
	return bits;
}

#else

static inline uint64_t
fit64(const char *p, struct probe a, const char *q, struct probe z)
{
	uint64_t bits = 0;
	int i;

	for (i = 0; i < 64; i++)
		bits |= (uint64_t)((p[i] | a.blur) == a.byte && (q[i] | z.blur) == z.byte) << i;
	return bits;
}

#endif

typedef uint64_t fit64_fn(const char *p, struct probe a, const char *q, struct probe z);

/*
 * scan_find() with the step that is given.  The first and the last byte of the text
 * are looked for together, 64 places at a step; only where both fit is the whole
 * compared.
 */
static inline __attribute__((always_inline)) const char *
find_by(fit64_fn *step, const char *p, size_t n, struct slice text, bool caseless)
{
	const char *end = p + n;
	size_t last = text.n - 1;
	const struct probe a = probe(text.p[0], caseless), z = probe(text.p[last], caseless);

	for (;; p += 64) {
		uint64_t bits = 0;

		while ((size_t)(end - p) >= 64 + last && (bits = step(p, a, p + last, z)) == 0)
			p += 64;
		if (bits == 0)
			break;
		for (; bits != 0; bits &= bits - 1)
			if (same(p + lowest(bits), text, caseless))
				return p + lowest(bits);
	}
	for (; (size_t)(end - p) >= text.n; p++)
		if (same(p, text, caseless))
			return p;
	return end;
}

#if defined(__x86_64__)

static __attribute__((target("avx2,bmi,popcnt"))) const char *
scan_find_avx2(const char *p, size_t n, struct slice text, bool caseless)
{
	return find_by(fit64_avx2, p, n, text, caseless);
}

const char *
scan_find(const char *p, size_t n, struct slice text, bool caseless)
{
	return have_avx2() ? scan_find_avx2(p, n, text, caseless) : find_by(fit64, p, n, text, caseless);
}

#else

const char *
scan_find(const char *p, size_t n, struct slice text, bool caseless)
{
	return find_by(fit64, p, n, text, caseless);
}

#endif
