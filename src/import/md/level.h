/* Marks that give the level of difficulty of a question: `🟢 What is X?`, `What is X? ⭐⭐`, `[Junior] What is X?`. */
#ifndef QB_IMPORT_MD_LEVEL_H
#define QB_IMPORT_MD_LEVEL_H

#include <stdbool.h>

#include "base/slice.h"

/*
 * level_take: removes such a mark from the start or the end of the first line of a question, and returns the level,
 * a constant: `easy`, `medium` or `hard` for a circle or stars, or else the word.  NULL, and *s unchanged, if there
 * is none, or nothing else.  stars: whether one, two and three stars are levels.
 */
const char *level_take(struct slice *s, bool stars);
/* level_has_stars: whether a file uses stars as levels: some of its texts have several in a row. */
bool level_has_stars(struct slice file);

#endif
