/* How many records to pick of each value of a column. */
#include <stdbool.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/slice.h"
#include "query/quota.h"

/* Removes the text before the first comma, or all of it, from the front; sets *item to it, with each `\,` a comma. */
static bool
quota_next(struct slice *rest, struct buf *item)
{
	size_t i;

	if (rest->p == NULL)
		return false;
	item->n = 0;
	for (i = 0; i < rest->n && rest->p[i] != ','; i++) {
		if (rest->p[i] == '\\' && i + 1 < rest->n && rest->p[i + 1] == ',')
			i++;
		buf_byte(item, rest->p[i]);
	}
	*rest = i < rest->n ? slice_skip(*rest, i + 1) : (struct slice){ NULL, 0 };
	return true;
}

/* Adds VALUE:N. */
static int
quota_add(struct quota *q, struct slice item)
{
	struct slice number;
	size_t i = item.n, value;
	int n;

	while (i > 0 && item.p[i - 1] != ':')
		i--;
	if (i == 0)
		return fail("'%.*s' has no number; use VALUE:N", SHOWN(item));
	number = slice_skip(item, i);
	if (!parse_digits(number, &n))
		return fail("invalid number '%.*s'; use VALUE:N, N from 0 to 999999999", SHOWN(number));
	if (map_insert(q->values, (struct slice){ item.p, i - 1 }, &value)) {
		q->number = array_grow(q->number, value, &q->cap, sizeof(*q->number));
		q->number[value] = 0;
	}
	q->number[value] += (size_t)n;
	return 0;
}

int
quota_parse(struct quota *q, const char *arg)
{
	struct slice rest = slice_of(arg), column;
	struct buf item = { 0 };
	int status = 0;

	slice_next(&rest, '=', &column);
	if (rest.p == NULL)
		return fail("'%.*s' has no '='; use COL=VALUE:N[,VALUE:N...]", SHOWN(column));
	if (q->values != NULL && !slice_eq(column, q->column))
		return fail("two columns, '%.*s' and '%.*s'", SHOWN(q->column), SHOWN(column));
	q->column = column;
	if (q->values == NULL)
		q->values = map_new();
	while (status == 0 && quota_next(&rest, &item))
		status = quota_add(q, buf_slice(&item));
	buf_free(&item);
	return status;
}

size_t
quota_count(const struct quota *q)
{
	return q->values != NULL ? map_count(q->values) : 0;
}

size_t
quota_find(const struct quota *q, struct slice value)
{
	return map_find(q->values, value);
}

void
quota_free(struct quota *q)
{
	map_free(q->values);
	free(q->number);
	*q = (struct quota){ 0 };
}
