/*
 * steps.h - what scan.c and skip.c do with 64 bytes at once, a bit for each of them.  What
 * differs between processors is here and in the last part of these, and nowhere else; what
 * does not, but is part of both, is at the end.
 */
#ifndef QB_STEPS_H
#define QB_STEPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "search/needle.h"

#ifdef __SSE2__
#include <immintrin.h>
#endif

#ifdef __x86_64__
#define AVX2 __attribute__((target("avx2,bmi,popcnt"))) /* no processor has the first without the others */
#endif

/* A loop that is given the steps to use, so that these are inlined into it, too. */
#define INLINE static inline __attribute__((always_inline))

/* The number of the lowest bit, of which there is one. */
static inline size_t
ctz64(uint64_t bits)
{
	return (size_t)__builtin_ctzll(bits);
}

/* How many bits are set. */
static inline size_t
popcount64(uint64_t bits)
{
	return (size_t)__builtin_popcountll(bits);
}

typedef void scan64_fn(const char *p, uint64_t *tabs, uint64_t *stops);
typedef uint64_t fit64_fn(const char *p, struct rare_byte a, struct rare_byte z);
typedef bool look64_fn(const char *p, const struct needle *t, size_t nt, uint64_t *tabs, uint64_t *ends);

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

/* Which bytes are TABs, which are newlines, and which are NUL. */
static inline void
tell64(const char *p, uint64_t *tabs, uint64_t *ends, uint64_t *nuls)
{
	const __m128i v[4] = { load16(p), load16(p + 16), load16(p + 32), load16(p + 48) };

	*tabs = bytes_equal(v, '\t');
	*ends = bytes_equal(v, '\n');
	*nuls = bytes_equal(v, '\0');
}

static inline __m128i
fits16(const char *p, struct rare_byte a)
{
	return _mm_cmpeq_epi8(_mm_or_si128(load16(p + a.offset), _mm_set1_epi8(a.fold_mask)), _mm_set1_epi8(a.value));
}

/* At which places both fit. */
static inline uint64_t
fit64(const char *p, struct rare_byte a, struct rare_byte z)
{
	uint64_t bits = 0;
	int i;

	for (i = 0; i < 64; i += 16)
		bits |= (uint64_t)_mm_movemask_epi8(_mm_and_si128(fits16(p + i, a), fits16(p + i, z))) << i;
	return bits;
}

/* How many of these 16 bytes are simple, from the front: see scan_plain_run(). */
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
tell64(const char *p, uint64_t *tabs, uint64_t *ends, uint64_t *nuls)
{
	int i;

	*tabs = *ends = *nuls = 0;
	for (i = 0; i < 64; i += 8) {
		uint64_t w = load8(p + i);

		*tabs |= zeros8(w ^ eight('\t')) << i;
		*ends |= zeros8(w ^ eight('\n')) << i;
		*nuls |= zeros8(w) << i;
	}
}

static inline uint64_t
fit64(const char *p, struct rare_byte a, struct rare_byte z)
{
	uint64_t bits = 0;
	int i;

	for (i = 0; i < 64; i += 8) {
		uint64_t one = (load8(p + i + a.offset) | eight(a.fold_mask)) ^ eight(a.value);
		uint64_t other = (load8(p + i + z.offset) | eight(z.fold_mask)) ^ eight(z.value);

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
fits32(const char *p, struct rare_byte a)
{
	return _mm256_cmpeq_epi8(
	    _mm256_or_si256(load32(p + a.offset), _mm256_set1_epi8(a.fold_mask)), _mm256_set1_epi8(a.value));
}

static inline AVX2 uint64_t
fit64_avx2(const char *p, struct rare_byte a, struct rare_byte z)
{
	const __m256i lo = _mm256_and_si256(fits32(p, a), fits32(p, z));
	const __m256i hi = _mm256_and_si256(fits32(p + 32, a), fits32(p + 32, z));

	return _mm256_movemask_epi8(_mm256_or_si256(lo, hi)) == 0 ? 0 : mask64(lo, hi);
}

static inline AVX2 bool
look64_avx2(const char *p, const struct needle *t, size_t nt, uint64_t *tabs, uint64_t *ends)
{
	const __m256i a = load32(p), b = load32(p + 32);
	const __m256i tab = _mm256_set1_epi8('\t'), nl = _mm256_set1_epi8('\n'), nul = _mm256_setzero_si256();
	__m256i seldom = _mm256_or_si256(_mm256_cmpeq_epi8(a, nul), _mm256_cmpeq_epi8(b, nul));

	*tabs = mask64(_mm256_cmpeq_epi8(a, tab), _mm256_cmpeq_epi8(b, tab));
	*ends = mask64(_mm256_cmpeq_epi8(a, nl), _mm256_cmpeq_epi8(b, nl));
	for (; nt > 0; nt--, t++) {
		seldom = _mm256_or_si256(seldom, _mm256_and_si256(fits32(p, t->rare1), fits32(p, t->rare2)));
		seldom = _mm256_or_si256(seldom, _mm256_and_si256(fits32(p + 32, t->rare1), fits32(p + 32, t->rare2)));
	}
	return _mm256_movemask_epi8(seldom) != 0;
}

#endif

/* scan64_fn: which bytes are TABs, and which end a line or cannot be in one. */
static inline void
scan64(const char *p, uint64_t *tabs, uint64_t *stops)
{
	uint64_t nuls;

	tell64(p, tabs, stops, &nuls);
	*stops |= nuls;
}

/* look64_fn: which bytes are TABs, and which newlines; whether there is a NUL, or the probes of a text fit. */
static inline bool
look64(const char *p, const struct needle *t, size_t nt, uint64_t *tabs, uint64_t *ends)
{
	uint64_t seldom;

	tell64(p, tabs, ends, &seldom);
	for (; nt > 0; nt--, t++)
		seldom |= fit64(p, t->rare1, t->rare2);
	return seldom != 0;
}

/* Whether the text stands at p. */
static inline bool
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

/* At which of 64 places the text stands. */
INLINE uint64_t
find64(fit64_fn *fit, const char *p, const struct needle *t)
{
	uint64_t maybe = fit(p, t->rare1, t->rare2), found = 0;

	for (; maybe != 0; maybe &= maybe - 1)
		if (same(p + ctz64(maybe), t))
			found |= maybe & -maybe;
	return found;
}

#ifdef AVX2
#define CHOOSE(avx2, plain) (__builtin_cpu_supports("avx2") ? (avx2) : (plain))
#else
#define CHOOSE(avx2, plain) (plain)
#endif

#endif
