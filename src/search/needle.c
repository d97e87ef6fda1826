/* Strings to search for. */
#include <stdint.h>
#include <string.h>

#include "base/simd.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "search/needle.h"

static struct rare_byte
probe(const struct needle *t, size_t at)
{
	char c = t->caseless ? ascii_lower(t->text.p[at]) : t->text.p[at];

	return (struct rare_byte){ at, c, t->caseless && c >= 'a' && c <= 'z' ? 'a' - 'A' : 0 };
}

/*
 * How common the byte is where people write: the letters as in English, and before them all
 * others.  Where that is wrong, as for most of the world's scripts, looking takes longer.
 */
static size_t
commonness(struct rare_byte p)
{
	static const char order[] = "zqxjkvbpygfwmucldrhsnioate ";
	const char *found = memchr(order, p.value, sizeof(order) - 1);

	return found ? (size_t)(found + 1 - order) : 0;
}

struct needle
needle_new(struct slice text, bool caseless)
{
	struct needle t = { .text = text, .caseless = caseless };
	size_t i;

	t.rare1 = t.rare2 = probe(&t, 0);
	for (i = 1; i < text.n; i++) {
		struct rare_byte p = probe(&t, i);

		if (commonness(p) < commonness(t.rare1)) {
			t.rare2 = t.rare1;
			t.rare1 = p;
		} else if (t.rare2.offset == t.rare1.offset || commonness(p) <= commonness(t.rare2)) {
			t.rare2 = p;
		}
	}
	return t;
}

/* needle_find() */
INLINE bool
find_by(fit64_fn *fit, struct slice s, const struct needle *t)
{
	size_t from;

	for (from = 0; from + t->text.n <= s.n; from += 64) {
		uint64_t found = find64(fit, s.p + from, t);

		if (found != 0)
			return from + ctz64(found) + t->text.n <= s.n;
	}
	return false;
}

#ifdef AVX2

static AVX2 bool
find_avx2(struct slice s, const struct needle *t)
{
	return find_by(fit64_avx2, s, t);
}

#endif

bool
needle_find(struct slice s, const struct needle *t)
{
	return CHOOSE(find_avx2(s, t), find_by(fit64, s, t));
}
