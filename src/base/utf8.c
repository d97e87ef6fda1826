/* Characters by utf8proc, with fast paths for ASCII. */
#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"

bool
ascii_starts(struct slice s, const char *lower)
{
	size_t i;

	for (i = 0; i < s.n && lower[i] != '\0' && ascii_lower(s.p[i]) == lower[i]; i++)
		;
	return lower[i] == '\0';
}

/* Decodes the first character of s; returns its length in bytes, or 0 if it is not valid UTF-8. */
static size_t
utf8_decode(struct slice s, int32_t *c)
{
	utf8proc_ssize_t n;

	if ((unsigned char)*s.p < 0x80) {
		*c = (unsigned char)*s.p;
		return 1;
	}
	n = utf8proc_iterate((const utf8proc_uint8_t *)s.p, s.n > 4 ? 4 : (utf8proc_ssize_t)s.n, c);
	return n > 0 ? (size_t)n : 0;
}

int32_t
utf8_next(struct slice *s)
{
	int32_t c;
	size_t n = utf8_decode(*s, &c);

	if (n == 0) {
		n = 1;
		c = 0xfffd;
	}
	s->p += n;
	s->n -= n;
	return c;
}

bool
utf8_is_upper(int32_t c)
{
	return utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

bool
utf8_is_space(int32_t c)
{
	utf8proc_category_t category;

	if (c < 0x80)
		return c == ' ' || (c >= '\t' && c <= '\r');
	category = utf8proc_category(c);
	return c == 0x85 || category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
	    category == UTF8PROC_CATEGORY_ZP;
}

bool
utf8_is_word(int32_t c)
{
	utf8proc_category_t category;

	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
	category = utf8proc_category(c);
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

bool
utf8_is_symbol(int32_t c)
{
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_SO:
	case UTF8PROC_CATEGORY_SK:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_CF:
		return true;
	default:
		return false;
	}
}

/* Whether it is a vowel or final consonant of Hangul, which joins the syllable before it. */
static bool
utf8_joins_syllable(int32_t c)
{
	return (c >= 0x1160 && c <= 0x11ff) || (c >= 0xd7b0 && c <= 0xd7fb);
}

size_t
utf8_width(struct slice s)
{
	size_t width = 0;

	while (s.n > 0) {
		int32_t c = utf8_next(&s);

		width += utf8_joins_syllable(c) ? 0 : (size_t)utf8proc_charwidth(c);
	}
	return width;
}

static const uint64_t high = 0x8080808080808080; /* the bits that are 0 in ASCII */

/* Loads eight bytes from any address. */
static uint64_t
utf8_load(const char *p)
{
	uint64_t word;

	memcpy(&word, p, 8);
	return word;
}

/* The length of the leading run of ASCII bytes. */
static size_t
utf8_ascii_run(struct slice s)
{
	size_t i = 0;

	while (s.n - i >= 8 && (utf8_load(s.p + i) & high) == 0)
		i += 8;
	while (i < s.n && (s.p[i] & 0x80) == 0)
		i++;
	return i;
}

bool
utf8_is_ascii(struct slice s)
{
	const char *p = s.p, *end = s.p + s.n;
	uint64_t all = 0;

	if (s.n < 8)
		return utf8_ascii_run(s) == s.n;
	for (; end - p >= 32; p += 32)
		all |= utf8_load(p) | utf8_load(p + 8) | utf8_load(p + 16) | utf8_load(p + 24);
	for (; end - p >= 8; p += 8)
		all |= utf8_load(p);
	return ((all | utf8_load(end - 8)) & high) == 0;
}

bool
utf8_is_valid(struct slice s)
{
	int32_t c;
	size_t n;

	if (utf8_is_ascii(s))
		return true;
	for (;; s.p += n, s.n -= n) {
		n = utf8_ascii_run(s);
		s = slice_skip(s, n);
		if (s.n == 0)
			return true;
		if ((n = utf8_decode(s, &c)) == 0)
			return false;
	}
}

struct slice
utf8_replace_invalid(struct slice s, struct buf *b)
{
	if (utf8_is_valid(s))
		return s;
	b->n = 0;
	while (s.n > 0) {
		int32_t c;
		size_t n = utf8_decode(s, &c);

		buf_append(b, n ? s.p : "\xef\xbf\xbd", n ? n : 3);
		n += n == 0;
		s = slice_skip(s, n);
	}
	return buf_slice(b);
}

void
utf8_fold(struct slice s, struct buf *b)
{
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD;
	struct buf valid = { 0 }, points = { 0 };
	utf8proc_ssize_t n, space;

	s = utf8_replace_invalid(s, &valid);
	n = utf8proc_decompose((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, NULL, 0, options);
	space = n > 0 ? n : 0;
	buf_reserve(&points, ((size_t)space + 1) * sizeof(utf8proc_int32_t));
	n = utf8proc_decompose(
	    (const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, (utf8proc_int32_t *)(void *)points.p, space, options);
	if (n > 0)
		n = utf8proc_reencode((utf8proc_int32_t *)(void *)points.p, n, options);
	b->n = 0;
	buf_append(b, points.p, n > 0 ? (size_t)n : 0);
	buf_free(&valid);
	buf_free(&points);
}

/* How to escape: see utf8.h. */
struct escape {
	const char *keep;
	bool bidi;    /* escape bidirectional controls */
	bool visible; /* white space as \n instead of a space */
};

static bool
escape_is_bidi(int32_t c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void
escape_text(struct slice s, const struct escape *e, struct buf *b)
{
	while (s.n > 0) {
		const char *p = s.p;
		int32_t c;
		size_t n = utf8_decode(s, &c);

		if (n == 0)
			buf_printf(b, "\\x%02x", (unsigned char)*p);
		else if (c > 0 && c < 0x20 && strchr(e->keep, (char)c) != NULL)
			buf_byte(b, (char)c);
		else if (c == '\n' || c == '\t' || c == '\r')
			buf_str(b, !e->visible ? " " : c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r");
		else if (c < 0x20 || (c >= 0x7f && c < 0xa0))
			buf_printf(b, "\\x%02x", (unsigned)c);
		else if (e->bidi && escape_is_bidi(c))
			buf_printf(b, "\\u%04x", (unsigned)c);
		else
			buf_append(b, p, n);
		n += n == 0;
		s = slice_skip(s, n);
	}
}

void
escape_controls(struct slice s, const char *keep, struct buf *b)
{
	escape_text(s, &(struct escape){ .keep = keep, .bidi = true }, b);
}

void
escape_message(struct slice s, struct buf *b)
{
	escape_text(s, &(struct escape){ .keep = "", .bidi = true, .visible = true }, b);
}

void
escape_nonprinting(struct slice s, const char *keep, struct buf *b)
{
	escape_text(s, &(struct escape){ .keep = keep }, b);
}
