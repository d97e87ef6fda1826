/* The text of a GIFT question. */
#ifndef QB_IMPORT_GIFT_STEM_H
#define QB_IMPORT_GIFT_STEM_H

#include <stdbool.h>

struct buf;
struct gift;
struct slice;

/* gift_has_cloze: whether the text has the answer of an embedded (cloze) question, such as `{1:MC:=a~b}`, perhaps with escapes. */
bool gift_has_cloze(struct slice s);
/*
 * gift_read_text: appends the text of a question: what is before its braces, and what follows them, with a
 * blank between.
 */
void gift_read_text(const struct gift *g, struct slice head, struct slice tail, struct buf *question);

#endif
