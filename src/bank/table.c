/* A bank as an aligned table, truncated to the width of the terminal. */
#include <stdlib.h>
#include <string.h>

#include "bank/table.h"
#include "bank/widths.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/term.h"
#include "base/utf8.h"
#include "markup/title.h"
#include "tsv/escape.h"

enum { SAMPLE_ROWS = 500 }; /* rows that determine the widths */

#define ELLIPSIS "\xe2\x80\xa6" /* one column wide */

struct table_row {
	struct slice line;
	const struct highlight *highlight;
	size_t nhighlight;
	bool bold;
};

struct table {
	struct out *out;
	bool color;
	bool flush;          /* after each row, once the widths are known */
	struct slice header; /* a copy */
	struct table_column *column;
	size_t ncolumn;
	struct table_row *buffered; /* copies; NULL once the widths are known */
	size_t nbuffered;
	struct slice *field; /* of the current line */
	size_t nfield;
	struct buf text, escaped;
};

size_t
highlight_find(const struct highlight *h, size_t n, size_t col)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (h[middle].col < col)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

static void
table_split(struct table *t, struct slice line)
{
	size_t i;

	for (i = 0; i < t->nfield; i++)
		slice_next(&line, '\t', &t->field[i]);
}

struct table *
table_open(struct out *o, bool color, struct slice header, const bool *show, bool flush)
{
	struct table *t = xcalloc(1, sizeof(*t));
	bool bank = false; /* a report has no question, and all its columns are shown */
	size_t i;

	out_raw(o, true);
	t->out = o;
	t->color = color;
	t->flush = flush;
	t->header = slice_copy(header);
	t->nfield = 1;
	for (i = 0; i < header.n; i++)
		t->nfield += header.p[i] == '\t';
	t->field = xcalloc(t->nfield, sizeof(*t->field));
	t->column = xcalloc(t->nfield, sizeof(*t->column));
	t->buffered = xcalloc(SAMPLE_ROWS, sizeof(*t->buffered));
	table_split(t, t->header);
	for (i = 0; i < t->nfield; i++)
		bank |= column_kind(t->field[i]) == COLUMN_QUESTION;
	for (i = 0; i < t->nfield; i++) {
		struct table_column c = { .col = i, .kind = column_kind(t->field[i]), .named = show && show[i] };

		if (!bank || (c.kind != COLUMN_OTHER && c.kind != COLUMN_ANSWER) || c.named)
			t->column[t->ncolumn++] = c;
	}
	return t;
}

/* The text, safe to print; valid until the next call. */
static struct slice
table_escape(struct table *t, struct slice text)
{
	t->escaped.n = 0;
	escape_controls(text, "", &t->escaped);
	return buf_slice(&t->escaped);
}

/* The columns that the text takes once escaped. */
static size_t
table_text_width(struct table *t, struct slice text)
{
	return utf8_width(table_escape(t, text));
}

static void
table_pad(struct table *t, size_t n)
{
	while (n-- > 0)
		out_byte(t->out, ' ');
}

/*
 * The text of a cell: of a question with several blocks, the title, unless bytes of it are highlighted.
 * Valid until the next call.
 */
static struct slice
table_cell_text(struct table *t, const struct table_column *c, const struct table_row *row)
{
	struct slice text = field_decode(t->field[c->col], &t->text);
	size_t i;

	if (c->kind != COLUMN_QUESTION || text.n == 0 || memchr(text.p, '\n', text.n) == NULL)
		return text;
	i = row != NULL ? highlight_find(row->highlight, row->nhighlight, c->col) : 0;
	if (row != NULL && i < row->nhighlight && row->highlight[i].col == c->col)
		return text;
	return title_split(text).text;
}

/* Writes as much of the text as fits into *space columns, which it reduces by those used. */
static void
table_put_text(struct table *t, struct slice text, bool highlighted, size_t *space)
{
	struct slice s = table_escape(t, text), rest = s;

	while (rest.n > 0) {
		struct slice next = rest;
		size_t width;

		utf8_next(&next);
		width = utf8_width((struct slice){ rest.p, rest.n - next.n });
		if (width > *space)
			break;
		*space -= width;
		rest = next;
	}
	if (rest.n == s.n)
		return;
	highlighted &= t->color;
	if (highlighted)
		out_str(t->out, HIGHLIGHT_ON);
	out_write(t->out, s.p, s.n - rest.n);
	if (highlighted)
		out_str(t->out, HIGHLIGHT_OFF);
}

/*
 * How many bytes are omitted at the front of a text that is too wide, so that its first highlight
 * is visible, with context before it in a third of the space that the highlight leaves.
 */
