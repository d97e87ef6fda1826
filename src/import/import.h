/*
 * import.h - what a source format of qb-import is.
 *
 * A format is one file with a read function, and one line in the list of import.c.
 * It hands over records column by column; which columns there are is known only at
 * the end, so they are kept until then.
 */
#ifndef QB_IMPORT_H
#define QB_IMPORT_H

#include "../qb.h"

struct import;

/* A source format. */
struct reader {
	const char *name;
	/* Hands over all records of the operand. Returns 0, or -1 having called fail(). */
	int (*read)(struct import *im, const char *operand);
};

/* reader_find: the format of that name, or NULL; reader_names: their names, as "a, b or c". */
const struct reader *reader_find(const char *name);
const char *reader_names(struct buf *b);

/*
 * import_new: nothing yet.  map and prefix are as the options have them, or NULL; they
 * must outlive the import.
 */
struct import *import_new(const char *map, const char *prefix);
/* import_file: file_read(), for which an empty file is a failure. */
int import_file(const char *operand, struct buf *file);
/* import_numbered: whether ids that are missing are made of numbers. */
bool import_numbered(const struct import *im);
/*
 * import_column: the number of the column that the source calls so, which is there
 * from now on, even if no record has it.
 */
size_t import_column(struct import *im, struct slice name);
/*
 * import_row: begins a record.  operand must outlive the import; number is what the
 * source has for it, or 0.  Returns which record it is.
 */
size_t import_row(struct import *im, const char *operand, size_t lineno, size_t number);
/* import_set: the decoded text of the row's column; said twice, the last counts. */
void import_set(struct import *im, size_t row, size_t col, struct slice text);
/* import_text: import_set() for the last row and a column by name. */
void import_text(struct import *im, const char *name, struct slice text);
/* import_report: tells on standard error what of this line is not carried. */
void import_report(const char *operand, size_t lineno, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/*
 * import_write: writes the bank; ids that are missing are the prefix and the number,
 * in three digits or more, or without a prefix made from the question.  Where numbers
 * begin anew, counting goes on.  Returns how many records were written, or -1.
 */
long import_write(struct import *im, struct out *o, const struct display *d);
void import_free(struct import *im);

/*
 * quote: the text's first words, as import_report() shows them; belongs to *b, whose
 * old content is lost.
 */
const char *quote(struct slice text, struct buf *b);

/* ---- notes.c: what comments say of a question ---- */

/* Columns by name, in the order in which they came, and the value of each.  All zero is none. */
struct notes {
	struct map *names; /* NULL: none */
	struct buf *value;
	size_t n, room;
};

/* notes_add: adds a column, or to the value that it has: a byte between, and this one. */
void notes_add(struct notes *notes, struct slice name, struct slice value, char sep);
/* notes_free: frees what they have, and makes them none. */
void notes_free(struct notes *notes);

#endif
