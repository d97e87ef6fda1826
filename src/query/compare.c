/* Differences between two banks: the new one is held in memory, and the old one is read once. */
#include <stdbool.h>
#include <stdlib.h>

#include "bank/index.h"
#include "bank/record.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "query/compare.h"
#include "query/side.h"

struct compare {
	struct side old, new;
	struct columns columns;        /* of both: those of the old bank, then new ones */
	size_t question;               /* the column of the question, or NO_COLUMN */
	struct record *before, *after; /* the current record of the old bank, unless NULL, and of the new one */
	struct slice id;               /* theirs */
	size_t column;                 /* the next one to compare */
	bool ended;                    /* the old bank was read */
	size_t added;                  /* the next record of the new bank that may be added */
};

struct compare *
compare_open(char *old, char *new)
{
	struct compare *c = xcalloc(1, sizeof(*c));
	size_t i;

	if (side_open(&c->new, new, 0, true) == -1 || side_need_ids(&c->new) == -1 || side_read(&c->new) == -1 ||
	    side_open(&c->old, old, 0, false) == -1 || side_need_ids(&c->old) == -1) {
		compare_free(c);
		return NULL;
	}
	columns_add(&c->columns, c->old.header);
	columns_add(&c->columns, c->new.header);
	side_map(&c->old, &c->columns);
	side_map(&c->new, &c->columns);
	c->question = NO_COLUMN;
	for (i = 0; i < c->columns.n; i++)
		if (slice_eq(columns_name(&c->columns, i), slice_of("question")))
			c->question = i;
	return c;
}

/* Fills in what the differences of a record have in common. */
static int
compare_set(struct compare *c, struct difference *d, enum difference_kind kind)
{
	*d = (struct difference){ .kind = kind, .id = c->id };
	if (c->question != NO_COLUMN)
		d->question = c->after != NULL ? side_field(&c->new, c->after, c->question)
					       : side_field(&c->old, c->before, c->question);
	return 1;
}

/* The next difference of the current record; 0 if there is none. */
static int
compare_columns(struct compare *c, struct difference *d)
{
	for (; c->after != NULL && c->column < c->columns.n; c->column++) {
		struct slice old = side_field(&c->old, c->before, c->column);
		struct slice new = side_field(&c->new, c->after, c->column);

		if (field_same(old, new))
			continue;
		compare_set(c, d, DIFFERENCE_CHANGED);
		d->column = columns_name(&c->columns, c->column++);
		d->old = old;
		d->new = new;
		return 1;
	}
	return 0;
}

/* The next record that was added; 0 if there is none. */
static int
compare_added(struct compare *c, struct difference *d)
{
	while (c->added < index_count(c->new.ids)) {
		c->id = side_id(&c->new, c->added);
		c->before = NULL;
		c->after = index_record(c->new.ids, c->added++);
		if (index_find(c->old.ids, c->id) == NO_ENTRY)
			return compare_set(c, d, DIFFERENCE_ADDED);
	}
	return 0;
}

int
compare_next(struct compare *c, struct difference *d)
{
	int status;

	while (!c->ended) {
		if (compare_columns(c, d) == 1)
			return 1;
		status = side_next(&c->old, &c->before, &c->id);
		if (status == -1)
			return -1;
		if (status == 0) {
			c->ended = true;
			break;
		}
		if (c->id.n == 0)
			return side_fail_missing(c->before, "");
		c->after = side_find(&c->new, c->id);
		c->column = 0;
		if (c->after == NULL)
			return compare_set(c, d, DIFFERENCE_REMOVED);
	}
	return compare_added(c, d);
}

void
compare_free(struct compare *c)
{
	side_close(&c->old);
	side_close(&c->new);
	columns_free(&c->columns);
	free(c);
}
