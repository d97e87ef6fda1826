/* The records of Anki's text files, which libcsv reads. */
#include <stdbool.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "import/anki/anki.h"
#include "import/html/html.h"
#include "import/import.h"
#include "import/registry.h"
#include "tsv/csv.h"
#include "tsv/escape.h"

/* Records with more fields are no usual ones. */
enum { ANKI_FIELDS = 100 };

/* The fields of the current record. */
struct anki_fields {
	size_t lineno;
	struct buf question, answer;
	struct buf text; /* a field as CommonMark */
};

/* The text of a field, as CommonMark; borrows it or uses *b. */
static struct slice
anki_text(const struct anki *a, struct slice field, size_t lineno, struct buf *b)
{
	if (!a->html)
		return field;
	b->n = 0;
	if (!a->of_bank) {
		html_append(a->im, lineno, field, b);
	} else if (html_to_text(field, b) == -1) {
		import_note(a->im, lineno, "%s; kept as text", failure());
		return field;
	}
	return buf_slice(b);
}

/* Sets a field of the row, which is not one of the tags, and keeps the question and the answer for anki_read_cloze(). */
static void
anki_set_field(struct anki *a, size_t row, size_t col, struct slice field, struct anki_fields *f)
{
	struct slice name = buf_slice(&a->name[col]);
	bool special = (int)col + 1 == a->guid || (int)col + 1 == a->notetype || (int)col + 1 == a->deck;
	struct buf *kept = slice_eq(name, slice_of("question")) ? &f->question
	    : slice_eq(name, slice_of("answer"))                ? &f->answer
								: NULL;

	if (!special && !slice_eq(name, slice_of("id")))
		field = anki_text(a, field, f->lineno, &f->text);
	if (kept != NULL)
		buf_append(kept, field.p, field.n);
	import_set(a->im, row, name, field);
}

static void
anki_add_record(struct anki *a, struct slice line, size_t lineno)
{
	struct anki_fields f = { .lineno = lineno };
	struct buf text = { 0 }, tags = { 0 };
	struct slice field;
	size_t col, row = import_add_row(a->im, a->operand, lineno, 0);

	if (a->deck_name.n > 0 && !a->native)
		import_set(a->im, row, slice_of("topic"), a->deck_name);
	for (col = 0; slice_next(&line, '\t', &field); col++) {
		if (anki_is_duplicate(a, col))
			continue;
		field = field_decode(field, &text);
		if ((int)col + 1 == a->tagged)
			anki_add_tags(field, &tags);
		else
			anki_set_field(a, row, col, field, &f);
	}
	if (!a->native)
		anki_read_cloze(a->im, row, buf_slice(&f.question), buf_slice(&f.answer));
	if (a->tags.n > 0)
		anki_add_tags(a->tags, &tags);
	if (tags.n > 0)
		import_set(a->im, row, slice_of("tags"), buf_slice(&tags));
	buf_free(&text);
	buf_free(&tags);
	buf_free(&f.question);
	buf_free(&f.answer);
	buf_free(&f.text);
}

/* The number of fields; *notetype is the one with the type of the note. */
static size_t
anki_count_fields(const struct anki *a, struct slice line, struct slice *notetype)
{
	struct slice field;
	size_t n = 0;

	*notetype = (struct slice){ "", 0 };
	while (slice_next(&line, '\t', &field))
		if ((int)++n == a->notetype)
			*notetype = field;
	return n;
}

/* The number of fields that most records have, and *most: that of the longest one. */
static size_t
anki_usual_fields(const struct anki *a, struct slice lines, size_t *most)
{
	size_t count[ANKI_FIELDS] = { 0 }, i, n, usual = 0;
	struct slice line, notetype;

	for (*most = 0; lines.n > 0 && slice_next(&lines, '\n', &line);) {
		n = anki_count_fields(a, line, &notetype);
		*most = n > *most ? n : *most;
		count[n < ANKI_FIELDS ? n : 0] += line.n > 0;
	}
	for (i = 1; i < ANKI_FIELDS; i++)
		if (count[i] > 0 && count[i] >= count[usual])
			usual = i;
	return usual;
}

static void
anki_add_records(struct anki *a, struct csv *c, struct slice lines)
{
	struct slice line, notetype;
	size_t i, most;

	a->fields = anki_usual_fields(a, lines, &most);
	while (lines.n > 0 && slice_next(&lines, '\n', &line)) {
		size_t lineno = csv_lineno(c), n = anki_count_fields(a, line, &notetype);

		if (line.n == 0)
			continue;
		if (most > a->n)
			anki_guess_names(a, most, notetype);
		if (n != a->fields && a->notetype == 0)
			import_note(
			    a->im, lineno, "expected %zu field%s, found %zu", a->fields, a->fields == 1 ? "" : "s", n);
		anki_add_record(a, line, lineno);
	}
	for (i = 0; i < a->n; i++)
		if (!anki_is_duplicate(a, i))
			import_add_column(a->im, (int)i + 1 == a->tagged ? slice_of("tags") : buf_slice(&a->name[i]));
}

/* Whether the data has HTML, for files without a header line for it. */
static void
anki_guess_html(struct anki *a, struct slice data)
{
	a->html = html_is_likely(data);
	if (a->html)
		import_note(a->im, 1, "HTML recognized, and converted to CommonMark");
}

static int
anki_read(struct import *im, const char *operand)
{
	struct anki a = { .im = im, .operand = operand };
	struct buf file = { 0 }, data = { 0 }, lines = { 0 };
	struct csv *c = NULL;
	int status = import_file(im, operand, &file);

	if (status == 0) {
		anki_parse_headers(&a, &file, &data);
		if (a.delim == 0)
			a.delim = anki_guess_separator(buf_slice(&data));
		if (!a.html_given)
			anki_guess_html(&a, buf_slice(&data));
		status = anki_name_columns(&a);
	}
	if (status == 0 && (c = anki_convert(&a, buf_slice(&data), &lines)) == NULL)
		status = -1;
	if (status == 0) {
		anki_add_records(&a, c, buf_slice(&lines));
		status = import_end(im, operand);
	}
	if (c != NULL)
		csv_destroy(c);
	while (a.n > 0)
		buf_free(&a.name[--a.n]);
	free(a.name);
	buf_free(&file);
	buf_free(&data);
	buf_free(&lines);
	return status;
}

const struct import_format import_anki = { "anki", anki_read, NULL, NULL };
