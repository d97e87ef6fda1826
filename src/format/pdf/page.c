/* Distributes the blocks of a flow over pages. */
#include <math.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/pdf/block.h"
#include "format/pdf/doc.h"
#include "format/pdf/page.h"
#include "format/pdf/type.h"

/* A paragraph is split only if each page gets that many of its lines (no widows and orphans). */
enum { MIN_LINES = 2 };

/* Front matter that takes more than this part of a page has no columns below it. */
#define MAX_FRONT 0.8

/* The position of the baseline in a line, as a part of the leading. */
#define BASELINE 0.73

/* Where the next block goes. */
struct cursor {
	struct doc *doc;
	size_t page;
	size_t columns, column; /* of the flow; from 0 */
	double top;             /* of the columns on the page */
	double y;
	bool at_top; /* of the column */
};

/*
 * Appends the metrics of the lines of the part to those of the block.  A line has the leading of its style whatever
 * fallback fonts appear in it, unless the glyphs are taller, as in some scripts.
 */
static void
page_measure_part(const struct doc *d, struct block *b, struct part *part)
{
	PangoLayoutIter *i = pango_layout_get_iter(part->layout);
	size_t n = b->nline + (size_t)pango_layout_get_line_count(part->layout);
	double leading = type_leading(&d->type, b->style), up = BASELINE * leading, down = leading - up;
	double top = b->line[b->nline].top;
	bool ascii = utf8_is_ascii(
	    slice_of(pango_layout_get_text(part->layout))); /* ASCII glyphs fit the leading: no need to measure */

	part->line = b->nline;
	do {
		double ascent = up, descent = down;
		PangoRectangle ink;

		if (!ascii) {
			pango_layout_line_get_extents(pango_layout_iter_get_line_readonly(i), &ink, NULL);
			ascent = fmax(up, -(double)ink.y / PANGO_SCALE);
			descent = fmax(down, (double)(ink.y + ink.height) / PANGO_SCALE);
		}
		b->line[b->nline].top = top;
		b->line[b->nline].baseline = top + ascent;
		top += ascent + descent;
		b->line[++b->nline].top = top;
	} while (b->nline < n && pango_layout_iter_next_line(i));
	pango_layout_iter_free(i);
}

static void
page_measure_lines(const struct doc *d, struct block *b)
{
	size_t i;

	b->line = xcalloc(block_line_count(b) + 1, sizeof(*b->line));
	for (i = 0; i < b->npart; i++)
		page_measure_part(d, b, &b->part[i]);
}

/* The height of lines [from, to) of the block. */
static double
page_height(const struct block *b, size_t from, size_t to)
{
	return b->line[to].top - b->line[from].top + (b->kind == BLOCK_CODE ? 2 * CODE_PADDING : 0);
}

/* The height of the part of the block that must be on the page on which it begins: all of room for an answer. */
static double
page_min_height(const struct block *b)
{
	bool whole = b->keep_with_next || b->kind == BLOCK_RULED || b->nline < 2 * MIN_LINES;

	return page_height(b, 0, whole ? b->nline : MIN_LINES);
}

/*
 * The same for block i with the blocks that it is kept with; of many blocks only those that are
 * together higher than max.
 */
static double
page_required_height(const struct flow *f, size_t i, double max)
{
	double sum = page_min_height(f->block[i]);

	while (sum <= max && f->block[i]->keep_with_next && i + 1 < f->n && !f->block[i + 1]->page_break_before) {
		i++;
		sum += f->block[i]->space_above + page_min_height(f->block[i]);
	}
	return sum;
}

static void
page_new(struct cursor *c)
{
	c->page++;
	c->column = 0;
	c->y = c->top = c->doc->top;
	c->at_top = true;
}

/* Begins the next column, on the next page if necessary. */
static void
page_new_column(struct cursor *c)
{
	if (c->column + 1 >= c->columns) {
		page_new(c);
		return;
	}
	c->column++;
	c->y = c->top;
	c->at_top = true;
}

/* Places lines [from, to) of the block on the page. */
static void
page_add_fragment(struct cursor *c, struct block *b, size_t from, size_t to)
{
	struct doc *d = c->doc;

	d->fragment = array_grow(d->fragment, d->nfragment, &d->fragment_cap, sizeof(*d->fragment));
	if (from == 0) {
		b->page = c->page;
		b->y = c->y;
	}
	d->fragment[d->nfragment++] = (struct fragment){
		.block = b,
		.page = c->page,
		.from = from,
		.to = to,
		.x = d->left + (double)c->column * d->pitch,
		.y = c->y,
		.at_top = c->at_top,
	};
	c->y += page_height(b, from, to);
	c->at_top = false;
}

/* How many lines of the block, beginning with line from, to place on the page; may be 0. */
static size_t
page_fit_lines(const struct cursor *c, const struct block *b, size_t from)
{
	size_t to = from, left;

	while (to < b->nline && c->y + page_height(b, from, to + 1) <= c->doc->bottom + 0.01)
		to++;
	left = b->nline - to;
	if (left == 0)
		return to - from;
	if (left < MIN_LINES)
		to = b->nline > from + MIN_LINES ? b->nline - MIN_LINES : from;
	if (to < from + MIN_LINES)
		to = from;
	if (to == from && c->at_top) /* another page would have no more space */
		to = from + 1;
	return to - from;
}

static void
page_add_block(struct cursor *c, const struct flow *f, size_t i)
{
	const struct doc *d = c->doc;
	struct block *b = f->block[i];
	double page = d->bottom - d->top, space = d->bottom - c->y - b->space_above;
	double required = page_required_height(f, i, page);
	size_t from = 0;

	if (required > page) /* more than a page: do not keep the blocks together */
		required = page_height(b, 0, b->nline < MIN_LINES ? b->nline : MIN_LINES);
	if (b->page_break_before && !(c->at_top && c->column == 0))
		page_new(c);
	else if (!c->at_top && (required > space || b->min_space > space))
		page_new_column(c);
	if (!c->at_top)
		c->y += b->space_above;
	while (from < b->nline) {
		size_t n = page_fit_lines(c, b, from);

		if (n > 0)
			page_add_fragment(c, b, from, from + n);
		from += n;
		if (from < b->nline)
			page_new_column(c);
	}
}

static void
page_add_flow(struct cursor *c, const struct flow *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (f->block[i]->line == NULL)
			page_measure_lines(c->doc, f->block[i]);
	for (i = 0; i < f->n; i++)
		page_add_block(c, f, i);
}

void
paginate(struct doc *d)
{
	struct cursor c = { .doc = d, .columns = 1 };

	d->nfragment = 0;
	page_new(&c);
	c.y += d->top_offset;
	page_add_flow(&c, &d->front);
	if (d->columns > 1) { /* the columns begin below the front matter */
		c.columns = d->columns;
		c.y += 2 * d->type.leading;
		c.top = c.y;
		if (c.top > d->top + MAX_FRONT * (d->bottom - d->top))
			page_new(&c);
	}
	page_add_flow(&c, &d->body);
	page_add_flow(&c, &d->appendix);
	d->pages = c.page;
}
