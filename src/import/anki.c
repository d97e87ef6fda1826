/* Anki's text files: header lines that begin with a #, then fields, which libcsv reads. */
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

/* What the header lines say; columns count from 1, 0 being none. */
struct anki {
	const char *operand;
	char delim;
	struct slice columns, tags;
	int guid, notetype, deck, tagged; /* columns */
	struct buf *name;                 /* the names of the fields */
	size_t n;
};

static char
parse_separator(struct slice s)
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
is_key(struct slice key, const char *name)
{
	key = slice_trim(key);
	return key.n == strlen(name) && strncasecmp(key.p, name, key.n) == 0;
}

/* A header line, without its #. */
static void
parse_header(struct anki *a, struct slice line, size_t lineno)
{
	struct slice key, value = line;
	char delim;

	if (!slice_next(&value, ':', &key) || value.p == NULL)
		return;
	if (is_key(key, "separator") && (delim = parse_separator(value)) != 0)
		a->delim = delim;
	else if (is_key(key, "columns"))
		a->columns = value;
	else if (is_key(key, "tags"))
		a->tags = slice_trim(value);
	else if (is_key(key, "guid column"))
		parse_digits(slice_trim(value), &a->guid);
	else if (is_key(key, "notetype column"))
		parse_digits(slice_trim(value), &a->notetype);
	else if (is_key(key, "deck column"))
		parse_digits(slice_trim(value), &a->deck);
	else if (is_key(key, "tags column"))
		parse_digits(slice_trim(value), &a->tagged);
	else if (is_key(key, "html") && is_key(value, "true"))
		import_report(a->operand, lineno, "the fields are HTML, and are kept as that");
}

/*
 * Reads the header and blanks out its lines, and those of comments, so that libcsv
 * counts lines as the file has them.  A # inside a quoted field is none.
 */
static void
parse_comments(struct anki *a, const struct buf *file, struct buf *data)
{
	struct slice rest = buf_slice(file), line;
	bool header = true, quoted = false;
	size_t lineno = 0, i;

	while (rest.n > 0 && slice_next(&rest, '\n', &line)) {
		struct slice text = line;
		bool comment = !quoted && line.n > 0 && line.p[0] == '#';
		bool old = lineno++ == 0 && line.n > 5 && memcmp(line.p, "tags:", 5) == 0;

		if (text.n > 0 && text.p[text.n - 1] == '\r')
			text.n--;
		header &= comment || old;
		if (header && comment)
			text = slice_skip(text, 1);
		if (header)
			parse_header(a, text, lineno);
		if (!comment && !old) {
			for (i = 0; i < line.n; i++)
				quoted ^= line.p[i] == '"';
			buf_append(data, line.p, line.n);
		}
		if (rest.p != NULL)
			buf_byte(data, '\n');
	}
}

/* Where no header says it: the separator that the first line has. */
static char
guess_separator(struct slice data)
{
	struct slice line = { "", 0 };

	while (line.n == 0 && data.n > 0 && slice_next(&data, '\n', &line))
		;
	return memchr(line.p, '\t', line.n) ? '\t' : memchr(line.p, ';', line.n) ? ';' : ',';
}

/* Lines of TSV from the data; the converter, which has their numbers, or NULL. */
static struct csv *
convert(const struct anki *a, struct slice data, struct buf *lines)
{
	struct csv *c = csv_new(file_name(a->operand), a->delim);

	if (csv_convert(c, data.p, data.n, lines) == 0 && csv_finish(c, lines) == 0)
		return c;
	csv_destroy(c);
	return NULL;
}

static void
add_name(struct anki *a, struct slice name)
{
	a->name = xrealloc(a->name, a->n + 1, sizeof(*a->name));
	a->name[a->n] = (struct buf){ 0 };
	buf_append(&a->name[a->n++], name.p, name.n);
}

