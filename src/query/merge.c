/*
 * Two-way merge.  The edits are held in memory and the bank is read once.  Fields are compared
 * decoded, so that a field that is only escaped in another way keeps its bytes.
 */
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/index.h"
#include "bank/record.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "query/merge.h"
#include "query/numbering.h"
#include "query/side.h"
#include "tsv/escape.h"

struct merge {
	struct numbering numbering; /* of records without an id */
	bool drop, report;
	struct side bank, *edits;
	size_t nedits, cap;
	struct columns columns;
	size_t id;                     /* the column of the ids */
	struct slice *before, *fields; /* of the current record, by column */
	struct writer *writer;
	struct record **held; /* the bank's, from the first without an id, whose number depends on all others */
	size_t nheld, held_cap;
	struct buf pad; /* TABs for the columns that the bank lacks */
	struct buf line, text;
	struct merge_counts *counts;
};

struct merge *
merge_new(const char *prefix, bool drop)
{
	struct merge *m = xcalloc(1, sizeof(*m));

	m->numbering.prefix = prefix;
	m->drop = drop;
	return m;
}

int
merge_edits(struct merge *m, char *path)
{
	struct side *s;
	struct record *r;
	struct slice id;
	int status;

	m->edits = array_grow(m->edits, m->nedits, &m->cap, sizeof(*m->edits));
	s = &m->edits[m->nedits++];
	if (side_open(s, path, BANK_OPTIONAL, true) == -1)
		return -1;
	if (m->numbering.prefix == NULL && side_need_ids(s) == -1)
		return -1;
	while ((status = side_next(s, &r, &id)) == 1) {
		if (id.n == 0 && m->numbering.prefix == NULL)
			return side_fail_missing(r, "--prefix TEXT numbers new records");
		numbering_see(&m->numbering, id);
	}
	return status == 0 && s->header->n == 0 ? 1 : status;
}

int
merge_bank(struct merge *m, char *path)
{
	size_t i;

	if (side_open(&m->bank, path, 0, false) == -1)
		return -1;
	if (m->bank.header->n == 0)
		return 1;
	if (side_need_ids(&m->bank) == -1)
		return -1;
	columns_add(&m->columns, m->bank.header);
	for (i = 0; i < m->nedits; i++)
		columns_add(&m->columns, m->edits[i].header);
	for (i = 0; i < m->nedits; i++)
		side_map(&m->edits[i], &m->columns);
	side_map(&m->bank, &m->columns);
	for (i = m->bank.header->n; i < m->columns.n; i++)
		buf_byte(&m->pad, '\t');
	m->id = m->bank.id;
	m->before = xcalloc(m->columns.n, sizeof(*m->before));
	m->fields = xcalloc(m->columns.n, sizeof(*m->fields));
	return 0;
}

struct slice
merge_header(const struct merge *m)
{
	return buf_slice(&m->columns.line);
}

/* Whether the bank, or one of the first n files, has the id. */
static bool
merge_has(const struct merge *m, struct slice id, size_t n)
{
	size_t i;

	if (index_find(m->bank.ids, id) != NO_ENTRY)
		return true;
	for (i = 0; i < n; i++)
		if (index_find(m->edits[i].ids, id) != NO_ENTRY)
			return true;
	return false;
}

/* The next number that no file has as an id; valid until the next call. */
static struct slice
merge_number(struct merge *m)
{
	struct slice id;

	do
		id = numbering_next(&m->numbering);
	while (merge_has(m, id, m->nedits));
	return id;
}

/* Loads a record of the file, or an empty one, as what the edits apply to. */
static void
merge_load(struct merge *m, const struct side *s, const struct record *r)
{
	size_t i;

	for (i = 0; i < m->columns.n; i++)
		m->before[i] = m->fields[i] = side_field(s, r, i);
}

/* Replaces the fields that the file has and that differ. */
static void
merge_apply(struct merge *m, const struct side *s, const struct record *r)
{
	size_t i;

	for (i = 0; i < m->columns.n; i++)
		if (s->from[i] != NO_COLUMN && !field_same(m->fields[i], side_field(s, r, i)))
			m->fields[i] = side_field(s, r, i);
}

/* Applies the edits of the record with that id; returns whether there are any. */
static bool
merge_apply_all(struct merge *m, struct slice id)
{
	bool found = false;
	size_t i;

	for (i = 0; i < m->nedits; i++) {
		const struct record *r = side_find(&m->edits[i], id);

		if (r != NULL)
			merge_apply(m, &m->edits[i], r);
		found |= r != NULL;
	}
	return found;
}

/* Gives the loaded record an id. */
static void
merge_set_id(struct merge *m, struct slice id)
{
	m->text.n = 0;
	field_encode(id, &m->text);
	m->fields[m->id] = buf_slice(&m->text);
}

/* Writes the row of the report. */
static void
merge_write_change(struct merge *m, struct slice id, const char *change, struct slice columns)
{
	if (!m->report)
		return;
	writer_text(m->writer, id);
	writer_field(m->writer, slice_of(change));
	writer_field(m->writer, columns);
}

