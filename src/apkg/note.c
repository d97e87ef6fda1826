/* A note of Anki as a record. */
#include "apkg/note.h"
#include <jansson.h>
#include <stdbool.h>
#include <string.h>

#include "apkg/collection.h"
#include "apkg/deck.h"
#include "apkg/sides.h"
#include "bank/choices.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/choicelist.h"
#include "import/anki/anki.h"
#include "import/html/html.h"
#include "import/import.h"
#include "import/names.h"

/* ---- Notes that qb-format wrote ---- */

/* The columns that the note was made from, an object of strings; NULL if it was not made from a bank. */
static json_t *
note_source(const struct note *note)
{
	struct slice rest = note->fields, field = { "", 0 };
	struct buf text = { 0 };
	json_t *source;
	size_t i;

	if (!slice_eq(buf_slice(&note->type->name), slice_of("qb")) || note->type->n < DECK_FIELDS)
		return NULL;
	for (i = 0; i <= DECK_SOURCE; i++)
		if (!slice_next(&rest, '\x1f', &field))
			return NULL;
	if (html_to_text(field, &text) == -1)
		return NULL;
	source = json_loadb(text.p != NULL ? text.p : "", text.n, 0, NULL);
	buf_free(&text);
	if (source != NULL && !json_is_object(source)) {
		json_decref(source);
		return NULL;
	}
	return source;
}

static struct slice
note_column(const json_t *source, const char *name)
{
	return collection_string(json_object_get(source, name));
}

/* Sets a column to the HTML of a field of the note, which was edited in Anki. */
static void
note_set_edited(struct import *im, size_t row, const struct note *note, const char *column, struct slice html)
{
	struct html_counts dropped = { { 0 } };
	struct buf text = { 0 };

	import_note(im, note->number, "%s: edited in Anki; that text is taken", column);
	if (html_to_markdown(html, &text, &dropped) == -1)
		import_note(im, note->number, "%s", failure());
	else
		import_set(im, row, slice_of(column), buf_slice(&text));
	html_report(im, note->number, &dropped);
	buf_free(&text);
}

/* The part of a front before the list of choices. */
static struct slice
note_before_choices(struct slice front)
{
	size_t n;

	for (n = front.n; n > 0; n--)
		if (slice_starts(slice_skip(front, n - 1), "<ol type=\"A\">"))
			return (struct slice){ front.p, n - 1 };
	return front;
}

static bool
note_is_same(struct slice a, struct slice b)
{
	return slice_eq(slice_trim_ws(a), slice_trim_ws(b));
}

/* Replaces the columns that no longer say what the note does. */
static void
note_compare(struct import *im, size_t row, const struct note *note, const json_t *source)
{
	struct choicelist l = { 0 };
	struct slice rest = note->fields, front, back, edited, written;
	struct buf html = { 0 };

	choicelist_parse(&l, note_column(source, "choices"), (struct slice){ NULL, 0 }, (struct slice){ "", 0 });
	slice_next(&rest, '\x1f', &front);
	slice_next(&rest, '\x1f', &back);
	edited = front;
	if (sides_front(&html, note_column(source, "question"), &l) == 0) {
		written = buf_slice(&html);
		if (l.choices.n > 0) {
			edited = note_before_choices(front);
			written = note_before_choices(written);
		}
		if (!note_is_same(edited, written))
			note_set_edited(im, row, note, "question", edited);
	}
	html.n = 0;
	if (sides_back(&html, note_column(source, "answer"), &l) == 0 && !note_is_same(back, buf_slice(&html)))
		note_set_edited(im, row, note, "answer", back);
	buf_free(&html);
	choicelist_free(&l);
}

static void
note_add_source(struct import *im, size_t row, const struct note *note, json_t *source)
{
	void *it;

	for (it = json_object_iter(source); it != NULL; it = json_object_iter_next(source, it)) {
		const char *name = json_object_iter_key(it);

		if (json_is_string(json_object_iter_value(it)))
			import_set(im, row, slice_of(name), note_column(source, name));
	}
	note_compare(im, row, note, source);
}

/* ---- Other notes ---- */

