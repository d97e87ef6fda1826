/* Counts of values: qb-list --count. */
#include <stdlib.h>

#include "bank/writer.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "query/count.h"
#include "tsv/escape.h"

struct counts {
	struct map *values;
	size_t *count; /* by the number of the value */
	size_t cap;
	struct buf last, text; /* the last field; work space */
	size_t last_value;     /* its number */
};

struct counts *
counts_new(void)
{
	struct counts *c = xcalloc(1, sizeof(*c));

	c->values = map_new();
	return c;
}

void
counts_add(struct counts *c, struct slice field)
{
	size_t i;

	if (map_count(c->values) > 0 && slice_eq(field, buf_slice(&c->last))) {
		c->count[c->last_value]++;
		return;
	}
	if (map_insert(c->values, field_decode(field, &c->text), &i)) {
		c->count = array_grow(c->count, i, &c->cap, sizeof(*c->count));
		c->count[i] = 0;
	}
	c->count[i]++;
	c->last.n = 0;
	buf_append(&c->last, field.p, field.n);
	c->last_value = i;
}

bool
counts_write(const struct counts *c, struct slice column, size_t most, struct out *o, const struct display *d)
{
	struct buf header = { 0 };
	struct writer *w;
	size_t i;

	buf_append(&header, column.p, column.n);
	buf_str(&header, "\tcount");
	w = writer_open(o, d, buf_slice(&header), (bool[]){ true, true });
	for (i = 0; i < map_count(c->values) && i < most; i++) {
		writer_text(w, map_key(c->values, i));
		writer_printf(w, "%zu", c->count[i]);
	}
	writer_close(w);
	buf_free(&header);
	return i > 0;
}

void
counts_free(struct counts *c)
{
	map_free(c->values);
	free(c->count);
	buf_free(&c->last);
	buf_free(&c->text);
	free(c);
}
