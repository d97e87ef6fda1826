/* Writing the blocks of HTML as CommonMark. */
#ifndef QB_IMPORT_HTML_BLOCK_H
#define QB_IMPORT_HTML_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "import/html/inline.h"
#include "import/html/tree.h"

struct html_counts;

struct html_writer {
	const struct html_tree *t;
	struct html_counts *dropped;
	bool page;
	struct buf *out;
	size_t start;            /* of the text in out */
	struct buf prefix;       /* of each line: that of the open quotes and list items */
	struct buf first;        /* instead of the prefix, of the next line; empty: none */
	bool fresh;              /* the next block needs no blank line before it */
	bool single_line;        /* in a heading or a cell: blocks become spaces */
	size_t gaps;             /* blank lines written between blocks */
	struct html_inline line; /* the current paragraph */
	const struct html_node
	    *style[HTML_DEPTH]; /* the open emphasis and links, which continue in the next paragraph */
	size_t styles;
	size_t list_end; /* where the last list ended in out, and its marker */
	char list_marker;
};

/* html_walk: writes a node with its content; html_walk_children: its content. */
void html_walk(struct html_writer *w, size_t node);
void html_walk_children(struct html_writer *w, size_t node);
/* html_flush: ends the current paragraph. */
void html_flush(struct html_writer *w);
/* html_begin: begins a block: writes a blank line if needed.  html_line: writes a line of it. */
void html_begin(struct html_writer *w);
void html_line(struct html_writer *w, struct slice line);

/*
 * html_quote, html_list, html_heading: write the element.  html_item: writes an item of a list, with
 * the marker - or *, or the number and . or ); after a blank line unless tight.  Returns whether the
 * item is tight, without blank lines inside.
 */
void html_quote(struct html_writer *w, size_t node);
void html_list(struct html_writer *w, size_t node);
bool html_item(struct html_writer *w, size_t node, bool tight, char marker, int number);
void html_heading(struct html_writer *w, size_t node);

/* pre.c */

/* html_preformatted: writes the node as a code block; html_code: as a code span or, with line breaks, as a block. */
void html_preformatted(struct html_writer *w, size_t node);
void html_code(struct html_writer *w, size_t node);
/* html_plain: appends the text of the node without markup. */
void html_plain(const struct html_tree *t, size_t node, struct buf *b);

/* table.c */

/* html_table: writes the table as a pipe table, or its cells as blocks if they contain blocks. */
void html_table(struct html_writer *w, size_t node);

#endif
