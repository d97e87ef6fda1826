/* How a correct answer names choices: letters, numbers, names of columns, texts. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/number.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/names.h"
#include "import/options.h"

size_t
options_place(struct slice name, struct buf *b, struct slice *base)
{
	struct slice s = names_simplify(name, b);
	size_t n = s.n;
	int number;

	while (n > 0 && s.p[n - 1] >= '0' && s.p[n - 1] <= '9')
		n--;
	*base = (struct slice){ s.p, n };
	if (n < s.n)
		return parse_digits(slice_skip(s, n), &number) && number > 0 && number <= OPTIONS_MAX
		    ? (size_t)number - 1
		    : SIZE_MAX;
	if (n == 0 || s.p[n - 1] < 'a' || s.p[n - 1] > 'j')
		return SIZE_MAX;
	base->n--;
	return (size_t)(s.p[n - 1] - 'a');
}

/* The choice at a place, or SIZE_MAX. */
static size_t
optionkey_at(const struct options_row *r, size_t place)
{
	size_t i;

	for (i = 0; i < r->c.n; i++)
		if ((r->placed ? r->place[i] : i) == place)
			return i;
	return SIZE_MAX;
}

/* The choice that a part of the correct answer names, or SIZE_MAX. */
static size_t
optionkey_named(const struct options_row *r, enum options_mode mode, struct slice part)
{
	struct buf b = { 0 };
	struct slice base;
	size_t i, place = SIZE_MAX;
	int number;

	part = slice_trim_ws(part);
	if (mode == BY_TEXT) {
		for (i = 0; i < r->c.n; i++)
			if (part.n > 0 && r->c.list[i].text.n == part.n &&
			    strncasecmp(r->c.list[i].text.p, part.p, part.n) == 0)
				return i;
	} else if (mode == BY_LETTER) {
		if (part.n == 2 && (part.p[1] == '.' || part.p[1] == ')'))
			part.n = 1;
		if (part.n == 1 && ascii_lower(*part.p) >= 'a' && ascii_lower(*part.p) <= 'z')
			place = (size_t)(ascii_lower(*part.p) - 'a');
	} else if (mode == BY_NAME) {
		place = options_place(part, &b, &base);
		if (base.n == 0)
			place = SIZE_MAX;
		buf_free(&b);
	} else if (parse_digits(part, &number) && number >= (mode == FROM_ONE)) {
		place = (size_t)(number - (mode == FROM_ONE));
	}
	return place == SIZE_MAX ? SIZE_MAX : optionkey_at(r, place);
}

/* Marks the choices that the parts of the key name; false, with no marks, if one names none. */
static bool
optionkey_mark_parts(struct options_row *r, enum options_mode mode, struct slice key, char separator)
{
	struct slice part;
	size_t i;

	memset(r->correct, 0, r->c.n * sizeof(*r->correct));
	while (slice_next(&key, separator, &part)) {
		i = optionkey_named(r, mode, part);
		if (i == SIZE_MAX)
			return false;
		r->correct[i] = true;
	}
	return true;
}

bool
options_mark(struct options_row *r, enum options_mode mode, struct slice key)
{
	const char *separator;
	size_t i, which;

	key = slice_trim_ws(key);
	if (key.n == 0)
		return false;
	for (separator = "\n|;,&/ "; *separator != '\0'; separator++)
		if (optionkey_mark_parts(r, mode, key, *separator))
			return true;
	if (mode != BY_LETTER || key.n > r->c.n)
		return false;
	memset(r->correct, 0, r->c.n * sizeof(*r->correct)); /* `AC` */
	for (i = 0; i < key.n; i++) {
		which = optionkey_named(r, mode, (struct slice){ key.p + i, 1 });
		if (which == SIZE_MAX || r->correct[which])
			return false;
		r->correct[which] = true;
	}
	return true;
}
