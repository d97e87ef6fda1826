/* Near-duplicates as notes of qb-list --check. */
#ifndef QB_QUERY_LIKENOTES_H
#define QB_QUERY_LIKENOTES_H

struct problems;
struct record;
struct slice;

struct likenotes;

/* likenotes_new: no questions; free with likenotes_free(). */
struct likenotes *likenotes_new(void);
/* likenotes_add: adds the question of the record, decoded, with its decoded id; -1 if there are too many. */
int likenotes_add(struct likenotes *l, const struct record *r, struct slice id, struct slice question);
/* likenotes_write: a note for each question that is at least 0.9 similar to an earlier one.  Called once. */
void likenotes_write(struct likenotes *l, struct problems *p);
void likenotes_free(struct likenotes *l);

#endif
