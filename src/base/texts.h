/* Many short texts in few bytes, by number. */
#ifndef QB_BASE_TEXTS_H
#define QB_BASE_TEXTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

/* All zero is empty. */
struct texts {
	struct buf bytes; /* all of them, one after the other */
	uint32_t *end;    /* of each text */
	size_t n, cap;
};

/* texts_add: adds a copy of the text; -1 if they exceed 4 GiB or 2^31 texts. */
int texts_add(struct texts *t, struct slice text);
/* texts_at: the text with that number, 0 for the first one; valid until the next texts_add(). */
static inline struct slice
texts_at(const struct texts *t, size_t i)
{
	uint32_t from = i > 0 ? t->end[i - 1] : 0;

	return (struct slice){ t->bytes.p + from, t->end[i] - from };
}
void texts_free(struct texts *t);

#endif
