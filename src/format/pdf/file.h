/* PDF: the file: pages, outline, metadata, language. */
#ifndef QB_FORMAT_PDF_FILE_H
#define QB_FORMAT_PDF_FILE_H

struct buf;
struct doc;

/* pdf_write: appends the document, which has been paginated, to *pdf; returns 0, or -1 having called fail(). */
int pdf_write(struct doc *d, struct buf *pdf);

#endif