static bool
note_is_answer(struct slice name)
{
	struct buf b = { 0 };
	struct slice s = names_simplify(name, &b);
	bool is =
	    slice_eq(s, slice_of("answer")) || slice_eq(s, slice_of("back")) || slice_eq(s, slice_of("definition"));

	buf_free(&b);
	return is;
}

/* Which field is the question: the first with such a name, or the first. */
static size_t
note_find_question(const struct note_type *t)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (names_is_question(buf_slice(&t->field[i])))
			return i;
	return 0;
}

/* Which field is the answer: the first with such a name, or the first that is not the question. */
static size_t
note_find_answer(const struct note_type *t, size_t question)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (i != question && note_is_answer(buf_slice(&t->field[i])))
			return i;
	return question == 0 ? 1 : 0;
}

/* The column of a field: question, answer, or its own name. */
static struct slice
note_field_column(const struct note_type *t, size_t i, struct buf *b)
{
	static const char *const taken[] = { "id", "question", "answer", "topic", "tags", "choices", "points" };
	size_t question = note_find_question(t), answer = note_find_answer(t, question), k;

	b->n = 0;
	if (i == question || i == answer)
		return slice_of(i == question ? "question" : "answer");
	if (i >= t->n || t->field[i].n == 0) {
		buf_printf(b, "field %zu", i + 1);
		return buf_slice(b);
	}
	for (k = 0; k < t->field[i].n; k++)
		buf_byte(b, t->field[i].p[k] == ',' ? ' ' : ascii_lower(t->field[i].p[k]));
	for (k = 0; k < sizeof(taken) / sizeof(*taken); k++)
		if (slice_eq(buf_slice(b), slice_of(taken[k])))
			buf_str(b, " in Anki");
	return buf_slice(b);
}

static void
note_add_fields(struct import *im, size_t row, const struct note *note)
{
	struct buf name = { 0 }, text = { 0 }, question = { 0 }, answer = { 0 };
	struct slice rest = note->fields, field;
	size_t i;

	for (i = 0; slice_next(&rest, '\x1f', &field); i++) {
		struct slice column = note_field_column(note->type, i, &name);

		text.n = 0;
		html_append(im, note->number, field, &text);
		if (text.n > 0)
			import_set(im, row, column, buf_slice(&text));
		if (slice_eq(column, slice_of("question")))
			buf_append(&question, text.p, text.n);
		else if (slice_eq(column, slice_of("answer")))
			buf_append(&answer, text.p, text.n);
	}
	anki_read_cloze(im, row, buf_slice(&question), buf_slice(&answer));
	buf_free(&name);
	buf_free(&text);
	buf_free(&question);
	buf_free(&answer);
}

/* ---- Both ---- */

/* The GUID as an id: one with a comma, which separates ids, or `!` at its start has these as in a URL. */
static struct slice
note_guid(struct slice guid, struct buf *b)
{
	size_t i;

	b->n = 0;
	for (i = 0; i < guid.n; i++)
		if (guid.p[i] == ',' || (i == 0 && guid.p[i] == '!'))
			buf_printf(b, "%%%02X", (unsigned)guid.p[i]);
		else
			buf_byte(b, guid.p[i]);
	return buf_slice(b);
}

struct slice
note_id(const struct note *note, struct buf *b)
{
	json_t *source = note_source(note);
	struct slice id = note_column(source, "id");

	b->n = 0;
	if (id.n > 0)
		buf_append(b, id.p, id.n);
	json_decref(source);
	return b->n > 0 ? buf_slice(b) : note_guid(note->guid, b);
}

int
note_add(struct import *im, const char *operand, const struct note *note)
{
	size_t row = import_add_row(im, operand, note->number, 0);
	json_t *source = note_source(note);
	struct buf b = { 0 };

	if (source != NULL) {
		note_add_source(im, row, note, source);
	} else {
		if (!import_numbers_ids(im))
			import_set(im, row, slice_of("id"), note_guid(note->guid, &b));
		if (note->deck.n > 0)
			import_set(im, row, slice_of("topic"), note->deck);
		b.n = 0;
		anki_add_tags(note->tags, &b);
		if (b.n > 0)
			import_set(im, row, slice_of("tags"), buf_slice(&b));
		note_add_fields(im, row, note);
	}
	json_decref(source);
	buf_free(&b);
	return 0;
}
