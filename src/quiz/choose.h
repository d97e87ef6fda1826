/* The choices of a question, and which of them were chosen. */
#ifndef QB_QUIZ_CHOOSE_H
#define QB_QUIZ_CHOOSE_H

#include <stdbool.h>
#include <stddef.h>

#include "bank/choices.h"
#include "mark/choicemark.h"

struct plaintext;
struct slice;

/* All zero: no choices.  choose_free() frees it. */
struct choose {
	struct choices choices;
	struct choicemark mark; /* its order is that in which they are shown; which are chosen */
};

/*
 * choose_open: takes the choices from the decoded field, in the order that choices_order() gives
 * them by seed and id.  -1 if the field is malformed; there are then no choices.
 */
int choose_open(struct choose *c, struct slice field, struct slice seed, struct slice id);
/* choose_several: whether more than one choice is correct, so that all that apply are to be chosen. */
bool choose_several(const struct choose *c);
/* choose_any: whether any is chosen. */
bool choose_any(const struct choose *c);
/* choose_answer: chooses what the text names, as for choices_mark(), instead of others; false if it names nothing. */
bool choose_answer(struct choose *c, struct slice text);
/* choose_toggle: chooses what is at the position, or no longer. */
void choose_toggle(struct choose *c, size_t position);
/* choose_score: the score of what is chosen, 0 to 1, as qb-score -m gives it. */
double choose_score(struct choose *c);
/* choose_write: writes a line for each choice; with the key, which are correct, and feedback, if answered. */
void choose_write(const struct choose *c, bool answered, struct plaintext *p);
void choose_free(struct choose *c);

#endif