/* Writes the loaded record. */
static void
merge_write_fields(struct merge *m)
{
	size_t i;

	for (i = 0; i < m->columns.n && !m->report; i++)
		writer_field(m->writer, m->fields[i]);
}

/* Writes a record of the bank that no file changes. */
static void
merge_unchanged(struct merge *m, const struct record *r)
{
	m->counts->unchanged++;
	if (m->report)
		return;
	m->line.n = 0;
	buf_append(&m->line, r->line.p, r->line.n);
	buf_append(&m->line, m->pad.p, m->pad.n);
	writer_line(m->writer, buf_slice(&m->line));
}

/* Writes the loaded record of the bank, if a field differs from before; returns whether it does. */
static bool
merge_changed(struct merge *m, struct slice id)
{
	struct buf columns = { 0 };
	size_t i;
	bool any;

	for (i = 0; i < m->columns.n; i++)
		if (!slice_eq(m->fields[i], m->before[i])) {
			buf_str(&columns, columns.n > 0 ? "," : "");
			field_encode(columns_name(&m->columns, i), &columns);
		}
	any = columns.n > 0;
	if (any) {
		m->counts->changed++;
		merge_write_change(m, id, "changed", buf_slice(&columns));
		merge_write_fields(m);
	}
	buf_free(&columns);
	return any;
}

/* A record of the bank; id is empty if it has none. */
static void
merge_record(struct merge *m, const struct record *r, struct slice id)
{
	bool unnamed = id.n == 0, found;

	if (unnamed)
		id = merge_number(m);
	merge_load(m, &m->bank, r);
	if (unnamed)
		merge_set_id(m, id);
	found = merge_apply_all(m, id);
	if (!found && m->drop) {
		m->counts->deleted++;
		merge_write_change(m, id, "deleted", slice_of(""));
	} else if ((!found && !unnamed) || !merge_changed(m, id)) {
		merge_unchanged(m, r);
	}
}

/* Reads the bank and writes its records. */
static int
merge_read_bank(struct merge *m)
{
	struct buf text = { 0 };
	struct record *r;
	struct slice id;
	size_t i;
	int status;

	while ((status = side_next(&m->bank, &r, &id)) == 1) {
		if (id.n == 0 && m->numbering.prefix == NULL) {
			status = side_fail_missing(r, "--prefix TEXT numbers such records");
			break;
		}
		numbering_see(&m->numbering, id);
		if (id.n == 0 || m->nheld > 0) {
			m->held = array_grow(m->held, m->nheld, &m->held_cap, sizeof(struct record *));
			m->held[m->nheld++] = record_dup(r);
		} else {
			merge_record(m, r, id);
		}
	}
	for (i = 0; i < m->nheld && status == 0; i++)
		merge_record(m, m->held[i], record_text(m->held[i], m->id, &text));
	buf_free(&text);
	return status;
}

/* Writes a record that the bank lacks; r, of the file, has no id if id is empty. */
static void
merge_add(struct merge *m, const struct side *s, const struct record *r, struct slice id)
{
	merge_load(m, &m->bank, NULL);
	if (id.n > 0) {
		merge_apply_all(m, id);
	} else {
		id = merge_number(m);
		merge_apply(m, s, r);
		merge_set_id(m, id);
	}
	m->counts->added++;
	merge_write_change(m, id, "added", slice_of(""));
	merge_write_fields(m);
}

/* Writes the records of file n that neither the bank nor an earlier file has, in order. */
static void
merge_add_all(struct merge *m, size_t n)
{
	struct side *s = &m->edits[n];
	size_t i, unnamed = 0;

	for (i = 0; i <= index_count(s->ids); i++) {
		struct slice id;

		for (; unnamed < s->nunnamed && s->unnamed[unnamed].before == i; unnamed++)
			merge_add(m, s, s->unnamed[unnamed].record, slice_of(""));
		if (i == index_count(s->ids))
			break;
		id = side_id(s, i);
		if (!merge_has(m, id, n))
			merge_add(m, s, index_record(s->ids, i), id);
	}
}

int
merge_write(struct merge *m, struct writer *w, bool report, struct merge_counts *counts)
{
	size_t i;

	m->writer = w;
	m->report = report;
	m->counts = counts;
	if (merge_read_bank(m) == -1)
		return -1;
	for (i = 0; i < m->nedits; i++)
		merge_add_all(m, i);
	return 0;
}

void
merge_free(struct merge *m)
{
	size_t i;

	for (i = 0; i < m->nedits; i++)
		side_close(&m->edits[i]);
	free(m->edits);
	side_close(&m->bank);
	columns_free(&m->columns);
	for (i = 0; i < m->nheld; i++)
		free(m->held[i]);
	free(m->held);
	free(m->before);
	free(m->fields);
	buf_free(&m->pad);
	buf_free(&m->line);
	numbering_free(&m->numbering);
	buf_free(&m->text);
	free(m);
}
