/* Kernels for 64 bytes of TSV. */
#ifndef QB_TSV_BLOCK_H
#define QB_TSV_BLOCK_H

#include <stdint.h>

#include "base/lane.h"
#include "base/simd.h"

/* A classify function: which of the 64 bytes at p are TABs, and which are newlines or NULs, which are invalid. */
typedef void classify_fn(const char *p, uint64_t *tabs, uint64_t *stops);

static inline void
classify_block(const char *p, uint64_t *tabs, uint64_t *stops)
{
	*tabs = equal_mask(p, '\t');
	*stops = equal_mask(p, '\n') | equal_mask(p, '\0');
}

#ifdef AVX2

static inline AVX2 void
classify_block_avx2(const char *p, uint64_t *tabs, uint64_t *stops)
{
	*tabs = mask64(equal32(p, 0, '\t'), equal32(p + 32, 0, '\t'));
	*stops = mask64(_mm256_or_si256(equal32(p, 0, '\n'), equal32(p, 0, '\0')),
	    _mm256_or_si256(equal32(p + 32, 0, '\n'), equal32(p + 32, 0, '\0')));
}

#endif

#endif
