/* Records of CSV that need no parser. */
#ifndef QB_TSV_CSVBLOCK_H
#define QB_TSV_CSVBLOCK_H

#include <stddef.h>

struct buf;
struct slice;

/* What was converted: whole records. */
struct csv_done {
	size_t bytes;   /* of the CSV */
	size_t records; /* each on one line, but for the last, which may have more */
	size_t lines;
};

/*
 * csv_block_convert: appends to *out, as lines of TSV, the records at the start of the text, which
 * begins a line and a record.  Ends after a record of several lines, and before the first record
 * that is incomplete, blank, malformed or has a NUL, or a CR that is not in quotes and does not precede a
 * newline.  What it converts, libcsv converts to the same.
 */
struct csv_done csv_block_convert(struct slice csv, char delim, struct buf *out);

#endif
