/* PDF: pages as cairo paints them, with their links. */
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/slice.h"
#include "cairo.h"
#include "format/pdf/pdf.h"
#include "pango/pango-direction.h"
#include "pango/pango-layout.h"
#include "pango/pango-types.h"
#include "pango/pangocairo.h"

/* Where the number of a page stands in the contents, from the right, and how far from the leaders. */
enum { NUMBERS = 52, APART = 8 };

enum { BAR = 2 }; /* of a quote: its width */

struct painter {
	struct doc *d;
	cairo_t *cr;
	size_t page;
	struct topic *topic; /* that of the page's first box */
};

/* A layout whose first baseline begins at this point. */
static void
show(struct painter *p, PangoLayout *l, double x, double baseline)
{
	cairo_move_to(p->cr, x, baseline - (double)pango_layout_get_baseline(l) / PANGO_SCALE);
	pango_cairo_show_layout(p->cr, l);
}

/* A tag around nothing: it has its place in its attributes. */
static void
tag(struct painter *p, const char *name, const char *attributes)
{
	cairo_tag_begin(p->cr, name, attributes);
	cairo_tag_end(p->cr, name);
}

static void
link_rect(struct buf *b, double x, double y, double w, double h)
{
	buf_printf(b, "rect=[%.3f %.3f %.3f %.3f] ", x, y, w, h);
}

/* Until cairo_tag_end(), what is painted is the text of a link from this area to a box. */
static void
begin_link(struct painter *p, const struct box *to, double x, double y, double w, double h)
{
	struct buf b = { 0 };

	link_rect(&b, x, y, w, h);
	buf_printf(&b, "dest='%s'", to->name);
	cairo_tag_begin(p->cr, CAIRO_TAG_LINK, buf_cstr(&b));
	buf_free(&b);
}

/* ---- Header and footer ---- */

/* Small text that ends at right, or begins on the left where that is negative; returns its width. */
static double
small(struct painter *p, const char *s, double right, double width, double baseline)
{
	PangoLayout *l = layout_new(p->d, FACE_SMALL, slice_of(s), -1);

	if (layout_width(l) > width) {
		pango_layout_set_width(l, (int)(width * PANGO_SCALE));
		pango_layout_set_ellipsize(l, PANGO_ELLIPSIZE_END);
	}
	width = layout_width(l);
	show(p, l, right < 0 ? p->d->left : right - width, baseline);
	g_object_unref(l);
	return width;
}

static void
hairline(struct painter *p, double x, double y, double width)
{
	cairo_set_line_width(p->cr, 0.5);
	set_color(p->cr, COLOR_HAIR);
	cairo_move_to(p->cr, x, y);
	cairo_line_to(p->cr, x + width, y);
	cairo_stroke(p->cr);
}

/* The title on the left and the topic on the right, but where the page shows them anyhow. */
static void
paint_header(struct painter *p, const struct box *first)
{
	struct doc *d = p->d;
	double y = d->top - 32, left;
	bool answers = d->appendix.n > 0 && p->page >= d->appendix.box[0]->page;
	struct buf b = { 0 };

	if (p->page == 1)
		return;
	left = small(p, d->title, -1, d->measure / 2, y);
	if (p->topic != NULL && first != p->topic->questions && first != p->topic->answers &&
	    first->face != FACE_TITLE) {
		buf_printf(
		    &b, "%s%s%s", answers ? "Answers" : "", answers && *p->topic->name ? "  ·  " : "", p->topic->name);
		small(p, buf_cstr(&b), d->left + d->measure, d->measure - left - 24, y);
		buf_free(&b);
	}
	hairline(p, d->left, y + 7, d->measure);
}

static void
paint_footer(struct painter *p)
{
	struct buf b = { 0 };

	buf_printf(&b, "page %zu of %zu", p->page, p->d->pages);
	small(p, buf_cstr(&b), p->d->left + p->d->measure, p->d->measure, p->d->bottom + 36);
	buf_free(&b);
}

/* ---- Boxes ---- */

static bool
is_rtl(const struct box *b)
{
	return pango_layout_get_direction(b->layout, 0) == PANGO_DIRECTION_RTL;
}

