/* The elements of HTML, one by one. */
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/html/block.h"
#include "import/html/html.h"
#include "import/html/inline.h"
#include "import/html/tree.h"

static const struct html_node walk_strong = { .tag = HTML_STRONG };

/* ---- <details> ---- */

/* A paragraph of its own that is emphasized, such as the term of a definition. */
static void
walk_term(struct html_writer *w, size_t node)
{
	html_flush(w);
	html_inline_open(&w->line, &walk_strong);
	w->style[w->styles++] = &walk_strong;
	html_walk_children(w, node);
	w->styles--;
	html_inline_close(&w->line, &walk_strong);
	html_flush(w);
}

/* Appends the text with character references in place of markup. */
static void
walk_escape(struct slice s, struct buf *b)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] == '<' || s.p[i] == '&')
			buf_str(b, s.p[i] == '<' ? "&lt;" : "&amp;");
		else
			buf_byte(b, ascii_is_space(s.p[i]) ? ' ' : s.p[i]);
}

static void
walk_summary(struct html_writer *w, size_t node)
{
	struct buf text = { 0 }, b = { 0 };

	html_flush(w);
	if (w->page && !w->single_line) {
		html_plain(w->t, node, &text);
		buf_str(&b, "<summary>");
		walk_escape(slice_trim_ws(buf_slice(&text)), &b);
		buf_str(&b, "</summary>");
		html_line(w, buf_slice(&b));
	} else {
		walk_term(w, node);
	}
	buf_free(&text);
	buf_free(&b);
}

static void
walk_details(struct html_writer *w, size_t node)
{
	html_flush(w);
	if (w->page && !w->single_line) {
		html_begin(w);
		html_line(w, slice_of("<details>"));
	}
	html_walk_children(w, node);
	html_flush(w);
	if (w->page && !w->single_line) {
		html_begin(w);
		html_line(w, slice_of("</details>"));
	}
}

/* ---- Inline elements ---- */

static void
walk_style(struct html_writer *w, size_t node)
{
	const struct html_node *e = &w->t->node[node];
	struct slice where = html_span(w->t, e->where);

	if (e->tag == HTML_LINK && (where.n == 0 || *where.p == '#' || slice_starts(where, "javascript:"))) {
		html_walk_children(w, node);
		return;
	}
	html_inline_open(&w->line, e);
	w->style[w->styles++] = e;
	html_walk_children(w, node);
	w->styles--;
	html_inline_close(&w->line, e);
}

