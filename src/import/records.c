/* The records of the bank that is made from the rows of an import, and the missing ids. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <xxhash.h>

#include "bank/choices.h"
#include "bank/record.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/after.h"
#include "import/import.h"
#include "import/layout.h"
#include "import/notes.h"
#include "import/rows.h"
#include "import/tool.h"
#include "tsv/escape.h"

enum { ID_DIGITS = 3 };

/* How many messages of one kind are printed. */
enum { RECORDS_SHOWN = 3 };

enum records_message { RECORDS_DUPLICATE, RECORDS_EMPTY, RECORDS_INVALID, RECORDS_TAKEN, RECORDS_KINDS };

/* The messages of one kind: how many, and the last one that is shown, with its row. */
struct records_kind {
	size_t n;
	const struct import_row *row; /* NULL: not yet */
	struct buf last;
};

/* The records written so far. */
struct records {
	struct writer *writer;
	const char *prefix;              /* --prefix, or NULL */
	size_t last;                     /* the last number used in an id */
	struct map *given;               /* with a prefix: the ids in the source */
	struct map *ids;                 /* the ids written */
	const struct import_row **first; /* of each of them: its first row */
	struct buf id;                   /* an id that was missing */
	const struct after *after;
	size_t skipped; /* the bank of --after has them */
	bool verbose;
	struct records_kind kind[RECORDS_KINDS]; /* of messages */
};

/* ---- Messages ---- */

/* Prints a message about the row; of its kind, the third one when it is known how many follow. */
static void __attribute__((format(printf, 4, 5)))
records_report(struct records *out, enum records_message kind, const struct import_row *r, const char *fmt, ...)
{
	struct records_kind *k = &out->kind[kind];
	struct buf text = { 0 };
	va_list ap;

	if (++k->n > RECORDS_SHOWN && !out->verbose)
		return;
	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	if (k->n < RECORDS_SHOWN || out->verbose) {
		import_report(r->file, r->lineno, "%s", buf_cstr(&text));
		buf_free(&text);
	} else {
		k->row = r;
		k->last = text;
	}
}

/* Prints the messages that were kept, and how many questions were skipped. */
static void
records_report_rest(struct records *out)
{
	size_t i;

	for (i = 0; i < RECORDS_KINDS; i++) {
		struct records_kind *k = &out->kind[i];

		if (k->row == NULL)
			continue;
		if (k->n == RECORDS_SHOWN)
			import_report(k->row->file, k->row->lineno, "%s", buf_cstr(&k->last));
		else
			import_report(k->row->file, k->row->lineno, "%s … and %zu more", buf_cstr(&k->last),
			    k->n - RECORDS_SHOWN);
		buf_free(&k->last);
	}
	if (out->skipped == 0)
		return;
	fail("skipped: %zu question%s that the bank of --after has", out->skipped, out->skipped > 1 ? "s" : "");
	warn_failure();
}

/* ---- Ids ---- */

/* Makes an id from the prefix and the row's number, or the next number that is not used. */
static void
records_number_id(struct records *out, const struct import_row *r)
{
	do {
		out->last = r->number > out->last && out->after == NULL ? r->number : out->last + 1;
		out->id.n = 0;
		field_encode(slice_of(out->prefix), &out->id);
		buf_printf(&out->id, "%0*zu", ID_DIGITS, out->last);
	} while (
	    map_find(out->given, buf_slice(&out->id)) != NO_ENTRY || after_has_id(out->after, buf_slice(&out->id)));
}

/* Makes an id from the first 48 bits of the question's XXH64. */
static void
records_hash_id(struct records *out, struct slice field)
{
	struct buf text = { 0 };
	struct slice question = field_decode(field, &text);

	out->id.n = 0;
	buf_printf(&out->id, "q-%012" PRIx64, (uint64_t)XXH64(question.p, question.n, 0) >> 16);
	buf_free(&text);
}

