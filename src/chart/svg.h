/* Plots in SVG.  Texts that they take are written as they are: without markup characters. */
#ifndef QB_CHART_SVG_H
#define QB_CHART_SVG_H

#include <stddef.h>

struct buf;
struct out;

/*
 * svg_open: begins a picture of that size, in units that are CSS pixels unless the page is narrower.
 * Screen readers read the title in place of the picture; id is unique in the page.
 */
void svg_open(struct out *o, const char *id, const char *title, double width, double height);
void svg_close(struct out *o);

/* Columns of numbers over an axis. */
struct svg_bars {
	const char *id, *title;
	const size_t *value;
	size_t n;
	const void *arg;                                        /* for the functions, which append to an empty buffer */
	void (*tip)(const void *arg, size_t i, struct buf *b);  /* what a pointer at column i shows */
	void (*tick)(const void *arg, size_t i, struct buf *b); /* the label where column i begins; often empty */
};

void svg_bars(struct out *o, const struct svg_bars *b);

/* svg_step: the distance of grid lines, of which at most four are needed for the number: 1, 2 or 5 by a power of 10. */
size_t svg_step(size_t most);

#endif
