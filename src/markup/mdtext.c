/* Plain text as CommonMark inline text. */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "markup/charref.h"
#include "markup/mdtext.h"

static const struct charref_set md_inline = { .always = "\n\r", .at_edges = " \t\v\f", .on_request = "" };

static bool
md_in(const char *set, char c)
{
	return c != '\0' && strchr(set, c) != NULL;
}

/* Whether CommonMark may read the byte at i as markup. */
static bool
md_needs_backslash(struct slice s, size_t i)
{
	char next = i + 1 < s.n ? s.p[i + 1] : '\0';

	switch (s.p[i]) {
	case '&':
		return next == '#' || (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
	case '#':
		return i == 0 || strchr(" \t#", s.p[i - 1]) != NULL;
	default:
		return md_in("\\`*_[]<>~", s.p[i]);
	}
}

void
md_escape(struct slice s, struct buf *b)
{
	size_t i, front, back;

	charref_edges(&md_inline, s, &front, &back);
	for (i = 0; i < s.n; i++) {
		if (i < front || i >= back || md_in(md_inline.always, s.p[i])) {
			buf_printf(b, "&#%d;", (unsigned char)s.p[i]);
			continue;
		}
		if (md_needs_backslash(s, i))
			buf_byte(b, '\\');
		buf_byte(b, s.p[i]);
	}
}

void
md_unescape(struct slice s, struct buf *b)
{
	size_t i, zeros, n;

	for (i = 0; i < s.n; i++) {
		n = charref_length(&md_inline, slice_skip(s, i), &zeros, buf_reserve(b, 1));
		if (n > 0) {
			b->n++; /* charref_length() stored the byte */
			i += n - 1;
			continue;
		}
		if (s.p[i] == '\\' && i + 1 < s.n && md_in("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s.p[i + 1]))
			i++;
		buf_byte(b, s.p[i]);
	}
}
