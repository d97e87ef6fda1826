/* Lists of names in messages: "a, b, c". */
#ifndef QB_BASE_LIST_H
#define QB_BASE_LIST_H

#include <stddef.h>

struct buf;
struct slice;

/* list_add: appends the name to the list in *b, after a comma and a space unless it is the first. */
void list_add(struct buf *b, const char *name);
/* list_names: appends the first dozen of the n names as such a list, long ones truncated, and how many more there are. */
void list_names(struct buf *b, const struct slice *name, size_t n);

#endif
