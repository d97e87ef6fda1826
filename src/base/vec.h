/*
 * Vectors of numbers, by the extensions of gcc and clang, so that + - * / and comparisons work on all
 * lanes.
 *
 * A file that is compiled for a target defines VTARGET, and VWIDTH, the numbers per vector, before it
 * includes this.
 */
#ifndef QB_BASE_VEC_H
#define QB_BASE_VEC_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __SSE2__
#include <immintrin.h> /* IWYU pragma: export */
#endif

#ifndef VTARGET
#define VTARGET
#define VWIDTH 2
#endif

/* Arrays for this code consist of groups of VLANES numbers, a multiple of every width. */
enum { VLANES = 8 };

typedef double vec __attribute__((vector_size(8 * VWIDTH)));
typedef uint64_t vbits __attribute__((vector_size(8 * VWIDTH)));
typedef int64_t vmask __attribute__((vector_size(8 * VWIDTH))); /* of a comparison: all bits of a lane, or none */

#define VINLINE static inline __attribute__((always_inline)) VTARGET

/* vec_of: the number in every lane. */
VINLINE vec
vec_of(double x)
{
	return x - (vec){ 0 };
}

/* vec_load, vec_store: the numbers at p, which is aligned to their size. */
VINLINE vec
vec_load(const double *p)
{
	return *(const vec *)(const void *)p;
}

VINLINE void
vec_store(double *p, vec x)
{
	*(vec *)(void *)p = x;
}

/* vec_where: a in the lanes of the mask, b in the others; vec_any: whether the mask has a lane. */
#if VWIDTH == 4 && defined(__SSE2__)

VINLINE vec
vec_where(vmask m, vec a, vec b)
{
	return (vec)_mm256_blendv_pd((__m256d)b, (__m256d)a, (__m256d)m);
}

VINLINE bool
vec_any(vmask m)
{
	return _mm256_movemask_pd((__m256d)m) != 0;
}

#else

VINLINE vec
vec_where(vmask m, vec a, vec b)
{
	return (vec)((m & (vmask)a) | (~m & (vmask)b));
}

VINLINE bool
vec_any(vmask m)
{
	int64_t any = m[0];
	int i;

	for (i = 1; i < VWIDTH; i++)
		any |= m[i];
	return any != 0;
}

#endif

/* vec_clamp: the numbers, at least lo and at most hi. */
VINLINE vec
vec_clamp(vec x, double lo, double hi)
{
	return vec_where(x < lo, vec_of(lo), vec_where(x > hi, vec_of(hi), x));
}

#endif