static size_t
table_omitted(struct table *t, const struct table_column *c, const struct table_row *row, struct slice text)
{
	size_t space = c->width - 1, before, width, i = highlight_find(row->highlight, row->nhighlight, c->col);
	const struct highlight *h;
	struct slice front, next;

	if (row->highlight == NULL || i == row->nhighlight || row->highlight[i].col != c->col || c->width < 3)
		return 0;
	h = &row->highlight[i];
	front = (struct slice){ text.p, h->start };
	before = table_text_width(t, front);
	width = table_text_width(t, (struct slice){ text.p + h->start, h->end - h->start });
	if (before + width <= space)
		return 0;
	space = width < space ? (space - width) / 3 : 0;
	for (; before > space; front = next) {
		next = front;
		utf8_next(&next);
		before -= table_text_width(t, (struct slice){ front.p, front.n - next.n });
	}
	if (front.n > 0 && *front.p == ' ')
		front = slice_skip(front, 1);
	return h->start - front.n;
}

static void
table_put_cell(struct table *t, const struct table_column *c, const struct table_row *row, bool last)
{
	struct slice text = table_cell_text(t, c, row);
	size_t width = table_text_width(t, text), from = 0, space = c->width, i;
	bool truncated = width > c->width;

	if (truncated)
		from = table_omitted(t, c, row, text);
	if (from > 0) {
		out_str(t->out, ELLIPSIS);
		space--;
		truncated = table_text_width(t, slice_skip(text, from)) > space;
	}
	space -= truncated; /* for the ellipsis */
	if (c->number && !truncated) {
		table_pad(t, c->width - width);
		space = width;
	}
	for (i = highlight_find(row->highlight, row->nhighlight, c->col); i < row->nhighlight; i++) {
		const struct highlight *h = &row->highlight[i];

		if (h->col != c->col)
			break;
		table_put_text(t, (struct slice){ text.p + from, h->start - from }, false, &space);
		table_put_text(t, (struct slice){ text.p + h->start, h->end - h->start }, true, &space);
		from = h->end;
	}
	table_put_text(t, slice_skip(text, from), false, &space);
	if (truncated)
		out_str(t->out, ELLIPSIS);
	if (!last)
		table_pad(t, space + TABLE_GAP);
}

static void
table_put_row(struct table *t, const struct table_row *row)
{
	size_t i;

	table_split(t, row->line);
	if (row->bold)
		out_str(t->out, "\33[1m");
	for (i = 0; i < t->ncolumn; i++)
		table_put_cell(t, &t->column[i], row, i + 1 == t->ncolumn);
	out_str(t->out, row->bold ? "\33[m\n" : "\n");
}

/* Widens the columns to fit this line. */
static void
table_measure(struct table *t, struct slice line, bool header)
{
	double value;
	size_t i;

	table_split(t, line);
	for (i = 0; i < t->ncolumn; i++) {
		struct table_column *c = &t->column[i];
		struct slice field = t->field[c->col];
		size_t width = table_text_width(t, table_cell_text(t, c, NULL));

		if (width > c->width)
			c->width = width;
		c->width += c->width == 0;
		if (!header && field.n > 0 && !parse_number(field, &value))
			c->number = false;
	}
}

/* Determines the widths and writes the rows buffered so far. */
static void
table_flush(struct table *t)
{
	struct table_row *rows = t->buffered, header = { .line = t->header, .bold = t->color };
	size_t i;

	for (i = 0; i < t->ncolumn; i++)
		t->column[i].number = t->nbuffered > 0;
	table_measure(t, t->header, true);
	for (i = 0; i < t->nbuffered; i++)
		table_measure(t, rows[i].line, false);
	t->ncolumn = widths_fit(t->column, t->ncolumn, term_width());
	t->buffered = NULL;
	table_put_row(t, &header);
	for (i = 0; i < t->nbuffered; i++) {
		table_put_row(t, &rows[i]);
		slice_free(rows[i].line);
		free((struct highlight *)rows[i].highlight);
	}
	free(rows);
}

/* A copy of the row; table_flush() frees it. */
static struct table_row
table_row_dup(const struct table_row *row)
{
	struct highlight *h = xcalloc(row->nhighlight, sizeof(*h));

	if (row->nhighlight > 0)
		memcpy(h, row->highlight, row->nhighlight * sizeof(*h));
	return (struct table_row){ slice_copy(row->line), h, row->nhighlight, row->bold };
}

void
table_add(struct table *t, struct slice line, const struct highlight *h, size_t nhighlight)
{
	struct table_row row = { line, h, nhighlight, false };

	if (t->buffered != NULL && t->nbuffered == SAMPLE_ROWS)
		table_flush(t);
	if (t->buffered != NULL)
		t->buffered[t->nbuffered++] = table_row_dup(&row);
	else
		table_put_row(t, &row);
	if (t->flush && t->buffered == NULL)
		out_flush(t->out);
}

void
table_close(struct table *t)
{
	if (t->buffered != NULL)
		table_flush(t);
	slice_free(t->header);
	free(t->field);
	free(t->column);
	buf_free(&t->text);
	buf_free(&t->escaped);
	free(t);
}
