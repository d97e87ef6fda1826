#include <pango/pangocairo.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/slice.h"
#include "format/pdf/block.h"
#include "format/pdf/draw.h"

void
draw_layout(struct canvas *c, PangoLayout *l, double x, double baseline)
{
	cairo_move_to(c->cr, x, baseline - (double)pango_layout_get_baseline(l) / PANGO_SCALE);
	pango_cairo_show_layout(c->cr, l);
}

void
draw_hairline(struct canvas *c, double x, double y, double width)
{
	cairo_set_line_width(c->cr, 0.5);
	type_set_color(c->cr, COLOR_HAIRLINE);
	cairo_move_to(c->cr, x, y);
	cairo_line_to(c->cr, x + width, y);
	cairo_stroke(c->cr);
}

void
draw_leaders(struct canvas *c, double x, double right, double baseline)
{
	static const double dash[] = { 0, 5 };

	if (x + 5 > right)
		return;
	cairo_save(c->cr);
	cairo_set_dash(c->cr, dash, 2, 0);
	cairo_set_line_cap(c->cr, CAIRO_LINE_CAP_ROUND);
	cairo_set_line_width(c->cr, 0.8);
	type_set_color(c->cr, COLOR_GRAY);
	cairo_move_to(c->cr, right, baseline - 0.8);
	cairo_line_to(c->cr, x, baseline - 0.8);
	cairo_stroke(c->cr);
	cairo_restore(c->cr);
}

/* ---- Small text ---- */

/* Small text on one line, truncated to the width; the caller unrefs. */
static PangoLayout *
draw_small_layout(const struct canvas *c, const char *s, double max_width)
{
	PangoLayout *l = layout_new(c->type, STYLE_SMALL, slice_of(s), -1);

	if (layout_width(l) > max_width) {
		pango_layout_set_width(l, (int)(max_width * PANGO_SCALE));
		pango_layout_set_ellipsize(l, PANGO_ELLIPSIZE_END);
	}
	return l;
}

double
draw_small(struct canvas *c, const char *s, double left, double max_width, double baseline)
{
	PangoLayout *l = draw_small_layout(c, s, max_width);
	double width = layout_width(l);

	draw_layout(c, l, left, baseline);
	g_object_unref(l);
	return width;
}

void
draw_small_right(struct canvas *c, const char *s, double right, double max_width, double baseline)
{
	PangoLayout *l = draw_small_layout(c, s, max_width);

	draw_layout(c, l, right - layout_width(l), baseline);
	g_object_unref(l);
}

/* ---- Links ---- */

/* A tag without content; its attributes have the position. */
static void
draw_empty_tag(struct canvas *c, const char *name, const char *attributes)
{
	cairo_tag_begin(c->cr, name, attributes);
	cairo_tag_end(c->cr, name);
}

static void
draw_append_rect(struct buf *attributes, const struct rect *r)
{
	buf_printf(attributes, "rect=[%.3f %.3f %.3f %.3f] ", r->x, r->y, r->w, r->h);
}

/* Begins a link; what is drawn until cairo_tag_end() is its text. */
static void
draw_begin_link(struct canvas *c, const struct block *to, struct rect area)
{
	struct buf attributes = { 0 };

	draw_append_rect(&attributes, &area);
	buf_printf(&attributes, "dest='%s'", to->anchor);
	cairo_tag_begin(c->cr, CAIRO_TAG_LINK, buf_cstr(&attributes));
	buf_free(&attributes);
}

void
draw_link(struct canvas *c, const struct block *to, struct rect area)
{
	draw_begin_link(c, to, area);
	cairo_tag_end(c->cr, CAIRO_TAG_LINK);
}

void
draw_page_number(struct canvas *c, const struct page_number *n, double baseline)
{
	struct buf b = { 0 };
	PangoLayout *l;
	double x, w, h = type_leading(c->type, n->style);

	buf_printf(&b, "%s%s%zu", n->label ? n->label : "", n->label ? " " : "", n->target->page);
	l = layout_new(c->type, n->style, buf_slice(&b), -1);
	w = layout_width(l);
	x = n->right > 0 ? n->right - w : n->left;
	draw_begin_link(c, n->target, (struct rect){ x, baseline - 0.75 * h, w, h });
	draw_layout(c, l, x, baseline);
	cairo_tag_end(c->cr, CAIRO_TAG_LINK);
	g_object_unref(l);
	buf_free(&b);
}

void
draw_uris(struct canvas *c, const struct part *part, PangoLayoutLine *line, struct rect area)
{
	struct buf attributes = { 0 };
	int first = line->start_index, end = first + line->length, *range, n, k;
	double x = area.x;
	size_t i;

	for (i = 0; i < part->nlink; i++) {
		const struct link *l = &part->link[i];
		int from = (int)l->start > first ? (int)l->start : first, to = (int)l->end < end ? (int)l->end : end;

		if (from >= to)
			continue;
		pango_layout_line_get_x_ranges(line, from, to, &range, &n);
		for (k = 0; k < n; k++) {
			area.x = x + (double)range[2 * k] / PANGO_SCALE;
			area.w = (double)(range[2 * k + 1] - range[2 * k]) / PANGO_SCALE;
			attributes.n = 0;
			draw_append_rect(&attributes, &area);
			buf_printf(&attributes, "uri='%s'", l->uri);
			draw_empty_tag(c, CAIRO_TAG_LINK, buf_cstr(&attributes));
		}
		g_free(range);
	}
	buf_free(&attributes);
}

void
draw_destination(struct canvas *c, const struct block *b, double x, double y)
{
	char attributes[96];

	snprintf(attributes, sizeof(attributes), "name='%s' x=%.3f y=%.3f", b->anchor, x, y);
	draw_empty_tag(c, CAIRO_TAG_DEST, attributes);
}
