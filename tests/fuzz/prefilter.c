/*
 * The prefilter against PCRE2: a field matches if it is decided that it does and not if it is
 * decided that it does not, and when lines are skipped, the same records match and the same
 * failures are reported.  Input: flags; patterns, one per line; a NUL; the records.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "fuzz.h"
#include "search/prefilter.h"
#include "search/regex.h"
#include "search/skip.h"
#include "tsv/escape.h"

enum { FIXED = 1, CASELESS = 2, WORD = 4, WHOLE = 8, BLOCKS = 4, LIMIT = 20000, MOST = 8 };

/* A header of as many columns as the first record has, before the records. */
static struct slice
with_header(struct slice records)
{
	static struct buf b;
	struct slice rest = records, line, field;
	char name = 'a';

	b.n = 0;
	buf_str(&b, "A\xc3\xa9");
	slice_next(&rest, '\n', &line);
	for (slice_next(&line, '\t', &field); slice_next(&line, '\t', &field) && name <= 'z'; name++)
		buf_printf(&b, "\t%c", name);
	buf_byte(&b, '\n');
	buf_append(&b, records.p, records.n);
	return buf_slice(&b);
}

static bool
matches(struct regex *re, const struct prefilter *p, const struct record *r)
{
	static struct buf text;
	bool matched = false;
	size_t i;

	for (i = 0; i <= r->ntab; i++) {
		struct slice field = record_field(r, i);
		int found = regex_match(re, field_decode(field, &text), 0, NULL, NULL);
		enum prefilter_result v = p != NULL ? prefilter_check(p, field, 1, false) : MATCH_MAYBE;

		CHECK(found == -1 || v == MATCH_MAYBE || (v == MATCH_YES) == (found == 1));
		matched |= found == 1;
	}
	CHECK(p == NULL || !matched || prefilter_check(p, r->line, r->ntab + 1, false) != MATCH_NO);
	return matched;
}

/* Stores in *found the lines of the records that match, and what failed. */
static void
find(struct bank *b, struct regex *re, const struct prefilter *p, bool skip, struct buf *found)
{
	struct skipped skipped = { 0 };
	struct record *r;

	found->n = 0;
	for (;;) {
		if (b != NULL && skip)
			skipped = prefilter_skip(p, bank_peek(b), bank_header(b)->n - 1, NULL);
		if (skipped.bytes > 0)
			bank_consume(b, skipped.bytes, skipped.lines);
		if (b == NULL || (r = bank_next(b)) == NULL)
			break;
		if (matches(re, p, r))
			buf_printf(found, "%zu\n", r->lineno);
	}
	if (b == NULL || bank_close(b) == -1)
		buf_str(found, failure());
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const blocks[BLOCKS] = { "4096", "1", "7", "100" };
	struct slice s = { (const char *)data + 1, n - 1 }, list, pattern[MOST];
	static struct buf found, skipped;
	struct prefilter *p;
	struct regex *re;
	size_t patterns = 0;
	unsigned flags;

	if (n == 0)
		return 0;
	for (list = fuzz_text(&s); patterns < MOST && slice_next(&list, '\n', &pattern[patterns]);)
		patterns++;
	flags = (*data & FIXED ? RE_LITERAL : 0) | (*data & CASELESS ? RE_CASELESS : 0) | (*data & WORD ? RE_WORD : 0) |
	    (*data & WHOLE ? RE_WHOLE : 0);
	re = regex_compile(pattern, patterns, flags, LIMIT);
	p = prefilter_new(pattern, patterns, flags);
	if (re != NULL && s.p != NULL) {
		s = with_header(s);
		find(fuzz_bank(s, 0, "4096"), re, p, false, &found);
		find(fuzz_bank(s, 0, blocks[*data / 16 % BLOCKS]), re, p, true, &skipped);
		CHECK(slice_eq(buf_slice(&found), buf_slice(&skipped)));
	}
	prefilter_free(p);
	if (re != NULL)
		regex_free(re);
	return 0;
}
