/*
 * Primitives for code that handles 64 bytes at once and returns bit masks, bit i for byte i.
 * Functions that use AVX2 are marked so and called through DISPATCH; the others use lane.h.
 */
#ifndef QB_BASE_SIMD_H
#define QB_BASE_SIMD_H

#include <stddef.h>
#include <stdint.h>

#ifdef __x86_64__
#include <immintrin.h> /* IWYU pragma: export */

#define AVX2 __attribute__((target("avx2,bmi,popcnt"))) /* every AVX2 processor also has BMI1 and POPCNT */
#define DISPATCH(avx2, other) (__builtin_cpu_supports("avx2") ? (avx2) : (other))
#else
#define DISPATCH(avx2, other) (other)
#endif

/* For a loop that takes its kernel as a parameter, so that the kernel is inlined, too. */
#define ALWAYS_INLINE static inline __attribute__((always_inline))
/* For a function called from a loop that needs all the registers. */
#define NOINLINE __attribute__((noinline))
#define UNLIKELY(x) __builtin_expect((x), 0)

/* ctz64: the number of the lowest bit that is set; bits is not 0. */
static inline size_t
ctz64(uint64_t bits)
{
	return (size_t)__builtin_ctzll(bits);
}

static inline size_t
popcount64(uint64_t bits)
{
	return (size_t)__builtin_popcountll(bits);
}

#ifdef AVX2

static inline AVX2 __m256i
load32(const char *p)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

static inline AVX2 __m256i
equal32(const char *p, char fold_mask, char value)
{
	return _mm256_cmpeq_epi8(_mm256_or_si256(load32(p), _mm256_set1_epi8(fold_mask)), _mm256_set1_epi8(value));
}

static inline AVX2 uint64_t
mask64(__m256i lo, __m256i hi)
{
	return (uint32_t)_mm256_movemask_epi8(lo) | (uint64_t)(uint32_t)_mm256_movemask_epi8(hi) << 32;
}

#endif

#endif
