/* The names that tables of questions give their columns. */
#ifndef QB_IMPORT_NAMES_H
#define QB_IMPORT_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct buf;
struct import;

/*
 * names_simplify: stores a name in *b, whose old content is lost, in the form in which names are
 * compared: letters, in lower case, and digits, without an explanation after ` - `, `(` or `:`.
 */
struct slice names_simplify(struct slice name, struct buf *b);
/* names_are_of_bank: whether the columns are those of a bank, whose names are kept: they have `id` and `question`. */
bool names_are_of_bank(const struct import *im);
/* names_is_mapped: whether --map renames the column. */
bool names_is_mapped(const struct import *im, struct slice name);
/*
 * names_recognize: replaces the n names, in place, that have a meaning in a bank: `Front` becomes
 * `question`.  A name that the bank has already is not given twice.  Reports what was replaced.
 */
void names_recognize(const struct import *im, struct slice *name, size_t n);

/* names_is_question: whether a name is that of the question. */
bool names_is_question(struct slice name);
/* names_key: the rank of a name of the column that has the correct answer, 0 first; SIZE_MAX: it is none. */
size_t names_key(struct slice name);
/* names_options: whether a name is that of a list of choices; *wrong: of wrong ones. */
bool names_options(struct slice name, bool *wrong);

#endif
