/* CSV, through libcsv. */
#ifndef QB_TSV_CSV_H
#define QB_TSV_CSV_H

#include <stddef.h>

#include "base/slice.h"

struct buf;

struct csv;

/* csv_new: a converter from CSV to TSV; name, for messages, must outlive it.  Free with csv_destroy(). */
struct csv *csv_new(const char *name, char delim);
/*
 * csv_convert: consumes n bytes of CSV and appends each record that they complete to *out, as a
 * line of TSV.  Returns 0, or -1 if the CSV is malformed; the records before the error have been
 * converted.
 */
int csv_convert(struct csv *c, const char *p, size_t n, struct buf *out);
/* csv_finish: the same at the end of the file, for a last record without a newline. */
int csv_finish(struct csv *c, struct buf *out);
/*
 * csv_lineno: the line of the CSV file on which the next converted record began; call it once
 * for each converted line, in order.
 */
size_t csv_lineno(struct csv *c);
void csv_destroy(struct csv *c);
/*
 * csv_field: the text as a CSV field: quoted if it has a quote, one of the special bytes, or a
 * space or TAB at either end.  Borrows s or uses *b, whose old content is lost.
 */
struct slice csv_field(struct slice s, const char *special, struct buf *b);

#endif
