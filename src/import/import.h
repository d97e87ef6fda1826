/*
 * import.h - what a source format of qb-import is.
 *
 * A format is one file with a read function, and one line in the list of import.c.
 * It hands over records column by column; which columns there are is known only at
 * the end, so they are kept until then.
 */
#ifndef QB_IMPORT_H
#define QB_IMPORT_H

#include "bank/bank.h"
#include "bank/record.h"
#include "bank/table.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/fd.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/out.h"
#include "base/sandbox.h"
#include "base/slice.h"
#include "base/term.h"
#include "base/utf8.h"
#include "import/notes.h"
#include "mark/answer.h"
#include "mark/rubric.h"
#include "markup/charref.h"
#include "markup/commonmark.h"
#include "markup/mdtext.h"
#include "markup/meta.h"
#include "query/check.h"
#include "query/sample.h"
#include "query/select.h"
#include "query/sort.h"
#include "review/fsrs.h"
#include "review/history.h"
#include "review/log.h"
#include "review/progress.h"
#include "search/needle.h"
#include "search/pattern.h"
#include "search/regex.h"
#include "search/skip.h"
#include "search/trie.h"
#include "tsv/csv.h"
#include "tsv/escape.h"
#include "tsv/file.h"
#include "tsv/reader.h"
#include "tsv/scan.h"

struct import;

/* A source format. */
struct import_format {
	const char *name;
	/* Hands over all records of the operand. Returns 0, or -1 having called fail(). */
	int (*read)(struct import *im, const char *operand);
};

/* import_format_find: the format of that name, or NULL; import_format_names: their names, as "a, b or c". */
const struct import_format *import_format_find(const char *name);
const char *import_format_names(struct buf *b);

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
 * import_quote: the text's first words, as import_report() shows them; belongs to *b, whose
 * old content is lost.
 */
const char *import_quote(struct slice text, struct buf *b);

#endif
