/* PDF: a paragraph that is collected: its text, the attributes of spans and the links. */
#ifndef QB_FORMAT_PDF_SPAN_H
#define QB_FORMAT_PDF_SPAN_H

#include <pango/pangocairo.h>
#include <stddef.h>

#include "base/buf.h"
#include "format/pdf/type.h"
#include "markup/commonmark.h"

struct doc;
struct flow;

/* A hard line break. */
#define LINE_SEPARATOR "\xe2\x80\xa8" /* U+2028 */

/* All zero except for doc is empty. */
struct paragraph {
	struct doc *doc;
	struct buf text;
	PangoAttribute **attr;
	size_t nattr, attr_cap;
	struct link *link;
	size_t nlink, link_cap;
	struct open_span *span; /* not yet closed */
	size_t nspan, span_cap;
};

/* span_open: begins a span at the end of the text; span_close: ends the innermost one there. */
void span_open(struct paragraph *p, enum md_kind kind);
void span_close(struct paragraph *p, const struct md_node *node);
/* paragraph_block: appends the paragraph to the flow as a block and empties it. */
struct block *paragraph_block(struct paragraph *p, struct flow *f, enum style s, double x);
void paragraph_free(struct paragraph *p);

#endif
