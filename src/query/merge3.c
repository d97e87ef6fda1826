/*
 * Three-way merge.  Base and theirs are held in memory, and ours is read once.
 *
 * A field that one side changed has that side's value; so has one that both changed to the same.  A
 * side's missing column counts as empty.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/index.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "query/merge3.h"
#include "query/side.h"

struct merge3 {
	struct side base, ours, theirs;
	struct columns columns;     /* of the result */
	struct slice *mine, *yours; /* the merged record; the two differ in the columns that conflict */
	struct out *out;
	struct buf *conflicts; /* a line for each */
	size_t nconflicts;
};

/* Whether theirs has a value in the column, for any record, that the base does not have. */
static bool
merge3_changed_column(struct merge3 *m, const struct slice name)
{
	size_t theirs = header_find(m->theirs.header, name), base = header_find(m->base.header, name), i;

	for (i = 0; i < index_count(m->theirs.ids); i++) {
		const struct record *r = index_record(m->theirs.ids, i);
		const struct record *old = side_find(&m->base, side_id(&m->theirs, i));

		if (!field_same(record_field(r, theirs), old != NULL ? record_field(old, base) : slice_of("")))
			return true;
	}
	return false;
}

/*
 * Collects the columns: those of ours, then new ones of theirs.  A column that ours removed is
 * one of them only if theirs changed it, so that the change is not lost.
 */
static void
merge3_find_columns(struct merge3 *m)
{
	const struct header *theirs = m->theirs.header;
	size_t i;

	columns_add(&m->columns, m->ours.header);
	for (i = 0; i < theirs->n; i++)
		if (m->base.header->n == 0 || header_find(m->base.header, theirs->name[i]) == NO_COLUMN ||
		    merge3_changed_column(m, theirs->name[i]))
			columns_add_one(&m->columns, theirs, i);
	side_map(&m->base, &m->columns);
	side_map(&m->ours, &m->columns);
	side_map(&m->theirs, &m->columns);
	m->mine = xcalloc(m->columns.n, sizeof(*m->mine));
	m->yours = xcalloc(m->columns.n, sizeof(*m->yours));
}

struct merge3 *
merge3_new(void)
{
	return xcalloc(1, sizeof(struct merge3));
}

int
merge3_open(struct merge3 *m, char *base, char *ours, char *theirs)
{
	if (side_open(&m->base, base, BANK_OPTIONAL, true) == -1 || side_need_ids(&m->base) == -1 ||
	    side_read(&m->base) == -1 || side_open(&m->theirs, theirs, 0, true) == -1 ||
	    side_need_ids(&m->theirs) == -1 || side_read(&m->theirs) == -1 ||
	    side_open(&m->ours, ours, 0, false) == -1 || side_need_ids(&m->ours) == -1)
		return -1;
	if (m->theirs.header->n == 0 || m->ours.header->n == 0)
		return 1;
	merge3_find_columns(m);
	return 0;
}

/* Writes the fields as a record. */
static void
merge3_write_fields(struct merge3 *m, const struct slice *field)
{
	size_t i;

	for (i = 0; i < m->columns.n; i++) {
		if (i > 0)
			out_byte(m->out, '\t');
		out_slice(m->out, field[i]);
	}
	out_byte(m->out, '\n');
}

/* Writes the merged record as a conflict; a side that deleted it is empty between the marks. */
static void
merge3_write_conflict(struct merge3 *m, bool ours, bool theirs)
{
	out_str(m->out, "<<<<<<< ours\n");
	if (ours)
		merge3_write_fields(m, m->mine);
	out_str(m->out, "=======\n");
	if (theirs)
		merge3_write_fields(m, m->yours);
	out_str(m->out, ">>>>>>> theirs\n");
}

/* Notes a conflict in the record r, of either side. */
static void
merge3_note(struct merge3 *m, const struct record *r, struct slice id, struct slice column, const char *why)
{
	record_fail(r, "%.*s: %.*s: %s", SHOWN(id), SHOWN(column), why);
	buf_str(m->conflicts, m->nconflicts++ > 0 ? "\n" : "");
	buf_str(m->conflicts, failure());
}

