/* How hard questions are and how well they discriminate: qb-stats --items. */
#include <math.h>
#include <stdlib.h>

#include "bank/writer.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "stats/cell.h"
#include "stats/gradebook.h"
#include "stats/items.h"
#include "stats/moments.h"

struct item *
items_compute(const struct gradebook *s)
{
	size_t items = map_count(s->items), i;
	double *sum = xcalloc(map_count(s->persons), sizeof(*sum)); /* of the scores of each person */
	struct moments *m = xcalloc(items, sizeof(*m));             /* the score and the sum of the others, per item */
	struct item *item = xcalloc(items, sizeof(*item));

	for (i = 0; i < s->n; i++)
		sum[s->row[i].person] += s->row[i].value[0];
	for (i = 0; i < s->n; i++) {
		const struct gradebook_row *r = &s->row[i];

		moments_add(&m[r->item], r->value[0], sum[r->person] - r->value[0]);
	}
	for (i = 0; i < items; i++)
		item[i] = (struct item){ m[i].n, m[i].mean_x, moments_sd(&m[i]),
			m[i].n >= ITEMS_PERSONS ? moments_correlation(&m[i]) : NAN };
	free(sum);
	free(m);
	return item;
}

void
items_report(const struct gradebook *s, struct out *o, const struct display *d)
{
	struct writer *w = writer_open(o, d, slice_of("id\tn\tfacility\tsd\tdiscrimination"), NULL);
	struct item *item = items_compute(s);
	size_t i;

	for (i = 0; i < map_count(s->items); i++) {
		writer_text(w, map_key(s->items, i));
		writer_printf(w, "%zu", item[i].n);
		cell_number(w, item[i].facility);
		cell_number(w, item[i].sd);
		cell_number(w, item[i].discrimination);
	}
	writer_close(w);
	free(item);
}
