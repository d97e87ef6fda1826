/*
 * wrap.h - blocks of text as lines, by display width.
 *
 * A block's text is gathered in `text` and wrapped by wrap_flush().  Every line
 * begins with `margin`; the first line of an item has `marker` in place of the
 * margin's end.
 */
#ifndef QB_WRAP_H
#define QB_WRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum style { BOLD = 1, UNDERLINE = 2, CYAN = 4 };

/* From this byte of the text on it has this style, a set of enum style. */
struct change {
	size_t at;
	unsigned style;
};

/* All zero but for out, width and color is a valid beginning. */
struct wrap {
	struct out *out;
	size_t width; /* in columns; a word that is wider is not cut */
	bool color;   /* whether styles are shown */
	struct buf text, margin, marker;
	size_t hanging; /* the bytes of the margin whose place the marker takes */
	bool gap;       /* a blank line is due before the next block */
	bool tight;     /* none is due after one */
	unsigned style;
	struct change *change;
	size_t nchange, cap;
};

/* wrap_style: the style of the text that follows. */
void wrap_style(struct wrap *w, unsigned style);
/* wrap_begin: writes the blank line that is due before a block. */
void wrap_begin(struct wrap *w);
/* wrap_line: begins a line: the margin, or the marker at its end; returns its columns. */
size_t wrap_line(struct wrap *w);
/* wrap_flush: writes the text as a block, unless it is blank, and empties it. */
void wrap_flush(struct wrap *w);
/* wrap_code: the same line by line as the text stands, in a style and further in. */
void wrap_code(struct wrap *w, unsigned style, size_t indent);
void wrap_free(struct wrap *w);

#endif
