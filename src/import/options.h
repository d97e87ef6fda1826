/* Choices from the columns of a table: one for each choice, and one for the correct answer. */
#ifndef QB_IMPORT_OPTIONS_H
#define QB_IMPORT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "bank/choices.h"

struct buf;
struct import;
struct slice;

/*
 * options_take: makes the column `choices` of the rows that have columns such as `option_a` and
 * `option_b`, or choices of which none is marked as correct.  The correct answer is in a column such as
 * `correct`: a letter, a number from 0 or from 1, the name of the column or the text, or several of them;
 * the one reading that explains most rows is taken.  Columns that are used up are omitted.  Reports what
 * was taken, and each row without a correct choice.
 */
void options_take(struct import *im);

/* How a correct answer names choices. */
enum options_mode { BY_TEXT, BY_LETTER, BY_NAME, FROM_ONE, FROM_ZERO, OPTIONS_MODES };

enum { OPTIONS_MAX = 26 };

/* The choices of a row. */
struct options_row {
	struct choices c;
	size_t place[OPTIONS_MAX]; /* of each choice from columns: its letter or number, from 0 */
	bool *correct;
	bool placed;
};

/* optionkey.c */

/*
 * options_place: the place, from 0, of a column such as `Option B` or `answer2`; SIZE_MAX: it has none.
 * *base is the name before it, simplified, in *b.
 */
size_t options_place(struct slice name, struct buf *b, struct slice *base);
/* options_mark: marks the choices that the key names; false if it does not name choices in that way. */
bool options_mark(struct options_row *r, enum options_mode mode, struct slice key);

#endif
