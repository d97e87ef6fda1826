/* What comments say of a question, column by column. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "import/notes.h"

void
notes_add(struct notes *notes, struct slice name, struct slice value, char sep)
{
	size_t i;

	if (notes->names == NULL)
		notes->names = map_new();
	if (map_insert(notes->names, name, &i)) {
		notes->value = array_grow(notes->value, notes->n, &notes->cap, sizeof(*notes->value));
		notes->value[notes->n++] = (struct buf){ 0 };
	} else {
		buf_byte(&notes->value[i], sep);
	}
	buf_append(&notes->value[i], value.p, value.n);
}

void
notes_free(struct notes *notes)
{
	while (notes->n > 0)
		buf_free(&notes->value[--notes->n]);
	free(notes->value);
	map_free(notes->names);
	*notes = (struct notes){ 0 };
}
