/* How reliable a paper is: qb-stats --paper. */
#include <math.h>
#include <stdlib.h>

#include "bank/writer.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "stats/cell.h"
#include "stats/gradebook.h"
#include "stats/moments.h"
#include "stats/paper.h"

/* A person's scores. */
struct paper_person {
	size_t n;
	double sum;
};

/* Cronbach's alpha over the persons with a score for every item. */
static double
paper_alpha(const struct gradebook *s, const struct paper_person *person)
{
	size_t items = map_count(s->items), i;
	struct moments *m = xcalloc(items, sizeof(*m)), total = { 0 };
	double variances = 0, variance;

	for (i = 0; i < s->n; i++)
		if (person[s->row[i].person].n == items)
			moments_add(&m[s->row[i].item], s->row[i].value[0], 0);
	for (i = 0; i < map_count(s->persons); i++)
		if (person[i].n == items)
			moments_add(&total, person[i].sum, 0);
	for (i = 0; i < items; i++)
		variances += moments_variance(&m[i]);
	free(m);
	variance = moments_variance(&total);
	if (items < 2 || isnan(variance) || variance <= 0)
		return NAN;
	return (double)items / (double)(items - 1) * (1 - variances / variance);
}

struct paper
paper_compute(const struct gradebook *s)
{
	struct paper_person *person = xcalloc(map_count(s->persons), sizeof(*person));
	struct paper p = { .n = map_count(s->persons) };
	struct moments total = { 0 };
	size_t i;

	for (i = 0; i < s->n; i++) {
		person[s->row[i].person].sum += s->row[i].value[0];
		person[s->row[i].person].n++;
	}
	for (i = 0; i < p.n; i++) {
		moments_add(&total, person[i].sum, 0);
		p.complete += person[i].n == map_count(s->items);
	}
	p.mean = p.n > 0 ? total.mean_x : NAN;
	p.sd = moments_sd(&total);
	p.alpha = paper_alpha(s, person);
	p.sem = p.sd * sqrt(1 - p.alpha);
	free(person);
	return p;
}

void
paper_report(const struct gradebook *s, const struct paper *p, struct out *o, const struct display *d)
{
	struct writer *w = writer_open(o, d, slice_of("n\tmean\tsd\talpha\tsem"), NULL);

	if (s->n > 0) {
		writer_printf(w, "%zu", p->n);
		cell_number(w, p->mean);
		cell_number(w, p->sd);
		cell_number(w, p->alpha);
		cell_number(w, p->sem);
	}
	writer_close(w);
}
