/* Near-duplicates as notes of qb-list --check. */
#include <stdint.h>
#include <stdlib.h>

#include "bank/index.h"
#include "bank/record.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/progress.h"
#include "base/slice.h"
#include "base/texts.h"
#include "query/alike.h"
#include "query/likenotes.h"
#include "query/problems.h"
#include "query/threshold.h"

struct likenotes {
	struct alike *alike;
	struct texts ids;
	struct place *place; /* of each question */
	size_t cap;
};

struct likenotes *
likenotes_new(void)
{
	struct likenotes *l = xcalloc(1, sizeof(*l));

	l->alike = alike_new((struct threshold){ 9, 10 });
	return l;
}

int
likenotes_add(struct likenotes *l, const struct record *r, struct slice id, struct slice question)
{
	l->place = array_grow(l->place, l->ids.n, &l->cap, sizeof(*l->place));
	l->place[l->ids.n] = (struct place){ r->file, r->lineno };
	return texts_add(&l->ids, id) == -1 ? -1 : alike_add(l->alike, question);
}

/* The first question that is alike, and its likeness; the question itself if there is none before it. */
static uint32_t
likenotes_first(struct likenotes *l, uint32_t question, struct likenesses *found, struct likeness *likeness)
{
	uint32_t first = question;
	size_t i, n;

	alike_find(l->alike, alike_group(l->alike, question), ALIKE_EARLIER, found);
	for (i = 0; i < found->n; i++) {
		uint32_t member = *alike_members(l->alike, found->at[i].group, &n);

		if (member < first) {
			first = member;
			*likeness = found->at[i];
		}
	}
	return first;
}

void
likenotes_write(struct likenotes *l, struct problems *p)
{
	struct likenesses found = { 0 };
	struct progress progress;
	uint32_t i;

	alike_index(l->alike);
	progress_start(&progress, "comparing questions", l->ids.n);
	for (i = 0; i < l->ids.n && !out_failed(p->out); i++) {
		const struct record r = { .file = l->place[i].file, .lineno = l->place[i].lineno };
		struct likeness likeness = { 0 };
		uint32_t first;

		progress_step(&progress, i);
		if (alike_group(l->alike, i) == NO_GROUP)
			continue;
		first = likenotes_first(l, i, &found, &likeness);
		if (first == i)
			continue;
		problems_of(p, texts_at(&l->ids, i));
		problem_note(p, &r, "similar to '%.*s' (%.2f), at %s:%zu", SHOWN(texts_at(&l->ids, first)),
		    likeness_value(&likeness), l->place[first].file, l->place[first].lineno);
	}
	progress_end(&progress);
	free(found.at);
}

void
likenotes_free(struct likenotes *l)
{
	alike_free(l->alike);
	texts_free(&l->ids);
	free(l->place);
	free(l);
}
