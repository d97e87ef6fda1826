/*
 * Text that stands in somebody else's format and must come back byte for byte:
 * character references, CommonMark escapes, and notes, the lines that carry the
 * columns a format does not show.
 */
#include <string.h>

#include "qb.h"

const struct refs refs_question = {
	.inside = "\n\r",
	.ends = " \t\v\f",
	.some = "#*+-<>_`~[=0123456789",
};
const struct refs refs_answer = { .inside = "", .ends = "", .some = "\r<" };
const struct refs refs_gift = { .inside = "\r", .ends = " \t\v\f", .some = "" };
const struct refs refs_category = { .inside = "\n\r", .ends = " \t\v\f", .some = "$-" };
const struct refs refs_note = { .inside = "\r", .ends = " \t", .some = "", .again = "-" };
const struct refs refs_gift_note = { .inside = "\r[", .ends = " \t", .some = "" };

/* The names of notes; the same everywhere. */
static const struct refs refs_name = { .inside = "\n\r:[", .ends = " \t", .some = "", .again = "-" };

static bool
in(const char *set, char c)
{
	return set != NULL && c != '\0' && strchr(set, c) != NULL;
}

static bool
in_any(const struct refs *r, char c)
{
	return in(r->inside, c) || in(r->ends, c) || in(r->some, c) || in(r->again, c);
}

/*
 * The length of the reference that the text begins with, or 0 where there is none
 * to a byte that r has.
 */
static size_t
reference(const struct refs *r, struct slice s, size_t *zeros, char *byte)
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
static void
find_ends(const struct refs *r, struct slice s, size_t *front, size_t *back)
{
	*front = 0;
	*back = s.n;
	while (*front < s.n && in(r->ends, s.p[*front]))
		++*front;
	while (*back > *front && in(r->ends, s.p[*back - 1]))
		--*back;
}

void
refs_encode(const struct refs *r, struct slice s, const bool *also, struct buf *b)
{
	size_t i, front, back, zeros;

	find_ends(r, s, &front, &back);
	for (i = 0; i < s.n; i++) {
		char c = s.p[i], byte;

		if (i < front || i >= back || in(r->inside, c) || (also != NULL && also[i]) ||
		    (i > 0 && c == s.p[i - 1] && in(r->again, c))) {
			buf_printf(b, "&#%d;", (unsigned char)c);
		} else if (c == '&' && reference(r, slice_from(s, i), &zeros, &byte) > 0) {
			buf_str(b, "&#0");
			i++;
		} else {
			buf_byte(b, c);
		}
	}
}

void
refs_decode(const struct refs *r, struct slice s, struct buf *b)
{
	while (s.n > 0) {
		size_t zeros = 0, n = reference(r, s, &zeros, buf_room(b, 1));

		if (n > 0 && zeros == 0) {
			b->n++;
		} else if (n > 0) {
			buf_str(b, "&#");
			buf_add(b, s.p + 3, n - 3);
		} else {
			buf_byte(b, *s.p);
			n = 1;
		}
		s = slice_from(s, n);
	}
}

/* ---- Plain text as CommonMark ---- */

static const struct refs refs_inline = { .inside = "\n\r", .ends = " \t\v\f", .some = "" };

static bool
needs_backslash(struct slice s, size_t i)
{
	char next = i + 1 < s.n ? s.p[i + 1] : '\0';

	switch (s.p[i]) {
	case '&':
		return next == '#' || (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
	case '#':
		return i == 0 || strchr(" \t#", s.p[i - 1]) != NULL;
	default:
		return in("\\`*_[]<>~", s.p[i]);
	}
}

void
md_escape(struct slice s, struct buf *b)
{
	size_t i, front, back;

	find_ends(&refs_inline, s, &front, &back);
	for (i = 0; i < s.n; i++) {
		if (i < front || i >= back || in(refs_inline.inside, s.p[i])) {
			buf_printf(b, "&#%d;", (unsigned char)s.p[i]);
			continue;
		}
		if (needs_backslash(s, i))
			buf_byte(b, '\\');
		buf_byte(b, s.p[i]);
	}
}

void
md_unescape(struct slice s, struct buf *b)
{
	size_t i, zeros, n;

	for (i = 0; i < s.n; i++) {
		n = reference(&refs_inline, slice_from(s, i), &zeros, buf_room(b, 1));
		if (n > 0) {
			b->n++;
			i += n - 1;
			continue;
		}
		if (s.p[i] == '\\' && i + 1 < s.n && in("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s.p[i + 1]))
			i++;
		buf_byte(b, s.p[i]);
	}
}

/* ---- Notes ---- */

void
name_encode(struct slice name, struct buf *b)
{
	refs_encode(&refs_name, name, NULL, b);
}

void
name_decode(struct slice s, struct buf *b)
{
	refs_decode(&refs_name, slice_trim(s), b);
}

size_t
note_encode(const struct refs *r, struct slice name, struct slice value, struct buf *b)
{
	struct slice line;
	size_t n = 0;

	if (value.n == 0)
		return 0;
	for (; slice_next(&value, '\n', &line); n++) {
		name_encode(name, b);
		buf_byte(b, ':');
		if (line.n > 0)
			buf_byte(b, ' ');
		refs_encode(r, line, NULL, b);
		buf_byte(b, '\n');
	}
	return n;
}

bool
note_decode(const struct refs *r, struct slice line, struct buf *name, struct buf *value)
{
	struct slice rest = line, key;

	name->n = value->n = 0;
	if (!slice_next(&rest, ':', &key) || rest.p == NULL)
		return false;
	name_decode(key, name);
	refs_decode(r, slice_trim(rest), value);
	return name->n > 0;
}
