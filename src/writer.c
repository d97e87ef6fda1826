/* Records to standard output: TSV, or a table for a person. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "qb.h"

struct writer {
	struct out *out;
	struct table *table; /* NULL: TSV */
	size_t columns;
	size_t fields; /* of the record so far, where it comes field by field */
	bool color;
	struct mark *mark;
	size_t nmark, room;
	struct buf line, text;
};

struct writer *
writer_open(struct out *o, const struct display *d, struct slice header, const bool *show)
{
	struct writer *w = xcalloc(1, sizeof(*w));
	size_t i;

	w->out = o;
	for (w->columns = 1, i = 0; i < header.n; i++)
		w->columns += header.p[i] == '\t';
	w->color = use_color(d->color);
	if (d->table || (!d->tsv && isatty(STDOUT_FILENO)))
		w->table = table_open(o, w->color, header, show);
	else
		writer_line(w, header);
	return w;
}

void
writer_mark(struct writer *w, size_t col, size_t start, size_t end)
{
	if (!w->color || start == end)
		return;
	if (w->nmark == w->room) {
		w->room = w->room ? 2 * w->room : 16;
		w->mark = xrealloc(w->mark, w->room, sizeof(*w->mark));
	}
	w->mark[w->nmark++] = (struct mark){ col, start, end };
}

/* Appends a field to the line, with colour around its marked bytes. */
static void
colored_field(struct writer *w, size_t col, struct slice field)
{
	struct slice text = field_decode(field, &w->text);
	size_t from = 0, i;

	for (i = 0; i < w->nmark; i++) {
		const struct mark *m = &w->mark[i];

		if (m->col != col)
			continue;
		field_encode((struct slice){ text.p + from, m->start - from }, &w->line);
		buf_str(&w->line, MARK_ON);
		field_encode((struct slice){ text.p + m->start, m->end - m->start }, &w->line);
		buf_str(&w->line, MARK_OFF);
		from = m->end;
	}
	if (from == 0)
		buf_add(&w->line, field.p, field.n);
	else
		field_encode((struct slice){ text.p + from, text.n - from }, &w->line);
}

static void
colored_line(struct writer *w, struct slice line)
{
	struct slice field;
	size_t col;

	w->line.n = 0;
	for (col = 0; slice_next(&line, '\t', &field); col++) {
		if (col > 0)
			buf_byte(&w->line, '\t');
		colored_field(w, col, field);
	}
	out_slice(w->out, buf_slice(&w->line));
}

void
writer_line(struct writer *w, struct slice line)
{
	if (w->table != NULL) {
		table_row(w->table, line, w->mark, w->nmark);
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
	buf_add(&w->line, field.p, field.n);
	if (w->fields == w->columns) {
		w->fields = 0;
		writer_line(w, buf_slice(&w->line));
	}
}

void
writer_close(struct writer *w)
{
	if (w->table != NULL)
		table_close(w->table);
	free(w->mark);
	buf_free(&w->line);
	buf_free(&w->text);
	free(w);
}
