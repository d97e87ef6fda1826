/* Sorting records. */
#ifndef QB_QUERY_SORT_H
#define QB_QUERY_SORT_H

#include <stdbool.h>
#include <stddef.h>

struct bank;
struct record;

struct sort;

/*
 * sort_new: sorts records of the bank by the n keys, each `COL` or `COL:r` for reverse order.
 * NULL if the bank lacks a column.  Free with sort_free().
 */
struct sort *sort_new(const struct bank *b, char *const *key, size_t n);
/* sort_uses: whether the column is one of the keys. */
bool sort_uses(const struct sort *s, size_t col);
/* sort_add: adds a copy of the record. */
void sort_add(struct sort *s, const struct record *r);
/*
 * sort_next: the next record in order, which belongs to s; NULL at the end.  After the first call
 * no record can be added.  Numbers compare as numbers and precede other text, which compares by
 * bytes; equal records keep the order in which they were added.
 */
struct record *sort_next(struct sort *s);
void sort_free(struct sort *s);

#endif
