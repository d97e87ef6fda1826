/* A comment in a Markdown file, which may be the metadata of a question. */
#ifndef QB_IMPORT_MD_COMMENT_H
#define QB_IMPORT_MD_COMMENT_H

#include <stddef.h>

#include "base/slice.h"

struct buf;
struct import;
struct keys;
struct metadata;

enum md_comment {
	MD_COMMENT_TEXT,    /* no line sets a key */
	MD_COMMENT_MIXED,   /* some lines do */
	MD_COMMENT_METADATA /* all do that are not blank */
};

/* A comment without its ends, and the line on which it begins. */
struct md_comment_text {
	struct slice body;
	size_t lineno;
};

/*
 * md_comment_split: the length of the comment at the start of the text, and what is between its
 * ends; 0 if there is none or it is not closed.
 */
size_t md_comment_split(struct slice text, struct slice *body);
enum md_comment md_comment_classify(const struct keys *keys, struct slice body);
/* md_comment_read: adds the keys to the metadata.  Lines that set no key are errors. */
void md_comment_read(struct import *im, const struct keys *keys, struct md_comment_text c, struct metadata *m);
/*
 * md_comment_hint: "unknown key 'a'; did you mean 'b'? " for the first key that is similar to a
 * known one, or "".  It belongs to *hint.
 */
const char *md_comment_hint(const struct keys *keys, struct slice body, struct buf *hint);

#endif
