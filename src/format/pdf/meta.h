/* PDF: the small line below a question: its level and tags, and the page of its answer. */
#ifndef QB_FORMAT_PDF_META_H
#define QB_FORMAT_PDF_META_H

#include <stdbool.h>

struct block;
struct doc;
struct flow;
struct record;

/* meta_add: appends the line, with space on the right for a page number if it is referred to; NULL if there is nothing. */
struct block *meta_add(struct doc *d, struct flow *f, const struct record *r, bool refers);

#endif
