/* What follows the title of a question in Markdown: more of the question, its choices, its answer. */
#ifndef QB_IMPORT_MD_BODY_H
#define QB_IMPORT_MD_BODY_H

#include <stdbool.h>
#include <stddef.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "import/metadata.h"

struct import;
struct keys;
struct slice;

/* Where a title and a body are in the source. */
struct body_source {
	struct import *im;       /* for reports */
	const struct keys *keys; /* what comments may set */
	size_t lineno;           /* of the first line of the body */
	bool item, quoted;       /* the title is in a list item or a quote, so the body may be, too */
	bool keep_comments;      /* they were read and reported */
	size_t *relative;        /* counts the links and images that only work where the file is */
};

struct body {
	struct buf question; /* decoded: the title, a blank line, further blocks */
	struct buf answer;
	struct choices choices;
	struct metadata metadata;
};

/*
 * body_read: splits a body.  Reports what is dropped: comments, links back to the top.  The caller
 * frees with body_free().
 */
void body_read(const struct body_source *src, struct slice title, struct slice text, struct body *b);
/* body_has_parts: whether a text that follows a question has choices, a mark of the answer or further questions. */
bool body_has_parts(struct slice text);
void body_free(struct body *b);

#endif
