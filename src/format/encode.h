/* Text encoded for other formats: the encodings of template fields. */
#ifndef QB_FORMAT_ENCODE_H
#define QB_FORMAT_ENCODE_H

#include "base/slice.h"

struct buf;

/*
 * An encoding: appends the decoded text to *b.  Bytes that are not UTF-8, and characters that the
 * format forbids, become U+FFFD, except in sh, csv and url, which keep every byte.
 */
typedef void encoding(struct buf *b, struct slice s);

/* encode_find: the encoding of that name, or NULL; encode_names: appends the names as "a, b, c". */
encoding *encode_find(struct slice name);
const char *encode_names(struct buf *b);

#endif
