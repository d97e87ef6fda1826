/* Two-way merge: the records of other files put into a bank, by id. */
#ifndef QB_QUERY_MERGE_H
#define QB_QUERY_MERGE_H

#include <stdbool.h>
#include <stddef.h>

struct slice;
struct writer;

struct merge_counts {
	size_t changed, added, deleted, unchanged; /* records */
};

struct merge;

/*
 * merge_new: no files; with a prefix, records without an id are numbered, and with drop, records of
 * the bank that no other file has are omitted.  The prefix must outlive it.  Free with merge_free().
 */
struct merge *merge_new(const char *prefix, bool drop);
/*
 * merge_edits: reads a file of edits, which may be empty; later files apply after it.  Returns 0, 1 if
 * it has no bytes, or -1 if it is malformed, or has a duplicate id, or a missing one without a prefix.
 */
int merge_edits(struct merge *m, char *path);
/*
 * merge_bank: opens the bank, after all edits were read.  Returns 0, 1 if it is a pipe without any
 * bytes, or -1.
 */
int merge_bank(struct merge *m, char *path);
/* merge_header: the header line of the result; valid as long as m. */
struct slice merge_header(const struct merge *m);
/*
 * merge_write: reads the bank and writes the result; -1 if a file is malformed, has a duplicate id,
 * or a record without an id and there is no prefix.  With report, writes a row `id change columns`
 * per record that is not the same afterwards, instead.  Adds the records to *counts.
 */
int merge_write(struct merge *m, struct writer *w, bool report, struct merge_counts *counts);
void merge_free(struct merge *m);

#endif
