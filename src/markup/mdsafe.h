/* CommonMark that cannot break out of its place in a Markdown file. */
#ifndef QB_MARKUP_MDSAFE_H
#define QB_MARKUP_MDSAFE_H

#include <stdbool.h>

struct slice;

/*
 * md_mark_unsafe: sets the elements of mask, one per byte, of the bytes that must become character
 * references: each `<` that begins HTML, which the text of a bank never contains, and, if
 * is_inline, the first byte of a text that is not a single paragraph.  Elements that are already
 * true are taken for references.  -1 as markdown().
 */
int md_mark_unsafe(struct slice text, bool is_inline, bool *mask);

#endif
