/* A file that is merged or compared. */
#include <stdlib.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/index.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/progress.h"
#include "base/slice.h"
#include "query/side.h"
#include "tsv/escape.h"

void
columns_add_one(struct columns *c, const struct header *h, size_t col)
{
	size_t i;

	if (c->names == NULL)
		c->names = map_new();
	if (!map_insert(c->names, h->name[col], &i))
		return;
	if (c->n++ > 0)
		buf_byte(&c->line, '\t');
	buf_append(&c->line, h->field[col].p, h->field[col].n);
}

void
columns_add(struct columns *c, const struct header *h)
{
	size_t i;

	for (i = 0; i < h->n; i++)
		columns_add_one(c, h, i);
}

struct slice
columns_name(const struct columns *c, size_t i)
{
	return map_key(c->names, i);
}

void
columns_free(struct columns *c)
{
	map_free(c->names);
	buf_free(&c->line);
	*c = (struct columns){ 0 };
}

int
side_open(struct side *s, char *path, unsigned flags, bool keep)
{
	*s = (struct side){ .operands = { path, NULL }, .id = NO_COLUMN, .keep = keep };
	s->bank = bank_open(s->operands, 0, flags | BANK_NO_OUTPUT);
	if (s->bank == NULL)
		return -1;
	s->header = bank_header(s->bank);
	s->ids = index_new(keep);
	if (s->header->n > 0)
		s->id = header_find(s->header, slice_of("id"));
	progress_start(&s->progress, "reading records", 0);
	return 0;
}

int
side_need_ids(const struct side *s)
{
	size_t col;

	return s->header->n == 0 ? 0 : bank_column(s->bank, "id", &col);
}

int
side_fail_missing(const struct record *r, const char *advice)
{
	return record_fail(r, "missing id%s%s", *advice != '\0' ? "; " : "", advice);
}

int
side_next(struct side *s, struct record **r, struct slice *id)
{
	const struct place *first = NULL;

	*r = s->header->n > 0 ? bank_next(s->bank) : NULL;
	if (*r == NULL)
		progress_end(&s->progress);
	if (*r == NULL && bank_failed(s->bank)) {
		bank_close(s->bank); /* makes its failures the reason */
		s->bank = NULL;
		return -1;
	}
	if (*r == NULL)
		return 0;
	progress_step(&s->progress, ++s->records);
	*id = s->id != NO_COLUMN ? record_text(*r, s->id, &s->text) : slice_of("");
	if (id->n > 0)
		first = index_add(s->ids, *id, *r);
	if (first != NULL) {
		index_fail_duplicate(*id, first);
		return record_fail(*r, "%s", failure());
	}
	if (id->n == 0 && s->keep) {
		s->unnamed = array_grow(s->unnamed, s->nunnamed, &s->cap, sizeof(*s->unnamed));
		s->unnamed[s->nunnamed++] = (struct unnamed){ record_dup(*r), index_count(s->ids) };
	}
	return 1;
}

int
side_read(struct side *s)
{
	struct record *r;
	struct slice id;
	int status;

	while ((status = side_next(s, &r, &id)) == 1)
		if (id.n == 0)
			return side_fail_missing(r, "");
	return status;
}

void
side_map(struct side *s, const struct columns *c)
{
	size_t i;

	s->from = xcalloc(c->n, sizeof(*s->from));
	for (i = 0; i < c->n; i++)
		s->from[i] = s->header->n > 0 ? header_find(s->header, columns_name(c, i)) : NO_COLUMN;
}

struct slice
side_field(const struct side *s, const struct record *r, size_t i)
{
	return r != NULL && s->from[i] != NO_COLUMN ? record_field(r, s->from[i]) : slice_of("");
}

struct record *
side_find(const struct side *s, struct slice id)
{
	size_t i = index_find(s->ids, id);

	return i != NO_ENTRY ? index_record(s->ids, i) : NULL;
}

struct slice
side_id(struct side *s, size_t i)
{
	return record_text(index_record(s->ids, i), s->id, &s->text);
}

void
side_close(struct side *s)
{
	size_t i;

	progress_end(&s->progress);
	if (s->bank != NULL)
		bank_close(s->bank);
	index_free(s->ids);
	for (i = 0; i < s->nunnamed; i++)
		free(s->unnamed[i].record);
	free(s->unnamed);
	free(s->from);
	buf_free(&s->text);
	*s = (struct side){ 0 };
}

/* Whether the field has an escape, or looks like it. */
static bool
field_has_escape(struct slice s)
{
	return s.n > 0 && memchr(s.p, '\\', s.n) != NULL;
}

bool
field_same(struct slice a, struct slice b)
{
	struct buf x = { 0 }, y = { 0 };
	bool same = slice_eq(a, b);

	if (same || (!field_has_escape(a) && !field_has_escape(b)))
		return same;
	same = slice_eq(field_decode(a, &x), field_decode(b, &y));
	buf_free(&x);
	buf_free(&y);
	return same;
}
