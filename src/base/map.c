/*
 * A hash table with open addressing and linear probing, at most half full.  The hash has a random
 * seed, so that nobody can write keys that share a slot; the order of the entries does not depend on it.
 */
#define _DEFAULT_SOURCE /* getentropy */
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include <xxhash.h>
#ifdef __APPLE__
#include <sys/random.h>
#endif

#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"

struct map_entry {
	uint64_t hash;
	struct slice key;
};

struct map {
	struct map_entry *entry; /* in the order in which they were added */
	size_t n, cap;
	size_t *slot; /* the index of an entry + 1, or 0: free */
	size_t mask;  /* the number of slots, a power of two, - 1 */
};

/* The seed of this process; without random numbers of the system, from an address and the time. */
static uint64_t
map_seed(void)
{
	static uint64_t seed;
	static bool seeded;
	struct timespec now = { 0 };

	if (seeded)
		return seed;
	seeded = true;
	if (getentropy(&seed, sizeof(seed)) == -1) {
		clock_gettime(CLOCK_REALTIME, &now);
		seed = (uint64_t)(uintptr_t)&now ^ (uint64_t)now.tv_sec << 32 ^ (uint64_t)now.tv_nsec;
	}
	return seed;
}

uint64_t
map_hash(struct slice key)
{
	return XXH3_64bits_withSeed(key.p, key.n, map_seed());
}

struct map *
map_new(void)
{
	struct map *m = xcalloc(1, sizeof(*m));

	m->mask = 63;
	m->slot = xcalloc(m->mask + 1, sizeof(*m->slot));
	return m;
}

/* The slot that has the key, or the free slot where the key would be added. */
static size_t *
map_slot(const struct map *m, uint64_t hash, struct slice key)
{
	size_t i = hash & m->mask;

	for (; m->slot[i] != 0; i = (i + 1) & m->mask) {
		const struct map_entry *e = &m->entry[m->slot[i] - 1];

		if (e->hash == hash && slice_eq(e->key, key))
			break;
	}
	return &m->slot[i];
}

/* Doubles the number of slots. */
static void
map_rehash(struct map *m)
{
	size_t i;

	m->mask = 2 * m->mask + 1;
	free(m->slot);
	m->slot = xcalloc(m->mask + 1, sizeof(*m->slot));
	for (i = 0; i < m->n; i++)
		*map_slot(m, m->entry[i].hash, m->entry[i].key) = i + 1;
}

size_t
map_add(struct map *m, struct slice key)
{
	uint64_t hash = map_hash(key);
	size_t *slot = map_slot(m, hash, key);

	if (*slot != 0)
		return *slot - 1;
	m->entry = array_grow(m->entry, m->n, &m->cap, sizeof(*m->entry));
	m->entry[m->n] = (struct map_entry){ hash, slice_copy(key) };
	*slot = ++m->n;
	if (m->n > m->mask / 2)
		map_rehash(m);
	return m->n - 1;
}

bool
map_insert(struct map *m, struct slice key, size_t *i)
{
	size_t n = m->n;

	*i = map_add(m, key);
	return m->n > n;
}

size_t
map_find(const struct map *m, struct slice key)
{
	size_t number = *map_slot(m, map_hash(key), key);

	return number ? number - 1 : NO_ENTRY;
}

size_t
map_count(const struct map *m)
{
	return m->n;
}

struct slice
map_key(const struct map *m, size_t i)
{
	return m->entry[i].key;
}

void
map_free(struct map *m)
{
	size_t i;

	if (m == NULL)
		return;
	for (i = 0; i < m->n; i++)
		slice_free(m->entry[i].key);
	free(m->entry);
	free(m->slot);
	free(m);
}
