/* Plots in SVG. */
#include <stddef.h>

#include "base/buf.h"
#include "base/out.h"
#include "chart/svg.h"

/* The picture of svg_bars(), and the margins of its columns. */
enum { SVG_WIDTH = 360, SVG_HEIGHT = 170, SVG_LEFT = 34, SVG_RIGHT = 14, SVG_TOP = 8, SVG_BOTTOM = 22 };

void
svg_open(struct out *o, const char *id, const char *title, double width, double height)
{
	out_printf(o,
	    "<svg role=\"img\" aria-labelledby=\"%s\" viewBox=\"0 0 %g %g\" width=\"%g\" height=\"%g\">\n"
	    "<title id=\"%s\">%s</title>\n",
	    id, width, height, width, height, id, title);
}

void
svg_close(struct out *o)
{
	out_str(o, "</svg>\n");
}

size_t
svg_step(size_t most)
{
	size_t step = 1, i;

	for (i = 0; (most + step - 1) / step > 4; i++)
		step = i % 3 == 1 ? step / 2 * 5 : step * 2;
	return step;
}

/* Draws the grid lines up to top, with their numbers; unit is the height of 1. */
static void
svg_grid(struct out *o, size_t top, size_t step, double unit)
{
	size_t i;

	for (i = 0; i <= top; i += step) {
		double y = SVG_HEIGHT - SVG_BOTTOM - (double)i * unit;

		out_printf(o, "<path class=\"grid\" d=\"M%d %.1fH%d\"/>", SVG_LEFT, y, SVG_WIDTH - SVG_RIGHT);
		out_printf(o, "<text class=\"value\" x=\"%d\" y=\"%.1f\">%zu</text>\n", SVG_LEFT - 6, y + 4, i);
	}
}

void
svg_bars(struct out *o, const struct svg_bars *b)
{
	double width = (double)(SVG_WIDTH - SVG_LEFT - SVG_RIGHT) / (double)b->n, unit;
	size_t most = 1, step, top, i;
	struct buf text = { 0 };

	for (i = 0; i < b->n; i++)
		most = b->value[i] > most ? b->value[i] : most;
	step = svg_step(most);
	top = (most + step - 1) / step * step;
	unit = (double)(SVG_HEIGHT - SVG_TOP - SVG_BOTTOM) / (double)top;
	svg_open(o, b->id, b->title, SVG_WIDTH, SVG_HEIGHT);
	svg_grid(o, top, step, unit);
	for (i = 0; i < b->n; i++) {
		double x = SVG_LEFT + (double)i * width, height = (double)b->value[i] * unit;

		text.n = 0;
		b->tip(b->arg, i, &text);
		out_printf(o,
		    "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>",
		    x + width * 0.1, SVG_HEIGHT - SVG_BOTTOM - height, width * 0.8, height, buf_cstr(&text));
		text.n = 0;
		b->tick(b->arg, i, &text);
		if (text.n > 0)
			out_printf(o, "<text class=\"tick\" x=\"%.1f\" y=\"%d\">%s</text>", x, SVG_HEIGHT - 6,
			    buf_cstr(&text));
		out_byte(o, '\n');
	}
	svg_close(o);
	buf_free(&text);
}
