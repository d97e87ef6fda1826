/* What is between the title of a question and its answer in a native export: blocks and choices. */
#ifndef QB_IMPORT_MD_BLOCKS_H
#define QB_IMPORT_MD_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>

struct item;
struct item_source;

/* Offsets in the text of the item. */
struct item_blocks {
	size_t end;    /* of the blocks that belong to the question */
	size_t answer; /* where the answer begins */
};

/*
 * blocks_read: reads the text of the item from the offset on, after the title and the metadata: appends
 * blocks to the question and sets the choices.  The question ends at a comment `<!-- answer -->`, or after
 * choices that are not preceded by blocks.  If is_answer, the item is an answer at the end: it has no blocks.
 */
struct item_blocks blocks_read(const struct item_source *src, struct item *it, size_t from, bool is_answer);

#endif
