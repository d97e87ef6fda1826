/* The marks of a file as numbers. */
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/index.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/slice.h"
#include "stats/gradebook.h"

/* A sheet while it is read. */
struct gradebook_reader {
	const struct gradebook_columns *columns;
	size_t id, who, value[SHEET_VALUES]; /* columns, or NO_COLUMN */
	struct index *seen;                  /* the rows by person and id */
	struct buf text, key;
	struct gradebook *sheet;
};

/* Stores the column; -1 if it is missing, unless it is optional. */
static int
gradebook_find(const struct bank *b, const char *name, bool optional, size_t *col)
{
	*col = name != NULL ? header_find(bank_header(b), slice_of(name)) : NO_COLUMN;
	if (*col != NO_COLUMN || name == NULL || optional)
		return 0;
	return bank_column(b, name, col);
}

static int
gradebook_find_columns(struct gradebook_reader *t, const struct bank *b)
{
	const struct gradebook_columns *c = t->columns;
	size_t i;

	if (gradebook_find(b, "id", c->no_id, &t->id) == -1)
		return -1;
	for (i = 0; i < SHEET_VALUES; i++)
		if (gradebook_find(b, c->value[i], false, &t->value[i]) == -1)
			return -1;
	if (gradebook_find(b, c->who, c->anonymous, &t->who) == -1)
		return fail("%s; name the column of the persons with --who", failure());
	return 0;
}

/* Stores the number of the field's text in the map, and appends the text to the key. */
static int
gradebook_name(struct gradebook_reader *t, const struct record *r, size_t col, struct map *names, size_t *number)
{
	struct slice text;

	*number = 0;
	if (col == NO_COLUMN)
		return 0;
	text = record_text(r, col, &t->text);
	if (text.n == 0)
		return record_fail(r, "empty %s", col == t->id ? "id" : t->columns->who);
	*number = map_add(names, text);
	buf_printf(&t->key, "%zu\t", *number);
	return 0;
}

static int
gradebook_number(struct gradebook_reader *t, const struct record *r, size_t i, double *value)
{
	const char *name = t->columns->value[i];
	struct slice text;

	if (t->value[i] == NO_COLUMN)
		return 0;
	text = record_field(r, t->value[i]);
	if (!parse_number(text, value))
		return record_fail(r, "%s: invalid number '%.*s'", name, SHOWN(text));
	if (!t->columns->any && (*value < 0 || *value > 1))
		return record_fail(r, "%s: %.*s is out of range (0 to 1)", name, SHOWN(text));
	return 0;
}

/* Reports the record if its person has a row for the same id. */
static int
gradebook_check_repeated(struct gradebook_reader *t, const struct record *r, const struct gradebook_row *row)
{
	const struct place *first;

	if (t->id == NO_COLUMN || t->who == NO_COLUMN)
		return 0;
	first = index_add(t->seen, buf_slice(&t->key), r);
	if (first == NULL)
		return 0;
	return record_fail(r, "duplicate mark of '%.*s' for id '%.*s', first at %s:%zu",
	    SHOWN(map_key(t->sheet->persons, row->person)), SHOWN(map_key(t->sheet->items, row->item)), first->file,
	    first->lineno);
}

static int
gradebook_add(struct gradebook_reader *t, const struct record *r)
{
	struct gradebook *s = t->sheet;
	struct gradebook_row row = { 0 };
	size_t i;

	t->key.n = 0;
	if (gradebook_name(t, r, t->id, s->items, &row.item) == -1 ||
	    gradebook_name(t, r, t->who, s->persons, &row.person) == -1)
		return -1;
	for (i = 0; i < SHEET_VALUES; i++)
		if (gradebook_number(t, r, i, &row.value[i]) == -1)
			return -1;
	if (gradebook_check_repeated(t, r, &row) == -1)
		return -1;
	s->row = array_grow(s->row, s->n, &s->cap, sizeof(*s->row));
	s->row[s->n++] = row;
	return 0;
}

int
gradebook_read(struct bank *b, const struct gradebook_columns *c, struct gradebook *s)
{
	struct gradebook_reader t = { .columns = c, .sheet = s };
	struct record *r;
	int status;

	s->items = map_new();
	s->persons = map_new();
	t.seen = index_new(false);
	status = gradebook_find_columns(&t, b);
	while (status == 0 && (r = bank_next(b)) != NULL)
		status = gradebook_add(&t, r);
	index_free(t.seen);
	buf_free(&t.text);
	buf_free(&t.key);
	return status;
}

size_t *
gradebook_item_counts(const struct gradebook *s)
{
	size_t *count = xcalloc(map_count(s->items), sizeof(*count)), i;

	for (i = 0; i < s->n; i++)
		count[s->row[i].item]++;
	return count;
}

void
gradebook_free(struct gradebook *s)
{
	map_free(s->items);
	map_free(s->persons);
	free(s->row);
	*s = (struct gradebook){ 0 };
}
