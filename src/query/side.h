/* A file that is merged or compared: its records by id, in the columns of all files. */
#ifndef QB_QUERY_SIDE_H
#define QB_QUERY_SIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/progress.h"
#include "base/slice.h"

struct header;
struct index;
struct map;
struct record;

/* Columns of several files, by name.  All zero is a valid, empty list; free with columns_free(). */
struct columns {
	struct map *names;
	struct buf line; /* the header line of them all */
	size_t n;
};

/* columns_add: appends the columns of the header that are not in the list. */
void columns_add(struct columns *c, const struct header *h);
/* columns_add_one: the same for one column of the header. */
void columns_add_one(struct columns *c, const struct header *h, size_t col);
/* columns_name: the name of the column, which belongs to the list. */
struct slice columns_name(const struct columns *c, size_t i);
void columns_free(struct columns *c);

/* A record without an id. */
struct unnamed {
	struct record *record; /* a copy */
	size_t before;         /* the number in the index of the record that follows it */
};

/* A file.  All zero is a valid side that is not open; free with side_close(). */
struct side {
	char *operands[2];
	struct bank *bank;
	const struct header *header; /* the bank's; without columns if the file has no bytes */
	size_t id;                   /* the column of the ids, or NO_COLUMN */
	struct index *ids;           /* the records read so far; copies if they are kept */
	struct unnamed *unnamed;     /* those without an id, if they are kept */
	size_t nunnamed, cap;
	bool keep;
	size_t *from; /* for each of the columns, that of the file, or NO_COLUMN: see side_map() */
	struct buf text;
	struct progress progress;
	uint64_t records; /* read so far */
};

/*
 * side_open: opens the file, which the caller has compared with standard output, as a bank with
 * these flags of bank_open(); with keep it holds copies of the records that are read.  -1 if it is not
 * a bank.  The path must outlive the side.
 */
int side_open(struct side *s, char *path, unsigned flags, bool keep);
/* side_need_ids: -1 if the file has columns, but none named id. */
int side_need_ids(const struct side *s);
/*
 * side_next: reads a record, and stores it and its decoded id, which is empty if it has none; both
 * are valid until the next call.  Returns 1, 0 at the end, or -1 for a malformed line or a duplicate id.
 */
int side_next(struct side *s, struct record **r, struct slice *id);
/* side_read: reads all records, each of which must have an id; -1 as side_next(). */
int side_read(struct side *s);
/* side_fail_missing: record_fail() for a record without an id; advice, if not empty, follows. */
int side_fail_missing(const struct record *r, const char *advice);
/* side_map: finds the columns in the file.  The list must be complete. */
void side_map(struct side *s, const struct columns *c);
/* side_field: the field of column i of the list, escaped; empty without a record or such a column. */
struct slice side_field(const struct side *s, const struct record *r, size_t i);
/* side_find: the kept record with the id, or NULL. */
struct record *side_find(const struct side *s, struct slice id);
/* side_id: the decoded id of kept record i of the index; valid until the next call for this side. */
struct slice side_id(struct side *s, size_t i);
void side_close(struct side *s);

/* field_same: whether two escaped fields are the same text. */
bool field_same(struct slice a, struct slice b);

#endif
