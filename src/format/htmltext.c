/* Text and CommonMark as HTML.  No byte of the text is taken for markup. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/htmltext.h"
#include "markup/commonmark.h"
#include "markup/xmltext.h"

enum { LAST_LEVEL = 6 }; /* of headings: h6 */

/* The state of html_markdown(). */
struct htmltext {
	struct buf *b;
	int top;        /* the level of the heading above the text */
	int heading;    /* the level of the last heading */
	size_t depth;   /* of links and images */
	bool is_link;   /* the outermost of them is written as a link */
	size_t content; /* the offset of its content in *b */
};

static const char *const htmltext_element[] = {
	[MD_PARAGRAPH] = "p",
	[MD_QUOTE] = "blockquote",
	[MD_ITEM] = "li",
	[MD_EMPHASIS] = "em",
	[MD_STRONG] = "strong",
	[MD_CODE] = "code",
};

/* The replacement of the character, or NULL if it is written unchanged. */
static const char *
htmltext_replacement(int32_t c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return xmltext_has(c) || c == '\r' ? NULL : "\xef\xbf\xbd"; /* HTML forbids it, also as a reference */
	}
}

void
html_text(struct buf *b, struct slice s)
{
	struct buf valid = { 0 };

	s = utf8_replace_invalid(s, &valid);
	while (s.n > 0) {
		const char *from = s.p;
		const char *replacement = htmltext_replacement(utf8_next(&s));

		if (replacement != NULL)
			buf_str(b, replacement);
		else
			buf_append(b, from, (size_t)(s.p - from));
	}
	buf_free(&valid);
}

static void
htmltext_text(void *arg, struct slice s)
{
	const struct htmltext *h = arg;

	html_text(h->b, s);
}

static void
htmltext_newline(void *arg, bool hard)
{
	const struct htmltext *h = arg;

	buf_str(h->b, hard ? "<br>\n" : "\n");
}

/* Whether the address may be linked: on the web, for mail, or within the page. */
static bool
htmltext_may_link(struct slice address)
{
	return link_is_external(address) || (address.n > 1 && *address.p == '#');
}

/* Appends the address as the value of an attribute. */
static void
htmltext_add_address(struct buf *b, struct slice address)
{
	struct buf url = { 0 };

	link_encode(address, "\"<>\\^`{|}", &url);
	html_text(b, buf_slice(&url));
	buf_free(&url);
}

/* Begins a link.  An image is written as a link to it, so that the page loads nothing by itself. */
static void
htmltext_open_link(struct htmltext *h, struct slice address)
{
	struct buf *b = h->b;

	if (h->depth++ > 0)
		return;
	h->is_link = htmltext_may_link(address);
	if (h->is_link) {
		buf_str(b, "<a href=\"");
		htmltext_add_address(b, address);
		buf_str(b, *address.p == '#' ? "\">" : "\" rel=\"noopener noreferrer\">");
	}
	h->content = b->n;
}

/* Ends a link.  An address that may not be linked is appended as text, unless the content is the address. */
static void
htmltext_close_link(struct htmltext *h, struct slice address)
{
	struct buf *b = h->b, text = { 0 };
	struct slice content;

	if (--h->depth > 0)
		return;
	if (h->is_link) {
		if (b->n == h->content)
			html_text(b, address);
		buf_str(b, "</a>");
		return;
	}
	html_text(&text, address);
	content = slice_skip(buf_slice(b), h->content);
	if (address.n > 0 && !slice_eq(content, buf_slice(&text)))
		buf_printf(b, " &lt;%s&gt;", buf_cstr(&text));
	buf_free(&text);
}

/* The level of a heading of CommonMark: at most one below the last heading, so that none is skipped. */
static int
htmltext_level(const struct htmltext *h, int number)
{
	int level = h->top + number;

	if (level > h->heading + 1)
		level = h->heading + 1;
	return level > LAST_LEVEL ? LAST_LEVEL : level;
}

static void
htmltext_enter(void *arg, const struct md_node *node)
{
	struct htmltext *h = arg;
	struct buf *b = h->b;

	switch (node->kind) {
	case MD_HEADING:
		h->heading = htmltext_level(h, node->number);
		buf_printf(b, "<h%d>", h->heading);
		break;
	case MD_LIST:
		if (node->number < 0)
			buf_str(b, "<ul>\n");
		else if (node->number == 1)
			buf_str(b, "<ol>\n");
		else
			buf_printf(b, "<ol start=\"%d\">\n", node->number);
		break;
	case MD_CODE_BLOCK: /* tabindex: it may have to be scrolled by keyboard */
		buf_str(b, "<pre tabindex=\"0\"><code>");
		break;
	case MD_RULE:
		buf_str(b, "<hr>\n");
		break;
	case MD_LINK:
	case MD_IMAGE:
		htmltext_open_link(h, node->where);
		break;
	default:
		buf_printf(b, "<%s>", htmltext_element[node->kind]);
	}
}

static void
htmltext_leave(void *arg, const struct md_node *node)
{
	struct htmltext *h = arg;
	struct buf *b = h->b;

	switch (node->kind) {
	case MD_HEADING:
		buf_printf(b, "</h%d>\n", h->heading);
		break;
	case MD_LIST:
		buf_str(b, node->number < 0 ? "</ul>\n" : "</ol>\n");
		break;
	case MD_CODE_BLOCK:
		buf_str(b, "</code></pre>\n");
		break;
	case MD_RULE:
		break;
	case MD_LINK:
	case MD_IMAGE:
		htmltext_close_link(h, node->where);
		break;
	case MD_EMPHASIS:
	case MD_STRONG:
	case MD_CODE:
		buf_printf(b, "</%s>", htmltext_element[node->kind]);
		break;
	default:
		buf_printf(b, "</%s>\n", htmltext_element[node->kind]);
	}
}

static const struct md_handler htmltext_handler = { htmltext_enter, htmltext_leave, htmltext_text, htmltext_newline };

int
html_markdown(struct buf *b, struct slice s, int level)
{
	struct htmltext h = { .b = b, .top = level, .heading = level };

	return markdown(s, level == 0, &htmltext_handler, &h);
}
