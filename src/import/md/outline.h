/*
 * A Markdown file as lines and top-level parts, and which of its lines are accounted for: every
 * line that is not blank must be used or reported.
 */
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
	MD_PART_CODE,
	MD_PART_OTHER
};

struct md_part {
	enum md_part_kind kind;
	const char *what;   /* "paragraph", for messages */
	size_t number;      /* of an item; 0: a bullet */
	size_t first, last; /* the first and last line with text, from 0; or NO_LINE */
	size_t question;    /* the last line of an item's first paragraph, or NO_LINE */
	size_t after;       /* the first line with text after that paragraph, or NO_LINE */
};

struct outline {
	struct slice text;
	struct slice *line; /* without newlines */
	bool *used;         /* of each line: whether it is accounted for */
	size_t lines;
	struct md_part *part; /* in order */
	size_t n, cap;
	const char **comment; /* where HTML begins with `<!--`, in order; some are inside of another one */
	size_t comments, comments_cap;
	bool native; /* written by qb-format */
};

/*
 * outline_parse: finds the parts of a text, which must outlive the outline.  Returns -1 if md4c
 * fails.
 */
int outline_parse(struct outline *o, struct slice text, bool native);
void outline_free(struct outline *o);
/* outline_line: the number, from 0, of the line that contains the byte at p. */
size_t outline_line(const struct outline *o, const char *p);
bool outline_is_blank(const struct outline *o, size_t line);
/* outline_use: marks the lines from first to last as accounted for. */
void outline_use(struct outline *o, size_t first, size_t last);
/*
 * outline_marker: stores the line of the list marker of an item that has text, and returns the
 * column at which the text begins; 0 if no marker is found.
 */
size_t outline_marker(const struct outline *o, size_t part, size_t *line);
/*
 * outline_extent: stores the lines of a part that has text, with those next to it that are
 * markup only, such as the fences of a code block.
 */
void outline_extent(const struct outline *o, size_t part, size_t *first, size_t *last);
/* outline_comment: the index of the first comment at or after the line, or o->comments. */
size_t outline_comment(const struct outline *o, size_t line);

#endif
