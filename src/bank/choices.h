/* The choices of a multiple-choice question: the column `choices`, see qb-bank(5). */
#ifndef QB_BANK_CHOICES_H
#define QB_BANK_CHOICES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct buf;

struct choice {
	struct slice text;     /* CommonMark inline text; a copy */
	struct slice feedback; /* its lines, separated by newlines; empty: none; a copy */
	double weight;         /* the share of the score in percent, given or by default */
	bool correct;
	bool weighted; /* the weight is given */
};

/* All zero: no choices.  The owner frees it with choices_free(). */
struct choices {
	struct choice *list; /* in the order of the bank */
	size_t n, cap;
	size_t correct; /* how many are correct; several: all that apply are to be chosen */
};

/*
 * choices_parse: replaces the content by the choices in the decoded field; a field that is empty has
 * none.  -1 at the first line that is not a choice or feedback: the reason begins with the number of
 * that line of the field, and the content is empty.  If no choice is marked as correct but some
 * have a positive weight, as GIFT has it, those are correct, and a weight that is not given is 0.
 */
int choices_parse(struct choices *c, struct slice field);

/*
 * For importers: choices_add() appends a choice, a copy of the text; a text of several lines becomes one,
 * without blanks at its ends; the choice is valid until the next call.  choice_weigh() sets its
 * weight in percent.  choice_comment() appends a paragraph of feedback.  choices_finish() completes
 * what choices_parse() does: the rule of GIFT, and the default weights.
 */
struct choice *choices_add(struct choices *c, bool correct, struct slice text);
void choice_weigh(struct choice *choice, double percent);
void choice_comment(struct choice *choice, struct slice feedback);
void choices_finish(struct choices *c);

/* choices_default: the default weight of a correct or of a wrong choice: 100/k, or -100/k or 0. */
double choices_default(const struct choices *c, bool correct);
/* choices_is_default: whether the weight of the choice is its default, to a hundredth of a percent. */
bool choices_is_default(const struct choices *c, const struct choice *choice);
/* choices_shows_weight: whether choices_write() writes the weight: it is not the default, or the text begins like one. */
bool choices_shows_weight(const struct choices *c, const struct choice *choice);
/* choice_percent: appends a weight: at most five decimals, none that are 0. */
void choice_percent(double percent, struct buf *b);
/* choices_write: appends the decoded field, without default weights. */
void choices_write(const struct choices *c, struct buf *b);
/* choices_is_canonical: whether choices_write() restores the field that was parsed. */
bool choices_is_canonical(const struct choices *c, struct slice field);

/*
 * choices_has_gift_weights: whether GIFT writes every choice with its weight, as Moodle has it where several are
 * correct; `=`, which cannot have a weight, is for the only correct one, worth 100 %.  choices_to_gift:
 * makes the choices what GIFT says of them: with such weights, those that are positive are correct.
 */
bool choices_has_gift_weights(const struct choices *c);
void choices_to_gift(struct choices *c);

/* choices_check: calls report with each problem of the decoded field, in plain words. */
void choices_check(struct slice field, void (*report)(void *arg, const char *problem), void *arg);

/*
 * choices_order: stores the order in which the choices are shown: order[i] is the index of the choice
 * at position i.  Without a seed (a p of NULL) it is that of the bank; with one they are sorted by the
 * XXH64 hash, seed 0, of the seed, TAB, the id, TAB and the text, the greatest first.  order has
 * c->n elements.
 */
void choices_order(const struct choices *c, struct slice seed, struct slice id, size_t *order);
/* choice_letter: appends the letter of a position: A to Z, then AA, AB and so on. */
void choice_letter(size_t position, struct buf *b);
/* choice_position: the position of a letter, in either case, or SIZE_MAX if it is none. */
size_t choice_position(struct slice letter);

void choices_free(struct choices *c);

#endif
