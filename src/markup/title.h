/* The title of a question: its first paragraph. */
#ifndef QB_MARKUP_TITLE_H
#define QB_MARKUP_TITLE_H

#include <stdbool.h>

#include "base/slice.h"

/* A decoded question in two parts; both borrow its bytes. */
struct title {
	struct slice text; /* CommonMark inline text, or, if is_code, plain text */
	struct slice rest; /* the blocks to show after the title: CommonMark; often empty */
	bool is_code;      /* the question begins with a code block, whose first line is the title */
};

/*
 * title_split: the title of a question and the rest of it.  The title ends at a blank line, or at a line
 * that begins a list, a quote, a heading, a rule or a code fence.  If the question begins with a fenced
 * code block, rest is all of the question.
 */
struct title title_split(struct slice question);

#endif
