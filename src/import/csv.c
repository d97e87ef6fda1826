/* CSV, and TSV with quoted fields as spreadsheets write it; libcsv reads both. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/import.h"
#include "import/loose.h"
#include "import/registry.h"
#include "tsv/csv.h"
#include "tsv/escape.h"
#include "tsv/file.h"
#include "tsv/reader.h"
#include "tsv/sniff.h"

/* The lines that are not imported for one reason. */
struct csv_skipped {
	size_t n, first; /* how many; the first line */
};

struct csv_table {
	struct import *im;
	const char *operand;
	struct buf *name; /* of each column; empty: it has none in the file */
	size_t n;
	size_t *col;         /* of each column: that of the import, or NO_ENTRY before it has one */
	struct slice header; /* the header line, as TSV; empty: none */
	struct csv_skipped blank, repeated;
	struct buf text;
};

/* ---- The header ---- */

/* Appends the name of a column without white space at its ends, newlines and commas; reports commas. */
static void
csv_clean_name(struct csv_table *t, size_t lineno, struct slice field, struct buf *name)
{
	struct slice s = slice_trim_ws(field);
	size_t i;

	for (i = 0; i < s.n; i++)
		if (ascii_is_space(s.p[i]))
			buf_byte(name, ' ');
		else if (s.p[i] != ',')
			buf_byte(name, s.p[i]);
	if (name->n < s.n)
		import_note(t->im, lineno, "the column is named '%.*s', without commas", SHOWN(buf_slice(name)));
}

/* Gives a column that has the name of an earlier one a number. */
static void
csv_rename_duplicate(struct csv_table *t, size_t lineno, struct map *names, struct buf *name)
{
	size_t i, n = name->n;
	int number = 2;

	while (!map_insert(names, buf_slice(name), &i)) {
		name->n = n;
		buf_printf(name, " %d", number++);
	}
	if (name->n > n)
		import_note(
		    t->im, lineno, "a column with the name of an earlier one is named '%.*s'", SHOWN(buf_slice(name)));
}

static void
csv_read_header(struct csv_table *t, struct slice line, size_t lineno)
{
	struct map *names = map_new();
	struct slice field;

	t->header = line;
	while (slice_next(&line, '\t', &field)) {
		struct buf name = { 0 };

		csv_clean_name(t, lineno, field_decode(field, &t->text), &name);
		if (name.n > 0)
			csv_rename_duplicate(t, lineno, names, &name);
		t->name = xrealloc(t->name, t->n + 1, sizeof(*t->name));
		t->name[t->n++] = name;
	}
	map_free(names);
}

/* Takes the names from --columns. */
static void
csv_set_header(struct csv_table *t, const char *list)
{
	struct slice rest = slice_of(list), name;

	while (slice_next(&rest, ',', &name)) {
		t->name = xrealloc(t->name, t->n + 1, sizeof(*t->name));
		t->name[t->n] = (struct buf){ 0 };
		buf_append(&t->name[t->n++], name.p, name.n);
	}
}

/* Adds the columns to the import: those without a name when a field has text. */
static void
csv_add_columns(struct csv_table *t)
{
	size_t i;

	t->col = xcalloc(t->n + 1, sizeof(*t->col));
	for (i = 0; i < t->n; i++)
		t->col[i] = t->name[i].n > 0 ? import_add_column(t->im, buf_slice(&t->name[i])) : NO_ENTRY;
}

/* ---- Rows ---- */

static void
csv_add_row(struct csv_table *t, struct slice line, size_t lineno)
{
	size_t i, row = import_add_row(t->im, t->operand, lineno, 0);
	struct slice field;

	for (i = 0; slice_next(&line, '\t', &field); i++) {
		if (t->col[i] == NO_ENTRY && field.n > 0) {
			buf_printf(&t->name[i], "column %zu", i + 1);
			t->col[i] = import_add_column(t->im, buf_slice(&t->name[i]));
		}
		if (t->col[i] != NO_ENTRY)
			import_set_column(t->im, row, t->col[i], field_decode(field, &t->text));
	}
}

/* The number of fields; *blank: all are empty. */
static size_t
csv_count(struct slice line, bool *blank)
{
	struct slice field;
	size_t n = line.n == 0;

	*blank = true;
	while (slice_next(&line, '\t', &field)) {
		*blank &= field.n == 0;
		n++;
	}
	return n;
}

