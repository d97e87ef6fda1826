/* How well rubrics mark, compared with people: qb-stats --trial. */
#include <math.h>
#include <stdlib.h>

#include "bank/writer.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "stats/cell.h"
#include "stats/gradebook.h"
#include "stats/trial.h"

struct trial *
trial_compute(const struct gradebook *s)
{
	size_t items = map_count(s->items), i;
	struct trial *trial = xcalloc(items, sizeof(*trial));

	for (i = 0; i < s->n; i++) {
		struct trial *t = &trial[s->row[i].item];
		double score = s->row[i].value[0], mark = s->row[i].value[1];

		t->n++;
		t->error += fabs(score - mark);
		t->agreement += (score >= TRIAL_GOOD) == (mark >= TRIAL_GOOD);
	}
	for (i = 0; i < items; i++) {
		trial[i].error /= (double)trial[i].n;
		trial[i].agreement /= (double)trial[i].n;
	}
	return trial;
}

void
trial_report(const struct gradebook *s, struct out *o, const struct display *d)
{
	struct writer *w = writer_open(o, d, slice_of("id\tn\terror\tagreement"), NULL);
	struct trial *trial = trial_compute(s);
	size_t i;

	for (i = 0; i < map_count(s->items); i++) {
		writer_text(w, map_key(s->items, i));
		writer_printf(w, "%zu", trial[i].n);
		cell_number(w, trial[i].error);
		cell_number(w, trial[i].agreement);
	}
	writer_close(w);
	free(trial);
}
