/* Metadata comments of a question, while it is read. */
#ifndef QB_IMPORT_NOTES_H
#define QB_IMPORT_NOTES_H

#include <stddef.h>

struct slice;

/* Columns by name, in the order in which they came, and the value of each.  All zero is none. */
struct notes {
	struct map *names; /* NULL: none */
	struct buf *value;
	size_t n, cap;
};

/* notes_add: adds a column, or to the value that it has: a byte between, and this one. */
void notes_add(struct notes *notes, struct slice name, struct slice value, char sep);
/* notes_free: frees what they have, and makes them none. */
void notes_free(struct notes *notes);

#endif
