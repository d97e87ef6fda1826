/* CSV, and TSV with quoted fields as spreadsheets write it; both by libcsv. */
#include <stddef.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/slice.h"
#include "import/import.h"
#include "tsv/reader.h"

static int
read_csv(struct import *im, const char *operand, char delim)
{
	char *const operands[] = { (char *)operand, NULL };
	struct bank *b = bank_open_csv(operands, delim);
	const struct header *h;
	struct record *r;
	struct buf text = { 0 };
	size_t i, row;

	if (b == NULL)
		return -1;
	h = bank_header(b);
	for (i = 0; i < h->n; i++)
		import_column(im, h->name[i]);
	while ((r = bank_next(b)) != NULL) {
		row = import_row(im, operand, r->lineno, 0);
		for (i = 0; i < h->n; i++)
			import_set(im, row, import_column(im, h->name[i]), record_text(r, i, &text));
	}
	buf_free(&text);
	return bank_close(b);
}

static int
read_commas(struct import *im, const char *operand)
{
	return read_csv(im, operand, ANY_CSV);
}

static int
read_tabs(struct import *im, const char *operand)
{
	return read_csv(im, operand, '\t');
}

const struct import_format import_csv = { "csv", read_commas };
const struct import_format import_tsv = { "tsv", read_tabs };
