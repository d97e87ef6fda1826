/* The bank made from the rows of an import: its columns, the missing ids, its records. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "bank/record.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/list.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/import.h"
#include "import/notes.h"
#include "import/rows.h"
#include "tsv/escape.h"

enum { ID_DIGITS = 3 };

/* The columns that come first, in this order. */
static const char *const leading[] = { "id", "topic", "level", "tags", "question", "choices", "answer", "points" };

enum { LEADING = sizeof(leading) / sizeof(*leading) };

/*
 * The columns of the bank and of the source.  If the source has no id, a column for it
 * follows those of the source.
 */
struct layout {
	struct slice *name;  /* of each column of the source, after --map */
	struct slice *field; /* of each column of the source: the current row's, escaped */
	size_t id, question; /* columns of the source */
	size_t answer;       /* the same, or NO_COLUMN */
	size_t choices;      /* the same, or NO_COLUMN */
	size_t *order;       /* of each column of the bank: its column of the source */
	size_t n;            /* columns of the bank */
};

/* The records written so far. */
struct layout_output {
	struct writer *writer;
	const char *prefix;              /* --prefix, or NULL */
	size_t last;                     /* the last number used in an id */
	struct map *given;               /* with a prefix: the ids in the source */
	struct map *ids;                 /* the ids written */
	const struct import_row **first; /* of each of them: its first row */
	struct buf id;                   /* an id that was missing */
};

/* ---- Columns ---- */

static int
layout_no_column(const struct import *im, const char *option, struct slice name, const char *advice)
{
	size_t n = map_count(im->columns), i;
	struct slice *names = xcalloc(n + 1, sizeof(*names));
	struct buf list = { 0 };

	for (i = 0; i < n; i++)
		names[i] = map_key(im->columns, i);
	list_names(&list, names, n);
	fail("%sno column '%.*s'; columns: %s%s", option, SHOWN(name), n > 0 ? buf_cstr(&list) : "none", advice);
	buf_free(&list);
	free(names);
	return -1;
}

/* Applies --map to the names. */
static int
layout_rename(const struct import *im, struct layout *l)
{
	struct slice list = slice_of(im->map), item, from;

	while (slice_next(&list, ',', &item)) {
		struct slice to = item;
		size_t i;

		if (!slice_next(&to, '=', &from) || to.p == NULL || to.n == 0)
			return fail("--map: invalid renaming '%.*s'; expected OLD=NEW", SHOWN(item));
		i = map_find(im->columns, from);
		if (i == NO_ENTRY)
			return layout_no_column(im, "--map: ", from, "");
		l->name[i] = to;
	}
	return 0;
}

static int
layout_check_names(const struct layout *l, size_t n)
{
	struct map *names = map_new();
	size_t i;
	int status = 0;

	for (i = 0; i < n && status == 0; i++) {
		struct slice name = l->name[i];

		if (name.n == 0)
			status = fail("a column has no name; name it with --map =NEW");
		else if (memchr(name.p, ',', name.n) != NULL)
			status = fail("a comma in the column name '%.*s'", SHOWN(name));
		else if (map_add(names, name) < i)
			status = fail("two columns named '%.*s'", SHOWN(name));
	}
	map_free(names);
	return status;
}

static size_t
layout_find(const struct layout *l, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (slice_eq(l->name[i], slice_of(name)))
			return i;
	return NO_COLUMN;
}

static bool
layout_is_leading(struct slice name)
{
	size_t i;

	for (i = 0; i < LEADING; i++)
		if (slice_eq(name, slice_of(leading[i])))
			return true;
	return false;
}

/* Puts the n columns of the source into the order of the bank. */
static void
layout_sort(struct layout *l, size_t n)
{
	size_t i, col;

	for (i = 0; i < LEADING; i++)
		if ((col = layout_find(l, n, leading[i])) != NO_COLUMN)
			l->order[l->n++] = col;
	for (col = 0; col < n; col++)
		if (!layout_is_leading(l->name[col]))
			l->order[l->n++] = col;
}

static int
layout_make(struct import *im, struct layout *l)
{
	size_t i, n = map_count(im->columns);

	l->name = xcalloc(n + 1, sizeof(*l->name));
	l->order = xcalloc(n + 1, sizeof(*l->order));
	l->field = xcalloc(n + 1, sizeof(*l->field));
	for (i = 0; i < n; i++)
		l->name[i] = map_key(im->columns, i);
	if (im->map != NULL && layout_rename(im, l) == -1)
		return -1;
	if (layout_check_names(l, n) == -1)
		return -1;
	l->id = layout_find(l, n, "id");
	l->question = layout_find(l, n, "question");
	l->answer = layout_find(l, n, "answer");
	l->choices = layout_find(l, n, "choices");
	if (l->question == NO_COLUMN)
		return layout_no_column(im, "", slice_of("question"), "; rename one with --map OLD=question");
	if (l->id == NO_COLUMN) {
		l->id = n;
		l->name[n++] = slice_of("id");
	}
	layout_sort(l, n);
	return 0;
}

