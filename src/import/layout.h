/* The columns of the bank that is made from the rows of an import. */
#ifndef QB_IMPORT_LAYOUT_H
#define QB_IMPORT_LAYOUT_H

#include <stddef.h>

struct import;
struct import_row;
struct slice;

/*
 * The columns of the bank and of the source.  If the source has no id, a column for it
 * follows those of the source.
 */
struct layout {
	struct slice *name;  /* of each column of the source, after --map */
	struct slice *field; /* of each column of the source: the current row's, escaped */
	size_t id, question; /* columns of the source */
	size_t answer;       /* the same, or NO_COLUMN */
	size_t choices;      /* the same, or NO_COLUMN */
	size_t *order;       /* of each column of the bank: its column of the source */
	size_t n;            /* columns of the bank */
};

/*
 * layout_make: fills an empty layout, after recognizing names and choices; -1 after fail(), if the columns
 * do not make a bank.  layout_free: frees it also then.
 */
int layout_make(struct import *im, struct layout *l);
void layout_free(struct layout *l);
/* layout_load: stores the fields of the row in l->field. */
void layout_load(const struct import *im, struct layout *l, const struct import_row *r);

#endif
