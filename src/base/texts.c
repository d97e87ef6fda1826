/* Many short texts in few bytes, by number. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/texts.h"

int
texts_add(struct texts *t, struct slice text)
{
	if (t->n >= INT32_MAX || text.n > UINT32_MAX - t->bytes.n)
		return fail("too much text to compare");
	buf_append(&t->bytes, text.p, text.n);
	t->end = array_grow(t->end, t->n, &t->cap, sizeof(*t->end));
	t->end[t->n++] = (uint32_t)t->bytes.n;
	return 0;
}

void
texts_free(struct texts *t)
{
	buf_free(&t->bytes);
	free(t->end);
	*t = (struct texts){ 0 };
}