/* The names that #columns gives, which are escaped as in a bank. */
static int
name_columns(struct anki *a)
{
	struct buf lines = { 0 }, once = { 0 }, twice = { 0 };
	struct csv *c = convert(a, a->columns, &lines);
	struct slice rest = buf_slice(&lines), field;

	rest.n -= rest.n > 0;
	while (c != NULL && slice_next(&rest, '\t', &field))
		add_name(a, field_decode(field_decode(field, &once), &twice));
	if (c != NULL)
		csv_destroy(c);
	buf_free(&lines);
	buf_free(&once);
	buf_free(&twice);
	return c != NULL ? 0 : -1;
}

/* Names for as many columns as the first record has, where #columns gives none. */
static void
guess_names(struct anki *a, size_t n)
{
	static const char *const usual[] = { "question", "answer" };
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
				name = usual[next];
			next++;
			snprintf(other, sizeof(other), "field %zu", next);
		}
		add_name(a, slice_of(name));
	}
}

/* Whether the column repeats, as Anki's tags, what another one has. */
static bool
is_repeated(const struct anki *a, size_t col)
{
	size_t i;

	if ((int)col + 1 != a->tagged)
		return false;
	for (i = 0; i < a->n; i++)
		if (i != col && slice_eq(buf_slice(&a->name[i]), slice_of("tags")))
			return true;
	return false;
}

/* Anki's tags, separated by blanks, as a bank has them. */
static void
add_tags(struct slice tags, struct buf *b)
{
	struct slice tag;

	while (slice_next(&tags, ' ', &tag)) {
		if (tag.n > 0 && b->n > 0)
			buf_byte(b, ',');
		buf_append(b, tag.p, tag.n);
	}
}

static int
add_record(struct import *im, struct anki *a, struct slice line, size_t lineno)
{
	struct buf text = { 0 }, tags = { 0 };
	struct slice field;
	size_t col, row = import_row(im, a->operand, lineno, 0);
	int status = 0;

	for (col = 0; slice_next(&line, '\t', &field); col++) {
		if (col == a->n) {
			status = fail("%s:%zu: more than %zu fields", file_name(a->operand), lineno, a->n);
			break;
		}
		if (is_repeated(a, col))
			continue;
		field = field_decode(field, &text);
		if ((int)col + 1 == a->tagged)
			add_tags(field, &tags);
		else
			import_set(im, row, import_column(im, buf_slice(&a->name[col])), field);
	}
	if (a->tags.n > 0)
		add_tags(a->tags, &tags);
	if (tags.n > 0)
		import_text(im, "tags", buf_slice(&tags));
	buf_free(&text);
	buf_free(&tags);
	return status;
}

static int
add_records(struct import *im, struct anki *a, struct csv *c, struct slice lines)
{
	struct slice line, all;
	size_t i;

	while (lines.n > 0 && slice_next(&lines, '\n', &line)) {
		size_t lineno = csv_lineno(c), n = 0;
		struct slice field;

		for (all = line; slice_next(&all, '\t', &field);)
			n++;
		if (line.n == 0)
			continue;
		if (a->n == 0)
			guess_names(a, n);
		if (add_record(im, a, line, lineno) == -1)
			return -1;
	}
	for (i = 0; i < a->n; i++)
		if (!is_repeated(a, i))
			import_column(im, (int)i + 1 == a->tagged ? slice_of("tags") : buf_slice(&a->name[i]));
	return 0;
}

static int
read_anki(struct import *im, const char *operand)
{
	struct anki a = { .operand = operand };
	struct buf file = { 0 }, data = { 0 }, lines = { 0 };
	struct csv *c = NULL;
	int status = import_file(operand, &file);
	size_t i;

	if (status == 0) {
		parse_comments(&a, &file, &data);
		if (a.delim == 0)
			a.delim = guess_separator(buf_slice(&data));
		if (a.columns.n > 0)
			status = name_columns(&a);
	}
	if (status == 0 && (c = convert(&a, buf_slice(&data), &lines)) == NULL)
		status = -1;
	if (status == 0)
		status = add_records(im, &a, c, buf_slice(&lines));
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

const struct import_format import_anki = { "anki", read_anki };
