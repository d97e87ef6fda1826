/* Markdown whose list items are the questions, and native exports. */
#ifndef QB_IMPORT_MD_LIST_H
#define QB_IMPORT_MD_LIST_H

#include <stdbool.h>

struct questions;
struct slice;

/*
 * list_read: adds a row for each item, and reports all other lines.  The topic of items above the
 * first heading is title, which may be empty.  Returns -1, having called fail(), if md4c fails.
 */
int list_read(struct questions *q, struct slice text, struct slice title, bool native);

#endif
