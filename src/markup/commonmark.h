/* CommonMark as events, by md4c. */
#ifndef QB_MARKUP_COMMONMARK_H
#define QB_MARKUP_COMMONMARK_H

#include <stdbool.h>

#include "base/slice.h"

struct buf;

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
	int number;         /* of a heading: its level; of a list or an item: its (first) number, or -1: bullets */
	bool tight;         /* of a list: no blank lines between the items */
	struct slice where; /* of a link or image: the address; of a code block: the language; decoded */
};

/* What a format does with the events; arg is the argument of markdown(). */
struct md_handler {
	void (*enter)(void *arg, const struct md_node *node);
	void (*leave)(void *arg, const struct md_node *node);
	/* Plain text, entities decoded, valid UTF-8; HTML in the source arrives as plain text. */
	void (*text)(void *arg, struct slice text);
	/* A line break: hard, or soft, which may be replaced by a space. */
	void (*newline)(void *arg, bool hard);
};

/*
 * markdown: calls the handler for the parts of the CommonMark text.  If is_inline, a single
 * paragraph, such as a question, has no MD_PARAGRAPH.  Invalid bytes arrive as U+FFFD.  -1, having
 * called fail(), if md4c failed or link references expand to too much text: see linklimit.h.
 */
int markdown(struct slice text, bool is_inline, const struct md_handler *h, void *arg);

/*
 * entity_text: the text of an entity, such as `&hellip;`; the entity itself if HTML has none of that
 * name.  Uses *b, whose old content is lost, or borrows.
 */
struct slice entity_text(struct slice entity, struct buf *b);

/*
 * link_is_external: whether the address is on the web or for mail.  Any other could run a script
 * or has no meaning outside the site of the bank.  link_encode: appends the address, with %XX for
 * bytes that a URL cannot contain and for those in unsafe.
 */
bool link_is_external(struct slice address);
void link_encode(struct slice address, const char *unsafe, struct buf *b);

#endif
