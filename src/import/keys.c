/* The keys that the metadata of a question may have. */
#include <stdbool.h>
#include <strings.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/keys.h"
#include "markup/meta.h"

/* Longer names and further columns are not compared; names that differ in more bytes are not similar. */
enum { KEYS_LONGEST = 32, KEYS_COMPARED = 100, KEYS_DISTANCE = 2 };

static const char *const keys_known[] = { "id", "level", "tags", "choices", "points" };
static const char *const keys_shown[] = { "topic", "question", "answer" };

enum { KEYS_KNOWN = sizeof(keys_known) / sizeof(*keys_known), KEYS_SHOWN = sizeof(keys_shown) / sizeof(*keys_shown) };

void
keys_add_list(struct keys *keys, struct import *im, struct slice list)
{
	struct slice name;
	struct buf b = { 0 };

	if (keys->columns == NULL)
		keys->columns = map_new();
	while (slice_next(&list, ',', &name)) {
		b.n = 0;
		meta_decode_name(name, &b);
		import_add_column(im, buf_slice(&b));
		map_add(keys->columns, buf_slice(&b));
		keys->has_id |= slice_eq(buf_slice(&b), slice_of("id"));
	}
	buf_free(&b);
}

static bool
keys_in(const char *const *names, size_t n, struct slice name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (slice_eq(name, slice_of(names[i])))
			return true;
	return false;
}

bool
keys_has(const struct keys *keys, struct slice name)
{
	if (keys_in(keys_known, KEYS_KNOWN, name))
		return true;
	return keys->columns != NULL && !keys_in(keys_shown, KEYS_SHOWN, name) &&
	    map_find(keys->columns, name) != NO_ENTRY;
}

/* How many bytes to insert, remove or replace to make b of a, ignoring case; both are at most KEYS_LONGEST long. */
static size_t
keys_distance(struct slice a, struct slice b)
{
	size_t row[KEYS_LONGEST + 1], i, j;

	for (j = 0; j <= b.n; j++)
		row[j] = j;
	for (i = 1; i <= a.n; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (j = 1; j <= b.n; j++) {
			size_t change = diagonal + (strncasecmp(a.p + i - 1, b.p + j - 1, 1) != 0);

			diagonal = row[j];
			row[j] = row[j] + 1 < change ? row[j] + 1 : change;
			row[j] = row[j - 1] + 1 < row[j] ? row[j - 1] + 1 : row[j];
		}
	}
	return row[b.n];
}

/* Sets *best to the key if it is more similar to the name, which differs from *best in *distance bytes. */
static void
keys_compare(struct slice name, struct slice key, struct slice *best, size_t *distance)
{
	size_t d;

	if (name.n > KEYS_LONGEST || key.n > KEYS_LONGEST || keys_in(keys_shown, KEYS_SHOWN, key))
		return;
	d = keys_distance(name, key);
	if (d < *distance && d < key.n && d < name.n) {
		*best = key;
		*distance = d;
	}
}

struct slice
keys_nearest(const struct keys *keys, struct slice name)
{
	struct slice best = { NULL, 0 };
	size_t distance = KEYS_DISTANCE + 1, i;

	for (i = 0; i < KEYS_KNOWN; i++)
		keys_compare(name, slice_of(keys_known[i]), &best, &distance);
	for (i = 0; keys->columns != NULL && i < map_count(keys->columns) && i < KEYS_COMPARED; i++)
		keys_compare(name, map_key(keys->columns, i), &best, &distance);
	return best;
}

void
keys_error(struct import *im, const struct keys *keys, struct slice name, size_t lineno)
{
	struct slice near = keys_nearest(keys, name);

	if (keys_in(keys_shown, KEYS_SHOWN, name))
		import_error(im, lineno, "'%.*s' cannot be set in a comment", SHOWN(name));
	else if (near.p != NULL)
		import_error(im, lineno, "unknown key '%.*s'; did you mean '%.*s'?", SHOWN(name), SHOWN(near));
	else
		import_error(im, lineno, "unknown key '%.*s'; add it to the list of columns in the comment 'qb: ...'",
		    SHOWN(name));
}

void
keys_missing_id(struct import *im, size_t lineno)
{
	if (import_numbers_ids(im))
		import_note(im, lineno, "question without an id; --prefix numbers it");
	else
		import_error(im, lineno, "question without an id; add one to its comment, or number it with --prefix");
}

void
keys_free(struct keys *keys)
{
	map_free(keys->columns);
	*keys = (struct keys){ 0 };
}
