/* Strings to search for: a vectorized search by the two rarest bytes. */
#include <stdint.h>
#include <string.h>

#include "base/simd.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "search/kernel.h"
#include "search/needle.h"

static struct rare_byte
needle_byte(const struct needle *t, size_t offset)
{
	char c = t->caseless ? ascii_lower(t->text.p[offset]) : t->text.p[offset];

	return (struct rare_byte){ offset, c, t->caseless && c >= 'a' && c <= 'z' ? 'a' - 'A' : 0 };
}

/*
 * Rank of the byte's frequency in English text, 0 = rarest; bytes that are not listed rank 0.
 * Affects only the speed.
 */
static size_t
needle_rank(struct rare_byte b)
{
	static const char order[] = "zqxjkvbpygfwmucldrhsnioate ";
	const char *found = memchr(order, b.value, sizeof(order) - 1);

	return found ? (size_t)(found + 1 - order) : 0;
}

struct needle
needle_new(struct slice text, bool caseless)
{
	struct needle t = { .text = text, .caseless = caseless };
	size_t i;

	t.rare1 = t.rare2 = needle_byte(&t, 0);
	for (i = 1; i < text.n; i++) {
		struct rare_byte b = needle_byte(&t, i);

		if (needle_rank(b) < needle_rank(t.rare1)) {
			t.rare2 = t.rare1;
			t.rare1 = b;
		} else if (t.rare2.offset == t.rare1.offset || needle_rank(b) <= needle_rank(t.rare2)) {
			t.rare2 = b;
		}
	}
	return t;
}

/* Loads at most 63 bytes past the end of s. */
ALWAYS_INLINE bool
needle_find_with(pair_fn *pair, struct slice s, const struct needle *t)
{
	size_t from;

	for (from = 0; from + t->text.n <= s.n; from += 64) {
		uint64_t found = needle_mask(pair, s.p + from, t);

		if (found != 0)
			return from + ctz64(found) + t->text.n <= s.n;
	}
	return false;
}

#ifdef AVX2

static AVX2 bool
needle_find_avx2(struct slice s, const struct needle *t)
{
	return needle_find_with(pair_mask_avx2, s, t);
}

#endif

bool
needle_find(struct slice s, const struct needle *t)
{
	return DISPATCH(needle_find_avx2(s, t), needle_find_with(pair_mask, s, t));
}
