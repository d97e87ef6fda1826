/* Records sorted by some of their columns. */
#include <stdlib.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/slice.h"
#include "query/sort.h"

struct sort_key {
	size_t col;
	bool reversed;
};

/* The field of a record for one key. */
struct sort_field {
	struct slice text;
	double value;
	bool number;
};

struct sort_row {
	struct record *record;    /* a copy */
	struct sort_field *field; /* one per key */
	const struct sort *sort;  /* for the keys, since qsort(3) passes no context */
	size_t seq;               /* order of insertion */
};

struct sort {
	struct sort_key *key;
	size_t nkey;
	struct sort_row *row;
	size_t nrow, cap, next;
	bool sorted;
};

static int
sort_parse_key(struct sort_key *k, const struct bank *b, const char *spec)
{
	struct slice name = slice_of(spec);

	k->reversed = name.n > 2 && strcmp(spec + name.n - 2, ":r") == 0;
	if (k->reversed)
		name.n -= 2;
	return bank_find(b, name, &k->col);
}

struct sort *
sort_new(const struct bank *b, char *const *key, size_t n)
{
	struct sort *s = xcalloc(1, sizeof(*s));
	bool *named; /* of each column: it is a key already, so that naming it again decides nothing */
	size_t i;
	int status = 0;

	s->key = xcalloc(n, sizeof(*s->key));
	named = xcalloc(bank_header(b)->n, sizeof(*named));
	for (i = 0; i < n && status == 0; i++) {
		struct sort_key *k = &s->key[s->nkey];

		status = sort_parse_key(k, b, key[i]);
		if (status == 0 && !named[k->col]) {
			named[k->col] = true;
			s->nkey++;
		}
	}
	free(named);
	if (status == 0)
		return s;
	sort_free(s);
	return NULL;
}

bool
sort_uses(const struct sort *s, size_t col)
{
	size_t i;

	for (i = 0; i < s->nkey; i++)
		if (s->key[i].col == col)
			return true;
	return false;
}

void
sort_add(struct sort *s, const struct record *r)
{
	struct sort_row *row;
	size_t i;

	s->row = array_grow(s->row, s->nrow, &s->cap, sizeof(*s->row));
	row = &s->row[s->nrow];
	row->record = record_dup(r);
	row->field = xcalloc(s->nkey, sizeof(*row->field));
	row->sort = s;
	row->seq = s->nrow++;
	for (i = 0; i < s->nkey; i++) {
		row->field[i].text = record_field(row->record, s->key[i].col);
		row->field[i].number = parse_number(row->field[i].text, &row->field[i].value);
	}
}

static int
sort_compare_fields(const struct sort_field *a, const struct sort_field *b)
{
	if (a->number != b->number)
		return a->number ? -1 : 1;
	if (a->number && a->value != b->value)
		return a->value < b->value ? -1 : 1;
	if (a->number)
		return slice_eq(a->text, b->text) ? 0 : number_compare(a->text, b->text);
	return slice_cmp(a->text, b->text);
}

static int
sort_compare(const void *x, const void *y)
{
	const struct sort_row *a = x, *b = y;
	const struct sort *s = a->sort;
	size_t i;

	for (i = 0; i < s->nkey; i++) {
		int c = sort_compare_fields(&a->field[i], &b->field[i]);

		if (c != 0)
			return s->key[i].reversed ? -c : c;
	}
	return (a->seq > b->seq) - (a->seq < b->seq);
}

struct record *
sort_next(struct sort *s)
{
	if (!s->sorted && s->nrow > 0)
		qsort(s->row, s->nrow, sizeof(*s->row), sort_compare);
	s->sorted = true;
	return s->next < s->nrow ? s->row[s->next++].record : NULL;
}

void
sort_free(struct sort *s)
{
	size_t i;

	for (i = 0; i < s->nrow; i++) {
		free(s->row[i].record);
		free(s->row[i].field);
	}
	free(s->row);
	free(s->key);
	free(s);
}
