/* CommonMark as plain text, in the conventions of mail: _emphasis_, *strong*, `code`, > quote. */
#ifndef QB_FORMAT_PLAINTEXT_H
#define QB_FORMAT_PLAINTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "format/wrap.h"

struct slice;

/* All zero, except for what struct wrap and escape need, is valid; plaintext_free() frees it. */
struct plaintext {
	struct wrap wrap;
	bool escape;                           /* escape control characters */
	bool in_code_block;                    /* newlines are kept */
	struct plaintext_container *container; /* open quotes, lists and items, the outermost first */
	size_t ncontainer, cap;
};

/* plaintext_add: appends text to the block; outside of code blocks, white space becomes spaces. */
void plaintext_add(struct plaintext *p, struct slice s);
/* plaintext_indent: widens the margin after a marker by the n bytes of the marker. */
void plaintext_indent(struct plaintext *p, size_t n);
/* plaintext_markdown: writes the CommonMark text; inline text is left in the block.  -1 as markdown(). */
int plaintext_markdown(struct plaintext *p, struct slice s, bool is_inline);
void plaintext_free(struct plaintext *p);

#endif
