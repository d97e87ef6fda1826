/* The title of a question: its first paragraph. */
#ifndef QB_MARKUP_TITLE_H
#define QB_MARKUP_TITLE_H

#include <stdbool.h>

#include "base/slice.h"

struct buf;

/* A decoded question in two parts; both borrow its bytes. */
struct title {
	struct slice text; /* CommonMark inline text, or, if is_code, plain text */
	struct slice rest; /* the blocks to show after the title: CommonMark; often empty */
	bool is_code;      /* the question begins with a code block, whose first line is the title */
	bool is_whole;     /* the same, and it has nothing else: where the title is shown as code, omit rest */
};

/*
 * title_split: the title of a question and the rest of it.  The title ends at a blank line, or at a line
 * that begins a list, a quote, a heading, a rule or a code fence.  If the question begins with a fenced
 * code block, rest is all of the question.
 */
struct title title_split(struct slice question);
/* title_inline: the title as CommonMark inline text.  Borrows it, or uses *b, whose old content is lost. */
struct slice title_inline(struct title t, struct buf *b);

#endif
