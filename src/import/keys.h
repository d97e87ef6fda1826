/* The keys that the metadata of a question may have. */
#ifndef QB_IMPORT_KEYS_H
#define QB_IMPORT_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct import;
struct map;

/* The well-known keys, and the columns that a native export lists. */
struct keys {
	struct map *columns; /* NULL: none */
	bool has_id;         /* the list has `id`, so each question must have one */
};

/* keys_add_list: adds the columns in the list, which also become columns of the import. */
void keys_add_list(struct keys *keys, struct import *im, struct slice list);
/* keys_has: whether metadata may set the column: not the topic, the question or the answer. */
bool keys_has(const struct keys *keys, struct slice name);
/* keys_nearest: the key that is most similar to the name, or a p of NULL. */
struct slice keys_nearest(const struct keys *keys, struct slice name);
/* keys_error: reports a key that metadata cannot have. */
void keys_error(struct import *im, const struct keys *keys, struct slice name, size_t lineno);
/* keys_missing_id: reports a question without an id, which is an error unless --prefix numbers it. */
void keys_missing_id(struct import *im, size_t lineno);
void keys_free(struct keys *keys);

#endif
