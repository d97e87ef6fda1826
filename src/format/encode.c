/* Text encoded for other formats. */
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/list.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/encode.h"
#include "format/htmltext.h"
#include "tsv/csv.h"

#define ENCODE_REPLACEMENT "\xef\xbf\xbd"

/* A JSON string, RFC 8259, with its quotes. */
static void
encode_json(struct buf *b, struct slice s)
{
	struct buf valid = { 0 };
	size_t i;

	s = utf8_replace_invalid(s, &valid);
	buf_byte(b, '"');
	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\')
			buf_printf(b, "\\%c", c);
		else if (c == '\n' || c == '\t' || c == '\r')
			buf_printf(b, "\\%c", c == '\n' ? 'n' : c == '\t' ? 't' : 'r');
		else if (c < 0x20 || c == 0x7f)
			buf_printf(b, "\\u%04x", c);
		else
			buf_byte(b, (char)c);
	}
	buf_byte(b, '"');
	buf_free(&valid);
}

/* A word of the shell, in apostrophes. */
static void
encode_sh(struct buf *b, struct slice s)
{
	size_t i;

	buf_byte(b, '\'');
	for (i = 0; i < s.n; i++)
		if (s.p[i] == '\'')
			buf_str(b, "'\\''");
		else
			buf_byte(b, s.p[i]);
	buf_byte(b, '\'');
}

/* A field of CSV, RFC 4180. */
static void
encode_csv(struct buf *b, struct slice s)
{
	struct buf quoted = { 0 };

	s = csv_field(s, ",\n\r", &quoted);
	buf_append(b, s.p, s.n);
	buf_free(&quoted);
}

/* The same as in HTML; a CR, which a reader of XML would change, is a character reference. */
static void
encode_xml(struct buf *b, struct slice s)
{
	struct slice part;

	while (s.n > 0) {
		const char *cr = memchr(s.p, '\r', s.n);

		part = (struct slice){ s.p, cr != NULL ? (size_t)(cr - s.p) : s.n };
		html_text(b, part);
		buf_str(b, cr != NULL ? "&#13;" : "");
		s = slice_skip(s, part.n + (cr != NULL));
	}
}

/* A part of a URL, RFC 3986: all bytes but the unreserved ones as %XX. */
static void
encode_url(struct buf *b, struct slice s)
{
	static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
	size_t i;

	for (i = 0; i < s.n; i++)
		if (memchr(unreserved, s.p[i], sizeof(unreserved) - 1) != NULL)
			buf_byte(b, s.p[i]);
		else
			buf_printf(b, "%%%02X", (unsigned char)s.p[i]);
}

/* A TEXT of iCalendar, RFC 5545, unfolded. */
static void
encode_ics(struct buf *b, struct slice s)
{
	struct buf valid = { 0 };
	size_t i;

	s = utf8_replace_invalid(s, &valid);
	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '\\' || c == ';' || c == ',')
			buf_printf(b, "\\%c", c);
		else if (c == '\n' || (c == '\r' && (i + 1 == s.n || s.p[i + 1] != '\n')))
			buf_str(b, "\\n");
		else if ((c < 0x20 && c != '\t' && c != '\r') || c == 0x7f)
			buf_str(b, ENCODE_REPLACEMENT);
		else if (c != '\r')
			buf_byte(b, (char)c);
	}
	buf_free(&valid);
}

static const struct {
	const char *name;
	encoding *encode;
} encodings[] = {
	{ "json", encode_json },
	{ "sh", encode_sh },
	{ "csv", encode_csv },
	{ "html", html_text },
	{ "xml", encode_xml },
	{ "url", encode_url },
	{ "ics", encode_ics },
};

enum { ENCODINGS = sizeof(encodings) / sizeof(*encodings) };

encoding *
encode_find(struct slice name)
{
	size_t i;

	for (i = 0; i < ENCODINGS; i++)
		if (slice_eq(name, slice_of(encodings[i].name)))
			return encodings[i].encode;
	return NULL;
}

const char *
encode_names(struct buf *b)
{
	size_t i;

	for (i = 0; i < ENCODINGS; i++)
		list_add(b, encodings[i].name);
	return buf_cstr(b);
}
