/* A note of Anki as a record. */
#ifndef QB_APKG_NOTE_H
#define QB_APKG_NOTE_H

#include <stddef.h>

#include "base/slice.h"

struct buf;
struct import;
struct note_type;

struct note {
	size_t number; /* its place in the collection, from 1 on, for messages */
	struct slice guid, tags, deck;
	struct slice fields; /* separated by \x1f */
	const struct note_type *type;
};

/* note_add: adds the note, which is valid, as a record; -1 after fail(). */
int note_add(struct import *im, const char *operand, const struct note *note);
/* note_id: the id of the note: that of the record which it was made from, or its GUID; uses *b. */
struct slice note_id(const struct note *note, struct buf *b);

#endif
