/*
 * PDF: a document: flows of blocks, which are split into the fragments of pages and then
 * painted.  All lengths are points.
 *
 * The modules of this folder, in the order of dependency: type < block < doc < span < text <
 * page < draw < paint < catalog < file < front < choice < meta < sheet < booklet.  A file includes
 * headers of modules to the left only.
 */
#ifndef QB_FORMAT_PDF_DOC_H
#define QB_FORMAT_PDF_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "format/pdf/block.h"
#include "format/pdf/type.h"

struct job;
struct slice;

/* Consecutive questions with the same topic. */
struct topic {
	char *name;                        /* may be empty */
	struct block *questions, *answers; /* the blocks with which they begin, or NULL */
};

/* The lines of a block that are on one page. */
struct fragment {
	struct block *block;
	size_t page, from, to; /* lines [from, to) */
	double x, y;           /* x is the beginning of the column */
	bool at_top;           /* of the column */
};

struct doc {
	struct job *job; /* borrowed */
	struct type type;
	double width, height;     /* of the paper */
	double left, top, bottom; /* the text margin, and the range of y for text */
	double measure;           /* the width of a column of text */
	double page_measure;      /* the same of all columns: that of the front matter */
	size_t columns;
	double pitch;      /* from the beginning of a column to that of the next */
	double top_offset; /* additional space at the top of the first page */
	char *title;
	size_t missing_glyphs; /* the number of characters that no font has */
	size_t first_missing;  /* the number of the question with the first of them */
	struct flow front;     /* the title and the contents */
	struct flow body;      /* the questions */
	struct flow appendix;  /* answers at the end */
	struct block *key;     /* the heading of the key in the appendix, or NULL */
	struct topic **topic;
	size_t ntopic, topic_cap;
	/* Set by paginate(). */
	struct fragment *fragment; /* in the order of pages */
	size_t nfragment, fragment_cap;
	size_t pages;
};

/* doc_init: an empty document with the job's paper and title; doc_free() frees it. */
void doc_init(struct doc *d, struct job *j);
void doc_free(struct doc *d);
/* doc_add_block: appends text that begins at x to the flow; the flow owns the block. */
struct block *doc_add_block(struct doc *d, struct flow *f, enum style s, struct slice text, double x);
/* doc_add_part: appends text to the block, on a new line; returns the part. */
struct part *doc_add_part(struct doc *d, struct block *b, struct slice text);
/* doc_count_missing_glyphs: counts the characters of the block that no font has. */
void doc_count_missing_glyphs(struct doc *d, const struct block *b);
/* doc_add_topic: appends a topic; the document owns it. */
struct topic *doc_add_topic(struct doc *d, struct slice name);
/* anchor_new: a name for block.anchor, from a kind of block and a number; the caller frees. */
char *anchor_new(const char *kind, size_t n);

#endif
