/*
 * qb-import restores what qb-format writes byte for byte.  Input: the fields of a bank, each
 * followed by a NUL.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include "bank/writer.h"
#include "base/buf.h"
#include "base/out.h"
#include "base/slice.h"
#include "fields.h"
#include "format/format.h"
#include "fuzz.h"
#include "import/import.h"
#include "import/registry.h"
#include "import/tool.h"

/* Imports s and writes the bank to standard output. */
static void
roundtrip_import(struct slice s)
{
	static const struct display tsv = { .tsv = true };
	struct import *im = import_new(NULL, NULL);
	struct out *o;

	fuzz_input(s);
	CHECK(import_format_find(FORMAT)->read(im, "-") == 0);
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
	fields_format(&bank, format_find(FORMAT)->default_answers, false);
	roundtrip_import(fuzz_written(&written));
	CHECK(slice_eq(fuzz_written(&written), buf_slice(&bank)));
	return 0;
}