/* The page of a box, after a text, as a link to it; x is where it begins, or ends if that is to be right. */
static void
paint_page_number(
    struct painter *p, const char *text, enum face f, const struct box *to, double x, bool right, double baseline)
{
	struct buf b = { 0 };
	PangoLayout *l;
	double w, h = font_leading(p->d, f);

	buf_printf(&b, "%s%s%zu", text, *text ? " " : "", to->page);
	l = layout_new(p->d, f, buf_slice(&b), -1);
	w = layout_width(l);
	x -= right ? w : 0;
	begin_link(p, to, x, baseline - 0.75 * h, w, h);
	show(p, l, x, baseline);
	cairo_tag_end(p->cr, CAIRO_TAG_LINK);
	g_object_unref(l);
	buf_free(&b);
}

/* From a question to its answer, or back; on the right of what else is on the line. */
static void
paint_reference(struct painter *p, const struct box *b, double baseline)
{
	bool right = *pango_layout_get_text(b->layout) != '\0';

	paint_page_number(p, b->ref, FACE_SMALL, b->to[0], p->d->left + (right ? p->d->measure : 0), right, baseline);
}

/* Dots from about x to right, which stand below those of other lines. */
static void
paint_leaders(struct painter *p, double x, double right, double baseline)
{
	static const double dash[] = { 0, 5 };

	if (x + 5 > right)
		return;
	cairo_save(p->cr);
	cairo_set_dash(p->cr, dash, 2, 0);
	cairo_set_line_cap(p->cr, CAIRO_LINE_CAP_ROUND);
	cairo_set_line_width(p->cr, 0.8);
	set_color(p->cr, COLOR_GRAY);
	cairo_move_to(p->cr, right, baseline - 0.8);
	cairo_line_to(p->cr, x, baseline - 0.8);
	cairo_stroke(p->cr);
	cairo_restore(p->cr);
}

/* What is right of a line of the contents; y is the top of its text. */
static void
paint_entry(struct painter *p, const struct box *b, double y)
{
	struct doc *d = p->d;
	double right = d->left + d->measure, column = d->appendix.n > 0 ? right - NUMBERS : right;
	double baseline = y + b->line[b->nline - 1].baseline;
	PangoLayoutLine *last = pango_layout_get_line_readonly(b->layout, (int)b->nline - 1);
	PangoRectangle r;

	if (b->to[0] == NULL) { /* the heading */
		small(p, d->appendix.n > 0 ? "Questions" : "Page", column, NUMBERS, baseline);
		if (d->appendix.n > 0)
			small(p, "Answers", right, NUMBERS, baseline);
		return;
	}
	pango_layout_line_get_extents(last, NULL, &r);
	paint_page_number(p, "", b->face, b->to[0], column, true, baseline);
	if (b->to[1] != NULL)
		paint_page_number(p, "", b->face, b->to[1], right, true, baseline);
	if (!is_rtl(b))
		paint_leaders(p, d->left + (double)r.width / PANGO_SCALE + APART, column - 22 - APART / 2.0, baseline);
	begin_link(p, b->to[0], d->left, y, d->measure - 2 * NUMBERS - APART, b->line[b->nline].top);
	cairo_tag_end(p->cr, CAIRO_TAG_LINK);
}

/* The part of each link that is on this line. */
static void
paint_links(struct painter *p, const struct box *b, size_t i, PangoLayoutLine *line, double x, double y)
{
	struct buf attributes = { 0 };
	size_t j;
	int *range, n, k, first = line->start_index, end = first + line->length;

	for (j = 0; j < b->nlink; j++) {
		const struct link *l = &b->link[j];
		int from = (int)l->start > first ? (int)l->start : first, to = (int)l->end < end ? (int)l->end : end;

		if (from >= to)
			continue;
		pango_layout_line_get_x_ranges(line, from, to, &range, &n);
		for (k = 0; k < n; k++) {
			attributes.n = 0;
			link_rect(&attributes, x + (double)range[2 * k] / PANGO_SCALE, y,
			    (double)(range[2 * k + 1] - range[2 * k]) / PANGO_SCALE,
			    b->line[i + 1].top - b->line[i].top);
			buf_printf(&attributes, "uri='%s'", l->uri);
			tag(p, CAIRO_TAG_LINK, buf_cstr(&attributes));
		}
		g_free(range);
	}
	buf_free(&attributes);
}