/*
 * Merges column i of a record that ours and theirs have; false if it conflicts.  Fields that are
 * the same bytes are compared before those that are the same text, so that a side that is equal to
 * the base gives exactly the other.
 */
static bool
merge3_field(
    struct merge3 *m, const struct record *old, const struct record *ours, const struct record *theirs, size_t i)
{
	struct slice b = side_field(&m->base, old, i), o = side_field(&m->ours, ours, i);
	struct slice t = side_field(&m->theirs, theirs, i);
	bool take_ours, take_theirs;

	take_theirs = old != NULL && slice_eq(o, b);
	take_ours = !take_theirs && ((old != NULL && slice_eq(t, b)) || field_same(o, t));
	if (!take_ours && !take_theirs && old != NULL) {
		take_theirs = field_same(o, b);
		take_ours = !take_theirs && field_same(t, b);
	}
	m->mine[i] = take_theirs ? t : o;
	m->yours[i] = take_ours ? o : t;
	return take_ours || take_theirs;
}

/* A record that both sides have, and the base unless old is NULL. */
static void
merge3_both(struct merge3 *m, const struct record *old, const struct record *ours, const struct record *theirs)
{
	struct buf id = { 0 };
	size_t i, conflicts = 0;

	for (i = 0; i < m->columns.n; i++)
		if (!merge3_field(m, old, ours, theirs, i)) {
			merge3_note(m, ours, record_text(ours, m->ours.id, &id), columns_name(&m->columns, i),
			    old != NULL ? "changed on both sides" : "added on both sides with different values");
			conflicts++;
		}
	if (conflicts > 0)
		merge3_write_conflict(m, true, true);
	else
		merge3_write_fields(m, m->mine);
	buf_free(&id);
}

/*
 * A record that only one side has.  It is added if the base does not have it; otherwise the other
 * side deleted it, which is a conflict if this side changed it.  That its file lacks a whole column
 * is not a change of the record.
 */
static void
merge3_one(struct merge3 *m, const struct side *s, const struct record *r, struct slice id)
{
	const struct record *old = side_find(&m->base, id);
	size_t i, changed = SIZE_MAX;
	bool ours = s == &m->ours;

	for (i = m->columns.n; i-- > 0;) {
		m->mine[i] = m->yours[i] = side_field(s, r, i);
		if (s->from[i] != NO_COLUMN && !field_same(m->mine[i], side_field(&m->base, old, i)))
			changed = i;
	}
	if (old == NULL) {
		merge3_write_fields(m, m->mine);
	} else if (changed != SIZE_MAX) {
		merge3_note(m, r, id, columns_name(&m->columns, changed),
		    ours ? "changed by ours, record deleted by theirs" : "changed by theirs, record deleted by ours");
		merge3_write_conflict(m, ours, !ours);
	}
}

/* Writes the records of ours, merged. */
static int
merge3_write_ours(struct merge3 *m)
{
	struct record *r;
	struct slice id;
	int status;

	while ((status = side_next(&m->ours, &r, &id)) == 1 && !out_failed(m->out)) {
		const struct record *theirs = side_find(&m->theirs, id);

		if (id.n == 0)
			return side_fail_missing(r, "");
		if (theirs != NULL)
			merge3_both(m, side_find(&m->base, id), r, theirs);
		else
			merge3_one(m, &m->ours, r, id);
	}
	return status == -1 ? -1 : 0;
}

int
merge3_write(struct merge3 *m, struct out *o, struct buf *conflicts, size_t *n)
{
	size_t i;
	int status;

	m->out = o;
	m->conflicts = conflicts;
	out_slice(o, buf_slice(&m->columns.line));
	out_byte(o, '\n');
	status = merge3_write_ours(m);
	for (i = 0; status == 0 && i < index_count(m->theirs.ids); i++) {
		struct slice id = side_id(&m->theirs, i);

		if (index_find(m->ours.ids, id) == NO_ENTRY)
			merge3_one(m, &m->theirs, index_record(m->theirs.ids, i), id);
	}
	*n = m->nconflicts;
	return status;
}

void
merge3_free(struct merge3 *m)
{
	side_close(&m->base);
	side_close(&m->ours);
	side_close(&m->theirs);
	columns_free(&m->columns);
	free(m->mine);
	free(m->yours);
	free(m);
}
