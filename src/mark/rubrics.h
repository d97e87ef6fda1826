/* The rubrics and the choices of a bank, by id. */
#ifndef QB_MARK_RUBRICS_H
#define QB_MARK_RUBRICS_H

struct bank;
struct choices;
struct record;
struct rubric;
struct slice;

struct rubrics;

/*
 * rubrics_read: the rubrics and choices of the bank, which is read to its end; the operands must outlive them.
 * NULL if the bank lacks a column, repeats an id, or cannot be read.
 */
struct rubrics *rubrics_read(struct bank *b);
/* By what an answer is marked: one of the two, which belong to the rubrics. */
struct scheme {
	const struct rubric *rubric;
	const struct choices *choices; /* with a correct one */
};

/*
 * rubrics_find: stores the choices of the id, or else its rubric.  Returns 0, 1 if it has neither, an error
 * of the record, or -1 if they are malformed, an error of the bank; both have called fail().
 */
int rubrics_find(struct rubrics *rs, const struct record *r, struct slice id, struct scheme *s);
void rubrics_free(struct rubrics *rs);

#endif
