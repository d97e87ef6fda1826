/*
 * What qb-format writes, qb-import reads back byte for byte.  Input: the fields of a
 * bank, a NUL after each.
 */
#include "../../src/import/import.h"
#include "fields.h"

static void
read_back(struct slice s)
{
	static const struct display tsv = { .tsv = true };
	struct import *im = import_new(NULL, NULL);
	struct out *o;

	fuzz_input(s);
	CHECK(reader_find(FORMAT)->read(im, "-") == 0);
	fuzz_empty(STDOUT_FILENO);
	o = out_open();
	CHECK(import_write(im, o, &tsv) >= 0);
	CHECK(out_close(o) == 0);
	import_free(im);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct buf bank, written;
	struct slice s = { (const char *)data, n };

	if (n == 0 || n > FIELDS_LONGEST)
		return 0;
	fields_bank(s, &bank);
	fields_format(&bank, format_find(FORMAT)->usually, false);
	read_back(fuzz_written(&written));
	CHECK(slice_eq(fuzz_written(&written), buf_slice(&bank)));
	return 0;
}
