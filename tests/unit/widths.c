/* Unit tests of src/bank/widths.c: which columns a table keeps, and how wide they are. */
#include <stdbool.h>

#include "bank/widths.h"
#include "base/buf.h"
#include "base/slice.h"
#include "tap.h"

static void
test_kinds(void)
{
	static const struct {
		const char *name;
		enum column_kind kind;
	} rows[] = {
		{ "id", COLUMN_ID },
		{ "topic", COLUMN_TOPIC },
		{ "level", COLUMN_LEVEL },
		{ "question", COLUMN_QUESTION },
		{ "ID", COLUMN_OTHER },
		{ "", COLUMN_OTHER },
		{ "tags", COLUMN_OTHER },
	};
	size_t i;

	for (i = 0; i < LENGTH(rows); i++)
		tap_integer(column_kind(slice_of(rows[i].name)), rows[i].kind, "column_kind: '%s'", rows[i].name);
}

/* The columns id, topic, level, question and a number, by width; "COL:WIDTH" of those that remain. */
static void
test_fit(void)
{
	static const struct {
		size_t limit;
		const char *want;
	} rows[] = {
		{ 1000, "0:8 1:20 2:6 3:60 4:3" },
		{ 105, "0:8 1:20 2:6 3:60 4:3" },
		{ 104, "0:8 1:20 2:6 3:59 4:3" },
	};
	size_t limit, i, wrong = 0, previous = 0;

	for (limit = 1; limit <= 120; limit++) {
		struct table_column c[] = { { 0, COLUMN_ID, false, 8, false }, { 1, COLUMN_TOPIC, false, 20, false },
			{ 2, COLUMN_LEVEL, false, 6, false }, { 3, COLUMN_QUESTION, false, 60, false },
			{ 4, COLUMN_OTHER, true, 3, false } };
		size_t n = widths_fit(c, 5, limit), total = widths_total(c, n);
		struct buf b = { 0 };

		/* It fits if id and question do, at 6 each; a wider terminal has no fewer columns. */
		wrong += total > (limit < 14 ? 14 : limit);
		wrong += n < previous || n < 2;
		previous = n;
		for (i = 0; i < n; i++) {
			wrong += c[i].width == 0;
			buf_printf(&b, i ? " %zu:%zu" : "%zu:%zu", c[i].col, c[i].width);
		}
		for (i = 0; i < LENGTH(rows); i++)
			if (rows[i].limit == limit || (limit == 120 && rows[i].limit == 1000))
				tap_text(buf_slice(&b), slice_of(rows[i].want), "widths_fit: %zu columns", limit);
		buf_free(&b);
	}
	tap_integer((long long)wrong, 0, "widths_fit: every width of the terminal from 1 to 120");
}

int
main(void)
{
	test_kinds();
	test_fit();
	return tap_end();
}