static void
csv_skip(struct csv_skipped *s, size_t lineno)
{
	s->first = s->n++ == 0 ? lineno : s->first;
}

static void
csv_report(const struct csv_table *t, const struct csv_skipped *s, const char *what)
{
	if (s->n > 0)
		import_note(t->im, s->first, "skipped: %zu %s%s", s->n, what, s->n > 1 ? "s" : "");
}

/* Reads a line of the table. */
static int
csv_read_line(struct csv_table *t, struct slice line, size_t lineno)
{
	bool blank;
	size_t n = csv_count(line, &blank);

	if ((n != t->n || n == 1) && line_is_conflict_mark(line))
		return fail("%s:%zu: unresolved merge conflict", file_name(t->operand), lineno);
	if (t->n == 0) {
		csv_read_header(t, line, lineno);
		csv_add_columns(t);
	} else if (blank && (n > 1 || t->n == 1)) {
		csv_skip(&t->blank, lineno);
	} else if (t->header.n > 0 && slice_eq(line, t->header)) {
		csv_skip(&t->repeated, lineno);
	} else if (n != t->n) {
		return fail("%s:%zu: expected %zu field%s, found %zu", file_name(t->operand), lineno, t->n,
		    t->n > 1 ? "s" : "", n);
	} else {
		csv_add_row(t, line, lineno);
	}
	return 0;
}

/* ---- The file ---- */

/* The first line that is not blank. */
static struct slice
csv_first_line(struct slice text)
{
	size_t i = 0, n = 0;

	while (i < text.n && ascii_is_space(text.p[i]) && text.p[i] != '\t')
		i++;
	text = slice_skip(text, i);
	while (n < text.n && text.p[n] != '\n' && text.p[n] != '\r')
		n++;
	return (struct slice){ text.p, n };
}

/* The delimiter of the file.  Removes a line `sep=X` from its front, except the newline. */
static char
csv_delimiter(struct slice *text, char delim)
{
	struct slice line = csv_first_line(*text);
	char found;

	if (delim != ANY_CSV)
		return delim;
	if (sniff_separator(line, &found)) {
		*text = slice_skip(*text, (size_t)(line.p + line.n - text->p));
		return found;
	}
	found = sniff_delimiter(line);
	if (found != 0)
		return found;
	return memchr(line.p, '\t', line.n) != NULL ? '\t' : memchr(line.p, '|', line.n) != NULL ? '|' : ',';
}

static int
csv_read_text(struct csv_table *t, struct slice text, char delim)
{
	struct loose_input in = { .operand = t->operand, .text = text };
	struct buf lines = { 0 };
	struct slice rest, line;
	struct csv *c;
	int status = 0;

	in.delim = csv_delimiter(&in.text, delim);
	c = loose_convert(t->im, &in, &lines);
	rest = buf_slice(&lines);
	while (c != NULL && status == 0 && rest.n > 0 && slice_next(&rest, '\n', &line))
		status = csv_read_line(t, line, csv_lineno(c));
	if (c != NULL)
		csv_destroy(c);
	csv_report(t, &t->blank, "blank row");
	csv_report(t, &t->repeated, "repeated header line");
	buf_free(&lines);
	return c == NULL ? -1 : status;
}

static int
csv_read(struct import *im, const char *operand, char delim)
{
	struct csv_table t = { .im = im, .operand = operand };
	struct buf file = { 0 };
	int status = import_file(im, operand, &file);

	import_recognize(im);
	if (status == 0)
		status = sniff_table(file_name(operand), csv_first_line(buf_slice(&file)));
	if (status == 0 && import_column_list(im) != NULL) {
		csv_set_header(&t, import_column_list(im));
		csv_add_columns(&t);
	}
	if (status == 0)
		status = csv_read_text(&t, buf_slice(&file), delim);
	if (status == 0)
		status = import_end(im, operand);
	while (t.n > 0)
		buf_free(&t.name[--t.n]);
	free(t.name);
	free(t.col);
	buf_free(&t.text);
	buf_free(&file);
	return status;
}

static int
csv_read_any(struct import *im, const char *operand)
{
	return csv_read(im, operand, ANY_CSV);
}

static int
csv_read_tsv(struct import *im, const char *operand)
{
	return csv_read(im, operand, '\t');
}

const struct import_format import_csv = { "csv", csv_read_any, NULL, NULL };
const struct import_format import_tsv = { "tsv", csv_read_tsv, NULL, NULL };
