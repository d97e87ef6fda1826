/*
 * What qb-format writes, qb-import reads back byte for byte.  Input: the fields of a
 * bank, a NUL after each.
 */
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
#include "fields.h"
#include "import/import.h"
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

static void
read_back(struct slice s)
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
	read_back(fuzz_written(&written));
	CHECK(slice_eq(fuzz_written(&written), buf_slice(&bank)));
	return 0;
}
