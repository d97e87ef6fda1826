/*
 * The inner loops of reading: where a line ends, where its TABs are, and whether a
 * text stands in it, 64 bytes at a step.  What differs between processors is here and
 * nowhere else.
 */
#include <stdlib.h>
#include <string.h>

#include "qb.h"

#ifdef __SSE2__
#include <immintrin.h>
#endif

#define INLINE static inline __attribute__((always_inline))
#ifdef __x86_64__
#define AVX2 __attribute__((target("avx2,bmi,popcnt"))) /* no processor has the first without the others */
#endif

/* The number of the lowest bit, of which there is one. */
static inline size_t
lowest(uint64_t bits)
{
	return (size_t)__builtin_ctzll(bits);
}

/* ---- the steps: a bit for each of 64 bytes ---- */

typedef void scan64_fn(const char *p, uint64_t *tabs, uint64_t *stops);
typedef uint64_t fit64_fn(const char *p, struct probe a, struct probe z);

#ifdef __SSE2__

static inline __m128i
load16(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

/* Which bytes are b. */
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

/* Which bytes are TABs, and which end a line or cannot be in one. */
static inline void
scan64(const char *p, uint64_t *tabs, uint64_t *stops)
{
	const __m128i v[4] = { load16(p), load16(p + 16), load16(p + 32), load16(p + 48) };

	*tabs = bytes_equal(v, '\t');
	*stops = bytes_equal(v, '\n') | bytes_equal(v, '\0');
}

static inline __m128i
fits16(const char *p, struct probe a)
{
	return _mm_cmpeq_epi8(_mm_or_si128(load16(p + a.at), _mm_set1_epi8(a.blur)), _mm_set1_epi8(a.byte));
}

/* At which places both fit. */
static inline uint64_t
fit64(const char *p, struct probe a, struct probe z)
{
	uint64_t bits = 0;
	int i;

	for (i = 0; i < 64; i += 16)
		bits |= (uint64_t)_mm_movemask_epi8(_mm_and_si128(fits16(p + i, a), fits16(p + i, z))) << i;
	return bits;
}

/* How many of these 16 bytes are simple, from the front: see scan_simple(). */
static inline size_t
simple16(const char *p, char but)
{
	const __m128i v = load16(p);
	/* Bytes are signed here: those above 0x7f are less than a blank, too. */
	__m128i odd = _mm_cmplt_epi8(v, _mm_set1_epi8(' '));

	odd = _mm_or_si128(odd, _mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
	odd = _mm_or_si128(odd, _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
	odd = _mm_or_si128(odd, _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7f)));
	odd = _mm_or_si128(odd, _mm_cmpeq_epi8(v, _mm_set1_epi8(but)));
	return (size_t)__builtin_ctz((unsigned)_mm_movemask_epi8(odd) | 1U << 16);
}

#else

/* A byte eight times. */
static inline uint64_t
eight(char b)
{
	return (unsigned char)b * UINT64_C(0x0101010101010101);
}

/* Eight bytes, the first being the lowest of the number. */
static inline uint64_t
load8(const char *p)
{
	uint64_t w;

	memcpy(&w, p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	return w;
}

/*
 * A bit for each of eight bytes that is zero.  The sum has the top bit of each byte that
 * is not zero in its lower seven; the product puts eight bits, one in each byte, together.
 */
static inline uint64_t
zeros8(uint64_t w)
{
	const uint64_t low = eight(0x7f);

	w = ~(((w & low) + low) | w | low);
	return (w >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

static inline void
scan64(const char *p, uint64_t *tabs, uint64_t *stops)
{
	int i;

	*tabs = *stops = 0;
	for (i = 0; i < 64; i += 8) {
		uint64_t w = load8(p + i);

		*tabs |= zeros8(w ^ eight('\t')) << i;
		*stops |= (zeros8(w ^ eight('\n')) | zeros8(w)) << i;
	}
}

static inline uint64_t
fit64(const char *p, struct probe a, struct probe z)
{
	uint64_t bits = 0;
	int i;

	for (i = 0; i < 64; i += 8) {
		uint64_t one = (load8(p + i + a.at) | eight(a.blur)) ^ eight(a.byte);
		uint64_t other = (load8(p + i + z.at) | eight(z.blur)) ^ eight(z.byte);

		bits |= zeros8(one | other) << i;
	}
	return bits;
}

#endif

#ifdef AVX2

static inline AVX2 __m256i
load32(const char *p)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

static inline AVX2 uint64_t
mask64(__m256i lo, __m256i hi)
{
	return (uint32_t)_mm256_movemask_epi8(lo) | (uint64_t)(uint32_t)_mm256_movemask_epi8(hi) << 32;
}

static inline AVX2 void
scan64_avx2(const char *p, uint64_t *tabs, uint64_t *stops)
{
	const __m256i a = load32(p), b = load32(p + 32);
	const __m256i tab = _mm256_set1_epi8('\t'), nl = _mm256_set1_epi8('\n'), nul = _mm256_setzero_si256();

	*tabs = mask64(_mm256_cmpeq_epi8(a, tab), _mm256_cmpeq_epi8(b, tab));
	*stops = mask64(_mm256_or_si256(_mm256_cmpeq_epi8(a, nl), _mm256_cmpeq_epi8(a, nul)),
	    _mm256_or_si256(_mm256_cmpeq_epi8(b, nl), _mm256_cmpeq_epi8(b, nul)));
}

static inline AVX2 __m256i
fits32(const char *p, struct probe a)
{
	return _mm256_cmpeq_epi8(_mm256_or_si256(load32(p + a.at), _mm256_set1_epi8(a.blur)), _mm256_set1_epi8(a.byte));
}

static inline AVX2 uint64_t
fit64_avx2(const char *p, struct probe a, struct probe z)
{
	const __m256i lo = _mm256_and_si256(fits32(p, a), fits32(p, z));
	const __m256i hi = _mm256_and_si256(fits32(p + 32, a), fits32(p + 32, z));

	return _mm256_movemask_epi8(_mm256_or_si256(lo, hi)) == 0 ? 0 : mask64(lo, hi);
}

#endif

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

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
same(const char *p, const struct needle *t)
{
	size_t i;

	if (!t->caseless)
		return memcmp(p, t->text.p, t->text.n) == 0;
	for (i = 0; i < t->text.n; i++)
		if (lower(p[i]) != lower(t->text.p[i]))
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
	char c = t->caseless ? lower(t->text.p[at]) : t->text.p[at];

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

/* The first of 64 places at which the text stands, as a bit; 0 where there is none. */
INLINE uint64_t
find64(fit64_fn *fit, const char *p, const struct needle *t)
{
	uint64_t bits;

	for (bits = fit(p, t->a, t->z); bits != 0; bits &= bits - 1)
		if (same(p + lowest(bits), t))
			return bits & -bits;
	return 0;
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

/* scan_skip() */
INLINE size_t
skip_by(scan64_fn *scan, fit64_fn *fit, struct slice s, size_t want, const struct needle *t, size_t nt, size_t *lines)
{
	size_t reach = 63 + longest(t, nt), from, whole = 0, have = 0, count = 0, i;

	for (from = 0; from + reach <= s.n; from += 64) {
		const char *p = s.p + from;
		uint64_t tabs, stops, found = 0;

		scan(p, &tabs, &stops);
		for (i = 0; i < nt; i++)
			found |= find64(fit, p, &t[i]);
		for (stops &= (found & -found) - 1; stops != 0; stops &= stops - 1) {
			uint64_t before = (stops & -stops) - 1;

			have += (size_t)__builtin_popcountll(tabs & before);
			if (have != want || p[lowest(stops)] != '\n')
				break;
			tabs &= ~before;
			have = 0;
			whole = from + lowest(stops) + 1;
			count++;
		}
		if (found != 0 || stops != 0)
			break;
		have += (size_t)__builtin_popcountll(tabs);
	}
	*lines += count;
	return whole;
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
skip_avx2(struct slice s, size_t tabs, const struct needle *t, size_t nt, size_t *lines)
{
	if (nt == 1) /* what is looked for stays in registers */
		return skip_by(scan64_avx2, fit64_avx2, s, tabs, t, 1, lines);
	if (nt == 2)
		return skip_by(scan64_avx2, fit64_avx2, s, tabs, t, 2, lines);
	return skip_by(scan64_avx2, fit64_avx2, s, tabs, t, nt, lines);
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
scan_skip(struct slice s, size_t tabs, const struct needle *t, size_t nt, size_t *lines)
{
	return CHOOSE(skip_avx2(s, tabs, t, nt, lines), skip_by(scan64, fit64, s, tabs, t, nt, lines));
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
