/* HTML as a tree, built from the events of libxml2, which repairs what is not nested properly. */
#include <libxml/HTMLparser.h>
#include <libxml/encoding.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlstring.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/utf8.h"
#include "import/html/html.h"
#include "import/html/tree.h"
#include "import/libxml.h"

struct tree_parser {
	struct html_tree *t;
	htmlParserCtxtPtr xml;
	size_t open; /* the innermost open node */
	size_t depth;
};

/* ---- Nodes ---- */

static struct html_node *
tree_add(struct tree_parser *p, enum html_tag tag, int number)
{
	struct html_tree *t = p->t;
	struct html_node *parent;
	size_t i = t->n;

	t->node = array_grow(t->node, t->n, &t->cap, sizeof(*t->node));
	t->node[t->n++] = (struct html_node){ .tag = tag, .number = number, .parent = p->open };
	parent = &t->node[p->open];
	if (parent->child == 0)
		parent->child = i;
	else
		t->node[parent->last].next = i;
	parent->last = i;
	return &t->node[i];
}

static struct html_span
tree_store(struct html_tree *t, struct slice s)
{
	struct html_span span = { t->text.n, s.n };

	buf_append(&t->text, s.p, s.n);
	return span;
}

/* The value of an attribute, or NULL. */
static const char *
tree_attribute(const xmlChar **attributes, const char *name)
{
	for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
		if (strcmp((const char *)attributes[0], name) == 0)
			return attributes[1] != NULL ? (const char *)attributes[1] : "";
	return NULL;
}

/* The language of code, from a class such as `language-js` or `highlight-source-js`. */
static struct slice
tree_language(const xmlChar **attributes)
{
	static const char *const prefixes[] = { "language-", "lang-", "highlight-source-", "brush:" };
	const char *class = tree_attribute(attributes, "class");
	struct slice rest = class != NULL ? slice_of(class) : (struct slice){ "", 0 }, word;
	size_t i;

	while (slice_next(&rest, ' ', &word))
		for (i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
			if (slice_starts(word, prefixes[i]))
				return slice_skip(word, strlen(prefixes[i]));
	return (struct slice){ "", 0 };
}

static int
tree_number(const xmlChar **attributes, const char *name, int number)
{
	const char *value = tree_attribute(attributes, name);
	int n;

	return value != NULL && parse_digits(slice_of(value), &n) && n < 1000000 ? n : number;
}

/* Stores what the attributes of an element say. */
static void
tree_set_attributes(struct html_tree *t, struct html_node *node, const xmlChar **attributes)
{
	const char *where = NULL, *label = NULL;

	switch (node->tag) {
	case HTML_LINK:
		where = tree_attribute(attributes, "href");
		break;
	case HTML_IMAGE:
		where = tree_attribute(attributes, "src");
		label = tree_attribute(attributes, "alt");
		break;
	case HTML_OL:
		node->number = tree_number(attributes, "start", 1);
		break;
	case HTML_CELL:
		node->number = tree_number(attributes, "colspan", 1);
		break;
	case HTML_BLOCK:
	case HTML_PRE:
	case HTML_CODE:
		node->label = tree_store(t, tree_language(attributes));
		return;
	case HTML_DROPPED:
		label = tree_attribute(attributes, "type");
		if (node->number != HTML_FIELD || label == NULL)
			return;
		if (strcmp(label, "checkbox") == 0 || strcmp(label, "radio") == 0) {
			node->tag = HTML_CHECKBOX;
			node->number = tree_attribute(attributes, "checked") != NULL;
		} else if (strcmp(label, "hidden") == 0) {
			node->tag = HTML_HIDDEN;
		}
		return;
	default:
		return;
	}
	if (where != NULL)
		node->where = tree_store(t, slice_trim_ws(slice_of(where)));
	if (label != NULL)
		node->label = tree_store(t, slice_of(label));
}

/* ---- Events ---- */

static void
tree_start(void *arg, const xmlChar *name, const xmlChar **attributes)
{
	static const struct html_element unknown = { "", HTML_DROPPED, HTML_UNKNOWN };
	struct tree_parser *p = arg;
	const struct html_element *e = html_element((const char *)name);

	if (e == NULL)
		e = &unknown;
	if (++p->depth > HTML_DEPTH) {
		xmlStopParser(p->xml);
		return;
	}
	tree_set_attributes(p->t, tree_add(p, e->tag, e->number), attributes);
	p->open = p->t->n - 1;
}

static void
tree_end(void *arg, const xmlChar *name)
{
	struct tree_parser *p = arg;

	(void)name;
	if (p->depth == 0 || p->depth > HTML_DEPTH)
		return;
	p->depth--;
	p->open = p->t->node[p->open].parent;
}

static void
tree_text(void *arg, const xmlChar *text, int n)
{
	struct tree_parser *p = arg;
	struct html_tree *t = p->t;
	size_t last = t->node[p->open].last;
	struct html_span span;

	if (p->depth > HTML_DEPTH)
		return;
	span = tree_store(t, (struct slice){ (const char *)text, (size_t)n });
	if (last != 0 && t->node[last].tag == HTML_TEXT &&
	    t->node[last].where.offset + t->node[last].where.n == span.offset)
		t->node[last].where.n += span.n;
	else
		tree_add(p, HTML_TEXT, 0)->where = span;
}

/* ---- The document ---- */

/* Whether a tag has more attributes than libxml2, which compares each with those before, reads fast. */
static bool
tree_has_long_tag(struct slice s)
{
	bool in_tag = false, in_word = false;
	size_t i, words = 0;
	char quote = '\0';

	for (i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '<' || (c == '>' && quote == '\0')) {
			in_tag = c == '<';
			quote = '\0';
			words = 0;
		} else if (in_tag && quote != '\0') {
			quote = c == quote ? '\0' : quote;
		} else if (in_tag && (c == '"' || c == '\'') && s.p[i - 1] == '=') {
			quote = c;
		} else if (in_tag) {
			words += in_word && (ascii_is_space(c) || c == '/');
			in_word = !ascii_is_space(c) && c != '/';
			if (words > HTML_ATTRIBUTES)
				return true;
		}
	}
	return false;
}

