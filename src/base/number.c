/* Decimal numbers in fields and options, with a decimal point: the tools never call setlocale(3). */
#include <limits.h>
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

/* A number as 0.DIGITS times ten to the power. */
struct decimal {
	char digits[64]; /* the first one is not 0; none for zero */
	size_t n;
	long power;
	bool negative;
};

static struct decimal
number_decimal(struct slice s)
{
	struct decimal d = { .negative = *s.p == '-' };
	bool fraction = false;
	size_t i = *s.p == '-' || *s.p == '+';
	long shift = 0; /* of the point, to the left */

	for (; i < s.n && s.p[i] != 'e' && s.p[i] != 'E'; i++) {
		shift += fraction;
		if (s.p[i] == '.')
			fraction = true;
		else if (s.p[i] != '0' || d.n > 0)
			d.digits[d.n++] = s.p[i];
	}
	if (i < s.n) {
		char power[64];

		memcpy(power, s.p + i + 1, s.n - i - 1);
		power[s.n - i - 1] = '\0';
		d.power = strtol(power, NULL, 10);
		d.power = d.power < -LONG_MAX / 2 ? -LONG_MAX / 2 : d.power > LONG_MAX / 2 ? LONG_MAX / 2 : d.power;
	}
	d.power += (long)d.n - shift;
	while (d.n > 0 && d.digits[d.n - 1] == '0')
		d.n--;
	if (d.n == 0)
		d = (struct decimal){ 0 };
	return d;
}

/* Compares the magnitudes. */
static int
number_compare_digits(const struct decimal *a, const struct decimal *b)
{
	size_t n = a->n < b->n ? a->n : b->n;
	int c;

	if ((a->n == 0) != (b->n == 0))
		return a->n == 0 ? -1 : 1;
	if (a->power != b->power)
		return a->power < b->power ? -1 : 1;
	c = memcmp(a->digits, b->digits, n);
	return c != 0 ? c : (a->n > b->n) - (a->n < b->n);
}

int
number_compare(struct slice a, struct slice b)
{
	const struct decimal x = number_decimal(a), y = number_decimal(b);

	if (x.negative != y.negative)
		return x.negative ? -1 : 1;
	return x.negative ? number_compare_digits(&y, &x) : number_compare_digits(&x, &y);
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
