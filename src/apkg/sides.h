/* The fields of a note as HTML, as qb-format writes them and qb-import expects them. */
#ifndef QB_APKG_SIDES_H
#define QB_APKG_SIDES_H

struct buf;
struct choicelist;
struct slice;

/* Begins the list of choices, after the question. */
#define SIDES_CHOICES "<ol type=\"A\">\n"

/*
 * All append to *b, and return 0 or, after fail(), -1.  sides_front: the question, and its choices.
 * sides_back: the key, weights and feedback of the choices, and the answer.  sides_points: the rubric as a
 * list of its labels with their weights.
 */
int sides_front(struct buf *b, struct slice question, const struct choicelist *l);
int sides_back(struct buf *b, struct slice answer, const struct choicelist *l);
int sides_points(struct buf *b, struct slice points);

#endif
