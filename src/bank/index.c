/* The records of a bank by id. */
#include <stdlib.h>

#include "bank/index.h"
#include "bank/record.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"

struct index {
	struct map *ids;
	struct place *place; /* by the number of the id */
	size_t place_cap;
	struct record **record; /* copies; NULL unless records are kept */
	size_t record_cap;
	bool keep;
};

struct index *
index_new(bool keep)
{
	struct index *x = xcalloc(1, sizeof(*x));

	x->ids = map_new();
	x->keep = keep;
	return x;
}

const struct place *
index_add(struct index *x, struct slice id, const struct record *r)
{
	size_t i;

	if (!map_insert(x->ids, id, &i))
		return &x->place[i];
	x->place = array_grow(x->place, i, &x->place_cap, sizeof(*x->place));
	x->place[i] = (struct place){ r->file, r->lineno };
	if (x->keep) {
		x->record = array_grow(x->record, i, &x->record_cap, sizeof(struct record *));
		x->record[i] = record_dup(r);
	}
	return NULL;
}

size_t
index_find(const struct index *x, struct slice id)
{
	return map_find(x->ids, id);
}

size_t
index_count(const struct index *x)
{
	return map_count(x->ids);
}

const struct place *
index_place(const struct index *x, size_t i)
{
	return &x->place[i];
}

struct record *
index_record(const struct index *x, size_t i)
{
	return x->keep ? x->record[i] : NULL;
}

void
index_free(struct index *x)
{
	size_t i;

	if (x == NULL)
		return;
	for (i = 0; x->keep && i < map_count(x->ids); i++)
		free(x->record[i]);
	free(x->record);
	free(x->place);
	map_free(x->ids);
	free(x);
}

int
index_fail_duplicate(struct slice id, const struct place *first)
{
	return fail("duplicate id '%.*s', first at %s:%zu", SHOWN(id), first->file, first->lineno);
}
