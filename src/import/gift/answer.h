/* The answer of a GIFT question. */
#ifndef QB_IMPORT_GIFT_ANSWER_H
#define QB_IMPORT_GIFT_ANSWER_H

struct buf;
struct choices;
struct gift;
struct slice;

/*
 * gift_answer: adds the choices between the braces of a multiple-choice question to *c, and appends what else
 * is there to *b, as CommonMark; reports what CommonMark cannot express.
 */
void gift_answer(const struct gift *g, struct slice s, struct choices *c, struct buf *b);

#endif
