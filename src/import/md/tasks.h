/* Choices as a list of tasks: `- [x] correct`, `- [ ] wrong`, `> feedback` below. */
#ifndef QB_IMPORT_MD_TASKS_H
#define QB_IMPORT_MD_TASKS_H

#include <stdbool.h>
#include <stddef.h>

struct choices;
struct slice;

/* tasks_find: the offset of the first line that is a task, without indentation, or text.n. */
size_t tasks_find(struct slice text);
/*
 * tasks_read: adds the tasks at the front of the text, which begins with one, to the choices and
 * completes them.  A letter before a task, such as `A) `, is not part of it; a comment after it, such as
 * `<!-- 50% -->`, is its weight.  If native, character references are decoded.  Returns the offset after the
 * last line of the list.
 */
size_t tasks_read(struct slice text, bool native, struct choices *c);

#endif
