/* The rubrics and the choices of a bank, by id. */
#include <stdbool.h>
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/choices.h"
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
	size_t id, points, choices; /* columns */
	struct rubrics_entry {
		char *text; /* the choices, or else the points; NULL: neither, or parsed */
		bool has_choices;
		struct rubric *rubric;  /* parsed on first use */
		struct choices choices; /* the same */
	} * entry;                      /* by the number of the id */
	size_t cap;
};

static int
rubrics_add(struct rubrics *rs, const struct record *r, struct buf *space)
{
	struct slice id = record_text(r, rs->id, space), text = { "", 0 };
	size_t n = index_count(rs->ids);
	const struct place *first = index_add(rs->ids, id, r);
	bool has_choices;

	if (first != NULL) {
		index_fail_duplicate(id, first);
		return record_fail(r, "%s", failure());
	}
	if (rs->choices != NO_COLUMN)
		text = record_text(r, rs->choices, space);
	has_choices = text.n > 0;
	if (!has_choices && rs->points != NO_COLUMN)
		text = record_text(r, rs->points, space);
	rs->entry = array_grow(rs->entry, n, &rs->cap, sizeof(*rs->entry));
	rs->entry[n] = (struct rubrics_entry){ text.n > 0 ? slice_dup(text) : NULL, has_choices, NULL, { 0 } };
	return 0;
}

struct rubrics *
rubrics_read(struct bank *b)
{
	struct rubrics *rs = xcalloc(1, sizeof(*rs));
	struct buf space = { 0 };
	struct record *r;
	int status;

	rs->ids = index_new(false);
	rs->points = header_find(bank_header(b), slice_of("points"));
	rs->choices = header_find(bank_header(b), slice_of("choices"));
	status = bank_column(b, "id", &rs->id);
	if (status == 0 && rs->choices == NO_COLUMN)
		status = bank_column(b, "points", &rs->points);
	while (status == 0 && (r = bank_next(b)) != NULL)
		status = rubrics_add(rs, r, &space);
	buf_free(&space);
	if (status == 0 && !bank_failed(b))
		return rs;
	rubrics_free(rs);
	return NULL;
}

/* Parses the choices or the points of the entry. */
static int
rubrics_parse(struct rubrics_entry *e)
{
	if (!e->has_choices) {
		e->rubric = rubric_parse(slice_of(e->text), 0);
		return e->rubric != NULL ? 0 : -1;
	}
	if (choices_parse(&e->choices, slice_of(e->text)) == -1)
		return -1;
	return e->choices.correct > 0 ? 0 : fail("no correct choice");
}

int
rubrics_find(struct rubrics *rs, const struct record *r, struct slice id, struct scheme *s)
{
	size_t i = index_find(rs->ids, id);
	const struct place *place;
	struct rubrics_entry *e;

	if (i == NO_ENTRY) {
		record_fail(r, "id '%.*s' is not in the bank", SHOWN(id));
		return 1;
	}
	e = &rs->entry[i];
	place = index_place(rs->ids, i);
	if (e->text == NULL && e->rubric == NULL && e->choices.n == 0) {
		record_fail(r, "id '%.*s' has no points%s at %s:%zu", SHOWN(id),
		    rs->choices != NO_COLUMN ? " or choices" : "", place->file, place->lineno);
		return 1;
	}
	if (e->text != NULL && rubrics_parse(e) == -1)
		return fail(
		    "%s:%zu: %s: %s", place->file, place->lineno, e->has_choices ? "choices" : "points", failure());
	free(e->text);
	e->text = NULL;
	*s = (struct scheme){ e->rubric, e->has_choices ? &e->choices : NULL };
	return 0;
}

void
rubrics_free(struct rubrics *rs)
{
	size_t i;

	for (i = 0; i < index_count(rs->ids); i++) {
		free(rs->entry[i].text);
		rubric_free(rs->entry[i].rubric);
		choices_free(&rs->entry[i].choices);
	}
	index_free(rs->ids);
	free(rs->entry);
	free(rs);
}
