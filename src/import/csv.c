/* CSV, and TSV with quoted fields as spreadsheets write it; libcsv reads both. */
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "import/import.h"
#include "tsv/reader.h"

static int
csv_read(struct import *im, const char *operand, char delim)
{
	char *const operands[] = { (char *)operand, NULL };
	struct bank *b = bank_open_csv(operands, delim);
	const struct header *h;
	struct record *r;
	struct buf text = { 0 };
	size_t i, row, *col; /* col: of each field, its column in the import */

	if (b == NULL)
		return -1;
	h = bank_header(b);
	col = xcalloc(h->n, sizeof(*col));
	for (i = 0; i < h->n; i++)
		col[i] = import_add_column(im, h->name[i]);
	while ((r = bank_next(b)) != NULL) {
		row = import_add_row(im, operand, r->lineno, 0);
		for (i = 0; i < h->n; i++)
			import_set_column(im, row, col[i], record_text(r, i, &text));
	}
	free(col);
	buf_free(&text);
	return bank_close(b);
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

const struct import_format import_csv = { "csv", csv_read_any };
const struct import_format import_tsv = { "tsv", csv_read_tsv };
