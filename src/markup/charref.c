/*
 * Text that stands in somebody else's format and must come back byte for byte:
 * character references, CommonMark escapes, and notes, the lines that carry the
 * columns a format does not show.
 */
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "markup/charref.h"

const struct charref_set charref_question = {
	.always = "\n\r",
	.at_edges = " \t\v\f",
	.on_request = "#*+-<>_`~[=0123456789",
};
const struct charref_set charref_answer = { .always = "", .at_edges = "", .on_request = "\r<" };
const struct charref_set charref_gift = { .always = "\r", .at_edges = " \t\v\f", .on_request = "" };
const struct charref_set charref_category = { .always = "\n\r", .at_edges = " \t\v\f", .on_request = "$-" };
const struct charref_set charref_meta = { .always = "\r", .at_edges = " \t", .on_request = "", .repeated = "-" };
const struct charref_set charref_gift_meta = { .always = "\r[", .at_edges = " \t", .on_request = "" };

static bool
in(const char *set, char c)
{
	return set != NULL && c != '\0' && strchr(set, c) != NULL;
}

static bool
in_any(const struct charref_set *r, char c)
{
	return in(r->always, c) || in(r->at_edges, c) || in(r->on_request, c) || in(r->repeated, c);
}

/*
 * The length of the reference that the text begins with, or 0 where there is none
 * to a byte that r has.
 */
size_t
charref_length(const struct charref_set *r, struct slice s, size_t *zeros, char *byte)
{
	size_t i = 2, from;
	int value = 0;

	if (s.n < 4 || s.p[0] != '&' || s.p[1] != '#')
		return 0;
	while (i < s.n && s.p[i] == '0')
		i++;
	*zeros = i - 2;
	for (from = i; i < s.n && i < from + 3 && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		value = 10 * value + (s.p[i] - '0');
	if (i == from || i == s.n || s.p[i] != ';' || value > 127)
		return 0;
	*byte = (char)value;
	return in_any(r, *byte) ? i + 1 : 0;
}

/* Where the run of bytes that are encoded at the front ends, and where that at the back begins. */
void
charref_edges(const struct charref_set *r, struct slice s, size_t *front, size_t *back)
{
	*front = 0;
	*back = s.n;
	while (*front < s.n && in(r->at_edges, s.p[*front]))
		++*front;
	while (*back > *front && in(r->at_edges, s.p[*back - 1]))
		--*back;
}

void
charref_encode(const struct charref_set *r, struct slice s, const bool *mask, struct buf *b)
{
	size_t i, front, back, zeros;

	charref_edges(r, s, &front, &back);
	for (i = 0; i < s.n; i++) {
		char c = s.p[i], byte;

		if (i < front || i >= back || in(r->always, c) || (mask != NULL && mask[i]) ||
		    (i > 0 && c == s.p[i - 1] && in(r->repeated, c))) {
			buf_printf(b, "&#%d;", (unsigned char)c);
		} else if (c == '&' && charref_length(r, slice_skip(s, i), &zeros, &byte) > 0) {
			buf_str(b, "&#0");
			i++;
		} else {
			buf_byte(b, c);
		}
	}
}

void
charref_decode(const struct charref_set *r, struct slice s, struct buf *b)
{
	while (s.n > 0) {
		size_t zeros = 0, n = charref_length(r, s, &zeros, buf_reserve(b, 1));

		if (n > 0 && zeros == 0) {
			b->n++;
		} else if (n > 0) {
			buf_str(b, "&#");
			buf_append(b, s.p + 3, n - 3);
		} else {
			buf_byte(b, *s.p);
			n = 1;
		}
		s = slice_skip(s, n);
	}
}
