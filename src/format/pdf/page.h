/* PDF: pagination. */
#ifndef QB_FORMAT_PDF_PAGE_H
#define QB_FORMAT_PDF_PAGE_H

struct doc;

/* paginate: divides all flows into pages; replaces the result of an earlier call. */
void paginate(struct doc *d);

#endif
