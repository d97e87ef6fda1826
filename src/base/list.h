/* Lists of names in messages: "a, b, c". */
#ifndef QB_BASE_LIST_H
#define QB_BASE_LIST_H

struct buf;

/* list_add: appends the name to the list in *b, after a comma and a space unless it is the first. */
void list_add(struct buf *b, const char *name);

#endif
