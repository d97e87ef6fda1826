/* markdown.h - where the parts of a Markdown file stand. */
#ifndef QB_IMPORT_MARKDOWN_H
#define QB_IMPORT_MARKDOWN_H

#include "../qb.h"

/* No such line. */
#define NO_LINE SIZE_MAX

enum part_kind {
	PART_HEADING,
	PART_ITEM, /* of a list that is in no other part */
	PART_HTML,
	PART_OTHER
};

struct part {
	enum part_kind kind;
	const char *what;   /* "a paragraph", for messages */
	size_t number;      /* of an item; 0 for a bullet */
	size_t first, last; /* the lines on which it has text, from 0; or NO_LINE */
	size_t question;    /* the last line of an item's first paragraph, or NO_LINE */
};

/* A Markdown file by lines and parts. */
struct outline {
	struct slice text;
	struct slice *line; /* without their newlines */
	size_t lines;
	struct part *part; /* in order */
	size_t n, room;
};

/*
 * outline_make: the parts of the text, which must outlive them; -1 where md4c, which
 * finds them, failed.  outline_own: those of an export of ours, where every part
 * begins at the left margin and what is not at it belongs to an item.
 */
int outline_make(struct outline *o, struct slice text);
void outline_own(struct outline *o, struct slice text);
void outline_free(struct outline *o);

#endif
