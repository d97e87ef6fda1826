/* An item of a Markdown list, which is a question or an answer. */
#ifndef QB_IMPORT_MD_ITEM_H
#define QB_IMPORT_MD_ITEM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "import/metadata.h"

struct import;
struct keys;
struct outline;

/* Where items are, and what their metadata may set. */
struct item_source {
	struct import *im; /* for reports */
	struct outline *o;
	const struct keys *keys;
};

/* A comment in the text of an item. */
struct item_comment {
	size_t offset, lineno;
};

struct item {
	size_t first, last; /* its lines, from 0 */
	size_t number;      /* of its list marker; 0: a bullet */
	struct buf text;    /* its lines without list marker and indentation, each with a newline */
	struct item_comment *comment;
	size_t comments, cap;
	struct buf question; /* decoded; on one line, except in a native export; may be empty */
	struct buf choices;  /* decoded; only in a native export */
	struct buf answer;   /* decoded */
	struct metadata metadata;
};

/*
 * item_find: finds the lines of a part that is an item, and its text.  False if it has no text or
 * no list marker is found.  The caller frees with item_free().
 */
bool item_find(const struct outline *o, size_t part, struct item *it);
/*
 * item_split: splits the text of the item into question, metadata and answer.  Reports comments
 * that are kept as text; in a native export, metadata in the wrong place is an error.
 */
void item_split(const struct item_source *src, size_t part, struct item *it);
/*
 * item_deferred_answer: sets the answer and the choices of an item that is an answer at the end of a
 * native export; false if it is not.
 */
bool item_deferred_answer(const struct item_source *src, struct item *it);
void item_free(struct item *it);

#endif