static void
tree_run(struct tree_parser *p)
{
	htmlSAXHandler *sax = p->xml->sax;

	memset(sax, 0, sizeof(*sax));
	sax->startElement = tree_start;
	sax->endElement = tree_end;
	sax->characters = tree_text;
	sax->ignorableWhitespace = tree_text;
	sax->cdataBlock = tree_text;
	p->xml->userData = p;
	htmlCtxtUseOptions(p->xml,
	    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_NOIMPLIED |
		HTML_PARSE_IGNORE_ENC);
	xmlSwitchEncoding(p->xml, XML_CHAR_ENCODING_UTF8);
	htmlParseDocument(p->xml);
}

int
html_tree_parse(struct html_tree *t, struct slice html)
{
	struct tree_parser p = { .t = t };
	struct buf resolved = { 0 };

	t->node = array_grow(t->node, 0, &t->cap, sizeof(*t->node));
	t->node[t->n++] = (struct html_node){ .tag = HTML_BLOCK };
	if (html.n > INT_MAX / 2)
		return fail("HTML of more than 1 GiB");
	if (tree_has_long_tag(html))
		return fail("an HTML tag with more than %d attributes", HTML_ATTRIBUTES);
	if (html_resolve_entities(html, &resolved))
		html = buf_slice(&resolved);
	libxml_prepare();
	p.xml = html.n > 0 ? htmlCreateMemoryParserCtxt(html.p, (int)html.n) : NULL;
	if (p.xml != NULL) {
		tree_run(&p);
		htmlFreeParserCtxt(p.xml);
	}
	buf_free(&resolved);
	if (html.n > 0 && p.xml == NULL)
		return fail("out of memory");
	return p.depth > HTML_DEPTH ? fail("HTML nested deeper than %d elements", HTML_DEPTH) : 0;
}

void
html_tree_free(struct html_tree *t)
{
	free(t->node);
	buf_free(&t->text);
}

struct slice
html_span(const struct html_tree *t, struct html_span s)
{
	return (struct slice){ s.n > 0 ? t->text.p + s.offset : "", s.n };
}

bool
html_is_block(enum html_tag tag)
{
	switch (tag) {
	case HTML_BLOCK:
	case HTML_HEADING:
	case HTML_RULE:
	case HTML_PRE:
	case HTML_UL:
	case HTML_OL:
	case HTML_LI:
	case HTML_TERM:
	case HTML_TABLE:
	case HTML_ROW:
	case HTML_CELL:
	case HTML_QUOTE:
	case HTML_DETAILS:
	case HTML_SUMMARY:
	case HTML_PAGE:
		return true;
	default:
		return false;
	}
}
