#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/pdf/block.h"
#include "format/pdf/doc.h"
#include "format/pdf/sheet.h"
#include "format/pdf/type.h"
#include "format/sheet.h"

enum {
	BOX_GAP = 7,         /* points, between a weight and its label */
	TOGETHER_LINES = 30, /* points of so many lines are kept on one page */
	SHORT_LINES = 12     /* a block of so many lines is kept with the points below it */
};

/* The marker of points: a box and the weight; FIGURE SPACE pads the weight to that of the others. */
static PangoLayout *
sheet_marker(const struct doc *d, const struct sheet *s, const struct sheet_point *p)
{
	struct buf weight = { 0 }, b = { 0 };
	PangoLayout *l;
	size_t i;

	sheet_weight(s, p, &weight);
	buf_str(&b, "☐ ");
	for (i = 0; i < weight.n; i++)
		if (weight.p[i] == ' ')
			buf_str(&b, "\xe2\x80\x87");
		else
			buf_byte(&b, weight.p[i]);
	l = layout_new(&d->type, STYLE_BODY, buf_slice(&b), -1);
	buf_free(&weight);
	buf_free(&b);
	return l;
}

void
sheet_space_block(struct doc *d, struct flow *f, size_t n)
{
	struct buf lines = { 0 };
	struct block *b;

	if (n == 0)
		return;
	f->block[f->n - 1]->keep_with_next = true;
	for (buf_byte(&lines, ' '); n > 1; n--)
		buf_str(&lines, "\n ");
	b = doc_add_block(d, f, STYLE_RULED, buf_slice(&lines), 0);
	b->kind = BLOCK_RULED;
	buf_free(&lines);
}

/* Appends a line to be completed, on the right. */
static struct block *
sheet_line(struct doc *d, struct flow *f, enum style style, struct buf *line)
{
	struct block *b = doc_add_block(d, f, style, buf_slice(line), 0);

	pango_layout_set_alignment(b->part->layout, PANGO_ALIGN_RIGHT);
	buf_free(line);
	return b;
}

static void
sheet_point_block(struct doc *d, struct flow *f, const struct sheet *s, const struct sheet_point *p)
{
	PangoLayout *marker = sheet_marker(d, s, p);
	struct buf label = { 0 }, valid = { 0 }, clean = { 0 };
	struct block *b;

	sheet_label(p, &label);
	escape_nonprinting(utf8_replace_invalid(buf_slice(&label), &valid), "", &clean);
	b = doc_add_block(d, f, STYLE_BODY, buf_slice(&clean), layout_width(marker) + BOX_GAP);
	b->marker = marker;
	b->space_above = 0.1 * d->type.leading;
	b->tag = "LBody";
	doc_count_missing_glyphs(d, b);
	buf_free(&label);
	buf_free(&valid);
	buf_free(&clean);
}

void
sheet_blocks(struct doc *d, struct flow *f, const struct sheet *s)
{
	size_t first = f->n, i;
	struct buf sum = { 0 };
	struct block *b;

	for (i = 0; i < s->n; i++) {
		if (s->point[i].misconception && (i == 0 || !s->point[i - 1].misconception)) {
			b = doc_add_block(d, f, STYLE_SMALL, slice_of(SHEET_MISCONCEPTIONS), 0);
			b->space_above = 0.4 * d->type.leading;
			b->keep_with_next = true;
		}
		sheet_point_block(d, f, s, &s->point[i]);
	}
	sheet_sum(s, &sum);
	b = sheet_line(d, f, STYLE_BODY, &sum);
	b->space_above = 0.4 * d->type.leading;
	f->block[first]->space_above = 0.5 * d->type.leading;
	if (block_line_count(f->block[first - 1]) <= SHORT_LINES)
		f->block[first - 1]->keep_with_next = true;
	flow_keep(f, first, TOGETHER_LINES);
}

void
sheet_total_block(struct doc *d, struct flow *f, const struct sheet *s)
{
	struct buf total = { 0 };
	struct block *b = doc_add_block(d, f, STYLE_BODY, slice_of(" "), 0);

	b->kind = BLOCK_RULE;
	b->space_above = 1.5 * d->type.leading;
	b->keep_with_next = true;
	sheet_total(s, &total);
	sheet_line(d, f, STYLE_QUESTION, &total);
}
