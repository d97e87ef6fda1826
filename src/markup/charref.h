/* Text in other formats that is restored byte for byte: numeric character references. */
#ifndef QB_MARKUP_CHARREF_H
#define QB_MARKUP_CHARREF_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct slice;

/* Which bytes are written as decimal character references, such as `&#10;`, which CommonMark and HTML read as the byte. */
struct charref_set {
	const char *always;     /* anywhere */
	const char *at_edges;   /* at either end of the text */
	const char *on_request; /* where the mask of charref_encode() is true */
	const char *repeated;   /* after the same byte; or NULL */
};

/* For CommonMark: a question on one line; an answer, line by line; metadata in a comment. */
extern const struct charref_set charref_question, charref_answer, charref_meta;
/* For GIFT: any text, a category, metadata in a comment. */
extern const struct charref_set charref_gift, charref_category, charref_gift_meta;

/*
 * charref_encode: appends the text to *b with references for the bytes of the set and for those
 * whose element of mask (NULL, or one for each byte) is true.  A reference to one of these bytes
 * that is already in the text gets one more leading zero, so that decoding can tell it from ours.
 * charref_decode: the reverse.
 */
void charref_encode(const struct charref_set *r, struct slice text, const bool *mask, struct buf *b);
void charref_decode(const struct charref_set *r, struct slice s, struct buf *b);
/* charref_length: the length of a reference at the start of s to a byte of the set, or 0; stores its leading zeros and the byte. */
size_t charref_length(const struct charref_set *r, struct slice s, size_t *zeros, char *byte);
/* charref_edges: where the bytes of at_edges at the front end, and where those at the back begin. */
void charref_edges(const struct charref_set *r, struct slice s, size_t *front, size_t *back);

#endif
