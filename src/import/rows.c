/* The source formats there are, and the records on their way into a bank. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "bank/record.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/import.h"
#include "tsv/escape.h"
#include "tsv/file.h"

enum { ID_DIGITS = 3, QUOTED = 60 };

/* The columns that come first, in this order. */
static const char *const known[] = { "id", "topic", "level", "tags", "question", "answer", "points" };

enum { KNOWN = sizeof(known) / sizeof(*known) };

/* A field of a row: bytes of the text. */
struct cell {
	size_t col, at, n;
};

struct row {
	const char *operand;
	size_t lineno, number;
	struct cell *cell;
	size_t n, cap;
};

struct import {
	struct map *columns; /* as the source calls them */
	const char *map;     /* --map */
	const char *prefix;  /* --prefix */
	struct row *row;
	size_t n, cap;
	struct buf text; /* the fields, escaped */
	size_t last;     /* the number of the last id that was made of one */
};

/* ---- What the formats hand over ---- */

struct import *
import_new(const char *map, const char *prefix)
{
	struct import *im = xcalloc(1, sizeof(*im));

	im->columns = map_new();
	im->map = map;
	im->prefix = prefix;
	return im;
}

bool
import_numbered(const struct import *im)
{
	return im->prefix != NULL;
}

size_t
import_column(struct import *im, struct slice name)
{
	return map_add(im->columns, name);
}

size_t
import_row(struct import *im, const char *operand, size_t lineno, size_t number)
{
	im->row = array_grow(im->row, im->n, &im->cap, sizeof(*im->row));
	im->row[im->n] = (struct row){ .operand = file_name(operand), .lineno = lineno };
	im->row[im->n].number = number > 0 ? number : im->n + 1;
	return im->n++;
}

void
import_set(struct import *im, size_t row, size_t col, struct slice text)
{
	struct row *r = &im->row[row];
	size_t at = im->text.n;

	field_encode(text, &im->text);
	r->cell = array_grow(r->cell, r->n, &r->cap, sizeof(*r->cell));
	r->cell[r->n++] = (struct cell){ col, at, im->text.n - at };
}

void
import_text(struct import *im, const char *name, struct slice text)
{
	import_set(im, im->n - 1, import_column(im, slice_of(name)), text);
}

void
import_report(const char *operand, size_t lineno, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	fail("%s:%zu: %s", file_name(operand), lineno, buf_cstr(&b));
	warn_failure();
	buf_free(&b);
}

const char *
import_quote(struct slice text, struct buf *b)
{
	struct slice rest = text;

	while (rest.n > 0 && text.n - rest.n < QUOTED)
		utf8_next(&rest);
	b->n = 0;
	escape_controls((struct slice){ text.p, text.n - rest.n }, "", b);
	if (rest.n > 0)
		buf_str(b, "...");
	return buf_cstr(b);
}

int
import_file(const char *operand, struct buf *file)
{
	if (file_read(operand, file) == -1)
		return -1;
	return file->n > 0 ? 0 : fail("%s: empty: there is nothing to import", file_name(operand));
}

void
import_free(struct import *im)
{
	size_t i;

	for (i = 0; i < im->n; i++)
		free(im->row[i].cell);
	free(im->row);
	map_free(im->columns);
	buf_free(&im->text);
	free(im);
}

/* ---- The bank that they make ---- */

/* The columns of the bank: their names and which of the source's they are. */
struct layout {
	struct slice *name; /* of each of the source's, after --map */
	size_t *from;       /* for each of the bank's, in order */
	size_t n;
	size_t id, question; /* of the source */
	struct slice *cell;  /* those of a row, for each of the source's */
};

static int
no_column(const struct import *im, const char *what, struct slice name, const char *hint)
{
	struct buf names = { 0 };
	size_t i;

	for (i = 0; i < map_count(im->columns); i++)
		buf_printf(&names, "%s%s", i ? ", " : "", map_key(im->columns, i).p);
	fail("%sno column '%.*s'; there is %s%s", what, SHOWN(name), i ? buf_cstr(&names) : "none", hint);
	buf_free(&names);
	return -1;
}

/* Gives the columns the names that --map has for them. */
static int
rename_columns(const struct import *im, struct layout *l)
{
	struct slice list = slice_of(im->map), item, from;

	while (slice_next(&list, ',', &item)) {
		struct slice whole = item;
		size_t i;

		if (!slice_next(&item, '=', &from) || item.p == NULL || item.n == 0)
			return fail("--map: '%.*s' is not OLD=NEW", SHOWN(whole));
		i = map_find(im->columns, from);
		if (i == NO_ENTRY)
			return no_column(im, "--map: ", from, "");
		l->name[i] = item;
	}
	return 0;
}

static int
check_names(const struct layout *l, size_t n)
{
	struct map *names = map_new();
	size_t i;
	int status = 0;

	for (i = 0; i < n && status == 0; i++) {
		struct slice name = l->name[i];

		if (name.n == 0)
			status = fail("a column without a name; --map cannot name it");
		else if (memchr(name.p, ',', name.n) != NULL)
			status = fail("a comma in the column name '%.*s'", SHOWN(name));
		else if (map_add(names, name) < i)
			status = fail("two columns named '%.*s'", SHOWN(name));
	}
	map_free(names);
	return status;
}

static size_t
find_column(const struct layout *l, size_t n, struct slice name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (slice_eq(l->name[i], name))
			return i;
	return NO_COLUMN;
}

