/* Text and CommonMark as HTML in which nothing but what is meant is markup. */
#include <string.h>
#include <strings.h>

#include "format.h"

enum { LEAST_HEADING = 6 };

static int top;      /* the level of the heading above the text */
static int heading;  /* the level of the last heading */
static size_t depth; /* of links and images */
static bool linked;  /* the outermost of them is a link here */
static size_t label; /* where its text begins */

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

	s = text_repair(s, &valid);
	while (s.n > 0) {
		const char *from = s.p;
		const char *instead = reference(text_rune(&s));

		if (instead != NULL)
			buf_str(b, instead);
		else
			buf_add(b, from, (size_t)(s.p - from));
	}
	buf_free(&valid);
}

static void
add_text(void *arg, struct slice s)
{
	html_text(arg, s);
}

static void
add_newline(void *arg, bool hard)
{
	buf_str(arg, hard ? "<br>\n" : "\n");
}

/* Whether a link may lead there. Anything else could run a script, or means nothing without the bank's own site. */
static bool
may_link(struct slice address)
{
	static const char *const scheme[] = { "https://", "http://", "mailto:", "#" };
	size_t i;

	for (i = 0; i < sizeof(scheme) / sizeof(*scheme); i++) {
		size_t n = strlen(scheme[i]);

		if (address.n > n && strncasecmp(address.p, scheme[i], n) == 0)
			return true;
	}
	return false;
}

/* Appends the address as an attribute's value: what no URL has in it becomes %XX. */
static void
add_address(struct buf *b, struct slice address)
{
	size_t i;

	for (i = 0; i < address.n; i++) {
		unsigned char c = (unsigned char)address.p[i];

		if (c <= ' ' || c >= 0x7f || strchr("\"<>\\^`{|}", c))
			buf_printf(b, "%%%02X", c);
		else
			html_text(b, (struct slice){ address.p + i, 1 });
	}
}

/* An image is a link to it, so that nothing is fetched unasked. */
static void
open_link(struct buf *b, struct slice address)
{
	if (depth++ > 0)
		return;
	linked = may_link(address);
	if (linked) {
		buf_str(b, "<a href=\"");
		add_address(b, address);
		buf_str(b, *address.p == '#' ? "\">" : "\" rel=\"noopener noreferrer\">");
	}
	label = b->n;
}

/* Behind what may be no link its address stands as text, unless that is its text already. */
static void
close_link(struct buf *b, struct slice address)
{
	struct buf shown = { 0 };
	struct slice said = buf_slice(b);

	if (--depth > 0)
		return;
	if (linked) {
		if (b->n == label)
			html_text(b, address);
		buf_str(b, "</a>");
		return;
	}
	html_text(&shown, address);
	said.p += label;
	said.n -= label;
	if (address.n > 0 && !slice_eq(said, buf_slice(&shown)))
		buf_printf(b, " &lt;%s&gt;", buf_cstr(&shown));
	buf_free(&shown);
}

/* A level below that of the last heading at most, so that none is skipped. */
static int
heading_level(int number)
{
	int level = top + number;

	if (level > heading + 1)
		level = heading + 1;
	return level > LEAST_HEADING ? LEAST_HEADING : level;
}

static void
enter(void *arg, const struct md_node *node)
{
	struct buf *b = arg;

	switch (node->kind) {
	case MD_HEADING:
		heading = heading_level(node->number);
		buf_printf(b, "<h%d>", heading);
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
		open_link(b, node->where);
		break;
	default:
		buf_printf(b, "<%s>", element[node->kind]);
	}
}

static void
leave(void *arg, const struct md_node *node)
{
	struct buf *b = arg;

	switch (node->kind) {
	case MD_HEADING:
		buf_printf(b, "</h%d>\n", heading);
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
		close_link(b, node->where);
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
	top = heading = level;
	return markdown(s, level == 0, &handler, b);
}
