/*
 * Packages of Anki: notes, with the name of the deck of their first card as topic, and the history of
 * their reviews.  Line numbers in messages are those of the notes, in order.
 */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "apkg/collection.h"
#include "apkg/note.h"
#include "base/buf.h"
#include "base/error.h"
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

static int
apkg_read_reviews(struct reviews *v, struct collection *c)
{
	sqlite3_stmt *s = collection_prepare(c,
	    "SELECT n.guid, n.mid, n.tags, n.flds, r.id, r.ease, r.time FROM revlog r JOIN cards c ON c.id = r.cid "
	    "JOIN notes n ON n.id = c.nid WHERE r.ease BETWEEN 1 AND 4 ORDER BY r.id");
	struct buf id = { 0 };
	struct note note;
	int status = -1;

	while (s != NULL && (status = collection_step(c, s)) == 1) {
		sqlite3_int64 ms = sqlite3_column_int64(s, 4), took = sqlite3_column_int64(s, 6);

		if (ms < 0 || ms / 1000 > 253402300799) {
			status =
			    fail("%s: a review has an impossible time, %lld ms", file_name(c->operand), (long long)ms);
			break;
		}
		if (!apkg_note(c, s, 0, &note))
			continue;
		reviews_add(v, note_id(&note, &id),
		    (struct found_review){ .time = (time_t)(ms / 1000),
			.grade = sqlite3_column_int(s, 5),
			.seconds = took >= 0 ? (long)((took + 500) / 1000) : -1 });
		v->timed |= took >= 0;
	}
	sqlite3_finalize(s);
	buf_free(&id);
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
