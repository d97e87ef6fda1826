/*
 * exp() and log() of several numbers at once.
 *
 * They consist of IEEE additions, multiplications and divisions only, so that the results are the
 * same, bit by bit, on every machine and for every width; libm differs in the last bit from system to
 * system.  The relative error is below 2e-11.
 */
#ifndef QB_BASE_VMATH_H
#define QB_BASE_VMATH_H

#include <stdint.h>

#include "base/vec.h"

/* vec_log: the natural logarithm of positive, normal numbers. */
VINLINE vec
vec_log(vec x)
{
	/* The bits of sqrt(0.5), to which mantissas are scaled, and of 2^52, which turn an integer into a double. */
	const uint64_t half = UINT64_C(0x3fe6a09e667f3bcd), two52 = UINT64_C(0x4330000000000000);
	vbits e = ((vbits)x - half + (UINT64_C(1024) << 52)) >> 52;
	vec k = (vec)(e | two52) - (4503599627370496.0 + 1024), m = (vec)((vbits)x - ((e - 1024) << 52));
	vec s = (m - 1) / (m + 1), z = s * s, z2 = z * z;
	vec lo = (1.0 / 3 + z * (1.0 / 5)) + z2 * (1.0 / 7 + z * (1.0 / 9));
	vec hi = 1.0 / 11 + z * (1.0 / 13);

	return k * 0.69314718055994530942 + (2 * s + 2 * s * z * (lo + z2 * z2 * hi)); /* the series of artanh */
}

/* vec_exp: e to the power of x, -700 to 700. */
VINLINE vec
vec_exp(vec x)
{
	const double round = 6755399441055744.0; /* 1.5 * 2^52: adding it rounds to an integer */
	vec n, k, r, r2, r4, lo, hi;

	n = x * 1.44269504088896340736 + round;
	k = n - round;
	r = (x - k * 0.693147180369123816490) - k * 1.90821492927058770002e-10; /* two parts of log 2 */
	r2 = r * r;
	r4 = r2 * r2;
	lo = (1 + r) + r2 * (0.5 + r * (1.0 / 6));
	hi = (1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720 + r * (1.0 / 5040));
	hi += r4 * (1.0 / 40320 + r * (1.0 / 362880));
	return (vec)((vbits)(lo + r4 * hi) + ((vbits)n << 52));
}

#endif
