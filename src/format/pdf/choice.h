/* PDF: the choices of a question, and the key at the end. */
#ifndef QB_FORMAT_PDF_CHOICE_H
#define QB_FORMAT_PDF_CHOICE_H

struct choicelist;
struct doc;
struct flow;
struct slice;

/* choice_blocks: appends a block per choice, which stay on one page if there are few; -1 having called fail(). */
int choice_blocks(struct doc *d, struct flow *f, const struct choicelist *l);
/* choice_appendix: appends the key to the appendix, on a page of its own: entries, each the number of a question, TAB, letters, newline. */
void choice_appendix(struct doc *d, struct slice entries);

#endif
