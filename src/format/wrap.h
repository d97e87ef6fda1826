/*
 * Blocks of text as lines, wrapped by display width.
 *
 * The text of a block is collected in `text` and wrapped by wrap_flush().  Every line begins with
 * `margin`; on the first line of an item, `marker` replaces the end of the margin.
 */
#ifndef QB_FORMAT_WRAP_H
#define QB_FORMAT_WRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum style { BOLD = 1, UNDERLINE = 2, CYAN = 4, RED = 8, GREEN = 16 };

/* The style, a set of enum style, of the text from an offset on. */
struct style_change {
	size_t at;
	unsigned style;
};

/* All zero except out, width and color is a valid, empty block.  The owner calls wrap_free(). */
struct wrap {
	struct out *out;
	size_t width; /* in columns; wider words are not broken */
	bool color;   /* write styles as SGR escape sequences */
	struct buf text, margin, marker;
	size_t hanging; /* bytes of the margin that the marker replaces */
	bool gap;       /* the next block begins with a blank line */
	bool tight;     /* no blank line follows a block */
	unsigned style;
	struct style_change *change; /* in order of the offsets */
	size_t nchange, cap;
};

/* wrap_style: sets the style of the following text. */
void wrap_style(struct wrap *w, unsigned style);
/* wrap_begin: writes the blank line before a block, if w->gap. */
void wrap_begin(struct wrap *w);
/* wrap_line: writes the margin and the marker, if any, of a new line; returns their columns. */
size_t wrap_line(struct wrap *w);
/* wrap_flush: writes the text, unless it is only spaces, as a block, and empties it. */
void wrap_flush(struct wrap *w);
/* wrap_code: the same without wrapping: each line in the style and indented by spaces. */
void wrap_code(struct wrap *w, unsigned style, size_t indent);
void wrap_free(struct wrap *w);

#endif
