/* PDF: the front matter: title and contents. */
#ifndef QB_FORMAT_PDF_FRONT_H
#define QB_FORMAT_PDF_FRONT_H

#include <stddef.h>

struct doc;
struct slice;

/*
 * front_add: adds the title, and the contents if they are useful, to the document, which is complete
 * otherwise and has that many distinct topics; paginates it.  count is "133 questions".  -1 as markdown(), for
 * the lines of --header.
 */
int front_add(struct doc *d, size_t topics, struct slice count);

#endif
