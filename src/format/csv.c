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
#include "tsv/scan.h"

static struct buf text, quoted, disarmed;

/* The text with an apostrophe before what a spreadsheet would compute. */
static struct slice
disarm(struct slice s, struct buf *b)
{
	if (s.n == 0 || strchr("=+-@\t\r", s.p[0]) == NULL)
		return s;
	b->n = 0;
	buf_byte(b, '\'');
	buf_append(b, s.p, s.n);
	return buf_slice(b);
}

static void
write_field(const struct job *j, struct slice s, bool last)
{
	if (!j->formulas)
		s = disarm(s, &disarmed);
	out_slice(j->out, csv_field(s, ",\n\r", &quoted));
	out_str(j->out, last ? "\r\n" : ",");
}

/*
 * A lone column whose first record is empty would end in a blank line, which
 * readers skip; RFC 4180 has no other way to write it but quotes.
 */
static void
write_row(const struct job *j, const struct slice *field, size_t n)
{
	size_t i;

	if (n == 1 && field[0].n == 0)
		out_str(j->out, "\"\"\r\n");
	else
		for (i = 0; i < n; i++)
			write_field(j, field[i], i + 1 == n);
}

/* Writes a field that means the same in CSV, as most do, at once; false where it does not. */
static bool
write_simple(const struct job *j, const struct record *r, size_t i)
{
	struct slice s = record_field(r, i);
	char *to;

	if (!j->formulas || scan_plain_run(s.p, s.n, ',') < s.n)
		return false;
	if (s.n > 0 && (s.p[0] == ' ' || s.p[s.n - 1] == ' '))
		return false;
	to = out_reserve(j->out, s.n + 2);
	memcpy(to, s.p, s.n);
	memcpy(to + s.n, i < r->ntab ? "," : "\r\n", 2);
	out_commit(j->out, s.n + (i < r->ntab ? 1 : 2));
	return true;
}

static int
csv_begin(void *state, struct job *j)
{
	const struct header *h = bank_header(j->bank);

	(void)state;
	write_row(j, h->name, h->n);
	return 0;
}

static int
csv_record(void *state, struct job *j, struct record *r)
{
	size_t i;

	(void)state;
	if (r->ntab == 0) {
		struct slice only = record_text(r, 0, &text);

		write_row(j, &only, 1);
		return 0;
	}
	for (i = 0; i <= r->ntab; i++)
		if (!write_simple(j, r, i))
			write_field(j, record_text(r, i, &text), i == r->ntab);
	return 0;
}

static int
csv_end(void *state, struct job *j)
{
	(void)state;
	(void)j;
	buf_free(&text);
	buf_free(&quoted);
	buf_free(&disarmed);
	return 0;
}

const struct format format_csv = {
	.name = "csv",
	.begin = csv_begin,
	.record = csv_record,
	.end = csv_end,
};
