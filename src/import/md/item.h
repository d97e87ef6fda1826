/* An item of a Markdown list, which is a question or an answer. */
#ifndef QB_IMPORT_MD_ITEM_H
#define QB_IMPORT_MD_ITEM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "import/metadata.h"

struct outline;

struct item {
	size_t lineno;
	struct buf question; /* on one line; in a native export, with character references */
	struct buf rest;     /* the lines after it */
	struct buf answer;   /* the rest without metadata */
	struct metadata metadata;
};

/*
 * item_split: splits part i, which is an item, into question, metadata and answer.  False if
 * no list marker is found; *it then has only its line.  The caller frees with item_free().
 */
bool item_split(const struct outline *o, size_t i, struct item *it);
void item_free(struct item *it);

#endif
