/* PDF: entries of the document catalog that cairo cannot write. */
#ifndef QB_FORMAT_PDF_CATALOG_H
#define QB_FORMAT_PDF_CATALOG_H

struct buf;

/*
 * catalog_extend: adds the language (English), and that viewers open the outline and show the
 * title, to a PDF written by cairo.  Returns -1, the PDF unchanged, if its structure is unknown.
 */
int catalog_extend(struct buf *pdf);

#endif
