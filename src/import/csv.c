/* CSV, and TSV with quoted fields as spreadsheets write it; libcsv reads both. */
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "import/import.h"
#include "tsv/reader.h"

/* The lines that are not imported for one reason. */
struct csv_skipped {
	size_t n, first; /* how many; the first line */
};

static void
csv_report(const char *operand, const struct csv_skipped *s, const char *what)
{
	if (s->n > 0)
		import_report(operand, s->first, "skipped: %zu %s%s", s->n, what, s->n > 1 ? "s" : "");
}

/* Adds the rows of the bank, whose columns are those of the import in col, and reports what is skipped. */
static void
csv_read_rows(struct import *im, const char *operand, struct bank *b, const size_t *col)
{
	struct csv_skipped skipped[SKIP_REASONS] = { 0 };
	struct buf text = { 0 };
	struct record *r;
	size_t row, i;

	bank_return_all(b);
	while ((r = bank_next(b)) != NULL) {
		struct csv_skipped *s = &skipped[bank_skipped(b)];

		if (bank_skipped(b) != SKIP_NONE) {
			s->first = s->n++ == 0 ? r->lineno : s->first;
			continue;
		}
		row = import_add_row(im, operand, r->lineno, 0);
		for (i = 0; i < bank_header(b)->n; i++)
			import_set_column(im, row, col[i], record_text(r, i, &text));
	}
	csv_report(operand, &skipped[SKIP_BLANK_ROW], "blank row");
	csv_report(operand, &skipped[SKIP_HEADER], "repeated header line");
	buf_free(&text);
}

static int
csv_read(struct import *im, const char *operand, char delim)
{
	char *const operands[] = { (char *)operand, NULL };
	struct bank *b = bank_open(operands, delim, 0);
	const struct header *h;
	size_t i, *col; /* of each field, its column in the import */
	int status;

	if (b == NULL)
		return -1;
	h = bank_header(b);
	status = h->n > 0 ? 0 : 1;
	col = xcalloc(h->n + 1, sizeof(*col));
	for (i = 0; i < h->n; i++)
		col[i] = import_add_column(im, h->name[i]);
	csv_read_rows(im, operand, b, col);
	free(col);
	return bank_close(b) == -1 ? -1 : status;
}

static int
csv_read_any(struct import *im, const char *operand)
{
	return csv_read(im, operand, ANY_CSV);
}

static int
csv_read_tsv(struct import *im, const char *operand)
{
	return csv_read(im, operand, '\t');
}

const struct import_format import_csv = { "csv", csv_read_any, NULL };
const struct import_format import_tsv = { "tsv", csv_read_tsv, NULL };
