/* PDF: pages as drawn by cairo, with their links and structure. */
#ifndef QB_FORMAT_PDF_PAINT_H
#define QB_FORMAT_PDF_PAINT_H

#include <pango/pangocairo.h>

struct doc;

/* paint_pages: draws all pages; an error is in the status of cr or of its surface. */
void paint_pages(struct doc *d, cairo_t *cr);

#endif
