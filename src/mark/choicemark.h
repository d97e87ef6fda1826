/* Marking an answer to a multiple-choice question. */
#ifndef QB_MARK_CHOICEMARK_H
#define QB_MARK_CHOICEMARK_H

#include <stdbool.h>
#include <stddef.h>

struct choices;
struct slice;

/* All zero is a valid value; it may be used for any number of answers. */
struct choicemark {
	bool *chosen; /* of each choice, in the order of the bank */
	size_t *order;
	size_t cap;
	double earned; /* of 1 */
};

/*
 * choices_mark: marks the answer: letters, such as "B", "a, c" or "ac", in either case, or the text of choices,
 * one a line; with anything else nothing is chosen.  Letters are those of the order that m->order has:
 * see choices_order().  One correct choice: what the chosen one weighs; several: the sum of the weights, at
 * least 0.  choicemark_prepare: makes space for that many choices.
 */
void choicemark_prepare(struct choicemark *m, size_t n);
void choices_mark(const struct choices *c, struct slice answer, struct choicemark *m);
void choicemark_free(struct choicemark *m);

#endif
