/* Choices, and questions with blocks, in a native export in Markdown. */
#ifndef QB_FORMAT_MDCHOICES_H
#define QB_FORMAT_MDCHOICES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct buf;
struct choicelist;

/* What ends the question and begins the answer, where that is not plain to see. */
#define MD_ANSWER_COMMENT "<!-- answer -->"

/*
 * md_add_inline: appends a text as one line; md_add_blocks: appends a text as blocks, each line after the
 * prefix, or, if it is empty, after the blank prefix.  Both write character references where the text could break out of its place,
 * and both return -1 as markdown().
 */
int md_add_inline(struct buf *b, struct slice s);
int md_add_blocks(struct buf *b, struct slice s, const char *prefix, const char *blank);

/*
 * md_add_choices: appends a blank line and a list of tasks, indented by margin spaces; with_key also which
 * are correct, the weights in comments and the feedback in quotes.  -1 as markdown().
 */
int md_add_choices(struct buf *b, const struct choicelist *l, bool with_key, size_t margin);

/* A question as an export writes it: the title on the line of the number, the body as blocks below. */
struct md_question {
	struct slice title; /* empty: the question begins with code */
	struct slice body;  /* empty: the title is all of the question, on one line */
};

/* md_split_question: what of the question is written as blocks; the parts borrow it. */
struct md_question md_split_question(struct slice question);
/* md_needs_comment: whether the answer needs MD_ANSWER_COMMENT before it, after the choices if there are any. */
bool md_needs_comment(struct slice answer, bool after_choices);

#endif
