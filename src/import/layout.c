/* The columns of the bank that is made from the rows of an import. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/list.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "import/layout.h"
#include "import/names.h"
#include "import/options.h"
#include "import/rows.h"

/* The columns that come first, in this order. */
static const char *const leading[] = { "id", "topic", "level", "tags", "question", "choices", "answer", "points" };

enum { LEADING = sizeof(leading) / sizeof(*leading) };

/* ---- Columns ---- */

static int
layout_no_column(const struct import *im, const char *option, struct slice name, const char *advice)
{
	size_t n = map_count(im->columns), i;
	struct slice *names = xcalloc(n + 1, sizeof(*names));
	struct buf list = { 0 };

	for (i = 0; i < n; i++)
		names[i] = map_key(im->columns, i);
	list_names(&list, names, n);
	fail("%sno column '%.*s'; columns: %s%s", option, SHOWN(name), n > 0 ? buf_cstr(&list) : "none", advice);
	buf_free(&list);
	free(names);
	return -1;
}

/* Applies --map to the names. */
static int
layout_rename(const struct import *im, struct layout *l)
{
	struct slice list = slice_of(im->map), item, from;

	while (slice_next(&list, ',', &item)) {
		struct slice to = item;
		size_t i;

		if (!slice_next(&to, '=', &from) || to.p == NULL || to.n == 0)
			return fail("--map: invalid renaming '%.*s'; expected OLD=NEW", SHOWN(item));
		i = map_find(im->columns, from);
		if (i == NO_ENTRY)
			return layout_no_column(im, "--map: ", from, "");
		l->name[i] = to;
	}
	return 0;
}

static bool
layout_is_omitted(const struct import *im, size_t col)
{
	return im->omitted != NULL && im->omitted[col];
}

static int
layout_check_names(const struct import *im, const struct layout *l, size_t n)
{
	struct map *names = map_new();
	size_t i, which;
	int status = 0;

	for (i = 0; i < n && status == 0; i++) {
		struct slice name = l->name[i];

		if (layout_is_omitted(im, i))
			continue;
		if (name.n == 0)
			status = fail("a column has no name; name it with --map =NEW");
		else if (memchr(name.p, ',', name.n) != NULL)
			status = fail("a comma in the column name '%.*s'", SHOWN(name));
		else if (!map_insert(names, name, &which))
			status = fail("two columns named '%.*s'", SHOWN(name));
	}
	map_free(names);
	return status;
}

static size_t
layout_find(const struct import *im, const struct layout *l, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!layout_is_omitted(im, i) && slice_eq(l->name[i], slice_of(name)))
			return i;
	return NO_COLUMN;
}

static bool
layout_is_leading(struct slice name)
{
	size_t i;

	for (i = 0; i < LEADING; i++)
		if (slice_eq(name, slice_of(leading[i])))
			return true;
	return false;
}

/* Puts the n columns of the source into the order of the bank. */
static void
layout_sort(const struct import *im, struct layout *l, size_t n)
{
	size_t i, col;

	for (i = 0; i < LEADING; i++)
		if ((col = layout_find(im, l, n, leading[i])) != NO_COLUMN)
			l->order[l->n++] = col;
	for (col = 0; col < n; col++)
		if (!layout_is_omitted(im, col) && !layout_is_leading(l->name[col]))
			l->order[l->n++] = col;
}

int
layout_make(struct import *im, struct layout *l)
{
	size_t i, n;

	if (im->recognize && im->n > 0 && !names_are_of_bank(im))
		options_take(im);
	n = map_count(im->columns);
	l->name = xcalloc(n + 1, sizeof(*l->name));
	l->order = xcalloc(n + 1, sizeof(*l->order));
	l->field = xcalloc(n + 1, sizeof(*l->field));
	for (i = 0; i < n; i++)
		l->name[i] = map_key(im->columns, i);
	if (im->map != NULL && layout_rename(im, l) == -1)
		return -1;
	if (im->recognize)
		names_recognize(im, l->name, n);
	if (layout_check_names(im, l, n) == -1)
		return -1;
	l->id = layout_find(im, l, n, "id");
	l->question = layout_find(im, l, n, "question");
	l->answer = layout_find(im, l, n, "answer");
	l->choices = layout_find(im, l, n, "choices");
	if (l->question == NO_COLUMN)
		return layout_no_column(im, "", slice_of("question"),
		    im->recognize ? "; rename one with --map OLD=question; without a header line, use --columns"
				  : "; rename one with --map OLD=question");
	if (l->id == NO_COLUMN) {
		l->id = n;
		l->name[n++] = slice_of("id");
	}
	layout_sort(im, l, n);
	return 0;
}

void
layout_free(struct layout *l)
{
	free(l->name);
	free(l->order);
	free(l->field);
}

void
layout_load(const struct import *im, struct layout *l, const struct import_row *r)
{
	const char *text = buf_slice(&im->text).p;
	size_t i;

	for (i = 0; i <= map_count(im->columns); i++)
		l->field[i] = (struct slice){ "", 0 };
	for (i = 0; i < r->n; i++)
		l->field[r->field[i].col] = (struct slice){ text + r->field[i].offset, r->field[i].n };
}