static int
make_layout(struct import *im, struct layout *l)
{
	size_t i, j, n = map_count(im->columns);

	l->name = xcalloc(n + 1, sizeof(*l->name));
	l->from = xcalloc(n + 1, sizeof(*l->from));
	l->cell = xcalloc(n + 1, sizeof(*l->cell));
	for (i = 0; i < n; i++)
		l->name[i] = map_key(im->columns, i);
	if (im->map != NULL && rename_columns(im, l) == -1)
		return -1;
	if (check_names(l, n) == -1)
		return -1;
	l->id = find_column(l, n, slice_of("id"));
	l->question = find_column(l, n, slice_of("question"));
	if (l->question == NO_COLUMN)
		return no_column(im, "", slice_of("question"), "; --map OLD=question names it");
	if (l->id == NO_COLUMN) {
		l->id = n;
		l->name[n++] = slice_of("id");
	}
	for (i = 0; i < KNOWN; i++)
		if ((j = find_column(l, n, slice_of(known[i]))) != NO_COLUMN)
			l->from[l->n++] = j;
	for (j = 0; j < n; j++) {
		for (i = 0; i < KNOWN && !slice_eq(l->name[j], slice_of(known[i])); i++)
			;
		if (i == KNOWN)
			l->from[l->n++] = j;
	}
	return 0;
}

/* Puts the fields of the row, escaped, into l->cell. */
static void
find_cells(const struct import *im, struct layout *l, const struct row *r)
{
	size_t i;

	for (i = 0; i <= map_count(im->columns); i++)
		l->cell[i] = (struct slice){ "", 0 };
	for (i = 0; i < r->n; i++)
		l->cell[r->cell[i].col] = (struct slice){ buf_slice(&im->text).p + r->cell[i].at, r->cell[i].n };
}

/* The number of the row; in a second list, which begins anew, counting goes on. */
static size_t
next_number(struct import *im, const struct row *r)
{
	im->last = r->number > im->last ? r->number : im->last + 1;
	return im->last;
}

/* The id of the row, made where it has none, and not one of those that are given; escaped. */
static struct slice
row_id(struct import *im, const struct layout *l, const struct row *r, const struct map *given, struct buf *b)
{
	struct slice id = l->cell[l->id], question;
	struct buf text = { 0 };

	if (id.n > 0)
		return id;
	if (im->prefix != NULL) {
		do {
			b->n = 0;
			field_encode(slice_of(im->prefix), b);
			buf_printf(b, "%0*zu", ID_DIGITS, next_number(im, r));
		} while (map_find(given, buf_slice(b)) != NO_ENTRY);
	} else {
		question = field_decode(l->cell[l->question], &text);
		b->n = 0;
		buf_printf(b, "q-%012" PRIx64, (uint64_t)XXH64(question.p, question.n, 0) >> 16);
	}
	buf_free(&text);
	return buf_slice(b);
}

static struct writer *
write_header(const struct layout *l, struct out *o, const struct display *d)
{
	struct buf line = { 0 };
	struct writer *w;
	size_t i;

	for (i = 0; i < l->n; i++) {
		if (i > 0)
			buf_byte(&line, '\t');
		field_encode(l->name[l->from[i]], &line);
	}
	w = writer_open(o, d, buf_slice(&line), NULL);
	buf_free(&line);
	return w;
}

/* Writes the row, and tells what is wrong with it. */
static void
write_row(const struct layout *l, const struct row *r, struct slice id, struct writer *w, struct map *ids,
    const struct row **first)
{
	size_t which, i;

	if (map_insert(ids, id, &which))
		first[which] = r;
	else
		import_report(r->operand, r->lineno, "the id '%.*s' again, after %s:%zu", SHOWN(id),
		    first[which]->operand, first[which]->lineno);
	if (l->cell[l->question].n == 0)
		import_report(r->operand, r->lineno, "no question");
	for (i = 0; i < l->n; i++) {
		struct slice field = l->from[i] == l->id ? id : l->cell[l->from[i]], name = l->name[l->from[i]];

		if (!utf8_is_valid(field))
			import_report(r->operand, r->lineno, "%.*s: not UTF-8; iconv(1) may help", SHOWN(name));
		writer_field(w, field);
	}
}

long
import_write(struct import *im, struct out *o, const struct display *d)
{
	struct layout l = { 0 };
	struct buf made = { 0 };
	struct map *ids = map_new(), *given = map_new();
	const struct row **first = xcalloc(im->n, sizeof(*first));
	size_t i;
	long written = -1;

	if (im->n == 0) {
		import_column(im, slice_of("id"));
		import_column(im, slice_of("question"));
	}
	if (make_layout(im, &l) == 0) {
		struct writer *w = write_header(&l, o, d);

		for (i = 0; im->prefix != NULL && i < im->n; i++) {
			find_cells(im, &l, &im->row[i]);
			map_add(given, l.cell[l.id]);
		}
		for (i = 0; i < im->n; i++) {
			find_cells(im, &l, &im->row[i]);
			write_row(&l, &im->row[i], row_id(im, &l, &im->row[i], given, &made), w, ids, first);
		}
		writer_close(w);
		written = (long)im->n;
	}
	free(l.name);
	free(l.from);
	free(l.cell);
	free(first);
	map_free(ids);
	map_free(given);
	buf_free(&made);
	return written;
}
