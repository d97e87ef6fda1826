/* Unit tests of src/bank. */
#include <stdlib.h>

#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "tap.h"
#include "tsv/scan.h"

static void
test_headers(void)
{
	static const struct {
		const char *line;
		size_t n;
		const char *error; /* NULL: valid */
	} rows[] = {
		{ "id", 1, NULL },
		{ "id\tquestion", 2, NULL },
		{ "id\tQuestion text", 2, NULL },
		{ "id\t", 2, "f:1: column 2 has no name" },
		{ "\tid", 2, "f:1: column 1 has no name" },
		{ "id\tq\tid", 3, "f:1: two columns named 'id'" },
		{ "id\ta,b", 2, "f:1: a comma in the column name 'a,b'" },
	};
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		struct header h = { 0 };
		int status = header_parse(&h, slice_of(rows[i].line), rows[i].n, "f:1");

		tap_integer(status, rows[i].error ? -1 : 0, "header_parse: '%s'", rows[i].line);
		if (rows[i].error != NULL)
			tap_text(slice_of(failure()), slice_of(rows[i].error), "header_parse: the error of '%s'",
			    rows[i].line);
		header_free(&h);
	}
}

static void
test_columns(void)
{
	static const struct {
		const char *name;
		size_t col;
	} rows[] = { { "id", 0 }, { "a\tb", 1 }, { "q", 2 }, { "ID", NO_COLUMN }, { "", NO_COLUMN },
		{ "a\\tb", NO_COLUMN } };
	struct header h = { 0 };
	size_t i;

	header_parse(&h, slice_of("id\ta\\tb\tq"), 3, "f:1");
	for (i = 0; i < LENGTH(rows); i++)
		tap_ok(header_find(&h, slice_of(rows[i].name)) == rows[i].col, "header_find: '%s'", rows[i].name);
	header_free(&h);
}

static void
test_fields(void)
{
	static const char *const field[] = { "1", "", "two\\nlines", "" },
				 *const text[] = { "1", "", "two\nlines", "" };
	struct tabs t = { 0 };
	struct buf b = { 0 };
	struct record r = { .file = "f", .lineno = 7 };
	size_t i;

	record_set(&r, slice_of("1\t\ttwo\\nlines\t"), &t);
	for (i = 0; i < LENGTH(field); i++) {
		tap_text(record_field(&r, i), slice_of(field[i]), "record_field: column %zu", i);
		tap_text(record_text(&r, i, &b), slice_of(text[i]), "record_text: column %zu", i);
	}
	tap_integer(record_fail(&r, "%s", "reason"), -1, "record_fail");
	tap_text(slice_of(failure()), slice_of("f:7: reason"), "record_fail: the message");
	buf_free(&b);
	free(t.at);
}

int
main(void)
{
	test_headers();
	test_columns();
	test_fields();
	return tap_end();
}
