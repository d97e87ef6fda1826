/* Unit tests of src/tsv. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "tap.h"
#include "tsv/csv.h"
#include "tsv/escape.h"
#include "tsv/scan.h"

/* Fields and their text, as qb-bank(5) describes them. */
static void
test_escapes(void)
{
	static const struct {
		const char *field, *text;
		bool canonical; /* the field is what field_encode() makes of the text */
	} rows[] = {
		{ "", "", true },
		{ "plain \xc3\xa9 \"quoted\"", "plain \xc3\xa9 \"quoted\"", true },
		{ "a\\tb", "a\tb", true },
		{ "a\\nb", "a\nb", true },
		{ "a\\rb", "a\rb", true },
		{ "\\t\\n\\r", "\t\n\r", true },
		{ "a\\\\b", "a\\b", false }, /* a backslash that needs no escape */
		{ "\\\\t", "\\t", true },    /* and ones that do */
		{ "\\\\n", "\\n", true },
		{ "\\\\r", "\\r", true },
		{ "\\\\\\", "\\\\", true },
		{ "\\\\\\t", "\\\t", true },
		{ "\\d \\b \\x \\\"", "\\d \\b \\x \\\"", true }, /* any other backslash is itself */
		{ "C:\\dir", "C:\\dir", true },
		{ "C:\\\\new", "C:\\new", true },
		{ "\\", "\\", true },
		{ "end\\", "end\\", true },
		{ "\\\\", "\\", false },
		{ "\\T", "\\T", true },
		{ "a long field without any escape, of more than 64 bytes, and then \\n one",
		    "a long field without any escape, of more than 64 bytes, and then \n one", true },
	};
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		struct slice field = slice_of(rows[i].field), got = field_decode(field, &b);

		tap_text(got, slice_of(rows[i].text), "field_decode: %s", rows[i].field);
		tap_ok((got.p == field.p) == (strchr(rows[i].field, '\\') == NULL),
		    "field_decode: %s: borrows a field without backslash", rows[i].field);
		b.n = 0;
		field_encode(slice_of(rows[i].text), &b);
		tap_ok(slice_eq(buf_slice(&b), field) == rows[i].canonical, "field_encode: %s: %s", rows[i].field,
		    rows[i].canonical ? "restores it" : "has a shorter form");
	}
	buf_free(&b);
}

/* Every text of up to 6 bytes of those that matter survives encoding and decoding. */
static void
test_escape_round_trip(void)
{
	static const char bytes[] = "\\tnr\t\n\rx";
	struct buf field = { 0 }, text = { 0 };
	size_t n, code, total, wrong = 0, raw = 0;
	char s[6];

	for (total = 1, n = 0; n <= sizeof(s); n++, total *= 8)
		for (code = 0; code < total; code++) {
			size_t i, rest = code;

			for (i = 0; i < n; i++, rest /= 8)
				s[i] = bytes[rest % 8];
			field.n = 0;
			field_encode((struct slice){ s, n }, &field);
			for (i = 0; i < field.n; i++)
				raw += strchr("\t\n\r", field.p[i]) != NULL;
			wrong += !slice_eq(field_decode(buf_slice(&field), &text), (struct slice){ s, n });
		}
	tap_integer((long long)wrong, 0, "field_decode reverses field_encode: all texts of up to 6 bytes");
	tap_integer((long long)raw, 0, "field_encode: no TAB, newline or carriage return is left");
	buf_free(&field);
	buf_free(&text);
}

/*
 * Converts the CSV in chunks of so many bytes to lines of TSV; appends the numbers of
 * their lines to *lines.
 */
static int
csv_lines(struct slice csv, char delim, size_t chunk, struct buf *tsv, struct buf *lines)
{
	struct csv *c = csv_new("test", delim);
	struct buf part = { 0 };
	size_t i, k;
	int status = 0;

	for (i = 0; status == 0 && i <= csv.n; i += chunk) {
		part.n = 0;
		status = csv_convert(c, csv.p + i, csv.n - i < chunk ? csv.n - i : chunk, &part);
		if (status == 0 && i + chunk > csv.n)
			status = csv_finish(c, &part);
		for (k = 0; k < part.n; k++)
			if (part.p[k] == '\n')
				buf_printf(lines, lines->n > 0 ? " %zu" : "%zu", csv_lineno(c));
		buf_append(tsv, part.p, part.n);
	}
	csv_destroy(c);
	buf_free(&part);
	return status;
}

