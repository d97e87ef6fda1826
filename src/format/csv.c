/* CSV as in RFC 4180. */
#include <stdbool.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/out.h"
#include "base/slice.h"
#include "format/format.h"
#include "format/job.h"
#include "tsv/csv.h"
#include "tsv/escape.h"
#include "tsv/scan.h"

struct csv_state {
	struct buf row; /* the record so far */
	struct buf text, safe, quoted;
};

/* Whether the field is the same in CSV: printable ASCII without quotes, commas, escapes and outer spaces. */
static bool
csv_is_plain(struct slice s)
{
	return scan_plain_run(s.p, s.n, ',') == s.n && (s.n == 0 || (s.p[0] != ' ' && s.p[s.n - 1] != ' '));
}

/* The text, with an apostrophe in front if a spreadsheet would take it for a formula.  Borrows s or uses *b. */
static struct slice
csv_disarm(struct slice s, struct buf *b)
{
	if (s.n == 0 || strchr("=+-@\t\r", s.p[0]) == NULL)
		return s;
	b->n = 0;
	buf_byte(b, '\'');
	buf_append(b, s.p, s.n);
	return buf_slice(b);
}

/* Appends a field of the bank to the row. */
static void
csv_add(struct csv_state *st, const struct job *j, struct slice field)
{
	if (!j->formulas || !csv_is_plain(field)) {
		field = field_decode(field, &st->text);
		if (!j->formulas)
			field = csv_disarm(field, &st->safe);
		field = csv_field(field, ",\n\r", &st->quoted);
	}
	buf_append(&st->row, field.p, field.n);
}

/* Ends the row and writes it.  A row of one empty field is quoted: readers skip blank lines. */
static void
csv_write_row(struct csv_state *st, const struct job *j)
{
	if (st->row.n == 0)
		buf_append(&st->row, "\"\"", 2);
	buf_append(&st->row, "\r\n", 2);
	out_slice(j->out, buf_slice(&st->row));
	st->row.n = 0;
}

static int
csv_begin(void *state, struct job *j)
{
	const struct header *h = bank_header(j->bank);
	struct csv_state *st = state;
	size_t i;

	if (j->bom)
		out_str(j->out, "\xef\xbb\xbf");
	for (i = 0; i < h->n; i++) {
		if (i > 0)
			buf_byte(&st->row, ',');
		csv_add(st, j, h->field[i]);
	}
	csv_write_row(st, j);
	return 0;
}

static int
csv_record(void *state, struct job *j, struct record *r)
{
	struct csv_state *st = state;
	size_t i;

	for (i = 0; i <= r->ntab; i++) {
		if (i > 0)
			buf_byte(&st->row, ',');
		csv_add(st, j, record_field(r, i));
	}
	csv_write_row(st, j);
	return 0;
}

static int
csv_end(void *state, struct job *j)
{
	struct csv_state *st = state;

	(void)j;
	buf_free(&st->row);
	buf_free(&st->text);
	buf_free(&st->safe);
	buf_free(&st->quoted);
	return 0;
}

const struct format format_csv = {
	.name = "csv",
	.state_size = sizeof(struct csv_state),
	.begin = csv_begin,
	.record = csv_record,
	.end = csv_end,
};
