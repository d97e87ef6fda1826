/* Numeric character references in text that must survive a round trip through another format. */
#ifndef QB_MARKUP_CHARREF_H
#define QB_MARKUP_CHARREF_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct slice;

/* The bytes to write as decimal references, such as `&#10;`, which CommonMark and HTML read as the byte. */
struct charref_set {
	const char *always;     /* in any position */
	const char *at_edges;   /* at either end of the text */
	const char *on_request; /* where the mask of charref_encode() is true */
	const char *repeated;   /* after the same byte; or NULL */
};

/* For CommonMark: a question, which is one line; an answer, line by line; metadata in a comment. */
extern const struct charref_set charref_question, charref_answer, charref_meta;
/* For GIFT: any text; a category; metadata in a comment. */
extern const struct charref_set charref_gift, charref_category, charref_gift_meta;

/*
 * charref_encode: appends the text to *b with references for the bytes of the set and for those
 * whose element of mask (NULL, or one per byte) is true.  A reference to one of these bytes that
 * is already in the text gets one more leading zero, so that decoding can tell the two apart.
 * charref_decode: the reverse.
 */
void charref_encode(const struct charref_set *set, struct slice text, const bool *mask, struct buf *b);
void charref_decode(const struct charref_set *set, struct slice s, struct buf *b);
/*
 * charref_length: the length of a reference at the start of s to a byte of the set, or 0; stores
 * the byte and the number of leading zeros.  If 0 is returned, their values are undefined.
 */
size_t charref_length(const struct charref_set *set, struct slice s, size_t *zeros, char *byte);
/* charref_edges: the offsets where the leading at_edges bytes end and where the trailing ones begin. */
void charref_edges(const struct charref_set *set, struct slice s, size_t *front, size_t *back);

#endif
