/* The widths of a table's columns. */
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
	static const char *const names[] = { [COLUMN_ID] = "id",
		[COLUMN_TOPIC] = "topic",
		[COLUMN_LEVEL] = "level",
		[COLUMN_QUESTION] = "question",
		[COLUMN_ANSWER] = "answer" };
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

/*
 * Omits the least important columns until the rest can be narrowed to the limit, or all are needed.
 * A column is less important than one to its right of the same kind.
 */
static size_t
widths_omit(struct table_column *c, size_t n, size_t limit)
{
	static const enum column_kind order[] = { COLUMN_ANSWER, COLUMN_TOPIC, COLUMN_LEVEL, COLUMN_OTHER };
	const size_t kinds = sizeof(order) / sizeof(*order);
	size_t total = TABLE_GAP * (n - 1), remaining = n, i, k, kept = 0;

	for (i = 0; i < n; i++)
		total += column_min_width(&c[i]);
	for (k = 0; k < 2 * kinds; k++) /* the named columns come last */
		for (i = 0; i < n && total > limit && remaining > 2; i++)
			if (c[i].kind == order[k % kinds] && c[i].named == (k >= kinds)) {
				total -= column_min_width(&c[i]) + TABLE_GAP;
				c[i].width = 0;
				remaining--;
			}
	for (i = 0; i < n; i++)
		if (c[i].width > 0)
			c[kept++] = c[i];
	return kept;
}

/* The columns that are narrowed together, and how far. */
struct widths_group {
	bool exact;  /* those whose truncated values are useless, or the others */
	bool forced; /* below their minimum width */
};

/* The width of a column of this kind whose effective width is level: a question counts half. */
static size_t
widths_at(enum column_kind kind, size_t level)
{
	return kind == COLUMN_QUESTION ? 2 * level + 1 : level;
}

/* The width of a column of the group once every column counts as level or less. */
static size_t
widths_narrowed(const struct table_column *c, struct widths_group g, size_t level)
{
	size_t min = g.forced ? MIN_FORCED : column_min_width(c), width = widths_at(c->kind, level);

	if (widths_is_exact(c) != g.exact)
		return c->width;
	width = width > min ? width : min;
	return width < c->width ? width : c->width;
}

static size_t
widths_total_at(const struct table_column *c, size_t n, struct widths_group g, size_t level)
{
	size_t total = TABLE_GAP * (n - 1), i;

	for (i = 0; i < n; i++)
		total += widths_narrowed(&c[i], g, level);
	return total;
}

/*
 * Narrows the widest column of the group by one, the leftmost of several, until all columns fit or
 * none can be narrowed: finds the level of the widest by bisection, then takes the last steps.
 */
static void
widths_narrow(struct table_column *c, size_t n, size_t limit, struct widths_group g)
{
	size_t fits = 0, above = 0, total = widths_total(c, n), i;

	if (total <= limit)
		return;
	for (i = 0; i < n; i++)
		above = c[i].width > above ? c[i].width : above;
	while (above - fits > 1) { /* the levels at which they fit, if any, and do not */
		size_t middle = fits + (above - fits) / 2;

		if (widths_total_at(c, n, g, middle) <= limit)
			fits = middle;
		else
			above = middle;
	}
	total = widths_total_at(c, n, g, above);
	for (i = 0; i < n; i++) {
		size_t least = widths_narrowed(&c[i], g, fits), width = widths_narrowed(&c[i], g, above);

		c[i].width = total - limit < width - least ? width - (total - limit) : least;
		total -= width - c[i].width;
	}
}

size_t
widths_fit(struct table_column *c, size_t n, size_t limit)
{
	n = widths_omit(c, n, limit);
	widths_narrow(c, n, limit, (struct widths_group){ .exact = false });
	widths_narrow(c, n, limit, (struct widths_group){ .exact = true });
	widths_narrow(c, n, limit, (struct widths_group){ .exact = false, .forced = true });
	widths_narrow(c, n, limit, (struct widths_group){ .exact = true, .forced = true });
	return n;
}
