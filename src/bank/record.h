/* A record, and the header that names its fields. */
#ifndef QB_BANK_RECORD_H
#define QB_BANK_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct buf;
struct line;
struct tabs;

/* The columns of a bank, in order. */
struct header {
	struct slice line;   /* the header line */
	struct slice *field; /* its fields: the names, escaped */
	struct slice *name;  /* decoded, each terminated by a NUL */
	struct map *names;   /* the same, for look-ups */
	size_t n;
};

/* No such column. */
#define NO_COLUMN SIZE_MAX

/* A record of a bank.  One from bank_next() belongs to the bank and is valid until the next call. */
struct record {
	struct slice line; /* without its newline, in the columns of the first file */
	const char *file;  /* its operand */
	size_t lineno;     /* of its first line in the file; the first line is 1 */
	const size_t *tab; /* offsets of its TABs, one fewer than the columns */
	size_t ntab;
};

/*
 * header_parse: takes the n names from a header line, which must outlive the header.  -1 if a
 * name is empty, has a comma or is repeated, or if lines end with a CR alone.  The message begins
 * with the place, a file and a line.
 */
int header_parse(struct header *h, struct slice line, size_t n, const char *place);
/* header_find: the column of that name, or NO_COLUMN. */
size_t header_find(const struct header *h, struct slice name);
/* header_free: frees what header_parse() made, even if it failed, and leaves a header without columns. */
void header_free(struct header *h);

/* record_set: makes the line the record's; stores the offsets of its TABs in *t. */
void record_set(struct record *r, struct slice line, struct tabs *t);
/* record_from: makes the line, read from file, the record; valid as long as the line is. */
void record_from(struct record *r, const char *file, const struct line *line);
/* record_dup: a copy that outlives the bank, line and TAB offsets included, in one block; the caller frees. */
struct record *record_dup(const struct record *r);

/* record_field: the field of column col, escaped. */
static inline struct slice
record_field(const struct record *r, size_t col)
{
	size_t from = col > 0 ? r->tab[col - 1] + 1 : 0;
	size_t to = col < r->ntab ? r->tab[col] : r->line.n;

	return (struct slice){ r->line.p + from, to - from };
}

/* record_text: the same, decoded: see field_decode(). */
struct slice record_text(const struct record *r, size_t col, struct buf *b);
/* record_fail: fail() with the record's file and line before the message. */
int record_fail(const struct record *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/*
 * line_is_conflict_mark: whether the line begins or ends a part of an unresolved merge conflict, as
 * qb-merge and git write them.  Such a line has one field, so in a bank of two or more columns it is
 * never a record.
 */
bool line_is_conflict_mark(struct slice line);
/* record_fail_fields: record_fail() for a line without the expected number of fields. */
int record_fail_fields(const struct record *r, size_t expected);

#endif
