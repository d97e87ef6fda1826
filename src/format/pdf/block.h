/* PDF: blocks of text, such as paragraphs, one below the other.  All lengths are points. */
#ifndef QB_FORMAT_PDF_BLOCK_H
#define QB_FORMAT_PDF_BLOCK_H

#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stddef.h>

#include "format/pdf/type.h"

struct topic;

enum block_kind {
	BLOCK_TEXT,
	BLOCK_CODE,  /* on a background */
	BLOCK_RULED, /* lines to write on; its text is spaces */
	BLOCK_RULE,  /* a line across the page; its text is a space */
	BLOCK_ENTRY  /* a line of the contents, which ends with page numbers */
};

/* A range of bytes of a text that links to an address. */
struct link {
	size_t start, end;
	char *uri; /* ASCII, without quotes and parentheses */
};

/*
 * A part of a block's text, which ends at a line break.  pango takes time in proportion to the
 * square of the lines that it lays out at once, so a long text has several parts.
 */
struct part {
	PangoLayout *layout;
	size_t line;       /* the index of its first line in the block; set by paginate() */
	struct link *link; /* in bytes of its text; the addresses belong to the block */
	size_t nlink;
};

/* The position of a line, from the top of the block's text. */
struct line_metrics {
	double top, baseline;
};

struct block {
	enum block_kind kind;
	enum style style;
	struct part *part; /* at least one */
	size_t npart, part_cap;
	double measure;         /* the width of the column */
	double x;               /* of the beginning of lines, from the text margin */
	double space_above;     /* omitted at the top of a page */
	double min_space;       /* the space that a page must have left for the block to begin on it */
	bool page_break_before; /* begins a page */
	bool keep_with_next;    /* is not split, and shares its page with the beginning of the next block */
	PangoLayout *marker;    /* the number or bullet that hangs before the first line, or NULL */
	const char *tag;        /* in the structure tree of the PDF, such as "P"; static */
	char *anchor;           /* the name of the destination for links to the block, or NULL */
	struct topic *topic;    /* for the page header, or NULL */
	struct link *link;      /* in bytes of the whole text */
	size_t nlink;
	double *quote_bar; /* the positions of the bars of the quotes that contain the block */
	size_t nquote_bar;
	size_t continued; /* how many of them, from the left, connect to those of the previous block */
	/* The blocks whose page numbers follow the text, or NULL; only an entry has two. */
	const struct block *target[2];
	const char *target_label; /* before the page number; static */
	/* Set by paginate(). */
	size_t page; /* on which the block begins, from 1 */
	double y;
	struct line_metrics *line; /* nline + 1 entries; the last one's top is the total height */
	size_t nline;
};

/* A sequence of blocks, which it owns. */
struct flow {
	struct block **block;
	size_t n, cap;
};

/* flow_add: appends an empty block, all zero, and returns it. */
struct block *flow_add(struct flow *f);
void flow_free(struct flow *f);
/* flow_keep: keeps the blocks from that index on together on a page if they have at most that many lines. */
void flow_keep(struct flow *f, size_t first, size_t max_lines);
/* block_line_count: the number of lines of the block, as wrapped. */
size_t block_line_count(const struct block *b);

#endif
