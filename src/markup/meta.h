/* Metadata comments: `key: value` lines for the columns that a format does not show. */
#ifndef QB_MARKUP_META_H
#define QB_MARKUP_META_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct charref_set;
struct slice;

/* meta_encode_name: appends the name of a column, encoded for metadata, to *b; meta_decode_name: the reverse. */
void meta_encode_name(struct slice name, struct buf *b);
void meta_decode_name(struct slice s, struct buf *b);
/* meta_encode: appends a line `name: value` for each line of the value, nothing if it is empty; returns how many. */
size_t meta_encode(const struct charref_set *set, struct slice name, struct slice value, struct buf *b);
/*
 * meta_decode: splits such a line, without its newline, into *name and *value, whose old content
 * is lost.  False if it is not metadata.
 */
bool meta_decode(const struct charref_set *set, struct slice line, struct buf *name, struct buf *value);

#endif
