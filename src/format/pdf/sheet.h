/* PDF: papers: space for answers, and the points of a marking sheet. */
#ifndef QB_FORMAT_PDF_SHEET_H
#define QB_FORMAT_PDF_SHEET_H

#include <stddef.h>

struct doc;
struct flow;
struct sheet;

/* sheet_space_block: appends n ruled lines, which may be split over pages. */
void sheet_space_block(struct doc *d, struct flow *f, size_t n);
/* sheet_blocks: appends the points with boxes, and the line for their sum; if they are few, on one page. */
void sheet_blocks(struct doc *d, struct flow *f, const struct sheet *s);
/* sheet_total_block: appends the line for the total. */
void sheet_total_block(struct doc *d, struct flow *f, const struct sheet *s);

#endif
