#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stddef.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/slice.h"
#include "format/choicelist.h"
#include "format/pdf/block.h"
#include "format/pdf/choice.h"
#include "format/pdf/doc.h"
#include "format/pdf/text.h"
#include "format/pdf/type.h"

enum {
	CHOICE_GAP = 6,      /* points, between a letter and its choice */
	CHOICE_TOGETHER = 8, /* so many choices are kept on one page */
	KEY_GAP = 14,        /* points, between two columns of the key */
	KEY_COLUMNS = 10     /* at most */
};

/* The width of text in the style of a paragraph, in points. */
static double
choice_text_width(const struct doc *d, struct slice text)
{
	PangoLayout *l = layout_new(&d->type, STYLE_BODY, text, -1);
	double width = layout_width(l);

	g_object_unref(l);
	return width;
}

int
choice_blocks(struct doc *d, struct flow *f, const struct choicelist *l)
{
	struct buf letter = { 0 };
	double x = 0;
	size_t n = l->choices.n, i;
	int status = 0;

	for (i = 0; i < n; i++) {
		letter.n = 0;
		choicelist_letter(i, &letter);
		if (choice_text_width(d, buf_slice(&letter)) + CHOICE_GAP > x)
			x = choice_text_width(d, buf_slice(&letter)) + CHOICE_GAP;
	}
	for (i = 0; status == 0 && i < n; i++) {
		letter.n = 0;
		choicelist_letter(i, &letter);
		status = text_choice(d, f, buf_cstr(&letter), x, choicelist_at(l, i)->text);
		if (i == 0)
			f->block[f->n - 1]->space_above = 0.45 * d->type.leading;
		if (n <= CHOICE_TOGETHER && i + 1 < n)
			f->block[f->n - 1]->keep_with_next = true;
	}
	buf_free(&letter);
	return status;
}

/* An entry of the key as text: "12. A, C". */
static void
choice_entry(struct slice entry, struct buf *b)
{
	struct slice number;

	slice_next(&entry, '\t', &number);
	buf_append(b, number.p, number.n);
	buf_str(b, ". ");
	buf_append(b, entry.p, entry.n);
}

/* How many columns of the key fit; stores the distance between them in points. */
static size_t
choice_columns(const struct doc *d, struct slice entries, double *width)
{
	struct buf b = { 0 };
	struct slice entry;
	size_t n;

	*width = 0;
	while (entries.n > 0 && slice_next(&entries, '\n', &entry)) {
		double w;

		b.n = 0;
		choice_entry(entry, &b);
		w = choice_text_width(d, buf_slice(&b)) + KEY_GAP;
		*width = w > *width ? w : *width;
	}
	buf_free(&b);
	n = *width > 0 ? (size_t)(d->measure / *width) : 1;
	return n < 1 ? 1 : n > KEY_COLUMNS ? KEY_COLUMNS : n;
}

/* Appends a row of the key, whose entries TABs separate. */
static void
choice_row(struct doc *d, struct slice row, size_t columns, double width)
{
	struct block *b = doc_add_block(d, &d->appendix, STYLE_BODY, row, 0);
	PangoTabArray *tabs = pango_tab_array_new((int)columns, FALSE);
	size_t i;

	for (i = 0; i < columns; i++)
		pango_tab_array_set_tab(tabs, (int)i, PANGO_TAB_LEFT, (int)((double)(i + 1) * width * PANGO_SCALE));
	pango_layout_set_tabs(b->part->layout, tabs);
	pango_tab_array_free(tabs);
	b->space_above = 0.3 * d->type.leading;
}

void
choice_appendix(struct doc *d, struct slice entries)
{
	struct buf row = { 0 };
	struct slice entry;
	double width;
	size_t columns = choice_columns(d, entries, &width), n = 0;

	d->key = doc_add_block(d, &d->appendix, STYLE_TITLE, slice_of("Key"), 0);
	d->key->page_break_before = true;
	d->key->keep_with_next = true;
	d->key->tag = "H1";
	d->key->anchor = anchor_new("key", 0);
	while (entries.n > 0 && slice_next(&entries, '\n', &entry)) {
		if (n > 0)
			buf_byte(&row, '\t');
		choice_entry(entry, &row);
		if (++n < columns && entries.n > 0)
			continue;
		choice_row(d, buf_slice(&row), columns, width);
		row.n = n = 0;
	}
	buf_free(&row);
}
