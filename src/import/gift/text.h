/* The texts of GIFT: escapes, and the format in front of a text. */
#ifndef QB_IMPORT_GIFT_TEXT_H
#define QB_IMPORT_GIFT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct gift;
struct slice;

/* gift_find: the offset of the first of these bytes that is not escaped, or s.n. */
size_t gift_find(struct slice s, const char *bytes);
/*
 * gift_decode: appends the text without GIFT's escapes, and in a native export without
 * character references.  If join is true, newlines become spaces.
 */
void gift_decode(const struct gift *g, struct slice s, bool join, struct buf *b);
/*
 * gift_decode_formatted: the same for a text that may begin with its format, such as
 * `[markdown]`, which decides whether lines are joined.  HTML becomes CommonMark.
 */
void gift_decode_formatted(const struct gift *g, struct slice s, struct buf *b);
/* gift_skipped: reports that a part of the current block is not imported. */
void gift_skipped(const struct gift *g, const char *what, struct slice text);

#endif
