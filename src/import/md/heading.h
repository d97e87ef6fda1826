/* A heading of a Markdown file, which gives the topic and tags of the questions after it. */
#ifndef QB_IMPORT_MD_HEADING_H
#define QB_IMPORT_MD_HEADING_H

#include <stdbool.h>

#include "base/slice.h"

struct buf;

/* heading_is_atx: whether a heading that begins with the line has its # in front, not an underline. */
bool heading_is_atx(struct slice line);
/* heading_source: the text of a heading's line, without the # at either end. */
struct slice heading_source(struct slice line);
/*
 * heading_parse: appends the topic, without leading emoji and number, and the tags that
 * "(very important!)" and "bonus:" mean.  Returns -1, having called fail(), if md4c fails.
 */
int heading_parse(struct slice source, struct buf *topic, struct buf *tags);

#endif
