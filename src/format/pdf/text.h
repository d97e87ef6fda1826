/* PDF: questions and answers, in CommonMark, as blocks. */
#ifndef QB_FORMAT_PDF_TEXT_H
#define QB_FORMAT_PDF_TEXT_H

#include "format/pdf/type.h"

struct block;
struct doc;
struct flow;
struct slice;

/* Each appends to the flow; returns 0, or -1 having called fail(). */

/* text_question: a question, as one block, which it stores in *b even if it fails. */
int text_question(struct doc *d, struct flow *f, enum style s, struct slice text, struct block **b);
/* text_choice: a choice, as one block that begins at x, with its letter before it. */
int text_choice(struct doc *d, struct flow *f, const char *letter, double x, struct slice text);
/* text_answer: an answer, or the rest of a question, as any number of blocks. */
int text_answer(struct doc *d, struct flow *f, struct slice text);

#endif
