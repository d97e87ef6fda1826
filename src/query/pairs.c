/* Pairs of near-duplicates: qb-list --alike. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "bank/writer.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/progress.h"
#include "base/slice.h"
#include "base/texts.h"
#include "query/alike.h"
#include "query/pairs.h"
#include "query/threshold.h"

/* A later question that is alike, and the index of its likeness. */
struct pairs_later {
	uint32_t question, likeness;
};

struct pairs {
	struct alike *alike;
	struct texts ids;
	struct likenesses found; /* for the group of the last question */
	uint32_t group;
	struct pairs_later *later;
	size_t n, cap;
};

struct pairs *
pairs_new(struct threshold t)
{
	struct pairs *p = xcalloc(1, sizeof(*p));

	p->alike = alike_new(t);
	p->group = NO_GROUP;
	return p;
}

int
pairs_add(struct pairs *p, struct slice id, struct slice question)
{
	return texts_add(&p->ids, id) == -1 ? -1 : alike_add(p->alike, question);
}

static int
pairs_compare(const void *x, const void *y)
{
	const struct pairs_later *a = x, *b = y;

	return (a->question > b->question) - (a->question < b->question);
}

/* Collects the questions after this one that are alike, in order. */
static void
pairs_collect(struct pairs *p, uint32_t question)
{
	uint32_t group = alike_group(p->alike, question), i;

	p->n = 0;
	if (group == NO_GROUP)
		return;
	if (group != p->group)
		alike_find(p->alike, group, ALIKE_LATER, &p->found);
	p->group = group;
	for (i = 0; i < p->found.n; i++) {
		size_t n;
		const uint32_t *member = alike_members(p->alike, p->found.at[i].group, &n);

		for (; n > 0 && member[n - 1] > question; n--) {
			p->later = array_grow(p->later, p->n, &p->cap, sizeof(*p->later));
			p->later[p->n++] = (struct pairs_later){ member[n - 1], i };
		}
	}
	if (p->n > 1)
		qsort(p->later, p->n, sizeof(*p->later), pairs_compare);
}

bool
pairs_write(struct pairs *p, unsigned long long most, struct out *o, const struct display *d)
{
	static const bool show[] = { true, true, true };
	struct writer *w = writer_open(o, d, slice_of("id\talike\tsimilarity"), show);
	unsigned long long rows = 0;
	struct progress progress;
	uint32_t i;
	size_t j;

	alike_index(p->alike);
	progress_start(&progress, "comparing questions", p->ids.n);
	for (i = 0; i < p->ids.n && rows < most && !out_failed(o); i++) {
		progress_step(&progress, i);
		pairs_collect(p, i);
		for (j = 0; j < p->n && rows < most; j++, rows++) {
			writer_field(w, texts_at(&p->ids, i));
			writer_field(w, texts_at(&p->ids, p->later[j].question));
			writer_printf(w, "%.2f", likeness_value(&p->found.at[p->later[j].likeness]));
		}
	}
	progress_end(&progress);
	writer_close(w);
	return rows > 0;
}

void
pairs_free(struct pairs *p)
{
	alike_free(p->alike);
	texts_free(&p->ids);
	free(p->found.at);
	free(p->later);
	free(p);
}
