/* How far the learning has come: qb-score --by. */
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

/* The columns of a row behind the value. */
static const char *const columns[] = { "questions", "seen", "due", "reviews", "lapses", "recall" };

enum { COLUMNS = sizeof(columns) / sizeof(*columns) };

/* A row. */
struct tally {
	size_t questions, seen, due, reviews, lapses;
	double recall; /* the sum */
	size_t last;   /* the record that was counted last, counting from 1 */
};

struct report {
	const struct history *history;
	struct map *values;
	struct tally *tally; /* of each value */
	size_t cap;
	struct tally total;
};

/* Counts the record, unless it was counted in this row before, as with a tag that stands twice. */
static void
count(struct tally *t, const struct history *h, const struct progress *p, size_t record)
{
	if (t->last == record)
		return;
	t->last = record;
	t->questions++;
	if (p == NULL)
		return;
	t->seen++;
	t->due += history_is_due(h, p);
	t->reviews += p->reps;
	t->lapses += p->lapses;
	t->recall += history_recall(h, p);
}

static void
count_value(struct report *r, struct slice value, const struct progress *p, size_t record)
{
	size_t i;

	if (map_insert(r->values, value, &i)) {
		r->tally = array_grow(r->tally, i, &r->cap, sizeof(*r->tally));
		r->tally[i] = (struct tally){ 0 };
	}
	count(&r->tally[i], r->history, p, record);
}

static void
put(struct writer *w, struct slice value, const struct tally *t)
{
	writer_text(w, value);
	writer_printf(w, "%zu", t->questions);
	writer_printf(w, "%zu", t->seen);
	writer_printf(w, "%zu", t->due);
	writer_printf(w, "%zu", t->reviews);
	writer_printf(w, "%zu", t->lapses);
	if (t->seen > 0)
		writer_printf(w, "%.4f", t->recall / (double)t->seen);
	else
		writer_printf(w, "%s", "");
}

static void
write_report(const struct report *r, struct slice by, struct out *o, const struct display *d)
{
	static const bool show[] = { true, true, true, true, true, true, true };
	struct buf header = { 0 };
	struct writer *w;
	size_t i;

	buf_append(&header, by.p, by.n);
	for (i = 0; i < COLUMNS; i++)
		buf_printf(&header, "\t%s", columns[i]);
	w = writer_open(o, d, buf_slice(&header), show);
	for (i = 0; i < map_count(r->values); i++)
		put(w, map_key(r->values, i), &r->tally[i]);
	put(w, slice_of("total"), &r->total);
	writer_close(w);
	buf_free(&header);
}

int
progress_report(struct bank *b, struct history *h, size_t by, struct out *o, const struct display *d)
{
	const struct header *header = bank_header(b);
	bool tags = slice_eq(header->name[by], slice_of("tags"));
	struct report report = { .history = h };
	struct buf text = { 0 };
	struct record *r;
	size_t id = header_find(header, slice_of("id")), n;

	for (n = 0; n < COLUMNS; n++)
		if (slice_eq(header->name[by], slice_of(columns[n])))
			return fail("--by: the report has a column '%s' of its own", columns[n]);
	report.values = map_new();
	for (n = 1; (r = bank_next(b)) != NULL; n++) {
		const struct progress *p = history_find(h, record_text(r, id, &text));
		struct slice rest = record_text(r, by, &text), value = rest;

		count(&report.total, h, p, n);
		if (!tags)
			count_value(&report, value, p, n);
		while (tags && slice_next(&rest, ',', &value))
			count_value(&report, slice_trim(value), p, n);
	}
	if (!bank_failed(b))
		write_report(&report, header->field[by], o, d);
	map_free(report.values);
	free(report.tally);
	buf_free(&text);
	return report.total.questions > 0;
}
