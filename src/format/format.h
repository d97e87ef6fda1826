/*
 * format.h - what a format of qb-format is.
 *
 * A format is one file with a begin, a record and an end, and one line in the
 * table of format.c.  CommonMark comes to it through markdown().
 */
#ifndef QB_FORMAT_H
#define QB_FORMAT_H

#include "../qb.h"

enum answers { ANSWERS_NONE, ANSWERS_INLINE, ANSWERS_END };

/* One run of qb-format.  Belongs to main. */
struct job {
	struct out *out;
	const struct header *header;
	const char *title;    /* never NULL */
	const char *template; /* NULL: none was given */
	enum answers answers;
	const char *paper; /* "a4" or "letter" */
	size_t width;      /* columns of text */
	bool color;
	size_t n;                                                /* the number of the record, from 1 */
	size_t id, topic, level, tags, question, answer, points; /* columns, or NO_COLUMN */
};

struct format {
	const char *name;
	const char *about;    /* one line, for --help and the page */
	bool needs_question;  /* the bank must have the column */
	enum answers usually; /* what -a means here */
	/* Each returns 0, or -1 having called fail(). The state of a run is the format's own. */
	int (*begin)(struct job *j);
	int (*record)(struct job *j, struct record *r);
	int (*end)(struct job *j);
};

/* ---- markdown.c: CommonMark as events, by md4c ---- */

enum md_kind {
	MD_PARAGRAPH,
	MD_HEADING,
	MD_QUOTE,
	MD_LIST,
	MD_ITEM,
	MD_CODE_BLOCK,
	MD_RULE,
	MD_EMPHASIS,
	MD_STRONG,
	MD_CODE,
	MD_LINK,
	MD_IMAGE /* its text is the alternative text */
};

struct md_node {
	enum md_kind kind;
	int number;         /* of a heading: its level; of an item: its number, or -1 for a bullet */
	bool tight;         /* of a list: no blank lines between the items */
	struct slice where; /* of a link or image: the address; of a code block: the language; decoded */
};

/* What a format does with the events; arg is what markdown() was given. */
struct md_handler {
	void (*enter)(void *arg, const struct md_node *node);
	void (*leave)(void *arg, const struct md_node *node);
	/* Plain text, entities decoded, valid UTF-8; HTML in the source comes as the text that it is. */
	void (*text)(void *arg, struct slice text);
	/* A line ends in the source: hard, or soft, where a blank does as well. */
	void (*newline)(void *arg, bool hard);
};

/*
 * markdown: calls the handler for what the CommonMark text consists of.  A single
 * paragraph, as a question is, comes without its MD_PARAGRAPH where is_inline.
 * Bytes that are not UTF-8 come as U+FFFD.  -1 where md4c failed.
 */
int markdown(struct slice text, bool is_inline, const struct md_handler *h, void *arg);

#endif
