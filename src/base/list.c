/* Lists of names in messages. */
#include "base/list.h"
#include "base/buf.h"
#include "base/slice.h"

enum { LIST_NAMES = 12 };

void
list_add(struct buf *b, const char *name)
{
	if (b->n > 0)
		buf_str(b, ", ");
	buf_str(b, name);
}

void
list_names(struct buf *b, const struct slice *name, size_t n)
{
	size_t i;

	for (i = 0; i < n && i < LIST_NAMES; i++)
		buf_printf(b, "%s%.*s%s", i > 0 ? ", " : "", SHOWN(name[i]), name[i].n > SHOWN_BYTES ? "…" : "");
	if (i < n)
		buf_printf(b, " and %zu more", n - i);
}
