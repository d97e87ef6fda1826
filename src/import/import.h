/*
 * The interface between the import formats and the bank that they produce.
 *
 * A format is one file with one read function; registry.h lists them.  It hands over records
 * column by column.  Any record may add a column, so rows are kept until import_write().
 */
#ifndef QB_IMPORT_IMPORT_H
#define QB_IMPORT_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct import;
struct slice;

/* ---- rows.c: for the formats ---- */

/*
 * import_file: like file_read(), but fails if the file is empty and not a pipe, and converts it from the
 * encoding of import_set_encoding(), if im is not NULL, or, which it reports, from UTF-16.
 */
int import_file(const struct import *im, const char *operand, struct buf *file);
/* import_recognize: takes the rows as those of any table, whose columns may have other names than those of a bank. */
void import_recognize(struct import *im);
/* import_column_list: the names of --columns, or NULL. */
const char *import_column_list(const struct import *im);
/* import_numbers_ids: whether missing ids are made from --prefix and a number. */
bool import_numbers_ids(const struct import *im);
/* import_questions: what the questions of a Markdown file are; NULL: what explains most of it. */
const char *import_questions(const struct import *im);
/*
 * import_add_column: adds a column of the source unless it exists, and returns its number.
 * A column is written even if no row has it.
 */
size_t import_add_column(struct import *im, struct slice name);
/*
 * import_add_row: begins a row for the record at that line and returns which row it is.
 * number is the number of the question in the source; 0: its position.
 */
size_t import_add_row(struct import *im, const char *operand, size_t lineno, size_t number);
/*
 * import_set: sets a column of the row, which it adds if necessary, to the decoded text;
 * replaces an earlier value.  import_set_column: the same for a column by its number.
 */
void import_set(struct import *im, size_t row, struct slice name, struct slice text);
void import_set_column(struct import *im, size_t row, size_t col, struct slice text);
/* import_value: the decoded text of a column of the row, or empty.  Borrows it until the next change, or uses *b. */
struct slice import_value(const struct import *im, size_t row, struct slice name, struct buf *b);
/* import_set_choices: sets the column choices unless the row has the same, perhaps with their key; reports others.  gift: see choices_to_gift(). */
void import_set_choices(struct import *im, size_t row, size_t lineno, struct slice text, bool gift);
/* import_report: prints a message about this line on standard error. */
void import_report(const char *operand, size_t lineno, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/*
 * import_quote: the first words of the text in quotation marks, for a message.  They belong to
 * *b, whose old content is lost.
 */
const char *import_quote(struct slice text, struct buf *b);

/* ---- notes.c: messages about a file, printed in the order of its lines ---- */

/*
 * import_note: adds a message.  import_error: the same for a fault, after which nothing is written.
 * import_skipped: adds that a part of the source is not imported: what it is, a constant in the
 * singular, and, unless empty, its text.  import_skipped_line: a further line of that part, which
 * only a verbose import prints.
 */
void import_note(struct import *im, size_t lineno, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void import_error(struct import *im, size_t lineno, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void import_skipped(struct import *im, size_t lineno, const char *what, struct slice text);
void import_skipped_line(struct import *im, size_t lineno, const char *what, struct slice text);
/* import_shape: sets what the questions of the file are, for the summary.  import_count_skipped: how many parts were. */
void import_shape(struct import *im, const char *shape);
size_t import_count_skipped(const struct import *im, const char *what);
/* import_end: ends a file: prints its messages.  Returns -1, having called fail(), if it has faults. */
int import_end(struct import *im, const char *operand);

#endif
