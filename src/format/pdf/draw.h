/* PDF: drawing primitives: text, lines, links.  All lengths are points. */
#ifndef QB_FORMAT_PDF_DRAW_H
#define QB_FORMAT_PDF_DRAW_H

#include <pango/pangocairo.h>

#include "format/pdf/type.h"

struct block;
struct part;

struct canvas {
	cairo_t *cr;
	const struct type *type;
};

struct rect {
	double x, y, w, h;
};

/* The page number of a block, as a link to it. */
struct page_number {
	const struct block *target;
	const char *label; /* before the number, or NULL */
	enum style style;
	double left;  /* where it begins */
	double right; /* where it ends instead, unless 0 */
};

/* draw_layout: text whose first line begins at x on the baseline. */
void draw_layout(struct canvas *c, PangoLayout *l, double x, double baseline);
void draw_hairline(struct canvas *c, double x, double y, double width);
/* draw_leaders: dots from about x to right, aligned with those of other lines. */
void draw_leaders(struct canvas *c, double x, double right, double baseline);
/* draw_small: small text from left on, truncated to the width; returns its width. */
double draw_small(struct canvas *c, const char *s, double left, double max_width, double baseline);
/* draw_small_right: the same, but the text ends at right. */
void draw_small_right(struct canvas *c, const char *s, double right, double max_width, double baseline);
void draw_page_number(struct canvas *c, const struct page_number *n, double baseline);
/* draw_link: makes the area a link to a block. */
void draw_link(struct canvas *c, const struct block *to, struct rect area);
/* draw_uris: makes the sections of the part's links that are on the line, which begins at area.x, links. */
void draw_uris(struct canvas *c, const struct part *part, PangoLayoutLine *line, struct rect area);
/* draw_destination: makes the point the destination of links to the block. */
void draw_destination(struct canvas *c, const struct block *b, double x, double y);

#endif
