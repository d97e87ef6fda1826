/* A Markdown file as lines and top-level parts. */
#ifndef QB_IMPORT_MD_OUTLINE_H
#define QB_IMPORT_MD_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

/* No such line. */
#define NO_LINE SIZE_MAX

enum md_part_kind {
	MD_PART_HEADING,
	MD_PART_ITEM, /* of a top-level list */
	MD_PART_HTML,
	MD_PART_OTHER
};

struct md_part {
	enum md_part_kind kind;
	const char *what;   /* "paragraph", for messages */
	size_t number;      /* of an item; 0: a bullet */
	size_t first, last; /* the first and last line with text, from 0; or NO_LINE */
	size_t question;    /* the last line of an item's first paragraph, or NO_LINE */
};

struct outline {
	struct slice text;
	struct slice *line; /* without newlines */
	size_t lines;
	struct md_part *part; /* in order */
	size_t n, cap;
	bool native; /* written by qb-format */
};

/*
 * outline_parse: finds the parts of a text.  The text must outlive the outline, and a NUL must
 * follow it, since md4c 0.4.8 reads that byte.  Returns -1 if md4c fails.
 */
int outline_parse(struct outline *o, struct slice text);
/*
 * outline_parse_native: the same for a native export, in which every part begins in the first
 * column and indented lines belong to an item.
 */
void outline_parse_native(struct outline *o, struct slice text);
void outline_free(struct outline *o);

#endif
