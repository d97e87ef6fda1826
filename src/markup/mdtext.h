/* Plain text as CommonMark inline text. */
#ifndef QB_MARKUP_MDTEXT_H
#define QB_MARKUP_MDTEXT_H

struct buf;
struct slice;

/* md_escape: appends the text to *b as inline text on one line; md_unescape: the reverse. */
void md_escape(struct slice text, struct buf *b);
void md_unescape(struct slice s, struct buf *b);

#endif
