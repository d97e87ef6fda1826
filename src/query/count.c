/* Counts of values: qb-list --count. */
#include <stdlib.h>

#include "bank/writer.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "query/count.h"

struct counts {
	struct map *values;
	size_t *count; /* by the number of the value */
	size_t cap;
};

struct counts *
counts_new(void)
{
	struct counts *c = xcalloc(1, sizeof(*c));

	c->values = map_new();
	return c;
}

void
counts_add(struct counts *c, struct slice value)
{
	size_t i;

	if (map_insert(c->values, value, &i)) {
		c->count = array_grow(c->count, i, &c->cap, sizeof(*c->count));
		c->count[i] = 0;
	}
	c->count[i]++;
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
	free(c);
}
