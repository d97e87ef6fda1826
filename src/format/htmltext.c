/* Text and CommonMark as HTML in which nothing but what is meant is markup. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/htmltext.h"
#include "markup/commonmark.h"

enum { LEAST_HEADING = 6 };

/* A text that becomes HTML. */
struct html {
	struct buf *b;
	int top;      /* the level of the heading above the text */
	int heading;  /* the level of the last heading */
	size_t depth; /* of links and images */
	bool linked;  /* the outermost of them is a link here */
	size_t label; /* where its text begins */
};

static const char *const element[] = {
	[MD_PARAGRAPH] = "p",
	[MD_QUOTE] = "blockquote",
	[MD_ITEM] = "li",
	[MD_EMPHASIS] = "em",
	[MD_STRONG] = "strong",
	[MD_CODE] = "code",
};

/* Whether HTML forbids the character, even as a reference. */
static bool
forbidden(int32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c < 0xa0) ||
	    (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

/* What is written for the character; NULL: itself. */
static const char *
reference(int32_t c)
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
		return forbidden(c) ? "\xef\xbf\xbd" : NULL;
	}
}

void
html_text(struct buf *b, struct slice s)
{
	struct buf valid = { 0 };

	s = utf8_replace_invalid(s, &valid);
	while (s.n > 0) {
		const char *from = s.p;
		const char *instead = reference(utf8_next(&s));

		if (instead != NULL)
			buf_str(b, instead);
		else
			buf_append(b, from, (size_t)(s.p - from));
	}
	buf_free(&valid);
}

static void
add_text(void *arg, struct slice s)
{
	const struct html *h = arg;

	html_text(h->b, s);
}

static void
add_newline(void *arg, bool hard)
{
	const struct html *h = arg;

	buf_str(h->b, hard ? "<br>\n" : "\n");
}

/* Whether a link may lead there: out, or into the page. */
static bool
may_link(struct slice address)
{
	return link_is_external(address) || (address.n > 1 && *address.p == '#');
}

/* Appends the address as an attribute's value. */
static void
add_address(struct buf *b, struct slice address)
{
	struct buf url = { 0 };

	link_encode(address, "\"<>\\^`{|}", &url);
	html_text(b, buf_slice(&url));
	buf_free(&url);
}

/* An image is a link to it, so that nothing is fetched unasked. */
static void
open_link(struct html *h, struct slice address)
{
	struct buf *b = h->b;

	if (h->depth++ > 0)
		return;
	h->linked = may_link(address);
	if (h->linked) {
		buf_str(b, "<a href=\"");
		add_address(b, address);
		buf_str(b, *address.p == '#' ? "\">" : "\" rel=\"noopener noreferrer\">");
	}
	h->label = b->n;
}

/* Behind what may be no link its address stands as text, unless that is its text already. */
static void
close_link(struct html *h, struct slice address)
{
	struct buf *b = h->b, shown = { 0 };
	struct slice said;

	if (--h->depth > 0)
		return;
	if (h->linked) {
		if (b->n == h->label)
			html_text(b, address);
		buf_str(b, "</a>");
		return;
	}
	html_text(&shown, address);
	said = slice_skip(buf_slice(b), h->label);
	if (address.n > 0 && !slice_eq(said, buf_slice(&shown)))
		buf_printf(b, " &lt;%s&gt;", buf_cstr(&shown));
	buf_free(&shown);
}

/* A level below that of the last heading at most, so that none is skipped. */
static int
heading_level(const struct html *h, int number)
{
	int level = h->top + number;

	if (level > h->heading + 1)
		level = h->heading + 1;
	return level > LEAST_HEADING ? LEAST_HEADING : level;
}

static void
enter(void *arg, const struct md_node *node)
{
	struct html *h = arg;
	struct buf *b = h->b;

	switch (node->kind) {
	case MD_HEADING:
		h->heading = heading_level(h, node->number);
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
	case MD_CODE_BLOCK: /* it may have to be scrolled, by the keyboard, too */
		buf_str(b, "<pre tabindex=\"0\"><code>");
		break;
	case MD_RULE:
		buf_str(b, "<hr>\n");
		break;
	case MD_LINK:
	case MD_IMAGE:
		open_link(h, node->where);
		break;
	default:
		buf_printf(b, "<%s>", element[node->kind]);
	}
}

static void
leave(void *arg, const struct md_node *node)
{
	struct html *h = arg;
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
		close_link(h, node->where);
		break;
	case MD_EMPHASIS:
	case MD_STRONG:
	case MD_CODE:
		buf_printf(b, "</%s>", element[node->kind]);
		break;
	default:
		buf_printf(b, "</%s>\n", element[node->kind]);
	}
}

static const struct md_handler handler = { enter, leave, add_text, add_newline };

int
html_markdown(struct buf *b, struct slice s, int level)
{
	struct html h = { .b = b, .top = level, .heading = level };

	return markdown(s, level == 0, &handler, &h);
}
