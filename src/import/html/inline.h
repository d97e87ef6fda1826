/* The text of one paragraph, collected in pieces, then written as CommonMark inline text. */
#ifndef QB_IMPORT_HTML_INLINE_H
#define QB_IMPORT_HTML_INLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "import/html/tree.h"

enum html_piece_kind { PIECE_TEXT, PIECE_CODE, PIECE_OPEN, PIECE_CLOSE, PIECE_BREAK, PIECE_IMAGE, PIECE_BOX };

struct slice;

struct html_piece {
	enum html_piece_kind kind;
	enum html_tag style;    /* of PIECE_OPEN and PIECE_CLOSE: HTML_STRONG, HTML_EM, HTML_STRIKE or HTML_LINK */
	bool space;             /* a space precedes it */
	bool checked;           /* of PIECE_BOX */
	struct html_span text;  /* of text and code: bytes of html_inline.text */
	struct html_span where; /* of links and images: the address, bytes of the tree */
	struct html_span label; /* of images */
};

struct html_inline {
	const struct html_tree *t;
	struct html_piece *piece;
	size_t n, cap;
	struct buf text;
	bool space;                    /* white space precedes the next piece */
	unsigned depth[HTML_LINK + 1]; /* of each style: how often it is open */
};

/*
 * Each adds to the pieces.  White space is collapsed as HTML does; emphasis without content
 * disappears.  html_inline_break: returns whether the break follows another one: then the
 * paragraph ends, and the earlier break is removed.
 */
void html_inline_text(struct html_inline *l, struct slice text);
void html_inline_code(struct html_inline *l, struct slice text);
void html_inline_image(struct html_inline *l, const struct html_node *image);
void html_inline_box(struct html_inline *l, bool checked);
bool html_inline_break(struct html_inline *l);
/* html_inline_space: white space, as between two cells. */
void html_inline_space(struct html_inline *l);
/* html_inline_open, html_inline_close: the start and the end of emphasis or of a link. */
void html_inline_open(struct html_inline *l, const struct html_node *node);
void html_inline_close(struct html_inline *l, const struct html_node *node);
/*
 * html_inline_write: appends the pieces to *out as CommonMark, without space at either end, and
 * removes them.  Breaks become hard line breaks or, if single_line, spaces.
 */
void html_inline_write(struct html_inline *l, bool single_line, struct buf *out);
void html_inline_free(struct html_inline *l);

#endif
