/* The bank with the state of each question: qb-score without --by and -m. */
#include <stddef.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/out.h"
#include "base/slice.h"
#include "review/history.h"
#include "review/model.h"
#include "review/schedule.h"
#include "review/view.h"

enum { SCHEDULE_COLUMNS = 8 };

static void
schedule_date(struct writer *w, long day, struct buf *space)
{
	space->n = 0;
	date_print(day, space);
	writer_field(w, buf_slice(space));
}

/* Writes the added fields of a question that was reviewed. */
static void
schedule_reviewed(struct writer *w, const struct history *h, const struct review_state *p, struct buf *space)
{
	double recall = history_recall(h, p);
	size_t i;

	writer_printf(w, "%zu", p->reps);
	writer_printf(w, "%zu", p->lapses);
	schedule_date(w, p->day, space);
	for (i = 0; i < MEMORY_VALUES; i++)
		writer_printf(w, "%.4f", p->memory.value[i]);
	writer_printf(w, "%.4f", recall);
	schedule_date(w, history_due(h, p), space);
	writer_printf(w, "%.4f", 1 - recall);
}

/* Writes the added fields of a question that was never reviewed. */
static void
schedule_new(struct writer *w)
{
	size_t i;

	writer_printf(w, "0");
	writer_printf(w, "0");
	for (i = 0; i < MEMORY_VALUES + 3; i++) /* last to due */
		writer_field(w, slice_of(""));
	writer_printf(w, "%.4f", 1.0);
}

/* Writes the added fields of the view. */
static void
schedule_view(struct writer *w, const struct history *h, const struct review_state *p, const struct view *v)
{
	if (v->exam) {
		writer_printf(w, "%.4f", history_recall_on(h, p, v->exam_day));
		writer_printf(w, "%.4f", history_gain(h, p, v->exam_day));
	}
	if (v->odds != NULL)
		writer_printf(w, "%.4f", p != NULL ? v->odds[history_number(h, p)] : 1);
}

bool
schedule_write(struct bank *b, struct references *f, const struct view *v, struct out *o, const struct display *d)
{
	const struct history *h = references_history(f);
	const char *const *of_model = history_model(h)->columns;
	const char *added[SCHEDULE_COLUMNS + 3] = { "reps", "lapses", "last", of_model[0], of_model[1], "recall", "due",
		"need" };
	size_t n = SCHEDULE_COLUMNS, id = header_find(bank_header(b), slice_of("id"));
	struct writer *w;
	struct buf space = { 0 };
	struct record *r;
	bool any = false;

	if (v->exam) {
		added[n++] = "then";
		added[n++] = "gain";
	}
	if (v->odds != NULL)
		added[n++] = "odds";
	w = writer_extend(o, d, bank_header(b), added, n);
	while (!out_failed(o) && (r = bank_next(b)) != NULL) {
		const struct review_state *p = references_find(f, record_text(r, id, &space));

		any = true;
		writer_record(w, r);
		if (p != NULL)
			schedule_reviewed(w, h, p, &space);
		else
			schedule_new(w);
		schedule_view(w, h, p, v);
	}
	writer_close(w);
	buf_free(&space);
	return any;
}
