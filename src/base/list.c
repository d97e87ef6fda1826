/* Lists of names in messages. */
#include "base/list.h"
#include "base/buf.h"

void
list_add(struct buf *b, const char *name)
{
	if (b->n > 0)
		buf_str(b, ", ");
	buf_str(b, name);
}
