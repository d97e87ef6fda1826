/* Progress by topic, level or tag: qb-score --by. */
#include <stdbool.h>
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "review/history.h"
#include "review/progress.h"
#include "review/view.h"

/* The columns of the report, after the one of the values. */
static const char *const progress_columns[] = { "questions", "seen", "due", "reviews", "lapses", "recall", "then",
	"gain" };

enum { PROGRESS_COLUMNS = 6, PROGRESS_EXAM = 8 }; /* without and with the last two */

/* A row of the report. */
struct progress_row {
	struct progress_counts counts;
	double then, gain; /* sums over all questions */
	size_t last;       /* number of the record counted last; the first is 1 */
};

struct progress_table {
	const struct history *history;
	const struct view *view;
	struct map *values;
	struct progress_row *row; /* by the number of the value */
	size_t cap;
	struct progress_row total;
};

void
progress_add(struct progress_counts *c, const struct history *h, const struct review_state *p)
{
	c->questions++;
	if (p == NULL)
		return;
	c->seen++;
	c->due += history_is_due(h, p);
	c->reviews += p->reps;
	c->lapses += p->lapses;
	c->recall += history_recall(h, p);
}

/* Counts the record, unless the row has counted it already, as for a repeated tag. */
static void
progress_count(const struct progress_table *t, struct progress_row *row, const struct review_state *p, size_t record)
{
	const struct history *h = t->history;

	if (row->last == record)
		return;
	row->last = record;
	progress_add(&row->counts, h, p);
	if (t->view->exam) {
		row->then += history_recall_on(h, p, t->view->exam_day);
		row->gain += history_gain(h, p, t->view->exam_day);
	}
}

static void
progress_count_value(struct progress_table *t, struct slice value, const struct review_state *p, size_t record)
{
	size_t i;

	if (map_insert(t->values, value, &i)) {
		t->row = array_grow(t->row, i, &t->cap, sizeof(*t->row));
		t->row[i] = (struct progress_row){ 0 };
	}
	progress_count(t, &t->row[i], p, record);
}

static void
progress_write_row(struct writer *w, const struct view *v, struct slice value, const struct progress_row *row)
{
	const struct progress_counts *c = &row->counts;

	writer_text(w, value);
	writer_printf(w, "%zu", c->questions);
	writer_printf(w, "%zu", c->seen);
	writer_printf(w, "%zu", c->due);
	writer_printf(w, "%zu", c->reviews);
	writer_printf(w, "%zu", c->lapses);
	if (c->seen > 0)
		writer_printf(w, "%.4f", c->recall / (double)c->seen);
	else
		writer_field(w, slice_of(""));
	if (v->exam && c->questions > 0) {
		writer_printf(w, "%.4f", row->then / (double)c->questions);
		writer_printf(w, "%.4f", row->gain / (double)c->questions);
	} else if (v->exam) {
		writer_field(w, slice_of(""));
		writer_field(w, slice_of(""));
	}
}

static size_t
progress_column_count(const struct view *v)
{
	return v->exam ? PROGRESS_EXAM : PROGRESS_COLUMNS;
}

static void
progress_write(const struct progress_table *t, struct slice by, struct out *o, const struct display *d)
{
	static const bool show[PROGRESS_EXAM + 1] = { true, true, true, true, true, true, true, true, true };
	struct buf header = { 0 }, total = { 0 };
	struct writer *w;
	size_t i;

	buf_str(&total, "total");
	buf_append(&header, by.p, by.n);
	for (i = 0; i < progress_column_count(t->view); i++)
		buf_printf(&header, "\t%s", progress_columns[i]);
	w = writer_open(o, d, buf_slice(&header), show);
	for (i = 0; i < map_count(t->values); i++)
		progress_write_row(w, t->view, map_key(t->values, i), &t->row[i]);
	while (map_find(t->values, buf_slice(&total)) != NO_ENTRY)
		buf_str(&total, " (all)");
	progress_write_row(w, t->view, buf_slice(&total), &t->total);
	writer_close(w);
	buf_free(&header);
	buf_free(&total);
}

int
progress_report(struct bank *b, struct references *f, const struct view *v, struct out *o, const struct display *d)
{
	size_t by = v->by;
	const struct header *header = bank_header(b);
	bool tags = slice_eq(header->name[by], slice_of("tags"));
	struct progress_table table = { .history = references_history(f), .view = v };
	struct buf text = { 0 };
	struct record *r;
	size_t id = header_find(header, slice_of("id")), n;

	for (n = 0; n < progress_column_count(v); n++)
		if (slice_eq(header->name[by], slice_of(progress_columns[n])))
			return fail("--by: '%s' is the name of a column of the report", progress_columns[n]);
	table.values = map_new();
	for (n = 1; (r = bank_next(b)) != NULL; n++) {
		const struct review_state *p = references_find(f, record_text(r, id, &text));
		struct slice rest = record_text(r, by, &text), value = rest;

		progress_count(&table, &table.total, p, n);
		if (!tags)
			progress_count_value(&table, value, p, n);
		while (tags && slice_next(&rest, ',', &value))
			progress_count_value(&table, slice_trim(value), p, n);
	}
	if (!bank_failed(b))
		progress_write(&table, header->field[by], o, d);
	map_free(table.values);
	free(table.row);
	buf_free(&text);
	return table.total.counts.questions > 0;
}
