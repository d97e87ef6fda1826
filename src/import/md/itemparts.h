/* The parts of an item of a list that is no native export. */
#ifndef QB_IMPORT_MD_ITEMPARTS_H
#define QB_IMPORT_MD_ITEMPARTS_H

#include <stdbool.h>

struct body_source;
struct buf;
struct import;
struct item;

/*
 * item_split_parts: removes the prefix of the question, as `Q1.`; where the answer holds choices, the
 * mark of an answer or only further questions, moves each to its place, the choices to *choices.
 */
void item_split_parts(const struct body_source *src, struct item *it, struct buf *choices);
/* item_take_level: removes the mark of a level from the question, reports it and returns it; see level_take(). */
const char *item_take_level(struct import *im, struct item *it, bool stars);

#endif
