/* markdown.h - a Markdown file by its parts, for md.c. */
#ifndef QB_IMPORT_MARKDOWN_H
#define QB_IMPORT_MARKDOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"
#include "import/notes.h"

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
	size_t n, cap;
	bool own; /* an export of ours */
};

/* An item; the question and the answer as they stand, without references taken back. */
struct item {
	size_t lineno;
	struct buf question, rest, answer;
	struct notes notes; /* a name that is repeated has one more line */
};

/* ---- outline.c ---- */

/*
 * outline_make: the parts of the text, which must outlive them, and have a NUL behind it,
 * at which md4c 0.4.8 looks; -1 where md4c, which finds them, failed.  outline_own: those
 * of an export of ours, where every part begins at the left margin and what is not at it
 * belongs to an item.
 */
int outline_make(struct outline *o, struct slice text);
void outline_own(struct outline *o, struct slice text);
void outline_free(struct outline *o);

/* ---- item.c, heading.c ---- */

/*
 * item_split: takes part i apart, which is an item; false where it is not understood,
 * but its line is set.  item_free: frees what it has.
 */
bool item_split(const struct outline *o, size_t i, struct item *it);
void item_free(struct item *it);
/* heading_source: the line of a heading without its #. */
struct slice heading_source(struct slice line);
/*
 * heading_parse: appends the topic that the heading gives, without emoji and number,
 * and the tags that it stands for.  -1 where md4c failed.
 */
int heading_parse(struct slice source, struct buf *topic, struct buf *tags);

#endif
