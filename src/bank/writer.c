/* Records to standard output: TSV, or a table for a person. */
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
	struct table *table; /* NULL: TSV */
	bool terminal;
	size_t columns;
	size_t fields; /* of the record so far, where it comes field by field */
	bool color;
	struct highlight *mark;
	size_t nmark, cap;
	struct buf line, text, colored;
	size_t *kept, nkept; /* the columns of an extended bank that stay */
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
	if (d->table || (!d->tsv && w->terminal))
		w->table = table_open(o, w->color, header, show);
	else
		writer_line(w, header);
	return w;
}

struct writer *
writer_extend(struct out *o, const struct display *d, const struct header *h, const char *const *added, size_t n)
{
	bool *show = xcalloc(h->n + n, sizeof(*show));
	size_t *kept = xcalloc(h->n, sizeof(*kept)), nkept = 0, i, j;
	struct buf line = { 0 };
	struct writer *w;

	for (i = 0; i < h->n; i++) {
		for (j = 0; j < n && !slice_eq(h->name[i], slice_of(added[j])); j++)
			;
		if (j < n)
			continue;
		buf_append(&line, h->field[i].p, h->field[i].n);
		buf_byte(&line, '\t');
		kept[nkept++] = i;
	}
	for (j = 0; j < n; j++) {
		buf_printf(&line, "%s%s", added[j], j + 1 < n ? "\t" : "");
		show[nkept + j] = true;
	}
	w = writer_open(o, d, buf_slice(&line), show);
	w->kept = kept;
	w->nkept = nkept;
	buf_free(&line);
	free(show);
	return w;
}

void
writer_record(struct writer *w, const struct record *r)
{
	size_t i;

	for (i = 0; i < w->nkept; i++)
		writer_field(w, record_field(r, w->kept[i]));
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
	w->mark = array_grow(w->mark, w->nmark, &w->cap, sizeof(*w->mark));
	w->mark[w->nmark++] = (struct highlight){ col, start, end };
}

/* Appends a part of a field to the coloured line. */
static void
colored_part(struct writer *w, struct slice text)
{
	struct buf b = { 0 };

	field_encode(text, &b);
	if (w->terminal)
		escape_controls(buf_slice(&b), "", &w->colored);
	else
		buf_append(&w->colored, b.p, b.n);
	buf_free(&b);
}

/* Appends a field to it, with colour around its marked bytes. */
static void
colored_field(struct writer *w, size_t col, struct slice field)
{
	struct slice text = field_decode(field, &w->text);
	size_t from = 0, i;

	for (i = 0; i < w->nmark; i++) {
		const struct highlight *m = &w->mark[i];

		if (m->col != col)
			continue;
		colored_part(w, (struct slice){ text.p + from, m->start - from });
		buf_str(&w->colored, HIGHLIGHT_ON);
		colored_part(w, (struct slice){ text.p + m->start, m->end - m->start });
		buf_str(&w->colored, HIGHLIGHT_OFF);
		from = m->end;
	}
	if (from == 0 && !w->terminal)
		buf_append(&w->colored, field.p, field.n);
	else
		colored_part(w, slice_skip(text, from));
}

static void
colored_line(struct writer *w, struct slice line)
{
	struct slice field;
	size_t col;

	w->colored.n = 0;
	for (col = 0; slice_next(&line, '\t', &field); col++) {
		if (col > 0)
			buf_byte(&w->colored, '\t');
		colored_field(w, col, field);
	}
	out_raw(w->out, true);
	out_slice(w->out, buf_slice(&w->colored));
	out_raw(w->out, false);
}

void
writer_line(struct writer *w, struct slice line)
{
	if (w->table != NULL) {
		table_add(w->table, line, w->mark, w->nmark);
	} else {
		if (w->nmark > 0)
			colored_line(w, line);
		else
			out_slice(w->out, line);
		out_byte(w->out, '\n');
	}
	w->nmark = 0;
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
	free(w->mark);
	free(w->kept);
	buf_free(&w->line);
	buf_free(&w->text);
	buf_free(&w->colored);
	free(w);
}
