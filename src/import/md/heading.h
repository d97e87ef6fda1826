/* A heading of a Markdown file, which gives the topic and tags of the questions after it. */
#ifndef QB_IMPORT_MD_HEADING_H
#define QB_IMPORT_MD_HEADING_H

#include "base/slice.h"

struct buf;

/* heading_source: the text of a heading's line, without its leading #. */
struct slice heading_source(struct slice line);
/*
 * heading_parse: appends the topic, without leading emoji and number, and the tags that
 * "(very important!)" and "bonus:" mean.  Returns -1, having called fail(), if md4c fails.
 */
int heading_parse(struct slice source, struct buf *topic, struct buf *tags);

#endif
