/* What a person sees: characters, their width, the terminal. */
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"

/* Decodes one character: how many bytes it has, or 0 where they are not UTF-8. */
static size_t
decode(struct slice s, int32_t *rune)
{
	utf8proc_ssize_t n;

	if ((unsigned char)*s.p < 0x80) {
		*rune = (unsigned char)*s.p;
		return 1;
	}
	n = utf8proc_iterate((const utf8proc_uint8_t *)s.p, s.n > 4 ? 4 : (utf8proc_ssize_t)s.n, rune);
	return n > 0 ? (size_t)n : 0;
}

int32_t
utf8_next(struct slice *s)
{
	int32_t rune;
	size_t n = decode(*s, &rune);

	if (n == 0) {
		n = 1;
		rune = 0xfffd;
	}
	s->p += n;
	s->n -= n;
	return rune;
}

bool
utf8_is_upper(int32_t rune)
{
	return utf8proc_category(rune) == UTF8PROC_CATEGORY_LU;
}

bool
utf8_is_space(int32_t rune)
{
	utf8proc_category_t c;

	if (rune < 0x80)
		return rune == ' ' || (rune >= '\t' && rune <= '\r');
	c = utf8proc_category(rune);
	return rune == 0x85 || c == UTF8PROC_CATEGORY_ZS || c == UTF8PROC_CATEGORY_ZL || c == UTF8PROC_CATEGORY_ZP;
}

bool
utf8_is_word(int32_t rune)
{
	utf8proc_category_t c;

	if (rune < 0x80)
		return (rune >= '0' && rune <= '9') || (rune >= 'A' && rune <= 'Z') || (rune >= 'a' && rune <= 'z');
	c = utf8proc_category(rune);
	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_NO;
}

bool
utf8_is_symbol(int32_t rune)
{
	switch (utf8proc_category(rune)) {
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

size_t
utf8_width(struct slice s)
{
	size_t width = 0;

	while (s.n > 0)
		width += (size_t)utf8proc_charwidth(utf8_next(&s));
	return width;
}

static const uint64_t high = 0x8080808080808080; /* the bit of each byte that ASCII has not */

/* Eight bytes, wherever they stand. */
static uint64_t
load(const char *p)
{
	uint64_t word;

	memcpy(&word, p, 8);
	return word;
}

/* How many bytes are ASCII, from the front. */
static size_t
ascii_run(struct slice s)
{
	size_t i = 0;

	while (s.n - i >= 8 && (load(s.p + i) & high) == 0)
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
		return ascii_run(s) == s.n;
	for (; end - p >= 32; p += 32)
		all |= load(p) | load(p + 8) | load(p + 16) | load(p + 24);
	for (; end - p >= 8; p += 8)
		all |= load(p);
	return ((all | load(end - 8)) & high) == 0;
}

bool
utf8_is_valid(struct slice s)
{
	int32_t rune;
	size_t n;

	if (utf8_is_ascii(s))
		return true;
	for (;; s.p += n, s.n -= n) {
		n = ascii_run(s);
		s = slice_skip(s, n);
		if (s.n == 0)
			return true;
		if ((n = decode(s, &rune)) == 0)
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
		int32_t rune;
		size_t n = decode(s, &rune);

		buf_append(b, n ? s.p : "\xef\xbf\xbd", n ? n : 3);
		n += n == 0;
		s = slice_skip(s, n);
	}
	return buf_slice(b);
}

void
escape_controls(struct slice s, const char *keep, struct buf *b)
{
	while (s.n > 0) {
		const char *p = s.p;
		int32_t rune;
		size_t n = decode(s, &rune);

		if (n == 0)
			buf_printf(b, "\\x%02x", (unsigned char)*p);
		else if (rune > 0 && rune < 0x20 && strchr(keep, (char)rune) != NULL)
			buf_byte(b, (char)rune);
		else if (rune == '\n' || rune == '\t' || rune == '\r')
			buf_byte(b, ' ');
		else if (rune < 0x20 || (rune >= 0x7f && rune < 0xa0))
			buf_printf(b, "\\x%02x", (unsigned)rune);
		else
			buf_append(b, p, n);
		n += n == 0;
		s = slice_skip(s, n);
	}
}
