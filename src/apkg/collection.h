/* The database of a collection of Anki, read with care: it may be damaged or hostile. */
#ifndef QB_APKG_COLLECTION_H
#define QB_APKG_COLLECTION_H

#include <jansson.h>
#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

/* A type of notes. */
struct note_type {
	int64_t id;
	struct buf name;
	struct buf *field; /* the names of its fields */
	size_t n, cap;
};

struct collection {
	const char *operand;
	struct buf file; /* of the database */
	sqlite3 *db;
	long steps; /* done by SQLite, in thousands */
	struct note_type *type;
	size_t ntype, cap;
	struct deck_name {
		int64_t id;
		struct buf name;
	} * deck;
	size_t ndeck, deck_cap;
};

/* collection_open: opens the collection in the operand, and reads its note types and decks; 1 as package_read(), -1 after fail(). */
int collection_open(struct collection *c, const char *operand);
/* collection_prepare: a statement; NULL after fail(). */
sqlite3_stmt *collection_prepare(struct collection *c, const char *sql);
/* collection_step: 1 if there is a row, 0 at the end, -1 after fail(). */
int collection_step(struct collection *c, sqlite3_stmt *s);
/* collection_text: the text of a column of the row. */
struct slice collection_text(sqlite3_stmt *s, int column);
/* collection_string: the text of a string of JSON, or empty. */
struct slice collection_string(const json_t *v);
/* collection_type: the note type of that id, or NULL.  collection_deck: the name of the deck, or empty. */
const struct note_type *collection_type(const struct collection *c, int64_t id);
struct slice collection_deck(const struct collection *c, int64_t id);
void collection_close(struct collection *c);

#endif
