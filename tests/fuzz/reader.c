/* Banks as TSV and CSV: the block size makes no difference, and output is read back unchanged. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "fuzz.h"
#include "tsv/escape.h"
#include "tsv/reader.h"
#include "tsv/sniff.h"

/* Decoding and encoding preserve the meaning of a field. */
static void
check_field(struct slice field)
{
	static struct buf text, again, back;
	struct slice meant = field_decode(field, &text);

	again.n = 0;
	field_encode(meant, &again);
	CHECK(memchr(buf_slice(&again).p, '\t', again.n) == NULL && memchr(buf_slice(&again).p, '\n', again.n) == NULL);
	CHECK(slice_eq(meant, field_decode(buf_slice(&again), &back)));
}

/* Stores the lines of the bank in *lines, their numbers and the failures in *notes. */
static void
dump(struct bank *b, struct buf *lines, struct buf *notes)
{
	struct record *r;
	size_t i;

	lines->n = notes->n = 0;
	if (b == NULL) {
		buf_str(notes, failure());
		return;
	}
	buf_append(lines, bank_header(b)->line.p, bank_header(b)->line.n);
	buf_byte(lines, '\n');
	while ((r = bank_next(b)) != NULL) {
		buf_printf(notes, "%zu\n", r->lineno);
		buf_append(lines, r->line.p, r->line.n);
		buf_byte(lines, '\n');
		for (i = 0; i <= r->ntab; i++)
			check_field(record_field(r, i));
	}
	if (bank_failed(b))
		buf_str(notes, failure());
	bank_close(b);
}

/*
 * Whether reading leaves the lines unchanged: the header has a TAB, so that they are not CSV, and does
 * not look like another kind of file, and there is no byte-order mark and no CR before a newline.
 */
static bool
is_plain(struct buf *lines)
{
	struct slice rest = buf_slice(lines), header;

	slice_next(&rest, '\n', &header);
	return header.n > 0 && memchr(header.p, '\t', header.n) != NULL && !slice_starts(header, "\xef\xbb\xbf") &&
	    sniff_text("", header) == 0 && sniff_table("", header) == 0 && strstr(buf_cstr(lines), "\r\n") == NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const blocks[] = { "1", "3", "64" };
	static struct buf lines, notes, lines2, notes2;
	struct slice s = { (const char *)data, n };
	char delim = strcmp(FORMAT, "csv") == 0 ? ANY_CSV : 0;
	size_t i;

	dump(fuzz_bank(s, delim, "4096"), &lines, &notes);
	for (i = 0; i < sizeof(blocks) / sizeof(*blocks); i++) {
		dump(fuzz_bank(s, delim, blocks[i]), &lines2, &notes2);
		CHECK(slice_eq(buf_slice(&lines), buf_slice(&lines2)));
		CHECK(slice_eq(buf_slice(&notes), buf_slice(&notes2)));
	}
	if (is_plain(&lines)) {
		dump(fuzz_bank(buf_slice(&lines), 0, "4096"), &lines2, &notes2);
		CHECK(slice_eq(buf_slice(&lines), buf_slice(&lines2)));
	}
	return 0;
}
