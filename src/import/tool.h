/* An import, for the tool: rows.c and layout.c. */
#ifndef QB_IMPORT_TOOL_H
#define QB_IMPORT_TOOL_H

struct display;
struct import;
struct out;

/* import_new: an empty import.  map and prefix are the values of the options or NULL, and must outlive it. */
struct import *import_new(const char *map, const char *prefix);
/* import_set_verbose: prints every message, not only the first.  import_set_questions: sets import_questions(). */
void import_set_verbose(struct import *im);
/* import_set_columns: the names of the columns of files without a header line, separated by commas. */
void import_set_columns(struct import *im, const char *list);
/* import_set_encoding: sets the encoding of the files, whose name must outlive the import; -1 if it is unknown. */
int import_set_encoding(struct import *im, const char *name);
void import_set_questions(struct import *im, const char *questions);
/*
 * import_write: writes the rows as a bank.  A missing id is the prefix and the number of the
 * question, in at least three digits, or, without a prefix, made from a hash of the question.
 * Where the numbers of the source restart, counting continues.  Prints a summary if parts of the
 * source were skipped.  Returns how many records were written, or -1 if the columns do not make a bank.
 */
long import_write(struct import *im, struct out *o, const struct display *d);
/*
 * import_set_after: reads the bank that the result continues, which must outlive the import: with a prefix,
 * ids go on after the highest number that it has; questions that it has are skipped; an id that it has
 * becomes another one.  Returns -1 after fail().
 */
int import_set_after(struct import *im, const char *bank);
void import_free(struct import *im);

#endif
