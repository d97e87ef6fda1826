/* Anki's text files: header lines, which begin with #, then fields, which libcsv reads. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/slice.h"
#include "import/import.h"
#include "tsv/csv.h"
#include "tsv/escape.h"
#include "tsv/file.h"

/* The header lines.  Columns count from 1; 0: no such column. */
struct anki {
	const char *operand;
	char delim;
	struct slice columns, tags;
	int guid, notetype, deck, tagged; /* columns */
	struct buf *name;                 /* of each column */
	size_t n;
};

/* ---- Header lines ---- */

/* The separator that is named or given as a character; 0 if it is unknown. */
static char
anki_parse_separator(struct slice s)
{
	static const struct {
		const char *name;
		char delim;
	} separators[] = { { "tab", '\t' }, { "comma", ',' }, { "semicolon", ';' }, { "space", ' ' }, { "pipe", '|' },
		{ "colon", ':' } };
	size_t i;

	if (s.n == 1)
		return *s.p == '"' ? 0 : *s.p;
	s = slice_trim(s);
	for (i = 0; i < sizeof(separators) / sizeof(*separators); i++)
		if (s.n == strlen(separators[i].name) && strncasecmp(s.p, separators[i].name, s.n) == 0)
			return separators[i].delim;
	return 0;
}

static bool
anki_is_key(struct slice key, const char *name)
{
	key = slice_trim(key);
	return key.n == strlen(name) && strncasecmp(key.p, name, key.n) == 0;
}

/* Parses a header line, with or without its #. */
static void
anki_parse_header(struct anki *a, struct slice line, size_t lineno)
{
	struct slice key, value = slice_starts(line, "#") ? slice_skip(line, 1) : line;
	char delim;

	if (!slice_next(&value, ':', &key) || value.p == NULL)
		return;
	if (anki_is_key(key, "separator") && (delim = anki_parse_separator(value)) != 0)
		a->delim = delim;
	else if (anki_is_key(key, "columns"))
		a->columns = value;
	else if (anki_is_key(key, "tags"))
		a->tags = slice_trim(value);
	else if (anki_is_key(key, "guid column"))
		parse_digits(slice_trim(value), &a->guid);
	else if (anki_is_key(key, "notetype column"))
		parse_digits(slice_trim(value), &a->notetype);
	else if (anki_is_key(key, "deck column"))
		parse_digits(slice_trim(value), &a->deck);
	else if (anki_is_key(key, "tags column"))
		parse_digits(slice_trim(value), &a->tagged);
	else if (anki_is_key(key, "html") && anki_is_key(value, "true"))
		import_report(a->operand, lineno, "HTML kept as text");
}

/* Whether a line outside quotes is a header line or a comment.  Old exports begin with a line `tags:...`. */
static bool
anki_is_comment(struct slice line, size_t lineno)
{
	return slice_starts(line, "#") || (lineno == 1 && line.n > 5 && slice_starts(line, "tags:"));
}

/* Whether a quoted field continues after the line. */
static bool
anki_ends_quoted(struct slice line, bool quoted)
{
	size_t i;

	for (i = 0; i < line.n; i++)
		quoted ^= line.p[i] == '"';
	return quoted;
}

/*
 * Parses the header lines, and appends the file to *data with empty lines in place of them and
 * of comments, so that libcsv counts lines as in the file.
 */
static void
anki_parse_headers(struct anki *a, const struct buf *file, struct buf *data)
{
	struct slice rest = buf_slice(file), line;
	bool in_header = true, quoted = false;
	size_t lineno;

	for (lineno = 1; rest.n > 0 && slice_next(&rest, '\n', &line); lineno++) {
		bool comment = !quoted && anki_is_comment(line, lineno);

		in_header &= comment;
		if (in_header)
			anki_parse_header(a, slice_trim_cr(line), lineno);
		if (!comment) {
			quoted = anki_ends_quoted(line, quoted);
			buf_append(data, line.p, line.n);
		}
		if (rest.p != NULL)
			buf_byte(data, '\n');
	}
}

/* The separator that the first line of data contains, for files without a header line for it. */
static char
anki_guess_separator(struct slice data)
{
	struct slice line = { "", 0 };

	while (line.n == 0 && data.n > 0 && slice_next(&data, '\n', &line))
		;
	return memchr(line.p, '\t', line.n) ? '\t' : memchr(line.p, ';', line.n) ? ';' : ',';
}

/* Appends the data to *lines as TSV.  Returns the converter, which knows the line numbers, or NULL. */
static struct csv *
anki_convert(const struct anki *a, struct slice data, struct buf *lines)
{
	struct csv *c = csv_new(file_name(a->operand), a->delim);

	if (csv_convert(c, data.p, data.n, lines) == 0 && csv_finish(c, lines) == 0)
		return c;
	csv_destroy(c);
	return NULL;
}

static void
anki_add_name(struct anki *a, struct slice name)
{
	a->name = xrealloc(a->name, a->n + 1, sizeof(*a->name));
	a->name[a->n] = (struct buf){ 0 };
	buf_append(&a->name[a->n++], name.p, name.n);
}

