/* Pairs of near-duplicates. */
#ifndef QB_QUERY_PAIRS_H
#define QB_QUERY_PAIRS_H

#include <stdbool.h>

struct display;
struct out;
struct slice;
struct threshold;

struct pairs;

/* pairs_new: no questions; free with pairs_free(). */
struct pairs *pairs_new(struct threshold t);
/* pairs_add: adds a question, decoded, with its id, escaped; -1 if there are too many. */
int pairs_add(struct pairs *p, struct slice id, struct slice question);
/*
 * pairs_write: writes at most that many pairs as a bank with the columns id, alike and similarity, in
 * the order in which their first questions were added, then their second ones.  Returns whether
 * there are any.  Called once.
 */
bool pairs_write(struct pairs *p, unsigned long long most, struct out *o, const struct display *d);
void pairs_free(struct pairs *p);

#endif
