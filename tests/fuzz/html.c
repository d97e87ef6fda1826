/* HTML as CommonMark: what CommonMark shows is the text of the HTML. */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "import/html/html.h"
#include "import/html/tree.h"
#include "markup/commonmark.h"

/* Appends the text without white space and without the characters that the conversion omits or replaces. */
static void
html_add_text(void *arg, struct slice s)
{
	struct buf *b = arg;

	while (s.n > 0) {
		struct slice c = s;
		int32_t point = utf8_next(&s);

		if (!utf8_is_space(point) && point > 0xa0 ? point != 0x200b && point != 0xfeff
							  : point > ' ' && point < 0x7f)
			buf_append(b, c.p, c.n - s.n);
	}
}

static void
html_node_event(void *arg, const struct md_node *node)
{
	(void)arg;
	(void)node;
}

static void
html_newline(void *arg, bool hard)
{
	(void)arg;
	(void)hard;
}

/* Whether the conversion writes the text of all nodes, and nothing else. */
static bool
html_is_plain(const struct html_tree *t)
{
	static const enum html_tag other[] = { HTML_STRIKE, HTML_SUB, HTML_SUP, HTML_IMAGE, HTML_TABLE, HTML_CHECKBOX };
	size_t i, j;

	for (i = 0; i + 1 < t->text.n; i++) /* Windows-1252 by number, such as &#146; */
		if ((unsigned char)t->text.p[i] == 0xc2 && (unsigned char)t->text.p[i + 1] < 0xa0)
			return false;
	for (i = 0; i < t->n; i++)
		for (j = 0; j < sizeof(other) / sizeof(*other); j++)
			if (t->node[i].tag == other[j])
				return false;
	return true;
}

static void
html_add_nodes(const struct html_tree *t, size_t node, struct buf *b)
{
	const struct html_node *e = &t->node[node];
	size_t i;

	if (e->tag == HTML_TEXT)
		html_add_text(b, html_span(t, e->where));
	if (e->tag == HTML_HIDDEN || (e->tag == HTML_DROPPED && e->number != HTML_UNKNOWN))
		return;
	for (i = e->child; i != 0; i = t->node[i].next)
		html_add_nodes(t, i, b);
}

static void
html_compare(struct slice html, struct slice converted)
{
	static const struct md_handler handler = { html_node_event, html_node_event, html_add_text, html_newline };
	struct html_tree t = { 0 };
	struct buf expected = { 0 }, shown = { 0 };

	CHECK(html_tree_parse(&t, html) == 0);
	if (html_is_plain(&t)) {
		html_add_nodes(&t, 0, &expected);
		CHECK(markdown(converted, false, &handler, &shown) == 0);
		CHECK(slice_eq(buf_slice(&expected), buf_slice(&shown)));
	}
	buf_free(&expected);
	buf_free(&shown);
	html_tree_free(&t);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct slice s = { (const char *)data, n };
	struct html_counts dropped = { { 0 } };
	struct buf out = { 0 };

	if (memchr(s.p, '\0', s.n) != NULL || !utf8_is_valid(s))
		return 0;
	if (html_to_markdown(s, &out, &dropped) == 0) {
		CHECK(utf8_is_valid(buf_slice(&out)));
		CHECK(out.n == 0 || (out.p[0] != '\n' && out.p[out.n - 1] != '\n'));
		html_compare(s, buf_slice(&out));
	}
	out.n = 0;
	CHECK(html_page_to_markdown(s, &out, &dropped) == 0 || out.n == 0);
	buf_free(&out);
	return 0;
}
