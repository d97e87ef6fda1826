/*
 * What was found in a file besides its records.  Of one kind, three messages are printed and the
 * others are counted, unless all are wanted.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/import.h"
#include "import/notes.h"
#include "import/rows.h"
#include "tsv/file.h"

/* How many messages of one kind are printed. */
enum { NOTES_SHOWN = 3 };

/* A file in the summary. */
struct summary {
	const char *operand;
	size_t first, end;  /* its records */
	char *shape;        /* "headings, level 3", or NULL */
	struct buf skipped; /* "2 paragraphs, 1 table", or empty */
};

/* The notes of one kind. */
struct notes_kind {
	const char *name;
	size_t n, printed;
	size_t skipped; /* parts; the other notes are no parts */
};

/* ---- Collecting ---- */

static struct note *
notes_add(struct notes *notes, enum note_type type, const char *kind, size_t lineno)
{
	notes->note = array_grow(notes->note, notes->n, &notes->cap, sizeof(*notes->note));
	notes->note[notes->n] = (struct note){ type, kind, lineno, notes->text.n, 0 };
	return &notes->note[notes->n++];
}

static void __attribute__((format(printf, 3, 0)))
notes_vprintf(struct notes *notes, struct note *note, const char *fmt, va_list ap)
{
	buf_vprintf(&notes->text, fmt, ap);
	note->n = notes->text.n - note->offset;
}

void
import_note(struct import *im, size_t lineno, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	notes_vprintf(&im->notes, notes_add(&im->notes, NOTE_REPORT, fmt, lineno), fmt, ap);
	va_end(ap);
}

void
import_error(struct import *im, size_t lineno, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	notes_vprintf(&im->notes, notes_add(&im->notes, NOTE_ERROR, fmt, lineno), fmt, ap);
	va_end(ap);
}

/* Appends the text in quotation marks. */
static void
notes_quote(struct notes *notes, struct slice text)
{
	struct buf b = { 0 };

	if (notes->verbose) {
		buf_byte(&notes->text, '"');
		escape_controls(text, "", &notes->text);
		buf_byte(&notes->text, '"');
	} else {
		buf_str(&notes->text, import_quote(text, &b));
	}
	buf_free(&b);
}

static void
notes_add_skipped(struct import *im, enum note_type type, size_t lineno, const char *what, struct slice text)
{
	struct note *note = notes_add(&im->notes, type, what, lineno);

	buf_printf(&im->notes.text, text.n > 0 ? "skipped: %s: " : "skipped: %s", what);
	if (text.n > 0)
		notes_quote(&im->notes, text);
	note->n = im->notes.text.n - note->offset;
}

void
import_skipped(struct import *im, size_t lineno, const char *what, struct slice text)
{
	notes_add_skipped(im, NOTE_SKIPPED, lineno, what, text);
}

void
import_skipped_line(struct import *im, size_t lineno, const char *what, struct slice text)
{
	if (im->notes.verbose)
		notes_add_skipped(im, NOTE_REST, lineno, what, text);
}

void
import_shape(struct import *im, const char *shape)
{
	free(im->notes.shape);
	im->notes.shape = slice_dup(slice_of(shape));
}

size_t
import_count_skipped(const struct import *im, const char *what)
{
	size_t i, n = 0;

	for (i = 0; i < im->notes.n; i++)
		n += im->notes.note[i].type == NOTE_SKIPPED && strcmp(im->notes.note[i].kind, what) == 0;
	return n;
}

/* ---- Printing ---- */

/* By line; notes of one line in the order in which they were added, which is that of their texts. */
static int
notes_cmp(const void *pa, const void *pb)
{
	const struct note *a = pa, *b = pb;

	if (a->lineno != b->lineno)
		return a->lineno < b->lineno ? -1 : 1;
	return a->offset < b->offset ? -1 : a->offset > b->offset;
}

/* Appends the number and the name of the things, in the plural where needed. */
static void
notes_count(size_t n, const char *name, struct buf *b)
{
	static const char *const ends[] = { " with", " outside ", " for ", " after ", " before ", " into ", " of ",
		" like " };
	static const char *const irregular[][2] = { { "HTML", "HTML blocks" },
		{ "text outside any question", "texts outside any question" },
		{ "feedback for the wrong answer", "feedbacks for wrong answers" } };
	const char *end = NULL;
	size_t i;

	buf_printf(b, "%zu ", n);
	for (i = 0; n > 1 && i < sizeof(irregular) / sizeof(*irregular); i++)
		if (strcmp(name, irregular[i][0]) == 0) {
			buf_str(b, irregular[i][1]);
			return;
		}
	for (i = 0; end == NULL && i < sizeof(ends) / sizeof(*ends); i++)
		end = strstr(name, ends[i]);
	if (end == NULL)
		end = name + strlen(name);
	buf_append(b, name, (size_t)(end - name));
	if (n > 1 && end > name && end[-1] != 's')
		buf_byte(b, 's');
	buf_str(b, end);
}

