/* gift.h - what a GIFT file is being read into, for gift.c and answer.c. */
#ifndef QB_IMPORT_GIFT_H
#define QB_IMPORT_GIFT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "import/notes.h"

struct gift {
	struct import *im;
	const char *operand;
	bool own;
	struct buf topic;
	/* The block of lines that is being read. */
	struct buf text;    /* without its comments */
	size_t lineno;      /* of the first of them; 0 before it */
	struct notes notes; /* of its comments */
};

/* gift_report: tells what is not carried of the question, and the text. */
void gift_report(const struct gift *g, const char *what, struct slice text);
/* gift_trim: the text without white space at either end. */
struct slice gift_trim(struct slice s);

/* ---- answer.c: texts, and what stands between braces ---- */

/* gift_find: the offset of the first of these bytes that has no backslash before it, or the length. */
size_t gift_find(struct slice s, const char *bytes);
/* gift_text: appends the text without GIFT's escapes, and ours; line ends in plain text are blanks. */
void gift_text(const struct gift *g, struct slice s, bool plain, struct buf *b);
/* gift_formatted: the same, with its format before it; `[html]` is told, for a bank has none. */
void gift_formatted(const struct gift *g, struct slice s, struct buf *b);
/* gift_answer: appends the answer as CommonMark, and tells what of it is lost. */
void gift_answer(const struct gift *g, struct slice s, struct buf *b);

#endif
