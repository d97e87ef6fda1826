/* Records to standard output, as TSV or as a table. */
#ifndef QB_BANK_WRITER_H
#define QB_BANK_WRITER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/term.h"

struct header;
struct out;
struct record;
struct slice;

/* How records are written: see opt_display(). */
struct display {
	bool tsv, table;    /* by default, a table if the output is a terminal */
	bool line_buffered; /* write each record when it is complete */
	enum when color;
};

struct writer;

/*
 * writer_open: begins a bank on o, as TSV or as a table, and writes its header, an escaped line.
 * If show is not NULL, show[i] puts column i into a table even if it is not id, topic, level or
 * question.  Standard output decides whether the output is a terminal, even if o is a file.
 */
struct writer *writer_open(struct out *o, const struct display *d, struct slice header, const bool *show);
/* writer_extend: the same with n columns appended, which replace columns of the same names. */
struct writer *writer_extend(
    struct out *o, const struct display *d, const struct header *h, const char *const *added, size_t n);
/* writer_extend_with: the same, without the column of the name dropped, unless that is NULL. */
struct extension {
	const char *const *added;
	size_t n;
	const char *dropped;
};
struct writer *writer_extend_with(
    struct out *o, const struct display *d, const struct header *h, const struct extension *e);
/* writer_record: begins a record of such a bank; the n appended fields must follow. */
void writer_record(struct writer *w, const struct record *r);
/*
 * writer_highlight: highlights the bytes from start to end of the decoded column col in the next
 * record; a table truncates the field so that its first highlight is visible.  Highlights of one
 * column must come in order and not overlap.  writer_highlights: whether highlights have any effect.
 */
bool writer_highlights(const struct writer *w);
void writer_highlight(struct writer *w, size_t col, size_t start, size_t end);
/* writer_line: writes a record from its line, byte for byte. */
void writer_line(struct writer *w, struct slice line);
/* writer_field: writes the next field of a record, already escaped; the last one ends the record. */
void writer_field(struct writer *w, struct slice field);
/* writer_text: the same from decoded text; writer_printf: the same, formatted, without escaping. */
void writer_text(struct writer *w, struct slice text);
void writer_printf(struct writer *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* writer_close: ends the bank and frees w; o remains open. */
void writer_close(struct writer *w);

#endif