/* Stores the kinds of the notes and the kind of each note. */
static size_t
notes_find_kinds(const struct notes *notes, struct notes_kind **kinds, size_t *kind_of)
{
	struct map *names = map_new();
	size_t i, n = 0, cap = 8, which;

	*kinds = xcalloc(cap, sizeof(**kinds));
	for (i = 0; i < notes->n; i++) {
		const struct note *note = &notes->note[i];

		if (map_insert(names, slice_of(note->kind), &which)) {
			*kinds = array_grow(*kinds, n, &cap, sizeof(**kinds));
			(*kinds)[n++] = (struct notes_kind){ .name = note->kind };
		}
		(*kinds)[which].n++;
		(*kinds)[which].skipped += note->type == NOTE_SKIPPED;
		kind_of[i] = which;
	}
	map_free(names);
	return n;
}

static void
notes_print_one(const struct notes *notes, const char *operand, const struct note *note, struct notes_kind *kind)
{
	int n = (int)(note->n < 1 << 20 ? note->n : 1 << 20);
	const char *text = buf_slice(&notes->text).p + note->offset;

	kind->printed++;
	if (notes->verbose || kind->printed < NOTES_SHOWN || kind->n == NOTES_SHOWN)
		import_report(operand, note->lineno, "%.*s", n, text);
	else
		import_report(operand, note->lineno, "%.*s … and %zu more", n, text, kind->n - kind->printed);
}

/* Adds a file to the summary. */
static void
notes_summarize(struct notes *notes, const char *operand, size_t rows, const struct notes_kind *kinds, size_t n)
{
	struct summary *s;
	size_t i;

	notes->of = array_grow(notes->of, notes->files, &notes->files_cap, sizeof(*notes->of));
	s = &notes->of[notes->files++];
	*s = (struct summary){ .operand = operand, .first = notes->first_row, .end = rows, .shape = notes->shape };
	notes->shape = NULL;
	notes->first_row = rows;
	for (i = 0; i < n; i++) {
		if (kinds[i].skipped == 0)
			continue;
		buf_str(&s->skipped, s->skipped.n > 0 ? ", " : "");
		notes_count(kinds[i].skipped, kinds[i].name, &s->skipped);
	}
}

int
import_end(struct import *im, const char *operand)
{
	struct notes *notes = &im->notes;
	size_t *kind_of = xcalloc(notes->n, sizeof(*kind_of)), i, n, errors = 0;
	struct notes_kind *kinds = NULL;

	if (notes->n > 0)
		qsort(notes->note, notes->n, sizeof(*notes->note), notes_cmp);
	n = notes_find_kinds(notes, &kinds, kind_of);
	for (i = 0; i < notes->n; i++) {
		errors += notes->note[i].type == NOTE_ERROR;
		if (notes->verbose || kinds[kind_of[i]].printed < NOTES_SHOWN)
			notes_print_one(notes, operand, &notes->note[i], &kinds[kind_of[i]]);
	}
	notes_summarize(notes, operand, im->n, kinds, n);
	notes->n = notes->text.n = 0;
	free(kinds);
	free(kind_of);
	if (errors > 0)
		return fail("%s: %zu error%s; nothing imported", file_name(operand), errors, errors > 1 ? "s" : "");
	return 0;
}

/* ---- The summary ---- */

void
notes_print_summary(const struct import *im)
{
	const struct notes *notes = &im->notes;
	size_t i, row;

	for (i = 0; i < notes->files; i++) {
		struct summary *s = &notes->of[i];
		size_t answered = 0;

		if (s->skipped.n == 0 && s->shape == NULL)
			continue;
		for (row = s->first; row < s->end; row++)
			answered += im->row[row].answered;
		fail("%s: %zu question%s%s%s%s, %zu with answers%s%s%s", file_name(s->operand), s->end - s->first,
		    s->end - s->first == 1 ? "" : "s", s->shape != NULL ? " (" : "", s->shape != NULL ? s->shape : "",
		    s->shape != NULL ? ")" : "", answered, s->skipped.n > 0 ? "; skipped: " : "", buf_cstr(&s->skipped),
		    notes->verbose || s->skipped.n == 0 ? "" : " (-v lists them)");
		warn_failure();
	}
}

void
notes_free(struct notes *notes)
{
	while (notes->files > 0) {
		buf_free(&notes->of[--notes->files].skipped);
		free(notes->of[notes->files].shape);
	}
	free(notes->shape);
	free(notes->of);
	free(notes->note);
	buf_free(&notes->text);
}
