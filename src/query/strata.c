/* A sample per value of some columns. */
#include <stdlib.h>

#include "bank/record.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "query/sample.h"
#include "query/strata.h"
#include "tsv/escape.h"

struct stratum {
	struct slice value; /* belongs to the map */
	struct sample sample;
};

struct strata {
	size_t *col, ncol;
	size_t k;
	struct map *values; /* the numbers of the strata until they are sorted */
	struct stratum *stratum;
	size_t n, cap;
	size_t next;
	struct buf text, fields;
};

struct strata *
strata_new(size_t *col, size_t ncol, size_t k)
{
	struct strata *x = xcalloc(1, sizeof(*x));

	x->col = col;
	x->ncol = ncol;
	x->k = k;
	x->values = map_new();
	return x;
}

/* The value of the record: the text of a column, or the escaped fields of several. */
static struct slice
strata_value(struct strata *x, const struct record *r)
{
	size_t i;

	if (x->ncol == 1)
		return record_text(r, x->col[0], &x->text);
	x->fields.n = 0;
	for (i = 0; i < x->ncol; i++) {
		if (i > 0)
			buf_byte(&x->fields, '\t');
		field_encode(record_text(r, x->col[i], &x->text), &x->fields);
	}
	return buf_slice(&x->fields);
}

struct sample *
strata_sample(struct strata *x, const struct record *r)
{
	size_t i;

	if (x->ncol == 0 && x->n > 0)
		return &x->stratum[0].sample;
	if (map_insert(x->values, strata_value(x, r), &i)) {
		x->stratum = array_grow(x->stratum, x->n++, &x->cap, sizeof(*x->stratum));
		x->stratum[i] = (struct stratum){ .value = map_key(x->values, i), .sample = { .k = x->k } };
	}
	return &x->stratum[i].sample;
}

static int
strata_compare(const void *a, const void *b)
{
	const struct stratum *x = a, *y = b;

	return slice_cmp(x->value, y->value);
}

struct sample *
strata_next(struct strata *x)
{
	if (x->next == 0 && x->n > 0)
		qsort(x->stratum, x->n, sizeof(*x->stratum), strata_compare);
	return x->next < x->n ? &x->stratum[x->next++].sample : NULL;
}

void
strata_free(struct strata *x)
{
	size_t i;

	for (i = 0; i < x->n; i++)
		sample_free(&x->stratum[i].sample);
	free(x->stratum);
	free(x->col);
	map_free(x->values);
	buf_free(&x->text);
	buf_free(&x->fields);
	free(x);
}
