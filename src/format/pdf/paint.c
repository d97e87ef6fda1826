#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/progress.h"
#include "format/pdf/block.h"
#include "format/pdf/doc.h"
#include "format/pdf/draw.h"
#include "format/pdf/paint.h"
#include "format/pdf/type.h"

enum {
	NUMBER_COLUMN = 52, /* points, for the page numbers in the contents */
	LEADER_GAP = 8,     /* points, between the text of an entry and its leaders */
	QUOTE_BAR = 2       /* points: its width */
};

/* A page that is being drawn. */
struct painter {
	struct canvas canvas;
	struct doc *doc;
	size_t page;
	const struct block *first; /* on the page */
};

static bool
paint_is_rtl(const struct block *b)
{
	return pango_layout_get_direction(b->part->layout, 0) == PANGO_DIRECTION_RTL;
}

/* ---- Header and footer ---- */

/* Draws the title on the left, and the topic on the right unless the page begins with its heading. */
static void
paint_header(struct painter *p)
{
	struct doc *d = p->doc;
	const struct block *first = p->first;
	const struct topic *t = first->topic;
	double y = d->top - 32, left;
	bool answers = d->appendix.n > 0 && p->page >= d->appendix.block[0]->page;
	struct buf b = { 0 };

	if (p->page == 1)
		return;
	left = draw_small(&p->canvas, d->title, d->left, d->page_measure / 2, y);
	if (t != NULL && first != t->questions && first != t->answers && first->style != STYLE_TITLE) {
		buf_printf(&b, "%s%s%s", answers ? "Answers" : "", answers && *t->name ? "  ·  " : "", t->name);
		draw_small_right(&p->canvas, buf_cstr(&b), d->left + d->page_measure, d->page_measure - left - 24, y);
		buf_free(&b);
	}
	draw_hairline(&p->canvas, d->left, y + 7, d->page_measure);
}

static void
paint_footer(struct painter *p)
{
	struct doc *d = p->doc;
	struct buf b = { 0 };

	buf_printf(&b, "page %zu of %zu", p->page, d->pages);
	draw_small_right(&p->canvas, buf_cstr(&b), d->left + d->page_measure, d->page_measure, d->bottom + 36);
	buf_free(&b);
}

/* ---- Page references ---- */

/* Draws the reference from a question to its answer, or back: on the right if the line has other text; x is the beginning of the column. */
static void
paint_reference(struct painter *p, const struct block *b, double x, double baseline)
{
	struct page_number n = { b->target[0], b->target_label, STYLE_SMALL, x, 0 };

	if (*pango_layout_get_text(b->part->layout) != '\0')
		n.right = x + b->measure;
	draw_page_number(&p->canvas, &n, baseline);
}

/* Draws the titles of the columns of page numbers; questions is the right edge of the first. */
static void
paint_contents_heading(struct painter *p, double questions, double baseline)
{
	struct doc *d = p->doc;
	bool answers = d->appendix.n > 0;

	draw_small_right(&p->canvas, answers ? "Questions" : "Page", questions, NUMBER_COLUMN, baseline);
	if (answers)
		draw_small_right(&p->canvas, "Answers", d->left + d->page_measure, NUMBER_COLUMN, baseline);
}

/* Draws the leaders and the page numbers of an entry of the contents; y is the top of its text. */
static void
paint_entry(struct painter *p, const struct block *b, double y)
{
	struct doc *d = p->doc;
	struct canvas *c = &p->canvas;
	double right = d->left + d->page_measure, questions = d->appendix.n > 0 ? right - NUMBER_COLUMN : right;
	double baseline = y + b->line[b->nline - 1].baseline;
	double text_width = d->page_measure - 2 * NUMBER_COLUMN - LEADER_GAP;
	PangoRectangle last;

	if (b->target[0] == NULL) {
		paint_contents_heading(p, questions, baseline);
		return;
	}
	draw_page_number(c, &(struct page_number){ b->target[0], NULL, b->style, 0, questions }, baseline);
	if (b->target[1] != NULL)
		draw_page_number(c, &(struct page_number){ b->target[1], NULL, b->style, 0, right }, baseline);
	pango_layout_line_get_extents(pango_layout_get_line_readonly(b->part->layout, (int)b->nline - 1), NULL, &last);
	if (!paint_is_rtl(b))
		draw_leaders(c, d->left + (double)last.width / PANGO_SCALE + LEADER_GAP,
		    questions - 22 - LEADER_GAP / 2.0, baseline);
	draw_link(c, b->target[0], (struct rect){ d->left, y, text_width, b->line[b->nline].top });
}

/* ---- Blocks ---- */

