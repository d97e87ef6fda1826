/*
 * The texts that a pattern cannot match without, against the pattern itself: no
 * field without them matches, and where records without them are passed over the same records are
 * found, and the same is told of the bank.  The texts that a pattern is nothing but: they tell of
 * each field what it tells.  Input: flags; patterns, a line each; a
 * NUL; the records.
 */
#include "fuzz.h"

enum { PLAIN = 1, CASELESS = 2, WORD = 4, WHOLE = 8, BLOCKS = 4, LIMIT = 20000, MOST = 8 };

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
matches(struct regex *re, const struct literals *l, const struct plain *plain, const struct record *r)
{
	static struct buf text;
	bool matched = false;
	size_t i;

	for (i = 0; i <= r->ntab; i++) {
		struct slice field = record_field(r, i);
		int found = regex_match(re, field_decode(field, &text), 0, NULL, NULL);
		int told = plain != NULL ? plain_match(plain, field) : -1;

		CHECK(told == -1 || found == -1 || told == found);
		CHECK(l == NULL || found != 1 || literals_in(l, field, 1));
		matched |= found == 1;
	}
	return matched;
}

/* Skips the records that cannot match. */
static void
skip(struct bank *b, const struct literals *l)
{
	struct skipped skipped = literals_skip(l, bank_peek(b), bank_header(b)->n - 1, NULL);

	if (skipped.bytes > 0)
		bank_consume(b, skipped.bytes, skipped.lines);
}

/* Puts the lines of the records that match into *found, and what failed. */
static void
find(struct bank *b, struct regex *re, const struct literals *l, const struct plain *plain, bool skips,
    struct buf *found)
{
	struct record *r;

	found->n = 0;
	for (;;) {
		if (b != NULL && skips && l != NULL)
			skip(b, l);
		if (b == NULL || (r = bank_next(b)) == NULL)
			break;
		if (matches(re, l, plain, r))
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
	static struct buf found, again;
	struct literals *literals;
	struct plain *plain;
	struct regex *re;
	size_t patterns = 0;
	unsigned flags;

	if (n == 0)
		return 0;
	for (list = fuzz_text(&s); patterns < MOST && slice_next(&list, '\n', &pattern[patterns]);)
		patterns++;
	flags = (*data & PLAIN ? RE_LITERAL : 0) | (*data & CASELESS ? RE_CASELESS : 0) | (*data & WORD ? RE_WORD : 0) |
	    (*data & WHOLE ? RE_WHOLE : 0);
	re = regex_compile(pattern, patterns, flags, LIMIT);
	literals = literals_new(pattern, patterns, flags);
	plain = re != NULL ? plain_new(pattern, patterns, flags) : NULL;
	if (re != NULL && s.p != NULL) {
		s = with_header(s);
		find(fuzz_bank(s, 0, "4096"), re, literals, plain, false, &found);
		find(fuzz_bank(s, 0, blocks[*data / 16 % BLOCKS]), re, literals, plain, true, &again);
		CHECK(slice_eq(buf_slice(&found), buf_slice(&again)));
	}
	literals_free(literals);
	plain_free(plain);
	if (re != NULL)
		regex_free(re);
	return 0;
}
