/* HTML as CommonMark: the entry points, and what is reported. */
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/html/block.h"
#include "import/html/html.h"
#include "import/html/inline.h"
#include "import/html/tree.h"
#include "import/import.h"

static int
html_convert(struct slice html, bool page, struct buf *out, struct html_counts *dropped)
{
	struct html_tree t = { 0 };
	struct html_writer w = {
		.t = &t, .dropped = dropped, .page = page, .out = out, .start = out->n, .fresh = true
	};
	int status = html_tree_parse(&t, html);

	w.line.t = &t;
	if (status == 0) {
		html_walk_children(&w, 0);
		html_flush(&w);
	}
	html_inline_free(&w.line);
	buf_free(&w.prefix);
	buf_free(&w.first);
	html_tree_free(&t);
	return status;
}

int
html_to_markdown(struct slice html, struct buf *out, struct html_counts *dropped)
{
	return html_convert(html, false, out, dropped);
}

int
html_page_to_markdown(struct slice html, struct buf *out, struct html_counts *dropped)
{
	return html_convert(html, true, out, dropped);
}

int
html_to_text(struct slice html, struct buf *out)
{
	struct html_tree t = { 0 };
	struct buf b = { 0 };
	struct slice text;
	int status = html_tree_parse(&t, html);

	if (status == 0) {
		html_plain(&t, 0, &b);
		text = slice_trim_ws(buf_slice(&b));
		buf_append(out, text.p, text.n);
	}
	html_tree_free(&t);
	buf_free(&b);
	return status;
}

const char *
html_dropped_name(enum html_dropped kind)
{
	static const char *const names[HTML_KINDS] = { "sound", "frame", "drawing", "form field", "embedded image",
		"unknown HTML element", "navigation" };

	return names[kind];
}

void
html_report(struct import *im, size_t lineno, const struct html_counts *dropped)
{
	size_t kind, i;

	for (kind = 0; kind < HTML_KINDS; kind++)
		for (i = 0; i < dropped->n[kind]; i++)
			import_skipped(im, lineno, html_dropped_name((enum html_dropped)kind), (struct slice){ "", 0 });
}

/* The length of the letters and digits at the front. */
static size_t
html_name_length(struct slice s)
{
	size_t n = 0;

	while (
	    n < s.n && ((ascii_lower(s.p[n]) >= 'a' && ascii_lower(s.p[n]) <= 'z') || (s.p[n] >= '0' && s.p[n] <= '9')))
		n++;
	return n;
}

/* Whether the text after a `<` is that of a tag that HTML has. */
static bool
html_is_tag(struct slice s)
{
	char name[16];
	size_t i, n;

	if (slice_starts(s, "/"))
		s = slice_skip(s, 1);
	n = html_name_length(s);
	if (n == 0 || n >= sizeof(name) || n == s.n || strchr(" \t\r\n/>", s.p[n]) == NULL)
		return false;
	for (i = 0; i < n; i++)
		name[i] = ascii_lower(s.p[i]);
	name[n] = '\0';
	return html_element(name) != NULL && memchr(s.p + n, '>', s.n - n) != NULL;
}

/* Whether the text after an ampersand is that of a character reference. */
static bool
html_is_reference(struct slice s)
{
	size_t n = html_name_length(s = slice_skip(s, slice_starts(s, "#")));

	return n > 0 && n < s.n && s.p[n] == ';';
}

bool
html_is_likely(struct slice s)
{
	for (; s.n > 0; s = slice_skip(s, 1))
		if ((*s.p == '<' && html_is_tag(slice_skip(s, 1))) ||
		    (*s.p == '&' && html_is_reference(slice_skip(s, 1))))
			return true;
	return false;
}

/* Replaces `\_\_\_\_\_`, a blank in HTML, by `_____`. */
static void
html_restore_blanks(struct buf *b, size_t from)
{
	static const char escaped[] = "\\_\\_\\_\\_\\_";
	size_t i, n = from;

	for (i = from; i < b->n; n++)
		if (slice_starts(slice_skip(buf_slice(b), i), escaped)) {
			memcpy(b->p + n, "_____", 5);
			n += 4;
			i += sizeof(escaped) - 1;
		} else {
			b->p[n] = b->p[i++];
		}
	b->n = n;
}

bool
html_append(struct import *im, size_t lineno, struct slice html, struct buf *b)
{
	struct html_counts dropped = { { 0 } };

	if (html_to_markdown(html, b, &dropped) == -1) {
		import_note(im, lineno, "%s; kept as text", failure());
		buf_append(b, html.p, html.n);
		return false;
	}
	html_report(im, lineno, &dropped);
	return true;
}

void
html_import(struct import *im, size_t lineno, struct slice html, struct buf *b)
{
	size_t from = b->n;

	if (html_append(im, lineno, html, b))
		html_restore_blanks(b, from);
}