/* The lines of the piece; its box's text would begin at this point. */
static void
paint_lines(struct painter *p, const struct piece *piece, double x, double y)
{
	const struct box *b = piece->box;
	PangoLayoutIter *iter = pango_layout_get_iter(b->layout);
	PangoRectangle r;
	size_t i = 0;

	do {
		PangoLayoutLine *line = pango_layout_iter_get_line_readonly(iter);

		if (i < piece->from)
			continue;
		pango_layout_iter_get_line_extents(iter, NULL, &r);
		cairo_move_to(p->cr, x + (double)r.x / PANGO_SCALE, y + b->line[i].baseline);
		pango_cairo_show_layout_line(p->cr, line);
		if (b->nlink > 0)
			paint_links(p, b, i, line, x, y + b->line[i].top);
	} while (++i < piece->to && pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
}

/* Ground and bars behind the lines. */
static void
paint_ground(struct painter *p, const struct piece *piece, double x, double height, bool first)
{
	const struct box *b = piece->box;
	struct doc *d = p->d;
	size_t i;

	if (b->kind == BOX_CODE) {
		set_color(p->cr, COLOR_SHADE);
		cairo_rectangle(p->cr, x, piece->y, d->measure - b->x, height);
		cairo_fill(p->cr);
	}
	for (i = 0; i < b->nbar; i++) {
		double up = i < b->joined && !first && piece->from == 0 ? b->above : 0;

		set_color(p->cr, COLOR_HAIR);
		cairo_rectangle(p->cr, d->left + (is_rtl(b) ? d->measure - b->bar[i] - BAR : b->bar[i]), piece->y - up,
		    BAR, height + up);
		cairo_fill(p->cr);
	}
}

/* The number of a question, or what an item begins with; x is where the box begins. */
static void
paint_mark(struct painter *p, const struct box *b, double x, double y)
{
	double w = layout_width(b->mark), apart = b->name ? 12 : 6;

	if (is_rtl(b) && b->name == NULL)
		x += p->d->measure - b->x + apart;
	else
		x -= w + apart;
	show(p, b->mark, x, y + b->line[0].baseline);
}

static void
paint_piece(struct painter *p, const struct piece *piece, bool first)
{
	struct box *b = piece->box;
	struct doc *d = p->d;
	double x = d->left + (is_rtl(b) ? 0 : b->x), pad = b->kind == BOX_CODE ? CODE_PAD : 0;
	double y = piece->y + pad - b->line[piece->from].top;
	double height = b->line[piece->to].top - b->line[piece->from].top + 2 * pad;
	char name[96];

	if (b->name != NULL && piece->from == 0) {
		snprintf(name, sizeof(name), "name='%s' x=%.3f y=%.3f", b->name, d->left, piece->y - 12);
		tag(p, CAIRO_TAG_DEST, name);
	}
	if (b->kind == BOX_RULE) {
		hairline(p, x, piece->y + height / 2, d->measure - b->x);
		return;
	}
	paint_ground(p, piece, x, height, first);
	cairo_tag_begin(p->cr, b->tag, NULL);
	if (b->mark != NULL && piece->from == 0)
		paint_mark(p, b, x, y);
	paint_lines(p, piece, x + pad, y);
	cairo_tag_end(p->cr, b->tag);
	if (b->kind == BOX_ENTRY)
		paint_entry(p, b, y);
	else if (b->to[0] != NULL && piece->to == b->nline)
		paint_reference(p, b, y + b->line[b->nline - 1].baseline);
}

void
paint_pages(struct doc *d, cairo_t *cr)
{
	struct painter painter = { .d = d, .cr = cr }, *p = &painter;
	size_t i = 0;

	cairo_tag_begin(cr, "Document", NULL);
	for (p->page = 1; p->page <= d->pages; p->page++) {
		bool first = true;

		p->topic = d->piece[i].box->topic;
		paint_header(p, d->piece[i].box);
		for (; i < d->npiece && d->piece[i].page == p->page; i++, first = false)
			paint_piece(p, &d->piece[i], first);
		paint_footer(p);
		if (p->page == d->pages) /* after the last page is shown, a tag would begin another */
			cairo_tag_end(cr, "Document");
		cairo_show_page(cr);
	}
}
