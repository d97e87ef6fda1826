/* The least similarity of questions that are alike. */
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "query/threshold.h"

int
threshold_parse(const char *s, struct threshold *t)
{
	struct slice text = slice_of(s), whole = text, part = { "", 0 };
	uint32_t value = 0, den = 1;
	size_t i;

	slice_next(&text, '.', &whole);
	if (text.p != NULL)
		part = text;
	if (whole.n + part.n == 0 || whole.n > 1 || part.n > 6)
		return -1;
	for (i = 0; i < whole.n + part.n; i++) {
		char c = i < whole.n ? whole.p[i] : part.p[i - whole.n];

		if (c < '0' || c > '9')
			return -1;
		value = value * 10 + (uint32_t)(c - '0');
		den *= i < whole.n ? 1 : 10;
	}
	if (value > den || (uint64_t)value * 10 < (uint64_t)den * 3)
		return -1;
	*t = (struct threshold){ value, den };
	return 0;
}
