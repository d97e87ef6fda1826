/*
 * JIT code against the interpreter: the same matches in the same order.
 * Input: flags; the pattern; a NUL; the subject.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "search/regex.h"

enum { FIXED = 1, CASELESS = 2, WORD = 4, WHOLE = 8, DOTALL = 16, LIMIT = 20000, LONGEST = 4096 };

/* The next match after *at; -1 if matching failed or *at is past the end. */
static int
next(struct regex *re, struct slice s, size_t *at, size_t *start)
{
	size_t end, from = *at;
	int found = *at <= s.n ? regex_match(re, s, *at, start, &end) : -1;
	struct slice rest;

	if (found != 1)
		return found;
	CHECK(from <= *start && *start <= end && end <= s.n);
	if (end == *start && end < s.n) {
		rest = (struct slice){ s.p + end, s.n - end };
		utf8_next(&rest);
		end = s.n - rest.n;
	} else if (end == *start) {
		end++;
	}
	*at = end;
	return found;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct slice s = { (const char *)data + 1, n - 1 }, pattern;
	unsigned flags;
	struct regex *jit, *interpreted;
	size_t at = 0, at2 = 0, start = 0, start2 = 0;
	int found, found2;

	if (n == 0 || n > LONGEST)
		return 0;
	pattern = fuzz_text(&s);
	flags = (*data & FIXED ? RE_LITERAL : 0) | (*data & CASELESS ? RE_CASELESS : 0) | (*data & WORD ? RE_WORD : 0) |
	    (*data & WHOLE ? RE_WHOLE : 0) | (*data & DOTALL ? RE_DOTALL : 0);
	jit = regex_compile(&pattern, 1, flags, LIMIT);
	interpreted = regex_compile(&pattern, 1, flags | RE_NOJIT, LIMIT);
	CHECK((jit == NULL) == (interpreted == NULL));
	if (jit == NULL)
		return 0;
	do {
		found = next(jit, s.p ? s : slice_of(""), &at, &start);
		found2 = next(interpreted, s.p ? s : slice_of(""), &at2, &start2);
		CHECK(found == -1 || found2 == -1 || (found == found2 && at == at2 && start == start2));
	} while (found == 1 && found2 == 1);
	regex_free(jit);
	regex_free(interpreted);
	return 0;
}