/* A digit, a sign or n as a superscript or a subscript of Unicode, or NULL. */
static const char *
walk_script_char(char c, bool super)
{
	static const char *const sup[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁺", "⁻", "ⁿ" };
	static const char *const sub[] = { "₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉", "₊", "₋", "ₙ" };
	static const char chars[] = "0123456789+-n";
	const char *at = c != '\0' ? strchr(chars, c) : NULL;

	return at == NULL ? NULL : super ? sup[at - chars] : sub[at - chars];
}

static void
walk_script(struct html_writer *w, size_t node)
{
	bool super = w->t->node[node].tag == HTML_SUP, parentheses;
	struct buf text = { 0 }, b = { 0 };
	struct slice s;
	const char *c = "";
	size_t i;

	html_plain(w->t, node, &text);
	s = slice_trim_ws(buf_slice(&text));
	for (i = 0; i < s.n && (c = walk_script_char(s.p[i], super)) != NULL; i++)
		buf_str(&b, c);
	if (s.n > 0 && c != NULL) {
		html_inline_text(&w->line, buf_slice(&b));
	} else if (s.n > 0) {
		parentheses = s.n > 1;
		html_inline_text(&w->line, slice_of(super ? parentheses ? "^(" : "^" : parentheses ? "_(" : "_"));
		html_walk_children(w, node);
		html_inline_text(&w->line, slice_of(parentheses ? ")" : ""));
	} else {
		html_walk_children(w, node);
	}
	buf_free(&text);
	buf_free(&b);
}

static void
walk_image(struct html_writer *w, const struct html_node *image)
{
	struct slice where = html_span(w->t, image->where);
	bool embedded = where.n > 5 && strncasecmp(where.p, "data:", 5) == 0;

	w->dropped->n[HTML_EMBEDDED] += embedded;
	if (embedded || where.n == 0)
		html_inline_text(&w->line, html_span(w->t, image->label));
	else
		html_inline_image(&w->line, image);
}

static void
walk_dropped(struct html_writer *w, size_t node)
{
	int kind = w->t->node[node].number;

	w->dropped->n[kind]++;
	if (kind == HTML_UNKNOWN)
		html_walk_children(w, node);
}

/* ---- All elements ---- */

static void
walk_rule(struct html_writer *w, size_t node)
{
	(void)node;
	html_flush(w);
	if (w->single_line)
		return;
	html_begin(w);
	html_line(w, slice_of("---"));
}

static void
walk_block(struct html_writer *w, size_t node)
{
	html_flush(w);
	html_walk_children(w, node);
	html_flush(w);
}

static void
walk_page(struct html_writer *w, size_t node)
{
	if (w->page)
		w->dropped->n[HTML_AROUND]++;
	else
		walk_block(w, node);
}

static void
walk_list_item(struct html_writer *w, size_t node)
{
	html_flush(w);
	if (w->single_line) {
		html_walk_children(w, node);
		return;
	}
	html_item(w, node, false, '-', 0);
}

static void
walk_break(struct html_writer *w)
{
	if (w->single_line)
		html_inline_space(&w->line);
	else if (html_inline_break(&w->line))
		html_flush(w);
}

/* Elements within a line. */
static void
walk_inline(struct html_writer *w, size_t node)
{
	const struct html_node *e = &w->t->node[node];

	switch (e->tag) {
	case HTML_TEXT:
		html_inline_text(&w->line, html_span(w->t, e->where));
		break;
	case HTML_BREAK:
		walk_break(w);
		break;
	case HTML_STRONG:
	case HTML_EM:
	case HTML_STRIKE:
	case HTML_LINK:
		walk_style(w, node);
		break;
	case HTML_SUB:
	case HTML_SUP:
		walk_script(w, node);
		break;
	case HTML_IMAGE:
		walk_image(w, e);
		break;
	case HTML_CHECKBOX:
		html_inline_box(&w->line, e->number == 1);
		break;
	case HTML_CODE:
		html_code(w, node);
		break;
	case HTML_DROPPED:
		walk_dropped(w, node);
		break;
	case HTML_HIDDEN:
		break;
	default:
		html_walk_children(w, node);
	}
}

void
html_walk(struct html_writer *w, size_t node)
{
	static const struct {
		enum html_tag tag;
		void (*walk)(struct html_writer *w, size_t node);
		bool in_line; /* in a heading or a cell, too */
	} blocks[] = { { HTML_UL, html_list, false }, { HTML_OL, html_list, false }, { HTML_QUOTE, html_quote, false },
		{ HTML_PRE, html_preformatted, true }, { HTML_LI, walk_list_item, true },
		{ HTML_HEADING, html_heading, true }, { HTML_TABLE, html_table, true }, { HTML_RULE, walk_rule, true },
		{ HTML_TERM, walk_term, true }, { HTML_DETAILS, walk_details, true },
		{ HTML_SUMMARY, walk_summary, true }, { HTML_PAGE, walk_page, true } };
	enum html_tag tag = w->t->node[node].tag;
	size_t i;

	if (!html_is_block(tag)) {
		walk_inline(w, node);
		return;
	}
	for (i = 0; i < sizeof(blocks) / sizeof(*blocks); i++)
		if (blocks[i].tag == tag && (blocks[i].in_line || !w->single_line)) {
			blocks[i].walk(w, node);
			return;
		}
	walk_block(w, node);
}

void
html_walk_children(struct html_writer *w, size_t node)
{
	size_t i;

	for (i = w->t->node[node].child; i != 0; i = w->t->node[i].next)
		html_walk(w, i);
}