/* The id of the loaded row, escaped; one that is missing belongs to *out. */
static struct slice
records_id(const struct layout *l, const struct import_row *r, struct records *out)
{
	bool taken = after_has_id(out->after, l->field[l->id]);

	if (l->field[l->id].n > 0 && !taken)
		return l->field[l->id];
	if (out->prefix != NULL)
		records_number_id(out, r);
	else
		records_hash_id(out, l->field[l->question]);
	if (taken)
		records_report(out, RECORDS_TAKEN, r, "id '%.*s' is another question in the bank; it becomes '%.*s'",
		    SHOWN(l->field[l->id]), SHOWN(buf_slice(&out->id)));
	return buf_slice(&out->id);
}

/* ---- Records ---- */

static struct writer *
records_write_header(const struct layout *l, struct out *o, const struct display *d)
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

/* Whether the bank of --after has the question of the loaded row, which is then skipped. */
static bool
records_is_known(const struct layout *l, struct records *out)
{
	struct buf text = { 0 };
	bool known = after_has_question(out->after, field_decode(l->field[l->question], &text));

	out->skipped += known;
	buf_free(&text);
	return known;
}

/* Writes the loaded row, and reports a duplicate id, a missing question and invalid UTF-8. */
static void
records_write_row(const struct layout *l, const struct import_row *r, struct records *out)
{
	struct slice id = records_id(l, r, out);
	size_t which, i;

	if (map_insert(out->ids, id, &which))
		out->first[which] = r;
	else
		records_report(out, RECORDS_DUPLICATE, r, "duplicate id '%.*s', first at %s:%zu", SHOWN(id),
		    out->first[which]->file, out->first[which]->lineno);
	if (l->field[l->question].n == 0)
		records_report(out, RECORDS_EMPTY, r, "no question");
	for (i = 0; i < l->n; i++) {
		size_t col = l->order[i];
		struct slice field = col == l->id ? id : l->field[col];

		if (!utf8_is_valid(field))
			records_report(out, RECORDS_INVALID, r, "%.*s: not UTF-8; convert the file with iconv(1)",
			    SHOWN(l->name[col]));
		writer_field(out->writer, field);
	}
}

/* Whether the current row has an answer, or choices with a key. */
static bool
records_has_answer(const struct layout *l)
{
	struct choices c = { 0 };
	struct buf text = { 0 };
	bool found = l->answer != NO_COLUMN && l->field[l->answer].n > 0;

	if (!found && l->choices != NO_COLUMN && choices_parse(&c, field_decode(l->field[l->choices], &text)) == 0)
		found = c.correct > 0;
	choices_free(&c);
	buf_free(&text);
	return found;
}

/* Writes the header and the rows; returns how many. */
static long
records_write(struct import *im, struct layout *l, struct out *o, const struct display *d)
{
	struct records out = { .prefix = im->prefix, .after = im->after, .verbose = im->notes.verbose };
	size_t i;

	out.last = after_last_number(im->after);
	out.writer = records_write_header(l, o, d);
	out.given = map_new();
	out.ids = map_new();
	out.first = xcalloc(im->n, sizeof(*out.first));
	for (i = 0; im->prefix != NULL && i < im->n; i++) {
		layout_load(im, l, &im->row[i]);
		map_add(out.given, l->field[l->id]);
	}
	for (i = 0; i < im->n; i++) {
		layout_load(im, l, &im->row[i]);
		if (records_is_known(l, &out))
			continue;
		im->row[i].answered = records_has_answer(l);
		records_write_row(l, &im->row[i], &out);
	}
	writer_close(out.writer);
	records_report_rest(&out);
	map_free(out.given);
	map_free(out.ids);
	free(out.first);
	buf_free(&out.id);
	return (long)(im->n - out.skipped);
}

long
import_write(struct import *im, struct out *o, const struct display *d)
{
	struct layout l = { 0 };
	long n = -1;

	progress_end(&im->progress);
	if (im->n == 0) {
		import_add_column(im, slice_of("id"));
		import_add_column(im, slice_of("question"));
	}
	if (layout_make(im, &l) == 0) {
		n = records_write(im, &l, o, d);
		notes_print_summary(im);
	}
	layout_free(&l);
	return n;
}
