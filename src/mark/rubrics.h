/* The rubrics of a bank, by id. */
#ifndef QB_MARK_RUBRICS_H
#define QB_MARK_RUBRICS_H

struct bank;
struct record;
struct rubric;
struct slice;

struct rubrics;

/*
 * rubrics_read: the rubrics of the bank, which is read to its end; the operands must outlive them.
 * NULL if the bank lacks a column, repeats an id, or cannot be read.
 */
struct rubrics *rubrics_read(struct bank *b);
/*
 * rubrics_find: the rubric of the id; belongs to rs.  NULL if there is none, an error of the
 * record, or if it is malformed, an error of the bank.
 */
const struct rubric *rubrics_find(struct rubrics *rs, const struct record *r, struct slice id);
void rubrics_free(struct rubrics *rs);

#endif
