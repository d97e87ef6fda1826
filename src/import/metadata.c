/* The metadata of a question, collected from comments while the question is read. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "import/metadata.h"

void
metadata_add(struct metadata *m, struct slice name, struct slice value, char sep)
{
	size_t i;

	if (m->names == NULL)
		m->names = map_new();
	if (map_insert(m->names, name, &i)) {
		m->value = array_grow(m->value, m->n, &m->cap, sizeof(*m->value));
		m->value[m->n++] = (struct buf){ 0 };
	} else {
		buf_byte(&m->value[i], sep);
	}
	buf_append(&m->value[i], value.p, value.n);
}

void
metadata_free(struct metadata *m)
{
	while (m->n > 0)
		buf_free(&m->value[--m->n]);
	free(m->value);
	map_free(m->names);
	*m = (struct metadata){ 0 };
}
