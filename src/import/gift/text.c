/* The texts of GIFT: escapes, and the format in front of a text. */
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "import/gift/gift.h"
#include "import/gift/text.h"
#include "import/html/html.h"
#include "import/import.h"
#include "markup/charref.h"

/* Whether a backslash and c are an escape of GIFT; `\n` is a newline, the others c itself. */
static bool
gift_is_escape(char c)
{
	return c != '\0' && strchr("\\~=#{}:n", c) != NULL;
}

size_t
gift_find(struct slice s, const char *bytes)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n && gift_is_escape(s.p[i + 1]))
			i++;
		else if (strchr(bytes, s.p[i]) != NULL)
			return i;
	}
	return s.n;
}

void
gift_decode(const struct gift *g, struct slice s, bool join, struct buf *b)
{
	struct buf raw = { 0 };
	size_t i;

	for (i = 0; i < s.n; i++) {
		char next = i + 1 < s.n ? s.p[i + 1] : '\0';

		if (s.p[i] == '\\' && gift_is_escape(next)) {
			buf_byte(&raw, next == 'n' ? '\n' : next);
			i++;
		} else {
			buf_byte(&raw, join && s.p[i] == '\n' ? ' ' : s.p[i]);
		}
	}
	if (g->native)
		charref_decode(&charref_gift, buf_slice(&raw), b);
	else
		buf_append(b, raw.p, raw.n);
	buf_free(&raw);
}

void
gift_decode_formatted(const struct gift *g, struct slice s, struct buf *b)
{
	enum { MARKDOWN, PLAIN, AUTO, HTML };
	static const char *const formats[] = { "[markdown]", "[plain]", "[moodle]", "[html]" };
	struct buf html = { 0 };
	size_t i, format = AUTO;

	if (!g->native)
		s = slice_trim_ws(s);
	for (i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (slice_starts(s, formats[i])) {
			s = slice_skip(s, strlen(formats[i]));
			format = i;
			break;
		}
	if (g->native) {
		gift_decode(g, s, false, b);
		return;
	}
	s = slice_trim_ws(s);
	/* Moodle takes a text without a format for HTML, too; a code span may have what looks like it. */
	if (format == HTML || (format == AUTO && html_is_likely(s) && memchr(s.p, '`', s.n) == NULL)) {
		gift_decode(g, s, false, &html);
		html_import(g->im, g->lineno, buf_slice(&html), b);
	} else {
		gift_decode(g, s, format != MARKDOWN, b);
	}
	buf_free(&html);
}

void
gift_skipped(const struct gift *g, const char *what, struct slice text)
{
	import_skipped(g->im, g->lineno, what, text);
}
