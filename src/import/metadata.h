/* The metadata of a question, collected from comments while the question is read. */
#ifndef QB_IMPORT_METADATA_H
#define QB_IMPORT_METADATA_H

#include <stddef.h>

struct slice;

/* Values by the name of the column, in the order in which the names occurred.  All zero: empty. */
struct metadata {
	struct map *names; /* NULL if empty */
	struct buf *value; /* of each name */
	size_t n, cap;
};

/* metadata_add: adds a value; to a name that already has one, appends sep and the value. */
void metadata_add(struct metadata *m, struct slice name, struct slice value, char sep);
/* metadata_free: frees the content; *m is empty then. */
void metadata_free(struct metadata *m);

#endif
