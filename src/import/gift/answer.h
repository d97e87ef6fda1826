/* The answer of a GIFT question. */
#ifndef QB_IMPORT_GIFT_ANSWER_H
#define QB_IMPORT_GIFT_ANSWER_H

struct buf;
struct gift;
struct slice;

/* gift_answer: appends the text between the braces as CommonMark; reports what CommonMark cannot express. */
void gift_answer(const struct gift *g, struct slice s, struct buf *b);

#endif
