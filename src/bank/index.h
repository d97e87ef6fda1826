/* The records of a bank by id. */
#ifndef QB_BANK_INDEX_H
#define QB_BANK_INDEX_H

#include <stdbool.h>
#include <stddef.h>

struct slice;

struct record;

/* Where a record begins.  The file is an operand, which outlives the bank. */
struct place {
	const char *file;
	size_t lineno;
};

struct index;

/* index_new: an empty index; with keep it also holds a copy of each record.  Free with index_free(). */
struct index *index_new(bool keep);
/*
 * index_add: adds the record under its decoded id, or another key.  Returns NULL, or the place of
 * the first record with that key, which remains the only one; valid until the next call.
 */
const struct place *index_add(struct index *x, struct slice id, const struct record *r);
/* index_find: the number of the record with that id, 0 for the first one added, or NO_ENTRY of base/map.h. */
size_t index_find(const struct index *x, struct slice id);
size_t index_count(const struct index *x);
/* index_place: where the record with that number begins; valid until the next index_add(). */
const struct place *index_place(const struct index *x, size_t i);
/* index_record: the copy of the record with that number, which belongs to the index; NULL without keep. */
struct record *index_record(const struct index *x, size_t i);
void index_free(struct index *x);

/* index_fail_duplicate: fail() with "duplicate id 'x', first at FILE:LINE". */
int index_fail_duplicate(struct slice id, const struct place *first);

#endif
