/* List markers of Markdown, and the indentation of the text after them. */
#ifndef QB_IMPORT_MD_MARKER_H
#define QB_IMPORT_MD_MARKER_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct slice;

/*
 * marker_parse: if the line begins with a list marker, such as `7.` or `-`: stores the text after
 * it and its number, 0 for a bullet, and returns the column at which the text of the item begins;
 * otherwise 0.  See CommonMark, "List items".
 */
size_t marker_parse(struct slice line, struct slice *text, size_t *number);
/* marker_indent: the column at which the text of the line begins. */
size_t marker_indent(struct slice line);
/*
 * marker_add_line: appends the line without its indentation up to the column margin.  What a TAB
 * adds beyond that column is kept as spaces unless whole_tabs is true: in a native export the
 * indentation is spaces, and an editor made the TAB of them.
 */
void marker_add_line(struct slice line, size_t margin, bool whole_tabs, struct buf *b);

#endif