static void
test_csv_lines(void)
{
	static const struct {
		const char *csv, *tsv, *lines;
	} rows[] = {
		{ "id,q\n1,a\n2,b\n", "id\tq\n1\ta\n2\tb\n", "1 2 3" },
		{ "id,q\n1,a\n2,b", "id\tq\n1\ta\n2\tb\n", "1 2 3" },
		{ "id,q\r\n1,a\r\n2,b\r\n", "id\tq\n1\ta\n2\tb\n", "1 2 3" },
		{ "id,q\n1,\"a\n\nb\"\n2,c\n", "id\tq\n1\ta\\n\\nb\n2\tc\n", "1 2 5" },
		{ "id,q\r\n1,\"a\r\nb\"\r\n2,c\r\n", "id\tq\n1\ta\\r\\nb\n2\tc\n", "1 2 4" },
		{ "\"i\nd\",q\n1,a\n", "i\\nd\tq\n1\ta\n", "1 3" },
		{ "id,q\n\n1,a\n\n\n2,b\n", "id\tq\n1\ta\n2\tb\n", "1 3 6" },
		{ "id,q\r\n\r\n1,a\r\n\r\n\r\n2,b\r\n", "id\tq\n1\ta\n2\tb\n", "1 3 6" },
		{ "q\na\n\nb\n", "q\na\n\nb\n", "1 2 3 4" },         /* in one column a blank line is a record */
		{ "q\r\na\r\n\r\nb\r\n", "q\na\n\nb\n", "1 2 3 4" }, /* and not the LF of CR LF */
		{ "id,q\n1,\"\"\"\"\n2,\"x,y\"\n", "id\tq\n1\t\"\n2\tx,y\n", "1 2 3" },
		{ "id,q\n1,\n,\n", "id\tq\n1\t\n\t\n", "1 2 3" },
		{ "id,q\n1,\ta\n", "id\tq\n1\t\\ta\n", "1 2" },
	};
	size_t i, chunk;

	for (i = 0; i < LENGTH(rows); i++)
		for (chunk = 1; chunk <= 64; chunk = chunk < 3 ? chunk + 1 : 64 * chunk / 3) {
			struct buf tsv = { 0 }, lines = { 0 };
			int status = csv_lines(slice_of(rows[i].csv), ',', chunk, &tsv, &lines);

			tap_integer(status, 0, "csv_convert: row %zu in chunks of %zu: is valid", i, chunk);
			tap_text(
			    buf_slice(&tsv), slice_of(rows[i].tsv), "csv_convert: row %zu in chunks of %zu", i, chunk);
			tap_text(buf_slice(&lines), slice_of(rows[i].lines), "csv_lineno: row %zu in chunks of %zu", i,
			    chunk);
			buf_free(&tsv);
			buf_free(&lines);
		}
}

/* Appends a random field. */
static void
csv_random_field(struct buf *csv, char delim)
{
	static const char plain[] = "aaaa\\\\tnr\t;'  ", *const quoted[] = { "\"\"", "\n", "\r\n", "\r", "," };
	bool quote = rand() % 2;
	int n = rand() % 4 ? rand() % 8 : rand() % 100;

	if (quote)
		buf_byte(csv, '"');
	while (n-- > 0)
		if (quote && rand() % 8 == 0) {
			buf_str(csv, quoted[(size_t)rand() % LENGTH(quoted)]);
		} else {
			char c = plain[(size_t)rand() % (sizeof(plain) - 1)];

			buf_byte(csv, !quote && c == delim ? 'a' : c);
		}
	if (quote)
		buf_byte(csv, '"');
}