/* Draws the lines of a part that are in the fragment. */
static void
paint_part(struct painter *p, const struct fragment *f, const struct part *part, double x, double y)
{
	const struct block *b = f->block;
	PangoLayoutIter *iter = pango_layout_get_iter(part->layout);
	PangoRectangle r;
	size_t i = part->line;

	do {
		PangoLayoutLine *line = pango_layout_iter_get_line_readonly(iter);
		struct rect area = { x, y + b->line[i].top, 0, b->line[i + 1].top - b->line[i].top };

		if (i < f->from)
			continue;
		pango_layout_iter_get_line_extents(iter, NULL, &r);
		cairo_move_to(p->canvas.cr, x + (double)r.x / PANGO_SCALE, y + b->line[i].baseline);
		pango_cairo_show_layout_line(p->canvas.cr, line);
		draw_uris(&p->canvas, part, line, area);
	} while (++i < f->to && pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
}

/* Draws the lines of the fragment; x and y are where the first line of its block would begin. */
static void
paint_lines(struct painter *p, const struct fragment *f, double x, double y)
{
	const struct block *b = f->block;
	size_t i;

	for (i = 0; i < b->npart && b->part[i].line < f->to; i++)
		if (i + 1 == b->npart || b->part[i + 1].line > f->from)
			paint_part(p, f, &b->part[i], x, y);
}

/* Draws the background of code and the bars of quotes; x is where lines begin. */
static void
paint_background(struct painter *p, const struct fragment *f, double x, double height)
{
	const struct block *b = f->block;
	cairo_t *cr = p->canvas.cr;
	size_t i;

	if (b->kind == BLOCK_CODE) {
		type_set_color(cr, COLOR_BACKGROUND);
		cairo_rectangle(cr, x, f->y, b->measure - b->x, height);
		cairo_fill(cr);
	}
	for (i = 0; i < b->nquote_bar; i++) {
		double bar = paint_is_rtl(b) ? b->measure - b->quote_bar[i] - QUOTE_BAR : b->quote_bar[i];
		double up = i < b->continued && !f->at_top && f->from == 0 ? b->space_above : 0;

		type_set_color(cr, COLOR_HAIRLINE);
		cairo_rectangle(cr, f->x + bar, f->y - up, QUOTE_BAR, height + up);
		cairo_fill(cr);
	}
}

/* Draws the number of a question or the marker of an item; x is where lines of the block begin. */
static void
paint_marker(struct painter *p, const struct block *b, double x, double y)
{
	bool is_item = b->anchor == NULL;
	double w = layout_width(b->marker), gap = is_item ? 6 : 12;

	if (is_item && paint_is_rtl(b))
		x += b->measure - b->x + gap;
	else
		x -= w + gap;
	draw_layout(&p->canvas, b->marker, x, y + b->line[0].baseline);
}

/* Draws the lines of an answer space; y is where the first line of the block would begin. */
static void
paint_ruled(struct painter *p, const struct fragment *f, double x, double y)
{
	const struct block *b = f->block;
	size_t i;

	for (i = f->from; i < f->to; i++)
		draw_hairline(&p->canvas, x, y + b->line[i + 1].top, b->measure - b->x);
}

static void
paint_fragment(struct painter *p, const struct fragment *f)
{
	const struct block *b = f->block;
	cairo_t *cr = p->canvas.cr;
	double x = f->x + (paint_is_rtl(b) ? 0 : b->x), padding = b->kind == BLOCK_CODE ? CODE_PADDING : 0;
	double y = f->y + padding - b->line[f->from].top;
	double height = b->line[f->to].top - b->line[f->from].top + 2 * padding;

	if (b->anchor != NULL && f->from == 0)
		draw_destination(&p->canvas, b, f->x, f->y - 12);
	if (b->kind == BLOCK_RULE) {
		draw_hairline(&p->canvas, x, f->y + height / 2, b->measure - b->x);
		return;
	}
	if (b->kind == BLOCK_RULED)
		paint_ruled(p, f, x, y);
	paint_background(p, f, x, height);
	cairo_tag_begin(cr, b->tag, NULL);
	if (b->marker != NULL && f->from == 0)
		paint_marker(p, b, x, y);
	paint_lines(p, f, x + padding, y);
	cairo_tag_end(cr, b->tag);
	if (b->kind == BLOCK_ENTRY)
		paint_entry(p, b, y);
	else if (b->target[0] != NULL && f->to == b->nline)
		paint_reference(p, b, f->x, y + b->line[b->nline - 1].baseline);
}

void
paint_pages(struct doc *d, cairo_t *cr)
{
	struct painter painter = { .canvas = { cr, &d->type }, .doc = d }, *p = &painter;
	struct progress progress;
	size_t i = 0;

	progress_start(&progress, "writing pages", d->pages);
	cairo_tag_begin(cr, "Document", NULL);
	for (p->page = 1; p->page <= d->pages; p->page++) {
		p->first = d->fragment[i].block;
		paint_header(p);
		for (; i < d->nfragment && d->fragment[i].page == p->page; i++)
			paint_fragment(p, &d->fragment[i]);
		paint_footer(p);
		if (p->page == d->pages) /* from cairo 1.18 on, a tag after the last page begins another page */
			cairo_tag_end(cr, "Document");
		cairo_show_page(cr);
		progress_step(&progress, p->page);
	}
	progress_end(&progress);
}
