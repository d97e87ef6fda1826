/* Three-way merge of banks, by id and column. */
#ifndef QB_QUERY_MERGE3_H
#define QB_QUERY_MERGE3_H

#include <stddef.h>

struct buf;
struct out;

struct merge3;

/* merge3_new: no files; free with merge3_free(). */
struct merge3 *merge3_new(void);
/*
 * merge3_open: reads the base, which may be empty, and theirs, and opens ours.  The paths must outlive
 * m.  Returns 0, 1 if ours or theirs is a pipe without any bytes, or -1 if a file is not a bank with ids,
 * is malformed, or has a duplicate or missing id.
 */
int merge3_open(struct merge3 *m, char *base, char *ours, char *theirs);
/*
 * merge3_write: writes the merged bank, and a record that conflicts as two between conflict marks.
 * Appends a line per conflict to *conflicts, in the form of failure(), and stores their number.  -1 if
 * ours is malformed, or has a duplicate or missing id.
 */
int merge3_write(struct merge3 *m, struct out *o, struct buf *conflicts, size_t *n);
void merge3_free(struct merge3 *m);

#endif
