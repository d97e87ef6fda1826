/* A set of byte strings, numbered in the order in which they were added. */
#ifndef QB_BASE_MAP_H
#define QB_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

#define NO_ENTRY SIZE_MAX

struct map;

/* map_new: an empty map; free it with map_free(). */
struct map *map_new(void);
/* map_add: the number of the key, 0 for the first key added.  Copies the key. */
size_t map_add(struct map *m, struct slice key);
/* map_insert: stores the same number in *i and returns whether the key is new. */
bool map_insert(struct map *m, struct slice key, size_t *i);
/* map_find: the number of the key, or NO_ENTRY. */
size_t map_find(const struct map *m, struct slice key);
size_t map_count(const struct map *m);
/* map_key: the key with that number, terminated by a NUL; belongs to the map. */
struct slice map_key(const struct map *m, size_t i);
void map_free(struct map *m);
/* map_hash: the hash by which maps find the key; it differs from process to process. */
uint64_t map_hash(struct slice key);

#endif
