/* The columns to write. */
#ifndef QB_BANK_PROJECTION_H
#define QB_BANK_PROJECTION_H

#include <stddef.h>

struct bank;
struct record;
struct writer;

/* Columns of a bank in the order in which they are written; all zero: all of them, in the order of the bank. */
struct projection {
	size_t *col;
	size_t n;
};

/* projection_named: the columns of a comma-separated list; -1 if one is missing or repeated. */
int projection_named(struct projection *p, const struct bank *b, const char *list);
/* projection_except: all other columns; -1 if one of the list is missing, or if there are no others. */
int projection_except(struct projection *p, const struct bank *b, const char *list);
/* projection_write: writes the record, byte for byte if all columns are written. */
void projection_write(const struct projection *p, const struct record *r, struct writer *w);
void projection_free(struct projection *p);

#endif
