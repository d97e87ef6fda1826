/* The rubrics of a bank, by id. */
#include <stdbool.h>
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/index.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "mark/rubric.h"
#include "mark/rubrics.h"

struct rubrics {
	struct index *ids;
	struct rubrics_entry {
		char *text;            /* NULL: no points, or parsed */
		struct rubric *rubric; /* parsed on first use */
	} * entry;                     /* by the number of the id */
	size_t cap;
};

static int
rubrics_add(struct rubrics *rs, const struct record *r, size_t id_col, size_t points_col, struct buf *space)
{
	struct slice id = record_text(r, id_col, space), text;
	size_t n = index_count(rs->ids);
	const struct place *first = index_add(rs->ids, id, r);

	if (first != NULL) {
		index_fail_duplicate(id, first);
		return record_fail(r, "%s", failure());
	}
	text = record_text(r, points_col, space);
	rs->entry = array_grow(rs->entry, n, &rs->cap, sizeof(*rs->entry));
	rs->entry[n] = (struct rubrics_entry){ text.n > 0 ? slice_dup(text) : NULL, NULL };
	return 0;
}

struct rubrics *
rubrics_read(struct bank *b)
{
	struct rubrics *rs = xcalloc(1, sizeof(*rs));
	struct buf space = { 0 };
	struct record *r;
	size_t id, points;
	int status = 0;

	rs->ids = index_new(false);
	if (bank_column(b, "id", &id) == -1 || bank_column(b, "points", &points) == -1)
		status = -1;
	while (status == 0 && (r = bank_next(b)) != NULL)
		status = rubrics_add(rs, r, id, points, &space);
	buf_free(&space);
	if (status == 0 && !bank_failed(b))
		return rs;
	rubrics_free(rs);
	return NULL;
}

const struct rubric *
rubrics_find(struct rubrics *rs, const struct record *r, struct slice id)
{
	size_t i = index_find(rs->ids, id);
	const struct place *place;
	struct rubrics_entry *e;

	if (i == NO_ENTRY) {
		record_fail(r, "id '%.*s' is not in the bank", SHOWN(id));
		return NULL;
	}
	e = &rs->entry[i];
	if (e->rubric != NULL)
		return e->rubric;
	place = index_place(rs->ids, i);
	if (e->text == NULL) {
		record_fail(r, "id '%.*s' has no points at %s:%zu", SHOWN(id), place->file, place->lineno);
		return NULL;
	}
	e->rubric = rubric_parse(slice_of(e->text), 0);
	if (e->rubric == NULL) {
		fail("%s:%zu: points: %s", place->file, place->lineno, failure());
		return NULL;
	}
	free(e->text);
	e->text = NULL;
	return e->rubric;
}

void
rubrics_free(struct rubrics *rs)
{
	size_t i;

	for (i = 0; i < index_count(rs->ids); i++) {
		free(rs->entry[i].text);
		rubric_free(rs->entry[i].rubric);
	}
	index_free(rs->ids);
	free(rs->entry);
	free(rs);
}
