/* The escapes of qb-bank(5). */
#ifndef QB_TSV_ESCAPE_H
#define QB_TSV_ESCAPE_H

#include "base/slice.h"

struct buf;

/*
 * field_decode: the text of an escaped field.  Borrows the field if it has no escape; otherwise
 * uses *b, whose old content is lost.
 */
struct slice field_decode(struct slice field, struct buf *b);
/* field_encode: appends the text to *b as an escaped field. */
void field_encode(struct slice text, struct buf *b);

#endif
