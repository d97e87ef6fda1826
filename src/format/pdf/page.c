/* PDF: which line of which box comes on which page. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/pdf/pdf.h"
#include "pango/pango-layout.h"
#include "pango/pango-types.h"

/* Lines of a paragraph that stand alone on neither page. */
enum { TOGETHER = 2 };

/* Where in a line the baseline is. */
#define BASELINE 0.73

/* While the boxes are laid out. */
struct cursor {
	struct doc *d;
	size_t page;
	double y;
	bool on_top; /* of the page */
};

/*
 * Finds the lines of the box. All are as high as the face wants it, whatever
 * other fonts appear in them; but those of scripts that need more get it.
 */
static void
measure_lines(const struct doc *d, struct box *b)
{
	PangoLayoutIter *i = pango_layout_get_iter(b->layout);
	size_t n = (size_t)pango_layout_get_line_count(b->layout);
	double leading = font_leading(d, b->face), top = 0, up = BASELINE * leading, down = leading - up;
	bool plain = utf8_is_ascii(slice_of(pango_layout_get_text(b->layout))); /* then there is no need to look */

	b->line = xcalloc(n + 1, sizeof(*b->line));
	do {
		double ascent = up, descent = down;
		PangoRectangle ink;

		if (!plain) {
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

/* The height of these lines of the box. */
static double
height(const struct box *b, size_t from, size_t to)
{
	return b->line[to].top - b->line[from].top + (b->kind == BOX_CODE ? 2 * CODE_PAD : 0);
}

/* The height of what must come on the page where the box begins: its first lines, or all of it. */
static double
least(const struct box *b)
{
	return height(b, 0, b->keep || b->nline < 2 * TOGETHER ? b->nline : TOGETHER);
}

/* The height that box i of the column needs on a page, with those that it is to stay with. */
static double
needed(const struct column *c, size_t i)
{
	double sum = least(c->box[i]);

	while (c->box[i]->keep && i + 1 < c->n && !c->box[i + 1]->fresh) {
		i++;
		sum += c->box[i]->above + least(c->box[i]);
	}
	return sum;
}

static void
new_page(struct cursor *at)
{
	at->page++;
	at->y = at->d->top;
	at->on_top = true;
}

/* Puts these lines of the box on the page. */
static void
put(struct cursor *at, struct box *b, size_t from, size_t to)
{
	struct doc *d = at->d;

	d->piece = array_grow(d->piece, d->npiece, &d->piece_cap, sizeof(*d->piece));
	if (from == 0) {
		b->page = at->page;
		b->y = at->y;
	}
	d->piece[d->npiece++] = (struct piece){ b, at->page, from, to, at->y };
	at->y += height(b, from, to);
	at->on_top = false;
}

/* How many lines of the box, the first being from, go on the page, so that few stand alone on neither. */
static size_t
fitting(const struct cursor *at, const struct box *b, size_t from)
{
	size_t to = from, left;

	while (to < b->nline && at->y + height(b, from, to + 1) <= at->d->bottom + 0.01)
		to++;
	left = b->nline - to;
	if (left == 0)
		return to - from;
	if (left < TOGETHER)
		to = b->nline > from + TOGETHER ? b->nline - TOGETHER : from;
	if (to < from + TOGETHER)
		to = from;
	if (to == from && at->on_top) /* a page that is too small even so */
		to = from + 1;
	return to - from;
}

static void
put_box(struct cursor *at, const struct column *c, size_t i)
{
	struct box *b = c->box[i];
	double room = at->d->bottom - at->y - b->above, need = needed(c, i);
	size_t from = 0;

	if (need > at->d->bottom - at->d->top) /* no page has room for it all */
		need = height(b, 0, b->nline < TOGETHER ? b->nline : TOGETHER);
	if (!at->on_top && (b->fresh || need > room || b->room > room))
		new_page(at);
	if (!at->on_top)
		at->y += b->above;
	while (from < b->nline) {
		size_t n = fitting(at, b, from);

		if (n > 0)
			put(at, b, from, from + n);
		from += n;
		if (from < b->nline)
			new_page(at);
	}
}

static void
put_column(struct cursor *at, const struct column *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->box[i]->line == NULL)
			measure_lines(at->d, c->box[i]);
	for (i = 0; i < c->n; i++)
		put_box(at, c, i);
}

void
lay_out(struct doc *d)
{
	struct cursor at = { .d = d };

	d->npiece = 0;
	new_page(&at);
	at.y += d->drop;
	put_column(&at, &d->front);
	put_column(&at, &d->body);
	put_column(&at, &d->appendix);
	d->pages = at.page;
}
