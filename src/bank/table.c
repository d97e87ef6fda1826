/* A bank as an aligned table, cut to the width of the terminal. */
#include <stdlib.h>
#include <string.h>

#include "bank/table.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/term.h"
#include "base/utf8.h"
#include "tsv/escape.h"

enum {
	SAMPLE = 500, /* rows that decide the widths */
	GAP = 2,
	NARROWEST = 6,
	SHORT = 12,   /* what is not wider, a date or a level, is not cut */
	QUESTION = 16 /* less of a question says nothing */
};

#define ELLIPSIS "\xe2\x80\xa6" /* where something is cut off; one column wide */

struct column {
	size_t col; /* in the line */
	size_t width;
	enum part { ID, TOPIC, LEVEL, QUESTION_TEXT, OTHER } part;
	bool number; /* aligned at the right */
};

struct row {
	struct slice line;
	const struct highlight *mark;
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

/* Which of the columns that a table shows this is, by its name. */
static enum part
part_of(struct slice name)
{
	static const char *const shown[] = {
		[ID] = "id", [TOPIC] = "topic", [LEVEL] = "level", [QUESTION_TEXT] = "question"
	};
	enum part part;

	for (part = ID; part < OTHER && !slice_eq(name, slice_of(shown[part])); part++)
		;
	return part;
}

struct table *
table_open(struct out *o, bool color, struct slice header, const bool *show)
{
	struct table *t = xcalloc(1, sizeof(*t));
	bool bank = false; /* without a question, a report */
	size_t i;

	out_raw(o, true);
	t->out = o;
	t->color = color;
	t->header = slice_copy(header);
	t->nfield = 1;
	for (i = 0; i < header.n; i++)
		t->nfield += header.p[i] == '\t';
	t->field = xcalloc(t->nfield, sizeof(*t->field));
	t->column = xcalloc(t->nfield, sizeof(*t->column));
	t->kept = xcalloc(SAMPLE, sizeof(*t->kept));
	split(t, t->header);
	for (i = 0; i < t->nfield; i++)
		bank |= part_of(t->field[i]) == QUESTION_TEXT;
	for (i = 0; i < t->nfield; i++) {
		struct column c = { .col = i, .part = part_of(t->field[i]) };

		if (!bank || c.part != OTHER || (show && show[i]))
			t->column[t->ncolumn++] = c;
	}
	return t;
}

/* The text as it may be shown; valid until the next call. */
static struct slice
clean(struct table *t, struct slice text)
{
	t->clean.n = 0;
	escape_controls(text, "", &t->clean);
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

		utf8_next(&next);
		width = utf8_width((struct slice){ rest.p, rest.n - next.n });
		if (width > *room)
			break;
		*room -= width;
		rest = next;
	}
	if (rest.n == s.n)
		return;
	marked &= t->color;
	if (marked)
		out_str(t->out, HIGHLIGHT_ON);
	out_write(t->out, s.p, s.n - rest.n);
	if (marked)
		out_str(t->out, HIGHLIGHT_OFF);
}

/* How wide the text is as it is shown. */
static size_t
shown_width(struct table *t, struct slice text)
{
	return utf8_width(clean(t, text));
}

/*
 * How many bytes are left out at the front of a text that is cut, so that its first mark
 * is seen: a third of the room that is left stands before it.
 */
static size_t
left_out(struct table *t, const struct column *c, const struct row *row, struct slice text)
{
	size_t room = c->width - 1, before, width, i;
	struct slice front, next;

	for (i = 0; i < row->nmark && row->mark[i].col != c->col; i++)
		;
	if (i == row->nmark || c->width < 3)
		return 0;
	front = (struct slice){ text.p, row->mark[i].start };
	before = shown_width(t, front);
	width = shown_width(t, (struct slice){ text.p + front.n, row->mark[i].end - front.n });
	if (before + width <= room)
		return 0;
	room = width < room ? (room - width) / 3 : 0;
	for (; before > room; front = next) {
		next = front;
		utf8_next(&next);
		before -= shown_width(t, (struct slice){ front.p, front.n - next.n });
	}
	if (front.n > 0 && *front.p == ' ')
		front = slice_skip(front, 1);
	return row->mark[i].start - front.n;
}

