/* Records to standard output, as TSV or as a table. */
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "bank/record.h"
#include "bank/table.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/term.h"
#include "base/utf8.h"
#include "tsv/escape.h"

struct writer {
	struct out *out;
	struct table *table; /* NULL for TSV */
	bool terminal;
	bool flush; /* after each record */
	size_t columns;
	size_t fields; /* written of the current record by writer_field() */
	bool color;
	struct highlight *highlight; /* of the next record */
	size_t nhighlight, highlight_cap;
	struct buf line, text, colored;
	size_t *retained, nretained; /* the columns of an extended bank that are not replaced */
};

struct writer *
writer_open(struct out *o, const struct display *d, struct slice header, const bool *show)
{
	struct writer *w = xcalloc(1, sizeof(*w));
	size_t i;

	w->out = o;
	w->columns = 1;
	for (i = 0; i < header.n; i++)
		w->columns += header.p[i] == '\t';
	w->color = use_color(d->color);
	w->terminal = isatty(STDOUT_FILENO);
	w->flush = d->line_buffered;
	if (d->table || (!d->tsv && w->terminal))
		w->table = table_open(o, w->color, header, show, w->terminal || w->flush);
	else
		writer_line(w, header);
	return w;
}

/* Whether the column is retained in an extended bank: it is neither dropped nor replaced. */
static bool
writer_retains(const struct extension *e, struct slice name)
{
	size_t i;

	if (e->dropped != NULL && slice_eq(name, slice_of(e->dropped)))
		return false;
	for (i = 0; i < e->n; i++)
		if (slice_eq(name, slice_of(e->added[i])))
			return false;
	return true;
}

struct writer *
writer_extend_with(struct out *o, const struct display *d, const struct header *h, const struct extension *e)
{
	bool *show = xcalloc(h->n + e->n, sizeof(*show));
	size_t *retained = xcalloc(h->n, sizeof(*retained)), nretained = 0, i;
	struct buf line = { 0 };
	struct writer *w;

	for (i = 0; i < h->n; i++) {
		if (!writer_retains(e, h->name[i]))
			continue;
		buf_append(&line, h->field[i].p, h->field[i].n);
		buf_byte(&line, '\t');
		retained[nretained++] = i;
	}
	for (i = 0; i < e->n; i++) {
		buf_printf(&line, "%s%s", e->added[i], i + 1 < e->n ? "\t" : "");
		show[nretained + i] = true;
	}
	w = writer_open(o, d, buf_slice(&line), show);
	w->retained = retained;
	w->nretained = nretained;
	buf_free(&line);
	free(show);
	return w;
}

struct writer *
writer_extend(struct out *o, const struct display *d, const struct header *h, const char *const *added, size_t n)
{
	return writer_extend_with(o, d, h, &(struct extension){ added, n, NULL });
}

void
writer_record(struct writer *w, const struct record *r)
{
	size_t i;

	for (i = 0; i < w->nretained; i++)
		writer_field(w, record_field(r, w->retained[i]));
}

bool
writer_highlights(const struct writer *w)
{
	return w->color || w->table != NULL;
}

void
writer_highlight(struct writer *w, size_t col, size_t start, size_t end)
{
	if (!writer_highlights(w) || start == end)
		return;
	w->highlight = array_grow(w->highlight, w->nhighlight, &w->highlight_cap, sizeof(*w->highlight));
	w->highlight[w->nhighlight++] = (struct highlight){ col, start, end };
}

/* Appends part of a field, decoded, to the coloured line. */
static void
writer_color_text(struct writer *w, struct slice text)
{
	struct buf b = { 0 };

	field_encode(text, &b);
	if (w->terminal)
		escape_controls(buf_slice(&b), "", &w->colored);
	else
		buf_append(&w->colored, b.p, b.n);
	buf_free(&b);
}

/* Appends a field to the coloured line, with its highlights. */
static void
writer_color_field(struct writer *w, size_t col, struct slice field)
{
	struct slice text = field_decode(field, &w->text);
	size_t from = 0, i;

	for (i = highlight_find(w->highlight, w->nhighlight, col); i < w->nhighlight; i++) {
		const struct highlight *h = &w->highlight[i];

		if (h->col != col)
			break;
		writer_color_text(w, (struct slice){ text.p + from, h->start - from });
		buf_str(&w->colored, HIGHLIGHT_ON);
		writer_color_text(w, (struct slice){ text.p + h->start, h->end - h->start });
		buf_str(&w->colored, HIGHLIGHT_OFF);
		from = h->end;
	}
	if (from == 0 && !w->terminal)
		buf_append(&w->colored, field.p, field.n);
	else
		writer_color_text(w, slice_skip(text, from));
}

static void
writer_color_line(struct writer *w, struct slice line)
{
	struct slice field;
	size_t col;

	w->colored.n = 0;
	for (col = 0; slice_next(&line, '\t', &field); col++) {
		if (col > 0)
			buf_byte(&w->colored, '\t');
		writer_color_field(w, col, field);
	}
	out_raw(w->out, true);
	out_slice(w->out, buf_slice(&w->colored));
	out_raw(w->out, false);
}

static int
writer_compare_highlights(const void *a, const void *b)
{
	const struct highlight *x = a, *y = b;

	if (x->col != y->col)
		return x->col < y->col ? -1 : 1;
	return (x->start > y->start) - (x->start < y->start);
}

/* Sorts the highlights by column; they came in the order in which the columns were searched. */
static void
writer_sort_highlights(struct writer *w)
{
	size_t i;

	for (i = 1; i < w->nhighlight; i++)
		if (w->highlight[i].col < w->highlight[i - 1].col) {
			qsort(w->highlight, w->nhighlight, sizeof(*w->highlight), writer_compare_highlights);
			return;
		}
}

void
writer_line(struct writer *w, struct slice line)
{
	writer_sort_highlights(w);
	if (w->table != NULL) {
		table_add(w->table, line, w->highlight, w->nhighlight);
	} else {
		if (w->nhighlight > 0)
			writer_color_line(w, line);
		else
			out_slice(w->out, line);
		out_byte(w->out, '\n');
		if (w->flush)
			out_flush(w->out);
	}
	w->nhighlight = 0;
}

void
writer_field(struct writer *w, struct slice field)
{
	if (w->fields++ > 0)
		buf_byte(&w->line, '\t');
	else
		w->line.n = 0;
	buf_append(&w->line, field.p, field.n);
	if (w->fields == w->columns) {
		w->fields = 0;
		writer_line(w, buf_slice(&w->line));
	}
}

void
writer_text(struct writer *w, struct slice text)
{
	w->text.n = 0;
	field_encode(text, &w->text);
	writer_field(w, buf_slice(&w->text));
}

void
writer_printf(struct writer *w, const char *fmt, ...)
{
	va_list ap;

	w->text.n = 0;
	va_start(ap, fmt);
	buf_vprintf(&w->text, fmt, ap);
	va_end(ap);
	writer_field(w, buf_slice(&w->text));
}

void
writer_close(struct writer *w)
{
	if (w->table != NULL)
		table_close(w->table);
	free(w->highlight);
	free(w->retained);
	buf_free(&w->line);
	buf_free(&w->text);
	buf_free(&w->colored);
	free(w);
}
