/* HTML as a tree of the elements that CommonMark can express. */
#ifndef QB_IMPORT_HTML_TREE_H
#define QB_IMPORT_HTML_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"

enum html_tag {
	HTML_TEXT,
	HTML_INLINE,  /* an element whose content is shown as it is, such as span */
	HTML_BLOCK,   /* the same, with line breaks around it, such as p and div */
	HTML_HEADING, /* number: its level */
	HTML_BREAK,
	HTML_RULE,
	HTML_STRONG,
	HTML_EM,
	HTML_STRIKE,
	HTML_SUB,
	HTML_SUP,
	HTML_CODE,
	HTML_PRE, /* label: the language */
	HTML_UL,
	HTML_OL, /* number: the first number */
	HTML_LI,
	HTML_TERM,  /* dt */
	HTML_LINK,  /* where: the address */
	HTML_IMAGE, /* where: the address; label: the alternative text */
	HTML_TABLE,
	HTML_ROW,
	HTML_CELL, /* number: the columns that it spans */
	HTML_QUOTE,
	HTML_DETAILS,
	HTML_SUMMARY,
	HTML_CHECKBOX, /* number: 1 if checked */
	HTML_PAGE,     /* parts of a page around its content: nav, footer */
	HTML_HIDDEN,   /* what a browser does not show, such as script */
	HTML_DROPPED   /* what text cannot express; number: its enum html_dropped */
};

/* An element: what becomes of it, and the number of its nodes. */
struct html_element {
	const char *name;
	enum html_tag tag;
	int number;
};

/* html_element: the element of that name, in lower case, or NULL. */
const struct html_element *html_element(const char *name);

/* Bytes of html_tree.text. */
struct html_span {
	size_t offset, n;
};

/* Nodes refer to each other by their index; 0, the root, is no child. */
struct html_node {
	enum html_tag tag;
	int number;
	size_t parent, child, last, next;
	struct html_span where; /* an address; of HTML_TEXT: the text */
	struct html_span label;
};

struct html_tree {
	struct html_node *node;
	size_t n, cap;
	struct buf text;
};

/*
 * html_tree_parse: parses the HTML, with libxml2, into an empty tree, which the caller frees also
 * after a failure.  Returns -1 after fail() if elements are nested deeper than HTML_DEPTH, or if a
 * tag has more than HTML_ATTRIBUTES attributes, which would take quadratic time.
 */
enum { HTML_DEPTH = 200, HTML_ATTRIBUTES = 500 };
int html_tree_parse(struct html_tree *t, struct slice html);
/*
 * html_resolve_entities: appends the HTML with characters in place of entities that libxml2 may not
 * know.  Returns whether there are any.
 */
bool html_resolve_entities(struct slice html, struct buf *b);
void html_tree_free(struct html_tree *t);

/* html_span: the bytes of a span; valid until the tree grows. */
struct slice html_span(const struct html_tree *t, struct html_span s);
/* html_is_block: whether the element begins and ends a line. */
bool html_is_block(enum html_tag tag);

#endif
