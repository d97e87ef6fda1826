/* Lanes: vectors of 16 bytes with SSE2, words of 8 bytes elsewhere. */
#ifndef QB_BASE_LANE_H
#define QB_BASE_LANE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * lane_equal: the bytes at p for which (byte | fold_mask) == value; lane_and: the positions matched by both;
 * lane_mask: a bit for each.
 */
#ifdef __SSE2__
#include <immintrin.h> /* IWYU pragma: export */

typedef __m128i lane;

static inline lane
lane_load(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static inline lane
lane_equal(const char *p, char fold_mask, char value)
{
	return _mm_cmpeq_epi8(_mm_or_si128(lane_load(p), _mm_set1_epi8(fold_mask)), _mm_set1_epi8(value));
}

static inline lane
lane_and(lane a, lane b)
{
	return _mm_and_si128(a, b);
}

static inline uint64_t
lane_mask(lane a)
{
	return (uint16_t)_mm_movemask_epi8(a);
}

#else

typedef uint64_t lane; /* zero bytes mark matches */

static inline lane
lane_repeat(char b)
{
	return (unsigned char)b * UINT64_C(0x0101010101010101);
}

static inline lane
lane_load(const char *p)
{
	uint64_t w; /* the first byte becomes the lowest */

	memcpy(&w, p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	return w;
}

static inline lane
lane_equal(const char *p, char fold_mask, char value)
{
	return (lane_load(p) | lane_repeat(fold_mask)) ^ lane_repeat(value);
}

static inline lane
lane_and(lane a, lane b)
{
	return a | b;
}

/* The sum sets the top bit of each byte with a lower bit set; the product gathers eight bits into the top byte. */
static inline uint64_t
lane_mask(lane w)
{
	const uint64_t low = lane_repeat(0x7f);

	w = ~(((w & low) + low) | w | low);
	return (w >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

#endif

/* equal_mask: which of the 64 bytes at p equal value. */
static inline uint64_t
equal_mask(const char *p, char value)
{
	uint64_t mask = 0;
	size_t i;

	for (i = 0; i < 64; i += sizeof(lane))
		mask |= lane_mask(lane_equal(p + i, 0, value)) << i;
	return mask;
}

#endif
