/* The formats there are, and what they share. */
#include <stdlib.h>
#include <string.h>

#include "format.h"

static const struct format *const formats[] = { &format_text, &format_md, &format_html, &format_pdf, &format_jsonl,
	&format_json, &format_csv, &format_gift, &format_anki };

enum { FORMATS = sizeof(formats) / sizeof(*formats) };

const struct format *
format_find(const char *name)
{
	size_t i;

	for (i = 0; i < FORMATS; i++)
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	return NULL;
}

const char *
format_names(struct buf *b)
{
	size_t i;

	for (i = 0; i < FORMATS; i++)
		buf_printf(b, "%s%s", i == 0 ? "" : i + 1 == FORMATS ? " or " : ", ", formats[i]->name);
	return buf_cstr(b);
}

struct slice
job_text(const struct record *r, size_t col, struct buf *b)
{
	return col == NO_COLUMN ? (struct slice){ "", 0 } : record_text(r, col, b);
}

bool
job_new_topic(const struct job *j, const struct record *r, struct buf *topic)
{
	struct buf b = { 0 };
	struct slice now = job_text(r, j->topic, &b);
	bool is_new = j->count == 1 || !slice_eq(now, buf_slice(topic));

	if (is_new) {
		topic->n = 0;
		buf_add(topic, now.p, now.n);
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
kept_add(struct buf *kept, size_t n, struct slice answer)
{
	if (answer.n == 0)
		return;
	buf_printf(kept, "%zu\t", n);
	field_encode(answer, kept);
	buf_byte(kept, '\n');
}

bool
kept_next(struct slice *kept, size_t *n, struct slice *answer, struct buf *b)
{
	struct slice field, number;

	if (kept->n == 0)
		return false;
	slice_next(kept, '\n', &field);
	slice_next(&field, '\t', &number);
	*n = strtoul(number.p, NULL, 10); /* the TAB ends it */
	*answer = field_decode(field, b);
	return true;
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
		name_encode(h->name[i], b);
	}
}