/* ---- Columns ---- */

/* Adds the names in #columns, which are escaped as in a bank besides. */
static int
anki_name_columns(struct anki *a)
{
	struct buf lines = { 0 }, once = { 0 }, twice = { 0 };
	struct csv *c = anki_convert(a, a->columns, &lines);
	struct slice rest = buf_slice(&lines), field;

	rest.n -= rest.n > 0;
	while (c != NULL && slice_next(&rest, '\t', &field))
		anki_add_name(a, field_decode(field_decode(field, &once), &twice));
	if (c != NULL)
		csv_destroy(c);
	buf_free(&lines);
	buf_free(&once);
	buf_free(&twice);
	return c != NULL ? 0 : -1;
}

/* Names the n columns of the first record, for files without #columns. */
static void
anki_guess_names(struct anki *a, size_t n)
{
	static const char *const names[] = { "question", "answer" };
	size_t i, next = 0;

	for (i = 1; i <= n; i++) {
		char other[32];
		const char *name = other;

		if ((int)i == a->guid) {
			name = "id";
		} else if ((int)i == a->deck) {
			name = "topic";
		} else if ((int)i == a->notetype) {
			name = "notetype";
		} else if ((int)i == a->tagged) {
			name = "tags";
		} else {
			if (next < 2)
				name = names[next];
			next++;
			snprintf(other, sizeof(other), "field %zu", next);
		}
		anki_add_name(a, slice_of(name));
	}
}

/* Whether the column has Anki's tags, and another one the tags of the bank, which are the same. */
static bool
anki_is_duplicate(const struct anki *a, size_t col)
{
	size_t i;

	if ((int)col + 1 != a->tagged)
		return false;
	for (i = 0; i < a->n; i++)
		if (i != col && slice_eq(buf_slice(&a->name[i]), slice_of("tags")))
			return true;
	return false;
}

/* ---- Records ---- */

/* Appends Anki's tags, which spaces separate, as a bank has them. */
static void
anki_add_tags(struct slice tags, struct buf *b)
{
	struct slice tag;

	while (slice_next(&tags, ' ', &tag)) {
		if (tag.n > 0 && b->n > 0)
			buf_byte(b, ',');
		buf_append(b, tag.p, tag.n);
	}
}

static void
anki_add_record(struct import *im, const struct anki *a, struct slice line, size_t lineno)
{
	struct buf text = { 0 }, tags = { 0 };
	struct slice field;
	size_t col, row = import_add_row(im, a->operand, lineno, 0);

	for (col = 0; slice_next(&line, '\t', &field); col++) {
		if (anki_is_duplicate(a, col))
			continue;
		field = field_decode(field, &text);
		if ((int)col + 1 == a->tagged)
			anki_add_tags(field, &tags);
		else
			import_set(im, row, buf_slice(&a->name[col]), field);
	}
	if (a->tags.n > 0)
		anki_add_tags(a->tags, &tags);
	if (tags.n > 0)
		import_set(im, row, slice_of("tags"), buf_slice(&tags));
	buf_free(&text);
	buf_free(&tags);
}

static size_t
anki_count_fields(struct slice line)
{
	struct slice field;
	size_t n = 0;

	while (slice_next(&line, '\t', &field))
		n++;
	return n;
}

static int
anki_add_records(struct import *im, struct anki *a, struct csv *c, struct slice lines)
{
	struct slice line;
	size_t i;

	while (lines.n > 0 && slice_next(&lines, '\n', &line)) {
		size_t lineno = csv_lineno(c), n = anki_count_fields(line);

		if (line.n == 0)
			continue;
		if (a->n == 0)
			anki_guess_names(a, n);
		if (n > a->n)
			return fail(
			    "%s:%zu: expected at most %zu fields, found %zu", file_name(a->operand), lineno, a->n, n);
		anki_add_record(im, a, line, lineno);
	}
	for (i = 0; i < a->n; i++)
		if (!anki_is_duplicate(a, i))
			import_add_column(im, (int)i + 1 == a->tagged ? slice_of("tags") : buf_slice(&a->name[i]));
	return 0;
}

static int
anki_read(struct import *im, const char *operand)
{
	struct anki a = { .operand = operand };
	struct buf file = { 0 }, data = { 0 }, lines = { 0 };
	struct csv *c = NULL;
	int status = import_file(operand, &file);
	size_t i;

	if (status == 0) {
		anki_parse_headers(&a, &file, &data);
		if (a.delim == 0)
			a.delim = anki_guess_separator(buf_slice(&data));
		if (a.columns.n > 0)
			status = anki_name_columns(&a);
	}
	if (status == 0 && (c = anki_convert(&a, buf_slice(&data), &lines)) == NULL)
		status = -1;
	if (status == 0)
		status = anki_add_records(im, &a, c, buf_slice(&lines));
	if (c != NULL)
		csv_destroy(c);
	for (i = 0; i < a.n; i++)
		buf_free(&a.name[i]);
	free(a.name);
	buf_free(&file);
	buf_free(&data);
	buf_free(&lines);
	return status;
}

const struct import_format import_anki = { "anki", anki_read, NULL };
