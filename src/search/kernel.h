/* Kernels that find needles in 64 bytes. */
#ifndef QB_SEARCH_KERNEL_H
#define QB_SEARCH_KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/lane.h"
#include "base/simd.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "search/needle.h"

/* A pair function: the offsets from p at which both rare bytes of the needle match. */
typedef uint64_t pair_fn(const char *p, const struct needle *t);

static inline uint64_t
pair_mask(const char *p, const struct needle *t)
{
	const struct rare_byte a = t->rare1, b = t->rare2;
	uint64_t mask = 0;
	size_t i;

	for (i = 0; i < 64; i += sizeof(lane))
		mask |= lane_mask(lane_and(lane_equal(p + i + a.offset, a.fold_mask, a.value),
			    lane_equal(p + i + b.offset, b.fold_mask, b.value)))
		    << i;
	return mask;
}

#ifdef AVX2

static inline AVX2 __m256i
pair32(const char *p, const struct needle *t)
{
	const struct rare_byte a = t->rare1, b = t->rare2;

	return _mm256_and_si256(
	    equal32(p + a.offset, a.fold_mask, a.value), equal32(p + b.offset, b.fold_mask, b.value));
}

static inline AVX2 uint64_t
pair_mask_avx2(const char *p, const struct needle *t)
{
	const __m256i lo = pair32(p, t), hi = pair32(p + 32, t);

	return _mm256_movemask_epi8(_mm256_or_si256(lo, hi)) == 0 ? 0 : mask64(lo, hi);
}

#endif

/* needle_at: whether the needle occurs at p. */
static inline bool
needle_at(const char *p, const struct needle *t)
{
	size_t i;

	if (!t->caseless)
		return memcmp(p, t->text.p, t->text.n) == 0;
	for (i = 0; i < t->text.n; i++)
		if (ascii_lower(p[i]) != ascii_lower(t->text.p[i]))
			return false;
	return true;
}

/* needle_mask: the offsets from p, less than 64, at which the needle occurs. */
ALWAYS_INLINE uint64_t
needle_mask(pair_fn *pair, const char *p, const struct needle *t)
{
	uint64_t candidates = pair(p, t), found = 0;

	for (; candidates != 0; candidates &= candidates - 1)
		if (needle_at(p + ctz64(candidates), t))
			found |= candidates & -candidates;
	return found;
}

#endif