static void
layout_free(struct layout *l)
{
	free(l->name);
	free(l->order);
	free(l->field);
}

/* Stores the fields of the row in l->field. */
static void
layout_load(const struct import *im, struct layout *l, const struct import_row *r)
{
	const char *text = buf_slice(&im->text).p;
	size_t i;

	for (i = 0; i <= map_count(im->columns); i++)
		l->field[i] = (struct slice){ "", 0 };
	for (i = 0; i < r->n; i++)
		l->field[r->field[i].col] = (struct slice){ text + r->field[i].offset, r->field[i].n };
}

/* ---- Ids ---- */

/* Makes an id from the prefix and the row's number, or the next number that is not used. */
static void
layout_number_id(struct layout_output *out, const struct import_row *r)
{
	do {
		out->last = r->number > out->last ? r->number : out->last + 1;
		out->id.n = 0;
		field_encode(slice_of(out->prefix), &out->id);
		buf_printf(&out->id, "%0*zu", ID_DIGITS, out->last);
	} while (map_find(out->given, buf_slice(&out->id)) != NO_ENTRY);
}

/* Makes an id from the first 48 bits of the question's XXH64. */
static void
layout_hash_id(struct layout_output *out, struct slice field)
{
	struct buf text = { 0 };
	struct slice question = field_decode(field, &text);

	out->id.n = 0;
	buf_printf(&out->id, "q-%012" PRIx64, (uint64_t)XXH64(question.p, question.n, 0) >> 16);
	buf_free(&text);
}

/* The id of the loaded row, escaped; one that is missing belongs to *out. */
static struct slice
layout_id(const struct layout *l, const struct import_row *r, struct layout_output *out)
{
	if (l->field[l->id].n > 0)
		return l->field[l->id];
	if (out->prefix != NULL)
		layout_number_id(out, r);
	else
		layout_hash_id(out, l->field[l->question]);
	return buf_slice(&out->id);
}

/* ---- Records ---- */

static struct writer *
layout_write_header(const struct layout *l, struct out *o, const struct display *d)
{
	struct buf line = { 0 };
	struct writer *w;
	size_t i;

	for (i = 0; i < l->n; i++) {
		if (i > 0)
			buf_byte(&line, '\t');
		field_encode(l->name[l->order[i]], &line);
	}
	w = writer_open(o, d, buf_slice(&line), NULL);
	buf_free(&line);
	return w;
}

/* Writes the loaded row, and reports a duplicate id, a missing question and invalid UTF-8. */
static void
layout_write_row(const struct layout *l, const struct import_row *r, struct layout_output *out)
{
	struct slice id = layout_id(l, r, out);
	size_t which, i;

	if (map_insert(out->ids, id, &which))
		out->first[which] = r;
	else
		import_report(r->file, r->lineno, "duplicate id '%.*s', first at %s:%zu", SHOWN(id),
		    out->first[which]->file, out->first[which]->lineno);
	if (l->field[l->question].n == 0)
		import_report(r->file, r->lineno, "no question");
	for (i = 0; i < l->n; i++) {
		size_t col = l->order[i];
		struct slice field = col == l->id ? id : l->field[col];

		if (!utf8_is_valid(field))
			import_report(
			    r->file, r->lineno, "%.*s: not UTF-8; convert the file with iconv(1)", SHOWN(l->name[col]));
		writer_field(out->writer, field);
	}
}

/* Writes the header and all rows. */
static void
layout_write(struct import *im, struct layout *l, struct out *o, const struct display *d)
{
	struct layout_output out = { .prefix = im->prefix };
	size_t i;

	out.writer = layout_write_header(l, o, d);
	out.given = map_new();
	out.ids = map_new();
	out.first = xcalloc(im->n, sizeof(*out.first));
	for (i = 0; im->prefix != NULL && i < im->n; i++) {
		layout_load(im, l, &im->row[i]);
		map_add(out.given, l->field[l->id]);
	}
	for (i = 0; i < im->n; i++) {
		layout_load(im, l, &im->row[i]);
		im->row[i].answered = (l->answer != NO_COLUMN && l->field[l->answer].n > 0) ||
		    (l->choices != NO_COLUMN && memchr(l->field[l->choices].p, '=', l->field[l->choices].n) != NULL);
		layout_write_row(l, &im->row[i], &out);
	}
	writer_close(out.writer);
	map_free(out.given);
	map_free(out.ids);
	free(out.first);
	buf_free(&out.id);
}

long
import_write(struct import *im, struct out *o, const struct display *d)
{
	struct layout l = { 0 };
	int status;

	if (im->n == 0) {
		import_add_column(im, slice_of("id"));
		import_add_column(im, slice_of("question"));
	}
	status = layout_make(im, &l);
	if (status == 0)
		layout_write(im, &l, o, d);
	if (status == 0)
		notes_print_summary(im);
	layout_free(&l);
	return status == 0 ? (long)im->n : -1;
}
