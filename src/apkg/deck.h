/* The collection of an Anki package: a database in memory, in the schema that Anki calls 11. */
#ifndef QB_APKG_DECK_H
#define QB_APKG_DECK_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct buf;
struct deck;

/* The fields of a note, in the order of the note type. */
enum { DECK_FRONT, DECK_BACK, DECK_TOPIC, DECK_LEVEL, DECK_POINTS, DECK_SOURCE, DECK_FIELDS };

struct deck_note {
	struct slice guid;               /* Anki updates the note that has it */
	struct slice topic;              /* the name of the deck below the title; empty: the one of the title */
	struct slice tags;               /* separated by commas */
	struct slice field[DECK_FIELDS]; /* HTML */
};

/* deck_new: an empty collection; title is the name of the deck, now the time of the notes.  NULL after fail(). */
struct deck *deck_new(struct slice title, int64_t now);
/* deck_add: adds a note and its card; -1 after fail(). */
int deck_add(struct deck *d, const struct deck_note *note);
/* deck_finish: appends the database, complete, to *db; -1 after fail(). */
int deck_finish(struct deck *d, struct buf *db);
void deck_free(struct deck *d);

#endif
