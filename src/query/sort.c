/* Records in the order of some of their columns. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/slice.h"
#include "query/sort.h"
#include "tsv/scan.h"

struct key {
	size_t col;
	bool reversed;
};

/* A field by which a row is sorted. */
struct cell {
	struct slice text;
	double value;
	bool number;
};

struct row {
	struct slice line; /* its own */
	struct cell *cell; /* one a key; its own */
	const struct sort *sort;
	size_t seq;
};

struct sort {
	struct key *key;
	size_t nkey;
	struct row *row;
	size_t nrow, cap, next;
	bool sorted;
	struct record rec;
	struct tabs tabs; /* of rec */
};

static int
key_parse(struct key *k, const struct bank *b, const char *spec)
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
	size_t i;

	s->key = xcalloc(n, sizeof(*s->key));
	s->nkey = n;
	for (i = 0; i < n; i++)
		if (key_parse(&s->key[i], b, key[i]) == -1) {
			sort_free(s);
			return NULL;
		}
	return s;
}

void
sort_add(struct sort *s, const struct record *r)
{
	struct row *row;
	size_t i;

	s->row = array_grow(s->row, s->nrow, &s->cap, sizeof(*s->row));
	row = &s->row[s->nrow];
	row->line = slice_copy(r->line);
	row->cell = xcalloc(s->nkey, sizeof(*row->cell));
	row->sort = s;
	row->seq = s->nrow++;
	record_set(&s->rec, row->line, &s->tabs);
	for (i = 0; i < s->nkey; i++) {
		row->cell[i].text = record_field(&s->rec, s->key[i].col);
		row->cell[i].number = parse_number(row->cell[i].text, &row->cell[i].value);
	}
}

static int
compare_cells(const struct cell *a, const struct cell *b)
{
	if (a->number != b->number)
		return a->number ? -1 : 1;
	if (a->number)
		return (a->value > b->value) - (a->value < b->value);
	return slice_cmp(a->text, b->text);
}

static int
compare_rows(const void *x, const void *y)
{
	const struct row *a = x, *b = y;
	const struct sort *s = a->sort;
	size_t i;

	for (i = 0; i < s->nkey; i++) {
		int c = compare_cells(&a->cell[i], &b->cell[i]);

		if (c != 0)
			return s->key[i].reversed ? -c : c;
	}
	return (a->seq > b->seq) - (a->seq < b->seq);
}

struct record *
sort_next(struct sort *s)
{
	if (!s->sorted && s->nrow > 0)
		qsort(s->row, s->nrow, sizeof(*s->row), compare_rows);
	s->sorted = true;
	if (s->next == s->nrow)
		return NULL;
	record_set(&s->rec, s->row[s->next++].line, &s->tabs);
	return &s->rec;
}

void
sort_free(struct sort *s)
{
	size_t i;

	for (i = 0; i < s->nrow; i++) {
		slice_free(s->row[i].line);
		free(s->row[i].cell);
	}
	free(s->row);
	free(s->key);
	free(s->tabs.at);
	free(s);
}
