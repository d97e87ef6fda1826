/* Decimal numbers in fields and options, with a decimal point: the tools never call setlocale(3). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/slice.h"

bool
parse_number(struct slice s, double *value)
{
	char digits[64], *end; /* longer numbers are invalid */
	double parsed;

	if (s.n == 0 || s.n >= sizeof(digits))
		return false;
	memcpy(digits, s.p, s.n);
	digits[s.n] = '\0';
	if (strspn(digits, "0123456789+-.eE") != s.n)
		return false;
	parsed = strtod(digits, &end);
	if (*end != '\0' || !isfinite(parsed))
		return false;
	*value = parsed;
	return true;
}

bool
number_is_zero(struct slice s)
{
	for (; s.n > 0 && *s.p != 'e' && *s.p != 'E'; s = slice_skip(s, 1))
		if (*s.p >= '1' && *s.p <= '9')
			return false;
	return true;
}

bool
parse_digits(struct slice s, int *value)
{
	size_t i;
	int n = 0;

	if (s.n == 0 || s.n > 9)
		return false;
	for (i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		n = 10 * n + (s.p[i] - '0');
	}
	*value = n;
	return true;
}
