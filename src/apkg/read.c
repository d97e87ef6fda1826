/*
 * Packages of Anki: notes, with the name of the deck of their first card as topic, and the history of
 * their reviews.  Line numbers in messages are those of the notes, in order.
 */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "apkg/collection.h"
#include "apkg/note.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/registry.h"
#include "import/reviews.h"
#include "tsv/file.h"

/* The note in the row: GUID, note type, tags, fields.  False if its type is unknown. */
static bool
apkg_note(const struct collection *c, sqlite3_stmt *s, size_t number, struct note *note)
{
	*note = (struct note){
		.number = number,
		.guid = collection_text(s, 0),
		.type = collection_type(c, sqlite3_column_int64(s, 1)),
		.tags = collection_text(s, 2),
		.fields = collection_text(s, 3),
	};
	return note->type != NULL;
}

/*
 * The deck of the note's first card, 0 if it has none; both come in the order of the note's id, and
 * *status is that of the last step on the cards.
 */
static int64_t
apkg_find_deck(struct collection *c, sqlite3_stmt *cards, int64_t note, int *status)
{
	while (*status == 1 && sqlite3_column_int64(cards, 0) < note)
		*status = collection_step(c, cards);
	return *status == 1 && sqlite3_column_int64(cards, 0) == note ? sqlite3_column_int64(cards, 1) : 0;
}

static int
apkg_read_notes(struct import *im, struct collection *c)
{
	sqlite3_stmt *s = collection_prepare(c, "SELECT guid, mid, tags, flds, id FROM notes ORDER BY id");
	sqlite3_stmt *cards = collection_prepare(c, "SELECT nid, did FROM cards ORDER BY nid, ord");
	int status = s != NULL && cards != NULL ? 1 : -1, more = status == 1 ? collection_step(c, cards) : -1;
	struct note note;
	size_t number = 0;

	while (status == 1 && more != -1 && (status = collection_step(c, s)) == 1) {
		bool known = apkg_note(c, s, ++number, &note);

		note.deck = collection_deck(c, apkg_find_deck(c, cards, sqlite3_column_int64(s, 4), &more));
		if (!known)
			import_skipped(im, number, "note without a note type", note.fields);
		else if (note_add(im, c->operand, &note) == -1)
			more = -1;
	}
	sqlite3_finalize(s);
	sqlite3_finalize(cards);
	return status == 0 && more != -1 ? 0 : -1;
}

static int
apkg_read(struct import *im, const char *operand)
{
	struct collection c = { 0 };
	int status = collection_open(&c, operand);

	if (status == 0)
		status = apkg_read_notes(im, &c);
	if (status == 0)
		status = import_end(im, operand);
	collection_close(&c);
	return status;
}

/* ---- Reviews ---- */

/* The ids of notes, in the order of Anki's numbers for them. */
struct apkg_ids {
	struct apkg_id {
		int64_t note;
		size_t offset, n; /* in text */
	} * id;
	size_t n, cap;
	struct buf text;
};

/* Reads the ids once: a note may have many reviews. */
static int
apkg_read_ids(struct collection *c, struct apkg_ids *ids)
{
	sqlite3_stmt *s = collection_prepare(c, "SELECT guid, mid, tags, flds, id FROM notes ORDER BY id");
	struct buf b = { 0 };
	struct note note;
	int status = -1;

	while (s != NULL && (status = collection_step(c, s)) == 1) {
		struct slice id;

		if (!apkg_note(c, s, 0, &note))
			continue;
		id = note_id(&note, &b);
		ids->id = array_grow(ids->id, ids->n, &ids->cap, sizeof(*ids->id));
		ids->id[ids->n++] = (struct apkg_id){ sqlite3_column_int64(s, 4), ids->text.n, id.n };
		buf_append(&ids->text, id.p, id.n);
	}
	sqlite3_finalize(s);
	buf_free(&b);
	return status;
}

static int
apkg_compare_ids(const void *a, const void *b)
{
	int64_t x = ((const struct apkg_id *)a)->note, y = ((const struct apkg_id *)b)->note;

	return (x > y) - (x < y);
}

/* Adds the review in the row: note, time in ms, grade, duration in ms. */
static int
apkg_add_review(struct reviews *v, const struct collection *c, sqlite3_stmt *s, const struct apkg_ids *ids)
{
	const struct apkg_id key = { .note = sqlite3_column_int64(s, 0) }, *id = NULL;
	sqlite3_int64 ms = sqlite3_column_int64(s, 1), took = sqlite3_column_int64(s, 3);

	if (ms < 0 || ms / 1000 > 253402300799)
		return fail("%s: a review has an impossible time, %lld ms", file_name(c->operand), (long long)ms);
	if (ids->n > 0)
		id = bsearch(&key, ids->id, ids->n, sizeof(key), apkg_compare_ids);
	if (id == NULL)
		return 0;
	reviews_add(v, (struct slice){ ids->text.p + id->offset, id->n },
	    (struct found_review){ .time = (time_t)(ms / 1000),
		.grade = sqlite3_column_int(s, 2),
		.seconds = took >= 0 ? (long)((took + 500) / 1000) : -1 });
	v->timed |= took >= 0;
	return 0;
}

static int
apkg_read_reviews(struct reviews *v, struct collection *c)
{
	struct apkg_ids ids = { 0 };
	sqlite3_stmt *s = NULL;
	int status = apkg_read_ids(c, &ids);

	if (status == 0)
		s = collection_prepare(c,
		    "SELECT c.nid, r.id, r.ease, r.time FROM revlog r JOIN cards c ON c.id = r.cid "
		    "WHERE r.ease BETWEEN 1 AND 4 ORDER BY r.id");
	for (status = -1; s != NULL && (status = collection_step(c, s)) == 1;)
		if (apkg_add_review(v, c, s, &ids) == -1)
			break;
	sqlite3_finalize(s);
	free(ids.id);
	buf_free(&ids.text);
	return status == 0 ? 0 : -1;
}

static int
apkg_reviews(struct reviews *v, const char *operand)
{
	struct collection c = { 0 };
	int status = collection_open(&c, operand);

	if (status == 0)
		status = apkg_read_reviews(v, &c);
	collection_close(&c);
	return status;
}

const struct import_format import_collection = { "apkg", apkg_read, apkg_reviews, NULL };
