/* Which candidates may be picked together: greedily, the best first. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "bank/record.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "query/alike.h"
#include "query/choose.h"
#include "query/sample.h"

struct chooser {
	struct choose_plan plan;
	size_t unseen;      /* how many were kept */
	struct map **items; /* by the index of the column: what those kept have */
	struct alike *alike;
	size_t questions;
	bool *excluded; /* by group: it is alike to one that was kept; NULL before the index */
	struct likenesses found;
	struct buf text;
};

struct chooser *
chooser_new(const struct choose_plan *plan)
{
	struct chooser *c = xcalloc(1, sizeof(*c));
	size_t i;

	c->plan = *plan;
	c->items = xcalloc(plan->napart + 1, sizeof(struct map *));
	for (i = 0; i < plan->napart; i++)
		c->items[i] = map_new();
	if (plan->unlike)
		c->alike = alike_new(plan->threshold);
	return c;
}

int
chooser_add(struct chooser *c, struct candidate *candidate)
{
	if (c->alike == NULL)
		return 0;
	candidate->question = c->questions++;
	return alike_add(c->alike, record_text(candidate->record, c->plan.question, &c->text));
}

/* Adds the items of the record's value to those of the column, or only reports whether one is there. */
static bool
chooser_items(struct chooser *c, const struct record *r, size_t column, bool add)
{
	struct slice rest = record_text(r, c->plan.apart[column], &c->text), item;

	while (slice_next(&rest, ',', &item)) {
		item = slice_trim(item);
		if (item.n > 0 && !add && map_find(c->items[column], item) != NO_ENTRY)
			return true;
		if (item.n > 0 && add)
			map_add(c->items[column], item);
	}
	return false;
}

static bool
chooser_allows(struct chooser *c, const struct candidate *candidate)
{
	uint32_t group = c->alike != NULL ? alike_group(c->alike, (uint32_t)candidate->question) : NO_GROUP;
	size_t i;

	if (candidate->due == NEVER_SEEN && c->unseen >= c->plan.unseen)
		return false;
	if (group != NO_GROUP && c->excluded[group])
		return false;
	for (i = 0; i < c->plan.napart; i++)
		if (chooser_items(c, candidate->record, i, false))
			return false;
	return true;
}

static void
chooser_keep(struct chooser *c, const struct candidate *candidate)
{
	uint32_t group = c->alike != NULL ? alike_group(c->alike, (uint32_t)candidate->question) : NO_GROUP;
	size_t i;

	c->unseen += candidate->due == NEVER_SEEN;
	for (i = 0; i < c->plan.napart; i++)
		chooser_items(c, candidate->record, i, true);
	if (group == NO_GROUP)
		return;
	alike_find(c->alike, group, ALIKE_ALL, &c->found);
	for (i = 0; i < c->found.n; i++)
		c->excluded[c->found.at[i].group] = true;
}

void
chooser_reduce(struct chooser *c, struct sample *s, size_t number)
{
	size_t kept = 0, i;

	if (c->alike != NULL && c->excluded == NULL) {
		alike_index(c->alike);
		c->excluded = xcalloc(alike_groups(c->alike) + 1, sizeof(*c->excluded));
	}
	for (i = 0; i < s->n; i++) {
		if (kept >= number || !chooser_allows(c, &s->candidate[i])) {
			free(s->candidate[i].record);
			continue;
		}
		chooser_keep(c, &s->candidate[i]);
		s->candidate[kept++] = s->candidate[i];
	}
	s->n = kept;
}

void
chooser_free(struct chooser *c)
{
	size_t i;

	for (i = 0; i < c->plan.napart; i++)
		map_free(c->items[i]);
	free(c->items);
	free(c->plan.apart);
	alike_free(c->alike);
	free(c->excluded);
	free(c->found.at);
	buf_free(&c->text);
	free(c);
}
