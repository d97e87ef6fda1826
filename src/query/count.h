/* Counts of values. */
#ifndef QB_QUERY_COUNT_H
#define QB_QUERY_COUNT_H

#include <stdbool.h>
#include <stddef.h>

struct display;
struct out;
struct slice;

struct counts;

/* counts_new: no values; free with counts_free(). */
struct counts *counts_new(void);
/* counts_add: counts the value of a field, which is escaped; fast if it is that of the call before. */
void counts_add(struct counts *c, struct slice field);
/*
 * counts_write: writes at most that many values, in order of their first appearance, and their counts;
 * column is the name of the values, escaped.  Returns whether there are any.
 */
bool counts_write(const struct counts *c, struct slice column, size_t most, struct out *o, const struct display *d);
void counts_free(struct counts *c);

#endif
