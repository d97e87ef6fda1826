/* Parts shared by the output formats. */
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "format/job.h"
#include "markup/meta.h"
#include "tsv/escape.h"

struct slice
job_text(const struct record *r, size_t col, struct buf *b)
{
	return col == NO_COLUMN ? (struct slice){ "", 0 } : record_text(r, col, b);
}

bool
job_new_topic(const struct job *j, const struct record *r, struct buf *topic)
{
	struct buf b = { 0 };
	struct slice name = job_text(r, j->topic, &b);
	bool is_new = j->count == 1 || !slice_eq(name, buf_slice(topic));

	if (is_new) {
		topic->n = 0;
		buf_append(topic, name.p, name.n);
	}
	buf_free(&b);
	return is_new;
}

struct slice
job_heading(const struct job *j, const struct buf *topic)
{
	return topic->n > 0 || j->count == 1 ? buf_slice(topic) : slice_of("Questions");
}

void
deferred_push(struct buf *deferred, size_t n, const struct record *r, struct slice answer)
{
	if (answer.n == 0)
		return;
	buf_printf(deferred, "%zu\t", n);
	field_encode(slice_of(r->file), deferred);
	buf_printf(deferred, "\t%zu\t", r->lineno);
	field_encode(answer, deferred);
	buf_byte(deferred, '\n');
}

bool
deferred_next(struct slice *deferred, struct deferred *d, struct buf *b)
{
	struct slice field, number;

	if (deferred->n == 0)
		return false;
	slice_next(deferred, '\n', &field);
	slice_next(&field, '\t', &number);
	slice_next(&field, '\t', &d->file);
	slice_next(&field, '\t', &d->lineno);
	d->n = strtoul(number.p, NULL, 10); /* ends at the TAB */
	d->answer = field_decode(field, b);
	return true;
}

int
deferred_fail(const struct deferred *d, const char *reason)
{
	return fail("%.*s:%.*s: %s", (int)d->file.n, d->file.p, (int)d->lineno.n, d->lineno.p, reason);
}

bool
job_shows(const struct job *j, size_t col)
{
	return j->answers != ANSWERS_NONE || (col != j->answer && col != j->points);
}

void
job_columns(const struct job *j, struct buf *b)
{
	const struct header *h = bank_header(j->bank);
	size_t i;
	bool first = true;

	for (i = 0; i < h->n; i++) {
		if (!job_shows(j, i))
			continue;
		if (!first)
			buf_byte(b, ',');
		first = false;
		meta_encode_name(h->name[i], b);
	}
}
