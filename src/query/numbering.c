/* New ids. */
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/number.h"
#include "base/slice.h"
#include "query/numbering.h"

enum { DIGITS = 3 }; /* of a number, at least */

void
numbering_see(struct numbering *n, struct slice id)
{
	int number;

	if (n->prefix != NULL && slice_starts(id, n->prefix) &&
	    parse_digits(slice_skip(id, strlen(n->prefix)), &number) && number > n->last)
		n->last = number;
}

struct slice
numbering_next(struct numbering *n)
{
	n->text.n = 0;
	buf_printf(&n->text, "%s%0*d", n->prefix, DIGITS, ++n->last);
	return buf_slice(&n->text);
}

void
numbering_free(struct numbering *n)
{
	buf_free(&n->text);
}
