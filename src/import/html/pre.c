/* Code of HTML as CommonMark. */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/html/block.h"
#include "import/html/html.h"
#include "import/html/inline.h"
#include "import/html/tree.h"

enum { FENCE_TICKS = 3 };

/* ---- Text without markup ---- */

/* Appends the text; no-break spaces become spaces. */
static void
pre_text(struct slice s, bool keep_lines, struct buf *b)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
			continue;
		else if (s.p[i] == '\r')
			buf_byte(b, keep_lines ? '\n' : ' ');
		else if ((unsigned char)s.p[i] == 0xc2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xa0) {
			buf_byte(b, ' ');
			i++;
		} else {
			buf_byte(b, !keep_lines && ascii_is_space(s.p[i]) ? ' ' : s.p[i]);
		}
}

static void
pre_end_line(struct buf *b)
{
	if (b->n > 0 && b->p[b->n - 1] != '\n')
		buf_byte(b, '\n');
}

/* Appends the text of the node: line breaks are newlines; those of the source only if keep_lines. */
static void
pre_add(const struct html_tree *t, size_t node, bool keep_lines, struct buf *b)
{
	const struct html_node *e = &t->node[node];
	size_t i;

	switch (e->tag) {
	case HTML_TEXT:
		pre_text(html_span(t, e->where), keep_lines, b);
		return;
	case HTML_BREAK:
		buf_byte(b, '\n');
		return;
	case HTML_IMAGE:
		pre_text(html_span(t, e->label), false, b);
		return;
	case HTML_HIDDEN:
		return;
	case HTML_DROPPED:
		if (e->number != HTML_UNKNOWN)
			return;
		break;
	default:
		break;
	}
	if (html_is_block(e->tag) && e->tag != HTML_PRE)
		pre_end_line(b);
	for (i = e->child; i != 0; i = t->node[i].next)
		pre_add(t, i, keep_lines, b);
	if (html_is_block(e->tag) && e->tag != HTML_PRE)
		pre_end_line(b);
}

void
html_plain(const struct html_tree *t, size_t node, struct buf *b)
{
	pre_add(t, node, false, b);
}

/* ---- Code ---- */

static bool
pre_is_language(char c)
{
	return ascii_lower(c) != c || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '#' ||
	    c == '-';
}

/* The language of the code: that of the node, or of the element around it or in it. */
static struct slice
pre_language(const struct html_tree *t, size_t node)
{
	const struct html_node *e = &t->node[node], *inner = &t->node[e->child], *outer = &t->node[e->parent];
	struct slice s = html_span(t, e->label);
	size_t n = 0;

	if (s.n == 0 && e->child != 0 && inner->tag == HTML_CODE)
		s = html_span(t, inner->label);
	if (s.n == 0 && outer->tag == HTML_BLOCK)
		s = html_span(t, outer->label);
	while (n < s.n && pre_is_language(s.p[n]))
		n++;
	return (struct slice){ n > 0 ? s.p : "", n };
}

static void
pre_fence(struct html_writer *w, struct slice code, struct slice language)
{
	struct buf fence = { 0 };
	struct slice line;
	size_t i, run = 0, ticks = FENCE_TICKS;

	for (i = 0; i < code.n; i++) {
		run = code.p[i] == '`' ? run + 1 : 0;
		ticks = run >= ticks ? run + 1 : ticks;
	}
	for (i = 0; i < ticks; i++)
		buf_byte(&fence, '`');
	html_begin(w);
	buf_append(&fence, language.p, language.n);
	html_line(w, buf_slice(&fence));
	while (slice_next(&code, '\n', &line))
		html_line(w, line);
	fence.n = ticks;
	html_line(w, buf_slice(&fence));
	buf_free(&fence);
}

/* Writes the lines as a block, without blank lines at either end. */
static void
pre_block(struct html_writer *w, size_t node, struct slice code)
{
	size_t i, begin = 0;

	while (code.n > 0 && ascii_is_space(code.p[code.n - 1]))
		code.n--;
	for (i = 0; i < code.n && ascii_is_space(code.p[i]); i++)
		if (code.p[i] == '\n')
			begin = i + 1;
	code = slice_skip(code, begin);
	html_flush(w);
	if (code.n > 0)
		pre_fence(w, code, pre_language(w->t, node));
}

void
html_preformatted(struct html_writer *w, size_t node)
{
	struct buf b = { 0 };

	pre_add(w->t, node, true, &b);
	if (w->single_line)
		html_inline_code(&w->line, buf_slice(&b));
	else
		pre_block(w, node, buf_slice(&b));
	buf_free(&b);
}

void
html_code(struct html_writer *w, size_t node)
{
	struct buf b = { 0 };
	struct slice s;

	pre_add(w->t, node, false, &b);
	s = slice_trim_ws(buf_slice(&b));
	if (s.n == 0)
		html_inline_space(&w->line);
	else if (memchr(s.p, '\n', s.n) != NULL && !w->single_line)
		pre_block(w, node, s);
	else
		html_inline_code(&w->line, s);
	buf_free(&b);
}
