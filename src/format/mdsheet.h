/* The points of a marking sheet in Markdown. */
#ifndef QB_FORMAT_MDSHEET_H
#define QB_FORMAT_MDSHEET_H

#include <stddef.h>

struct buf;
struct sheet;

/* mdsheet_points: appends the points as lists of tasks, and the line for their sum, indented by margin spaces. */
void mdsheet_points(const struct sheet *s, size_t margin, struct buf *b);

#endif
