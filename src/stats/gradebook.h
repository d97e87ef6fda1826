/* The marks of a file as numbers: which person earned what for which question. */
#ifndef QB_STATS_GRADEBOOK_H
#define QB_STATS_GRADEBOOK_H

#include <stdbool.h>
#include <stddef.h>

struct bank;

enum { SHEET_VALUES = 2 };

/* What to read.  A column that is NULL, or optional and not in the file, is not read. */
struct gradebook_columns {
	const char *who; /* who was marked */
	bool anonymous;  /* who is optional */
	bool no_id;      /* id is optional */
	const char *value[SHEET_VALUES];
	bool any; /* the values are any numbers, instead of 0 to 1 */
};

struct gradebook_row {
	size_t item, person; /* by their numbers; 0 if the column is not read */
	double value[SHEET_VALUES];
};

/* All zero is empty. */
struct gradebook {
	struct map *items, *persons; /* the values of id and of who, in the order of the file */
	struct gradebook_row *row;
	size_t n, cap;
};

/*
 * gradebook_read: reads the bank to its end.  -1 for a missing column, an empty id or person, a value that
 * is not a number or is out of range, a second row of the same person and id, or if reading fails, which
 * bank_close() then reports; free the sheet in any case.
 */
int gradebook_read(struct bank *b, const struct gradebook_columns *c, struct gradebook *s);
/* gradebook_item_counts: the number of rows of each item; the caller frees. */
size_t *gradebook_item_counts(const struct gradebook *s);
void gradebook_free(struct gradebook *s);

#endif
