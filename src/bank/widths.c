/* The widths of a table's columns. */
#include <string.h>

#include "bank/widths.h"
#include "base/slice.h"

enum {
	MIN_TOPIC = 6,
	MIN_OTHER = 12, /* dates and levels are not wider */
	MIN_QUESTION = 16,
	MIN_FORCED = 6 /* of any column, once no more columns can be omitted */
};

enum column_kind
column_kind(struct slice name)
{
	static const char *const names[] = {
		[COLUMN_ID] = "id", [COLUMN_TOPIC] = "topic", [COLUMN_LEVEL] = "level", [COLUMN_QUESTION] = "question"
	};
	enum column_kind kind;

	for (kind = COLUMN_ID; kind < COLUMN_OTHER && !slice_eq(name, slice_of(names[kind])); kind++)
		;
	return kind;
}

/* Whether a truncated value is useless, as with ids and numbers. */
static bool
widths_is_exact(const struct table_column *c)
{
	return c->number || c->kind == COLUMN_ID;
}

size_t
column_min_width(const struct table_column *c)
{
	size_t min = c->kind == COLUMN_QUESTION ? MIN_QUESTION : c->kind == COLUMN_TOPIC ? MIN_TOPIC : MIN_OTHER;

	return widths_is_exact(c) || c->width < min ? c->width : min;
}

size_t
widths_total(const struct table_column *c, size_t n)
{
	size_t total = TABLE_GAP * (n - 1), i;

	for (i = 0; i < n; i++)
		total += c[i].width;
	return total;
}

/* The width of a row whose columns have their minimum width. */
static size_t
widths_min_total(const struct table_column *c, size_t n)
{
	size_t total = TABLE_GAP * (n - 1), i;

	for (i = 0; i < n; i++)
		total += column_min_width(&c[i]);
	return total;
}

/* Whether a is omitted before b. */
static bool
widths_is_less(const struct table_column *a, const struct table_column *b)
{
	return a->named != b->named ? b->named : a->kind < b->kind;
}

/* Omits the least important column; false if all are needed. */
static bool
widths_omit(struct table_column *c, size_t *n)
{
	size_t omitted = *n, i;

	for (i = 0; i < *n; i++) {
		if (c[i].kind == COLUMN_ID || c[i].kind == COLUMN_QUESTION)
			continue;
		if (omitted == *n || widths_is_less(&c[i], &c[omitted]))
			omitted = i;
	}
	if (omitted == *n || *n <= 2)
		return false;
	--*n;
	memmove(&c[omitted], &c[omitted + 1], (*n - omitted) * sizeof(*c));
	return true;
}

/* How wide a column counts when the widest is chosen: a question half, since it matters most. */
static size_t
widths_weighted(const struct table_column *c)
{
	return c->kind == COLUMN_QUESTION ? c->width / 2 : c->width;
}

/* Whether a is narrowed before b. */
static bool
widths_precedes(const struct table_column *a, const struct table_column *b)
{
	if (widths_is_exact(a) != widths_is_exact(b))
		return widths_is_exact(b);
	return widths_weighted(a) > widths_weighted(b);
}

/* Narrows a column by one, if forced below its minimum width; false if none can be narrowed. */
static bool
widths_narrow(struct table_column *c, size_t n, bool forced)
{
	struct table_column *widest = NULL;
	size_t i;

	for (i = 0; i < n; i++) {
		if (c[i].width <= (forced ? MIN_FORCED : column_min_width(&c[i])))
			continue;
		if (widest == NULL || widths_precedes(&c[i], widest))
			widest = &c[i];
	}
	if (widest != NULL)
		widest->width--;
	return widest != NULL;
}

size_t
widths_fit(struct table_column *c, size_t n, size_t limit)
{
	while (widths_min_total(c, n) > limit && widths_omit(c, &n))
		;
	while (widths_total(c, n) > limit && widths_narrow(c, n, false))
		;
	while (widths_total(c, n) > limit && widths_narrow(c, n, true))
		;
	return n;
}
