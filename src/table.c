/* A bank as an aligned table, cut to the width of the terminal. */
#include <stdlib.h>
#include <string.h>

#include "qb.h"

enum {
	SAMPLE = 500, /* rows that decide the widths */
	GAP = 2,
	NARROWEST = 6
};

struct column {
	size_t col; /* in the line */
	size_t width;
	bool question;
	bool number; /* aligned at the right */
};

struct row {
	struct slice line;
	const struct mark *mark;
	size_t nmark;
	bool bold;
};

struct table {
	struct out *out;
	bool color;
	struct slice header; /* a copy */
	struct column *column;
	size_t ncolumn;
	struct row *kept; /* NULL when the widths are known */
	size_t nkept;
	struct slice *field;
	size_t nfield;
	struct buf text, clean;
};

static void
split(struct table *t, struct slice line)
{
	size_t i;

	for (i = 0; i < t->nfield; i++)
		slice_next(&line, '\t', &t->field[i]);
}

struct table *
table_open(struct out *o, bool color, struct slice header, const bool *show)
{
	static const char *const shown[] = { "id", "topic", "level", "question" };
	struct table *t = xcalloc(1, sizeof(*t));
	size_t i, j;

	t->out = o;
	t->color = color;
	t->header = (struct slice){ slice_dup(header), header.n };
	for (t->nfield = 1, i = 0; i < header.n; i++)
		t->nfield += header.p[i] == '\t';
	t->field = xcalloc(t->nfield, sizeof(*t->field));
	t->column = xcalloc(t->nfield, sizeof(*t->column));
	t->kept = xcalloc(SAMPLE, sizeof(*t->kept));
	split(t, t->header);
	for (i = 0; i < t->nfield; i++) {
		bool is = show && show[i];

		for (j = 0; j < sizeof(shown) / sizeof(*shown); j++)
			is |= slice_eq(t->field[i], slice_of(shown[j]));
		if (is)
			t->column[t->ncolumn++] =
			    (struct column){ .col = i, .question = slice_eq(t->field[i], slice_of("question")) };
	}
	for (i = 0; t->ncolumn == 0 && i < t->nfield; i++)
		t->column[i].col = i;
	if (t->ncolumn == 0)
		t->ncolumn = t->nfield;
	return t;
}

/* The text as it may be shown; valid until the next call. */
static struct slice
clean(struct table *t, struct slice text)
{
	t->clean.n = 0;
	text_clean(text, false, &t->clean);
	return buf_slice(&t->clean);
}

static void
pad(struct out *o, size_t n)
{
	while (n-- > 0)
		out_byte(o, ' ');
}

/* Writes as much of the text as fits into *room columns, and takes it off them. */
static void
put_piece(struct table *t, struct slice text, bool marked, size_t *room)
{
	struct slice s = clean(t, text), rest = s;

	while (rest.n > 0) {
		struct slice next = rest;
		size_t width;

		text_rune(&next);
		width = text_width((struct slice){ rest.p, rest.n - next.n });
		if (width > *room)
			break;
		*room -= width;
		rest = next;
	}
	if (rest.n == s.n)
		return;
	if (marked)
		out_str(t->out, MARK_ON);
	out_write(t->out, s.p, s.n - rest.n);
	if (marked)
		out_str(t->out, MARK_OFF);
}

static void
put_cell(struct table *t, const struct column *c, const struct row *row, bool last)
{
	struct slice text = field_decode(t->field[c->col], &t->text);
	size_t width = text_width(clean(t, text)), from = 0, i;
	bool cut = width > c->width;
	size_t room = c->width - cut;

	if (c->number && !cut) {
		pad(t->out, c->width - width);
		room = width;
	}
	for (i = 0; i < row->nmark; i++) {
		const struct mark *m = &row->mark[i];

		if (m->col != c->col)
			continue;
		put_piece(t, (struct slice){ text.p + from, m->start - from }, false, &room);
		put_piece(t, (struct slice){ text.p + m->start, m->end - m->start }, true, &room);
		from = m->end;
	}
	put_piece(t, (struct slice){ text.p + from, text.n - from }, false, &room);
	if (cut)
		out_str(t->out, "\xe2\x80\xa6");
	if (!last)
		pad(t->out, room + GAP);
}

static void
put_row(struct table *t, const struct row *row)
{
	size_t i;

	split(t, row->line);
	if (row->bold)
		out_str(t->out, "\33[1m");
	for (i = 0; i < t->ncolumn; i++)
		put_cell(t, &t->column[i], row, i + 1 == t->ncolumn);
	out_str(t->out, row->bold ? "\33[m\n" : "\n");
}

/* Makes the columns as wide as this row wants them. */
static void
measure(struct table *t, struct slice line, bool header)
{
	double value;
	size_t i;

	split(t, line);
	for (i = 0; i < t->ncolumn; i++) {
		struct column *c = &t->column[i];
		struct slice field = t->field[c->col];
		size_t width = text_width(clean(t, field_decode(field, &t->text)));

		if (width > c->width)
			c->width = width;
		if (!header && field.n > 0 && !parse_number(field, &value))
			c->number = false;
	}
}

/*
 * Narrows the columns until a row fits the terminal: always the one that is
 * widest, where the question counts half, since it says most.
 */
static void
fit(struct table *t)
{
	size_t total = GAP * (t->ncolumn - 1), limit = term_width(), i;

	for (i = 0; i < t->ncolumn; i++)
		total += t->column[i].width;
	while (total > limit) {
		struct column *widest = NULL;

		for (i = 0; i < t->ncolumn; i++) {
			struct column *c = &t->column[i];

			if (c->width > NARROWEST &&
			    (widest == NULL || c->width >> c->question > widest->width >> widest->question))
				widest = c;
		}
		if (widest == NULL)
			break;
		widest->width--;
		total--;
	}
}

/* Settles the widths and lets go of the rows that were kept back for it. */
static void
settle(struct table *t)
{
	struct row *kept = t->kept, header = { .line = t->header, .bold = t->color };
	size_t i;

	for (i = 0; i < t->ncolumn; i++)
		t->column[i].number = t->nkept > 0;
	measure(t, t->header, true);
	for (i = 0; i < t->nkept; i++)
		measure(t, kept[i].line, false);
	fit(t);
	t->kept = NULL;
	put_row(t, &header);
	for (i = 0; i < t->nkept; i++) {
		put_row(t, &kept[i]);
		free((char *)kept[i].line.p);
		free((struct mark *)kept[i].mark);
	}
	free(kept);
}

/* A copy of the row, to be kept. */
static struct row
row_dup(const struct row *row)
{
	struct mark *mark = xcalloc(row->nmark, sizeof(*mark));

	if (row->nmark > 0)
		memcpy(mark, row->mark, row->nmark * sizeof(*mark));
	return (struct row){ { slice_dup(row->line), row->line.n }, mark, row->nmark, row->bold };
}

void
table_row(struct table *t, struct slice line, const struct mark *mark, size_t nmark)
{
	struct row row = { line, mark, nmark, false };

	if (t->kept != NULL && t->nkept == SAMPLE)
		settle(t);
	if (t->kept != NULL)
		t->kept[t->nkept++] = row_dup(&row);
	else
		put_row(t, &row);
}

void
table_close(struct table *t)
{
	if (t->kept != NULL)
		settle(t);
	free((char *)t->header.p);
	free(t->field);
	free(t->column);
	buf_free(&t->text);
	buf_free(&t->clean);
	free(t);
}
