/* The import formats: what they accept becomes a valid bank with as many records as were reported. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "bank/bank.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/out.h"
#include "base/slice.h"
#include "fuzz.h"
#include "import/import.h"
#include "import/registry.h"
#include "import/tool.h"

/* Imports s and writes the bank to standard output; returns the number of records, or -1. */
static long
import_bank(struct slice s, const char *prefix)
{
	static const struct display tsv = { .tsv = true };
	struct import *im = import_new(NULL, prefix);
	long n = -1;

	fuzz_input(s);
	if (import_format_find(FORMAT)->read(im, "-") == 0) {
		struct out *o;

		fuzz_empty(STDOUT_FILENO);
		o = out_open();
		n = import_write(im, o, &tsv);
		CHECK(out_close(o) == 0);
	}
	import_free(im);
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct buf written;
	struct slice s = { (const char *)data + 1, n - 1 };
	struct bank *b;
	size_t id, question;
	long records;

	if (n == 0)
		return 0;
	setenv("QB_BLOCK", *data & 1 ? "3" : "4096", 1);
	records = import_bank(s, *data & 2 ? "x-" : NULL);
	if (records == -1)
		return 0;
	b = fuzz_bank(fuzz_written(&written), 0, "4096");
	CHECK(b != NULL && bank_column(b, "id", &id) == 0 && bank_column(b, "question", &question) == 0);
	for (; bank_next(b) != NULL; records--)
		;
	CHECK(bank_close(b) == 0 && records == 0);
	return 0;
}
