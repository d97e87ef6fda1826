/* The importers: what is taken is a bank, with a record for each that was counted. */
#include "import/import.h"
#include "bank/bank.h"
#include "bank/record.h"
#include "bank/table.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/fd.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/out.h"
#include "base/sandbox.h"
#include "base/slice.h"
#include "base/term.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "mark/answer.h"
#include "mark/rubric.h"
#include "markup/charref.h"
#include "markup/commonmark.h"
#include "markup/mdtext.h"
#include "markup/meta.h"
#include "query/check.h"
#include "query/sample.h"
#include "query/select.h"
#include "query/sort.h"
#include "review/fsrs.h"
#include "review/history.h"
#include "review/log.h"
#include "review/progress.h"
#include "search/literal.h"
#include "search/needle.h"
#include "search/pattern.h"
#include "search/regex.h"
#include "search/skip.h"
#include "search/trie.h"
#include "tsv/csv.h"
#include "tsv/escape.h"
#include "tsv/file.h"
#include "tsv/reader.h"
#include "tsv/scan.h"

/* Writes the bank to standard output; the number of records, or -1. */
static long
import(struct slice s, const char *prefix)
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
	records = import(s, *data & 2 ? "x-" : NULL);
	if (records == -1)
		return 0;
	b = fuzz_bank(fuzz_written(&written), 0, "4096");
	CHECK(b != NULL && bank_column(b, "id", &id) == 0 && bank_column(b, "question", &question) == 0);
	for (; bank_next(b) != NULL; records--)
		;
	CHECK(bank_close(b) == 0 && records == 0);
	return 0;
}