/* A random CSV; in one of four a random byte is replaced. */
static void
csv_random(struct buf *csv, char delim)
{
	const char *eol = rand() % 2 ? "\n" : "\r\n";
	int columns = rand() % 8 ? 3 : 1, i, n = rand() % 9;

	csv->n = 0;
	for (i = 0; i < columns * n; i++) {
		if (i % columns == 0 && rand() % 16 == 0)
			buf_str(csv, rand() % 2 ? eol : "\xef\xbb\xbf");
		csv_random_field(csv, delim);
		if (i % columns < columns - 1)
			buf_byte(csv, delim);
		else
			buf_str(csv, rand() % 16 ? eol : "\r");
	}
	if (csv->n > 0 && rand() % 4 == 0)
		csv->p[(size_t)rand() % csv->n] = "\"\0\r\n\xef,"[rand() % 6];
}

/* Single bytes are converted by libcsv, larger chunks mostly by csv_block_convert(). */
static void
test_csv_blocks(void)
{
	static const char delims[] = ",,,;|\tt\\ ";
	static const size_t chunks[] = { 7, 64, 100, 4096 };
	struct buf csv = { 0 }, tsv[2] = { { 0 } }, lines[2] = { { 0 } };
	size_t i, k, valid = 0, wrong = 0;

	srand(1);
	for (i = 0; i < 100000; i++) {
		char delim = delims[(size_t)rand() % (sizeof(delims) - 1)];
		int status;

		csv_random(&csv, delim);
		tsv[0].n = lines[0].n = 0;
		status = csv_lines(buf_slice(&csv), delim, 1, &tsv[0], &lines[0]);
		valid += status == 0;
		for (k = 0; k < LENGTH(chunks); k++) {
			tsv[1].n = lines[1].n = 0;
			wrong += csv_lines(buf_slice(&csv), delim, chunks[k], &tsv[1], &lines[1]) != status ||
			    !slice_eq(buf_slice(&tsv[0]), buf_slice(&tsv[1])) ||
			    !slice_eq(buf_slice(&lines[0]), buf_slice(&lines[1]));
		}
	}
	tap_integer((long long)wrong, 0, "csv_convert: blocks and single bytes give the same for random CSV");
	tap_ok(valid > 50000, "csv_convert: much of the random CSV is valid: %zu", valid);
	for (i = 0; i < 2; i++) {
		buf_free(&tsv[i]);
		buf_free(&lines[i]);
	}
	buf_free(&csv);
}

static void
test_csv_fields(void)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "", "" },
		{ "plain", "plain" },
		{ "a,b", "\"a,b\"" },
		{ "a;b", "a;b" },
		{ "two\nlines", "\"two\nlines\"" },
		{ "a \"b\"", "\"a \"\"b\"\"\"" },
		{ "\"", "\"\"\"\"" },
		{ " a", "\" a\"" },
		{ "a ", "\"a \"" },
		{ "a b", "a b" },
	};
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		struct buf b = { 0 };

		tap_text(csv_field(slice_of(rows[i].text), ",\r\n", &b), slice_of(rows[i].want), "csv_field: '%s'",
		    rows[i].text);
		buf_free(&b);
	}
}

/* Whether scan_line() finds what a loop over the bytes finds. */
static bool
scan_agrees(const char *line, size_t n, size_t from, struct tabs *t)
{
	size_t i, tab = 0, end;

	t->n = 0;
	end = scan_line(line, n, from, t);
	for (i = from; i < n && line[i] != '\n' && line[i] != '\0'; i++)
		if (line[i] == '\t' && (tab >= t->n || t->at[tab++] != i))
			return false;
	return end == i && tab == t->n;
}

static void
test_scan(void)
{
	struct tabs t = { 0 };
	char line[200];
	size_t i, n, wrong = 0;

	for (n = 0; n <= sizeof(line); n++) {
		memset(line, 'a', sizeof(line));
		for (i = 0; i < n; i += 7)
			line[i] = '\t';
		wrong += !scan_agrees(line, n, 0, &t);
		for (i = 0; i < n; i++) {
			char saved = line[i];

			line[i] = i % 2 ? '\n' : '\0';
			wrong += !scan_agrees(line, n, 0, &t) || !scan_agrees(line, n, i / 2, &t);
			line[i] = saved;
		}
	}
	tap_integer((long long)wrong, 0, "scan_line: lines of up to 200 bytes that end anywhere");
	free(t.at);
}

int
main(void)
{
	test_escapes();
	test_escape_round_trip();
	test_csv_lines();
	test_csv_blocks();
	test_csv_fields();
	test_scan();
	return tap_end();
}
