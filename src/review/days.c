/* Reports by day: qb-score --by day and --forecast. */
#include <stdbool.h>
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/slice.h"
#include "review/days.h"
#include "review/history.h"
#include "review/trace.h"

static void
days_write_day(struct writer *w, long day, struct buf *space)
{
	space->n = 0;
	date_print(day, space);
	writer_field(w, buf_slice(space));
}

/* By day; the same day in the order of the trace. */
static int
days_compare(const void *a, const void *b)
{
	const struct traced *x = *(const struct traced *const *)a, *y = *(const struct traced *const *)b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x > y) - (x < y);
}

struct days_row *
days_rows(const struct trace *t, const bool *counted, size_t *n)
{
	const struct traced **review = xcalloc(t->n, sizeof(*review));
	struct days_row *row = NULL;
	size_t reviews = 0, cap = 0, i;

	for (i = 0; i < t->n; i++)
		if (counted[t->review[i].id])
			review[reviews++] = &t->review[i];
	qsort(review, reviews, sizeof(*review), days_compare);
	*n = 0;
	for (i = 0; i < reviews; i++) {
		if (*n == 0 || row[*n - 1].day != review[i]->day) {
			row = array_grow(row, *n, &cap, sizeof(*row));
			row[(*n)++] = (struct days_row){ .day = review[i]->day };
		}
		row[*n - 1].reviews++;
		row[*n - 1].new += review[i]->first;
		row[*n - 1].again += review[i]->grade == 1;
		row[*n - 1].recall += review[i]->recall;
	}
	free(review);
	return row;
}

size_t
days_slot(const struct history *h, const struct review_state *p, size_t n)
{
	long days = history_due(h, p) - history_today(h);

	return days < 0 ? 0 : (size_t)days < n ? (size_t)days : n;
}

static void
days_write_row(struct writer *w, const struct days_row *row, struct buf *space)
{
	days_write_day(w, row->day, space);
	writer_printf(w, "%zu", row->reviews);
	writer_printf(w, "%zu", row->new);
	writer_printf(w, "%zu", row->again);
	if (row->reviews > row->new)
		writer_printf(w, "%.4f", row->recall / (double)(row->reviews - row->new));
	else
		writer_field(w, slice_of(""));
}

int
days_report(struct bank *b, struct references *f, const struct trace *t, struct out *o, const struct display *d)
{
	static const bool show[] = { true, true, true, true, true };
	const struct history *h = references_history(f);
	bool *in_bank = xcalloc(history_count(h), sizeof(*in_bank));
	size_t id = header_find(bank_header(b), slice_of("id")), n, i;
	struct days_row *row;
	struct buf text = { 0 };
	struct record *r;
	struct writer *w;

	while ((r = bank_next(b)) != NULL) {
		const struct review_state *p = references_find(f, record_text(r, id, &text));

		if (p != NULL)
			in_bank[history_number(h, p)] = true;
	}
	row = days_rows(t, in_bank, &n);
	if (!bank_failed(b)) {
		w = writer_open(o, d, slice_of("day\treviews\tnew\tagain\trecall"), show);
		for (i = 0; i < n; i++)
			days_write_row(w, &row[i], &text);
		writer_close(w);
	}
	buf_free(&text);
	free(row);
	free(in_bank);
	return n > 0;
}

int
days_forecast(struct bank *b, struct references *f, long n, struct out *o, const struct display *d)
{
	static const bool show[] = { true, true };
	const struct history *h = references_history(f);
	size_t *due = xcalloc((size_t)n + 1, sizeof(*due)), id = header_find(bank_header(b), slice_of("id"));
	long today = history_today(h), day;
	struct buf text = { 0 };
	struct record *r;
	struct writer *w;
	bool any = false;

	while ((r = bank_next(b)) != NULL) {
		const struct review_state *p = references_find(f, record_text(r, id, &text));

		any = true;
		if (p != NULL)
			due[days_slot(h, p, (size_t)n)]++;
	}
	if (!bank_failed(b)) {
		w = writer_open(o, d, slice_of("day\tdue"), show);
		for (day = 0; day <= n; day++) {
			if (day < n)
				days_write_day(w, today + day, &text);
			else
				writer_field(w, slice_of("later"));
			writer_printf(w, "%zu", due[day]);
		}
		writer_close(w);
	}
	buf_free(&text);
	free(due);
	return any;
}
