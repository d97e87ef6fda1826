/* fit-backward.c for processors with AVX2. */
#include "review/fit-lanes.h" /* IWYU pragma: keep */

#ifdef __x86_64__
#define VTARGET __attribute__((target("avx2")))
#define VWIDTH 4
#define FIT_LANES(name) name##_avx2
#include "review/fit-backward.c" /* NOLINT(bugprone-suspicious-include) */
#endif
