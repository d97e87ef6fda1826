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

/* Writes a row for each day of the n reviews, which are sorted. */
static void
days_write_reviews(struct writer *w, const struct traced *const *review, size_t n)
{
	struct buf space = { 0 };
	size_t i, end;

	for (i = 0; i < n; i = end) {
		size_t new = 0, again = 0;
		double recall = 0;

		for (end = i; end < n && review[end]->day == review[i]->day; end++) {
			new += review[end]->first;
			again += review[end]->grade == 1;
			recall += review[end]->recall;
		}
		days_write_day(w, review[i]->day, &space);
		writer_printf(w, "%zu", end - i);
		writer_printf(w, "%zu", new);
		writer_printf(w, "%zu", again);
		if (end - i > new)
			writer_printf(w, "%.4f", recall / (double)(end - i - new));
		else
			writer_field(w, slice_of(""));
	}
	buf_free(&space);
}

int
days_report(struct bank *b, struct references *f, const struct trace *t, struct out *o, const struct display *d)
{
	static const bool show[] = { true, true, true, true, true };
	const struct history *h = references_history(f);
	const struct traced **review = xcalloc(t->n, sizeof(*review));
	bool *in_bank = xcalloc(history_count(h), sizeof(*in_bank));
	size_t id = header_find(bank_header(b), slice_of("id")), n = 0, i;
	struct buf text = { 0 };
	struct record *r;
	struct writer *w;

	while ((r = bank_next(b)) != NULL) {
		const struct progress *p = references_find(f, record_text(r, id, &text));

		if (p != NULL)
			in_bank[history_number(h, p)] = true;
	}
	for (i = 0; i < t->n; i++)
		if (in_bank[t->review[i].id])
			review[n++] = &t->review[i];
	qsort(review, n, sizeof(*review), days_compare);
	if (!bank_failed(b)) {
		w = writer_open(o, d, slice_of("day\treviews\tnew\tagain\trecall"), show);
		days_write_reviews(w, review, n);
		writer_close(w);
	}
	buf_free(&text);
	free(review);
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
		const struct progress *p = references_find(f, record_text(r, id, &text));

		any = true;
		if (p == NULL)
			continue;
		day = history_due(h, p) - today;
		due[day < 0 ? 0 : day < n ? day : n]++;
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
