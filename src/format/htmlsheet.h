/* Papers in HTML: the header, space for answers, and the points of a marking sheet. */
#ifndef QB_FORMAT_HTMLSHEET_H
#define QB_FORMAT_HTMLSHEET_H

#include <stddef.h>

struct buf;
struct job;
struct sheet;

/* htmlsheet_header: appends the lines of --header, which follow the title; -1 as markdown(). */
int htmlsheet_header(struct buf *b, const struct job *j);
/* htmlsheet_space: appends n lines to write on. */
void htmlsheet_space(struct buf *b, size_t n);
/* htmlsheet_points: appends the points with boxes, and the line for their sum. */
void htmlsheet_points(struct buf *b, const struct sheet *s);
/* htmlsheet_total: appends the line for the total of a marking sheet. */
void htmlsheet_total(struct buf *b, const struct sheet *s);

#endif