static void
put_cell(struct table *t, const struct column *c, const struct row *row, bool last)
{
	struct slice text = field_decode(t->field[c->col], &t->text);
	size_t width = shown_width(t, text), from = 0, room = c->width, i;
	bool cut = width > c->width;

	if (cut)
		from = left_out(t, c, row, text);
	if (from > 0) {
		out_str(t->out, ELLIPSIS);
		room--;
		cut = shown_width(t, slice_skip(text, from)) > room;
	}
	room -= cut;
	if (c->number && !cut) {
		pad(t->out, c->width - width);
		room = width;
	}
	for (i = 0; i < row->nmark; i++) {
		const struct highlight *m = &row->mark[i];

		if (m->col != c->col)
			continue;
		put_piece(t, (struct slice){ text.p + from, m->start - from }, false, &room);
		put_piece(t, (struct slice){ text.p + m->start, m->end - m->start }, true, &room);
		from = m->end;
	}
	put_piece(t, slice_skip(text, from), false, &room);
	if (cut)
		out_str(t->out, ELLIPSIS);
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
		size_t width = shown_width(t, field_decode(field, &t->text));

		if (width > c->width)
			c->width = width;
		c->width += c->width == 0; /* there is always room for the mark of a cut */
		if (!header && field.n > 0 && !parse_number(field, &value))
			c->number = false;
	}
}

/* Whether a part of what stands in the column says nothing: ids, numbers. */
static bool
is_exact(const struct column *c)
{
	return c->number || c->part == ID;
}

/* How narrow a column may become before columns are left out. */
static size_t
least(const struct column *c)
{
	size_t limit = c->part == QUESTION_TEXT ? QUESTION : c->part == TOPIC ? NARROWEST : SHORT;

	return is_exact(c) || c->width < limit ? c->width : limit;
}

/* Leaves out the column that matters least; false where all of them matter. */
static bool
leave_out(struct table *t)
{
	struct column *out = NULL;
	size_t i;

	for (i = 0; i < t->ncolumn; i++) {
		struct column *c = &t->column[i];

		if (c->part == ID || c->part == QUESTION_TEXT)
			continue;
		if (out == NULL || c->part < out->part)
			out = c;
	}
	if (out == NULL || t->ncolumn <= 2)
		return false;
	t->ncolumn--;
	memmove(out, out + 1, (size_t)(t->column + t->ncolumn - out) * sizeof(*out));
	return true;
}

/* How wide a row is with the columns as they are, or as narrow as they may be. */
static size_t
row_width(const struct table *t, bool narrow)
{
	size_t total = GAP * (t->ncolumn - 1), i;

	for (i = 0; i < t->ncolumn; i++)
		total += narrow ? least(&t->column[i]) : t->column[i].width;
	return total;
}

/* Narrows one column where that can be done; never below its least, unless forced. */
static bool
narrow(struct table *t, bool forced)
{
	struct column *widest = NULL;
	size_t i;

	for (i = 0; i < t->ncolumn; i++) {
		struct column *c = &t->column[i];
		bool half = c->part == QUESTION_TEXT; /* it says most */

		if (c->width <= (forced ? NARROWEST : least(c)))
			continue;
		if (widest == NULL || is_exact(widest) > is_exact(c) ||
		    (is_exact(widest) == is_exact(c) &&
			c->width >> half > widest->width >> (widest->part == QUESTION_TEXT)))
			widest = c;
	}
	if (widest != NULL)
		widest->width--;
	return widest != NULL;
}

/*
 * Makes a row fit the terminal: leaves out the topic, the level, then other
 * columns from the left, until the rest can be made narrow enough; then narrows
 * always the one that is widest.
 */
static void
fit(struct table *t)
{
	size_t limit = term_width();

	while (row_width(t, true) > limit && leave_out(t))
		;
	while (row_width(t, false) > limit && narrow(t, false))
		;
	while (row_width(t, false) > limit && narrow(t, true))
		;
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
		slice_free(kept[i].line);
		free((struct highlight *)kept[i].mark);
	}
	free(kept);
}

/* A copy of the row, to be kept. */
static struct row
row_dup(const struct row *row)
{
	struct highlight *mark = xcalloc(row->nmark, sizeof(*mark));

	if (row->nmark > 0)
		memcpy(mark, row->mark, row->nmark * sizeof(*mark));
	return (struct row){ slice_copy(row->line), mark, row->nmark, row->bold };
}

void
table_row(struct table *t, struct slice line, const struct highlight *mark, size_t nmark)
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
	slice_free(t->header);
	free(t->field);
	free(t->column);
	buf_free(&t->text);
	buf_free(&t->clean);
	free(t);
}
