/* Numeric character references in text that must survive a round trip through another format. */
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
const struct charref_set charref_gift = {
	.always = "\r", .at_edges = " \t\v\f", .on_request = "%#*+-<>_`~[=0123456789"
};
const struct charref_set charref_category = { .always = "\n\r", .at_edges = " \t\v\f", .on_request = "$-" };
const struct charref_set charref_meta = { .always = "\r", .at_edges = " \t", .on_request = "", .repeated = "-" };
const struct charref_set charref_gift_meta = { .always = "\r[", .at_edges = " \t", .on_request = "" };

static bool
charref_in(const char *bytes, char c)
{
	return bytes != NULL && c != '\0' && strchr(bytes, c) != NULL;
}

/* Whether charref_encode() may write a reference to c. */
static bool
charref_covers(const struct charref_set *set, char c)
{
	return charref_in(set->always, c) || charref_in(set->at_edges, c) || charref_in(set->on_request, c) ||
	    charref_in(set->repeated, c);
}

size_t
charref_length(const struct charref_set *set, struct slice s, size_t *zeros, char *byte)
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
	return charref_covers(set, *byte) ? i + 1 : 0;
}

void
charref_edges(const struct charref_set *set, struct slice s, size_t *front, size_t *back)
{
	*front = 0;
	*back = s.n;
	while (*front < s.n && charref_in(set->at_edges, s.p[*front]))
		++*front;
	while (*back > *front && charref_in(set->at_edges, s.p[*back - 1]))
		--*back;
}

void
charref_encode(const struct charref_set *set, struct slice s, const bool *mask, struct buf *b)
{
	size_t i, front, back, zeros;

	charref_edges(set, s, &front, &back);
	for (i = 0; i < s.n; i++) {
		char c = s.p[i], byte;

		if (i < front || i >= back || charref_in(set->always, c) || (mask != NULL && mask[i]) ||
		    (i > 0 && c == s.p[i - 1] && charref_in(set->repeated, c))) {
			buf_printf(b, "&#%d;", (unsigned char)c);
		} else if (c == '&' && charref_length(set, slice_skip(s, i), &zeros, &byte) > 0) {
			buf_str(b, "&#0");
			i++;
		} else {
			buf_byte(b, c);
		}
	}
}

void
charref_decode(const struct charref_set *set, struct slice s, struct buf *b)
{
	while (s.n > 0) {
		size_t zeros = 0, n = charref_length(set, s, &zeros, buf_reserve(b, 1));

		if (n > 0 && zeros == 0) {
			b->n++; /* charref_length() stored the byte */
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
