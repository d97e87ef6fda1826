/* Choosing the questions of a quiz, by their history. */
#ifndef QB_QUIZ_SELECTION_H
#define QB_QUIZ_SELECTION_H

#include <stddef.h>

struct bank;
struct deck_options;
struct journal;
struct record;
struct sample;
struct slice;

struct selection;

/* selection_open: begins to choose from the bank; NULL if it lacks a column.  All arguments must outlive it. */
struct selection *selection_open(const struct deck_options *o, const struct bank *b, const struct journal *j);
const struct deck_options *selection_options(const struct selection *s);
/* selection_add: adds the question with that id.  Returns its number in the history, or NO_ENTRY on failure. */
size_t selection_add(struct selection *s, struct record *r, struct slice id);
/* selection_close: the chosen questions in the order in which they are asked, which the caller frees; frees s. */
struct sample selection_close(struct selection *s);

#endif
