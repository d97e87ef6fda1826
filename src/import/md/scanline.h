/* A line of Markdown by itself, for scan.c. */
#ifndef QB_IMPORT_MD_SCANLINE_H
#define QB_IMPORT_MD_SCANLINE_H

#include <stdbool.h>
#include <stddef.h>

struct scan_line;
struct slice;

/* A line that begins or ends a code block. */
struct scan_fence {
	char mark; /* ` or ~; 0: none */
	size_t n;  /* how many */
	bool info; /* a language follows, so the line cannot end a block */
};

/* scan_line_read: sets all members of the line but raw, which is set, and *fence, which is zero. */
void scan_line_read(struct scan_line *l, struct scan_fence *fence);
/* scan_line_is_delimiter: whether the text is the line below the header of a table, as `|---|:-:|`. */
bool scan_line_is_delimiter(struct slice text);

#endif
