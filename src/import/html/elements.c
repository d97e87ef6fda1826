/* The elements of HTML, by what becomes of them. */
#include <stdlib.h>
#include <string.h>

#include "import/html/html.h"
#include "import/html/tree.h"

/* Sorted by name. */
static const struct html_element elements[] = { { "a", HTML_LINK, 0 }, { "abbr", HTML_INLINE, 0 },
	{ "acronym", HTML_INLINE, 0 }, { "address", HTML_BLOCK, 0 }, { "annotation", HTML_HIDDEN, 0 },
	{ "applet", HTML_DROPPED, HTML_FRAME }, { "area", HTML_HIDDEN, 0 }, { "article", HTML_BLOCK, 0 },
	{ "aside", HTML_BLOCK, 0 }, { "audio", HTML_DROPPED, HTML_SOUND }, { "b", HTML_STRONG, 0 },
	{ "base", HTML_HIDDEN, 0 }, { "bdi", HTML_INLINE, 0 }, { "bdo", HTML_INLINE, 0 }, { "big", HTML_INLINE, 0 },
	{ "blockquote", HTML_QUOTE, 0 }, { "body", HTML_BLOCK, 0 }, { "br", HTML_BREAK, 0 },
	{ "button", HTML_INLINE, 0 }, { "canvas", HTML_DROPPED, HTML_DRAWING }, { "caption", HTML_BLOCK, 0 },
	{ "center", HTML_BLOCK, 0 }, { "cite", HTML_EM, 0 }, { "code", HTML_CODE, 0 }, { "col", HTML_HIDDEN, 0 },
	{ "colgroup", HTML_HIDDEN, 0 }, { "data", HTML_INLINE, 0 }, { "datalist", HTML_HIDDEN, 0 },
	{ "dd", HTML_BLOCK, 0 }, { "del", HTML_STRIKE, 0 }, { "details", HTML_DETAILS, 0 }, { "dfn", HTML_EM, 0 },
	{ "dir", HTML_UL, 0 }, { "div", HTML_BLOCK, 0 }, { "dl", HTML_BLOCK, 0 }, { "dt", HTML_TERM, 0 },
	{ "em", HTML_EM, 0 }, { "embed", HTML_DROPPED, HTML_FRAME }, { "fieldset", HTML_BLOCK, 0 },
	{ "figcaption", HTML_BLOCK, 0 }, { "figure", HTML_BLOCK, 0 }, { "font", HTML_INLINE, 0 },
	{ "footer", HTML_PAGE, 0 }, { "form", HTML_BLOCK, 0 }, { "frame", HTML_DROPPED, HTML_FRAME },
	{ "frameset", HTML_BLOCK, 0 }, { "h1", HTML_HEADING, 1 }, { "h2", HTML_HEADING, 2 }, { "h3", HTML_HEADING, 3 },
	{ "h4", HTML_HEADING, 4 }, { "h5", HTML_HEADING, 5 }, { "h6", HTML_HEADING, 6 }, { "head", HTML_HIDDEN, 0 },
	{ "header", HTML_BLOCK, 0 }, { "hgroup", HTML_BLOCK, 0 }, { "hr", HTML_RULE, 0 }, { "html", HTML_BLOCK, 0 },
	{ "i", HTML_EM, 0 }, { "iframe", HTML_DROPPED, HTML_FRAME }, { "img", HTML_IMAGE, 0 },
	{ "input", HTML_DROPPED, HTML_FIELD }, { "ins", HTML_INLINE, 0 }, { "kbd", HTML_CODE, 0 },
	{ "label", HTML_INLINE, 0 }, { "legend", HTML_BLOCK, 0 }, { "li", HTML_LI, 0 }, { "link", HTML_HIDDEN, 0 },
	{ "listing", HTML_PRE, 0 }, { "main", HTML_BLOCK, 0 }, { "map", HTML_INLINE, 0 }, { "mark", HTML_INLINE, 0 },
	{ "math", HTML_INLINE, 0 }, { "menu", HTML_UL, 0 }, { "meta", HTML_HIDDEN, 0 }, { "meter", HTML_INLINE, 0 },
	{ "mfrac", HTML_INLINE, 0 }, { "mi", HTML_INLINE, 0 }, { "mn", HTML_INLINE, 0 }, { "mo", HTML_INLINE, 0 },
	{ "mrow", HTML_INLINE, 0 }, { "msub", HTML_INLINE, 0 }, { "msup", HTML_INLINE, 0 }, { "mtext", HTML_INLINE, 0 },
	{ "nav", HTML_PAGE, 0 }, { "nobr", HTML_INLINE, 0 }, { "noembed", HTML_INLINE, 0 },
	{ "noframes", HTML_BLOCK, 0 }, { "noscript", HTML_HIDDEN, 0 }, { "object", HTML_DROPPED, HTML_FRAME },
	{ "ol", HTML_OL, 1 }, { "optgroup", HTML_INLINE, 0 }, { "option", HTML_BLOCK, 0 }, { "output", HTML_INLINE, 0 },
	{ "p", HTML_BLOCK, 0 }, { "param", HTML_HIDDEN, 0 }, { "picture", HTML_INLINE, 0 },
	{ "plaintext", HTML_PRE, 0 }, { "pre", HTML_PRE, 0 }, { "progress", HTML_INLINE, 0 }, { "q", HTML_INLINE, 0 },
	{ "rb", HTML_INLINE, 0 }, { "rp", HTML_INLINE, 0 }, { "rt", HTML_INLINE, 0 }, { "ruby", HTML_INLINE, 0 },
	{ "s", HTML_STRIKE, 0 }, { "samp", HTML_CODE, 0 }, { "script", HTML_HIDDEN, 0 }, { "search", HTML_BLOCK, 0 },
	{ "section", HTML_BLOCK, 0 }, { "select", HTML_INLINE, 0 }, { "semantics", HTML_INLINE, 0 },
	{ "small", HTML_INLINE, 0 }, { "source", HTML_HIDDEN, 0 }, { "span", HTML_INLINE, 0 },
	{ "strike", HTML_STRIKE, 0 }, { "strong", HTML_STRONG, 0 }, { "style", HTML_HIDDEN, 0 }, { "sub", HTML_SUB, 0 },
	{ "summary", HTML_SUMMARY, 0 }, { "sup", HTML_SUP, 0 }, { "svg", HTML_DROPPED, HTML_DRAWING },
	{ "table", HTML_TABLE, 0 }, { "tbody", HTML_BLOCK, 0 }, { "td", HTML_CELL, 1 }, { "template", HTML_HIDDEN, 0 },
	{ "textarea", HTML_INLINE, 0 }, { "tfoot", HTML_BLOCK, 0 }, { "th", HTML_CELL, 1 }, { "thead", HTML_BLOCK, 0 },
	{ "time", HTML_INLINE, 0 }, { "title", HTML_HIDDEN, 0 }, { "tr", HTML_ROW, 0 }, { "track", HTML_HIDDEN, 0 },
	{ "tt", HTML_CODE, 0 }, { "u", HTML_EM, 0 }, { "ul", HTML_UL, 0 }, { "var", HTML_EM, 0 },
	{ "video", HTML_DROPPED, HTML_SOUND }, { "wbr", HTML_HIDDEN, 0 }, { "xmp", HTML_PRE, 0 } };

static int
elements_cmp(const void *name, const void *element)
{
	return strcmp(name, ((const struct html_element *)element)->name);
}

const struct html_element *
html_element(const char *name)
{
	return bsearch(name, elements, sizeof(elements) / sizeof(*elements), sizeof(*elements), elements_cmp);
}
