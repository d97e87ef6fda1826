/* Samples per value of some columns. */
#include <stdint.h>
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "query/quota.h"
#include "query/sample.h"
#include "query/strata.h"
#include "tsv/escape.h"

struct stratum {
	struct slice value; /* belongs to the map */
	struct sample *sample;
};

struct strata {
	struct strata_plan plan;
	size_t samples;     /* per group */
	struct map *values; /* the numbers of the groups until they are sorted */
	struct stratum *stratum;
	size_t n, cap;
	size_t next; /* samples returned so far */
	struct buf text, fields;
};

struct strata *
strata_new(const struct strata_plan *plan)
{
	struct strata *x = xcalloc(1, sizeof(*x));

	x->plan = *plan;
	x->samples = plan->quota != NULL ? quota_count(plan->quota) : 1;
	x->values = map_new();
	return x;
}

/* How many records to pick from the sample of a group with that number. */
static size_t
strata_number(const struct strata *x, size_t sample)
{
	return x->plan.quota != NULL ? x->plan.quota->number[sample] : x->plan.number;
}

/* The value of the record: the text of a column, or the escaped fields of several. */
static struct slice
strata_value(struct strata *x, const struct record *r)
{
	size_t i;

	if (x->plan.ncol == 1)
		return record_text(r, x->plan.col[0], &x->text);
	x->fields.n = 0;
	for (i = 0; i < x->plan.ncol; i++) {
		if (i > 0)
			buf_byte(&x->fields, '\t');
		field_encode(record_text(r, x->plan.col[i], &x->text), &x->fields);
	}
	return buf_slice(&x->fields);
}

/* The group of the record. */
static struct stratum *
strata_group(struct strata *x, const struct record *r)
{
	size_t i, j;

	if (x->plan.ncol == 0 && x->n > 0)
		return &x->stratum[0];
	if (!map_insert(x->values, strata_value(x, r), &i))
		return &x->stratum[i];
	x->stratum = array_grow(x->stratum, x->n++, &x->cap, sizeof(*x->stratum));
	x->stratum[i].value = map_key(x->values, i);
	x->stratum[i].sample = xcalloc(x->samples, sizeof(struct sample));
	for (j = 0; j < x->samples; j++)
		x->stratum[i].sample[j].k = x->plan.all ? SIZE_MAX : strata_number(x, j);
	return &x->stratum[i];
}

struct sample *
strata_sample(struct strata *x, const struct record *r)
{
	struct stratum *group = strata_group(x, r);
	size_t i;

	if (x->plan.quota == NULL)
		return group->sample;
	i = quota_find(x->plan.quota, record_text(r, x->plan.quota_col, &x->text));
	return i != NO_ENTRY ? &group->sample[i] : NULL;
}

static int
strata_compare(const void *a, const void *b)
{
	const struct stratum *x = a, *y = b;

	return slice_cmp(x->value, y->value);
}

struct sample *
strata_next(struct strata *x, size_t *number)
{
	size_t i = x->next;

	if (i == 0 && x->n > 0)
		qsort(x->stratum, x->n, sizeof(*x->stratum), strata_compare);
	if (i >= x->n * x->samples)
		return NULL;
	x->next++;
	*number = strata_number(x, i % x->samples);
	return &x->stratum[i / x->samples].sample[i % x->samples];
}

static void
strata_name_value(const struct bank *b, size_t col, struct slice value, struct buf *name)
{
	buf_printf(name, "%s%s '%.*s'", name->n > 0 ? ", " : "", bank_header(b)->name[col].p, SHOWN(value));
}

void
strata_name(const struct strata *x, const struct bank *b, struct buf *name)
{
	size_t last = x->next - 1, i;
	struct slice rest = x->stratum[last / x->samples].value, field;
	struct buf text = { 0 };

	for (i = 0; i < x->plan.ncol; i++) {
		slice_next(&rest, x->plan.ncol > 1 ? '\t' : '\0', &field);
		strata_name_value(b, x->plan.col[i], x->plan.ncol > 1 ? field_decode(field, &text) : field, name);
	}
	if (x->plan.quota != NULL)
		strata_name_value(b, x->plan.quota_col, map_key(x->plan.quota->values, last % x->samples), name);
	buf_free(&text);
}

void
strata_free(struct strata *x)
{
	size_t i, j;

	for (i = 0; i < x->n; i++) {
		for (j = 0; j < x->samples; j++)
			sample_free(&x->stratum[i].sample[j]);
		free(x->stratum[i].sample);
	}
	free(x->stratum);
	free(x->plan.col);
	map_free(x->values);
	buf_free(&x->text);
	buf_free(&x->fields);
	free(x);
}
