/* The choices of a record as they are shown: in an order, with letters, and with their key. */
#ifndef QB_FORMAT_CHOICELIST_H
#define QB_FORMAT_CHOICELIST_H

#include <stdbool.h>
#include <stddef.h>

#include "bank/choices.h"
#include "base/slice.h"

struct buf;
struct job;
struct record;

/* All zero: no choices.  choicelist_free() frees it. */
struct choicelist {
	struct choices choices;
	size_t *order; /* of each position: the index of the choice */
};

/*
 * choicelist_parse: replaces the content by the choices of the decoded field, in the order of choices_order();
 * -1 if they are invalid, and the content is empty.  choicelist_set: the same for a record, and --shuffle.
 */
int choicelist_parse(struct choicelist *l, struct slice field, struct slice seed, struct slice id);
int choicelist_set(struct choicelist *l, const struct job *j, const struct record *r);
/* choicelist_at: the choice at that position, which is less than l->choices.n. */
const struct choice *choicelist_at(const struct choicelist *l, size_t position);
/* choicelist_letter: appends the letter at that position and a parenthesis, such as "A)". */
void choicelist_letter(size_t position, struct buf *b);
/* choicelist_width: the bytes of the longest of these. */
size_t choicelist_width(const struct choicelist *l);
/* choicelist_key: appends the letters of the correct choices, such as "A, C"; "none" if there are none. */
void choicelist_key(const struct choicelist *l, struct buf *b);
/* choicelist_has_notes: whether a choice has feedback or another weight than its default. */
bool choicelist_has_notes(const struct choicelist *l);
/*
 * choicelist_answer: the answer preceded by the key, the weights that are not the default, and the
 * feedback, as CommonMark.  Borrows the answer if there are no choices; otherwise uses *b, whose
 * old content is lost.
 */
struct slice choicelist_answer(const struct choicelist *l, struct slice answer, struct buf *b);
void choicelist_free(struct choicelist *l);

#endif
