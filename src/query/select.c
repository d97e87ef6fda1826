/* Selecting records by topic, level, tag and id. */
#include <stdbool.h>
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/list.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "query/select.h"
#include "search/regex.h"

/* The alternative values of one criterion. */
struct select_values {
	struct slice *value;
	size_t n, cap;
	size_t col;
};

struct select {
	struct select_values topic, level, tag;
	struct regex *topics; /* the topics, compiled */
	struct map *ids;      /* NULL if any id is selected */
	bool *found;          /* by the number of the id: it is in the bank */
	size_t id;            /* its column */
	struct buf text;
};

struct select *
select_new(void)
{
	return xcalloc(1, sizeof(struct select));
}

static void
select_add_value(struct select_values *v, const char *value)
{
	v->value = array_grow(v->value, v->n, &v->cap, sizeof(*v->value));
	v->value[v->n++] = slice_of(value);
}

void
select_topic(struct select *s, const char *part)
{
	select_add_value(&s->topic, part);
}

void
select_level(struct select *s, const char *level)
{
	select_add_value(&s->level, level);
}

void
select_tag(struct select *s, const char *tag)
{
	select_add_value(&s->tag, tag);
}

void
select_ids(struct select *s, const char *list)
{
	struct slice rest = slice_of(list), id;

	if (s->ids == NULL)
		s->ids = map_new();
	while (slice_next(&rest, ',', &id))
		map_add(s->ids, slice_trim(id));
}

int
select_prepare(struct select *s, const struct bank *b)
{
	if ((s->topic.n > 0 && bank_column(b, "topic", &s->topic.col) == -1) ||
	    (s->level.n > 0 && bank_column(b, "level", &s->level.col) == -1) ||
	    (s->tag.n > 0 && bank_column(b, "tags", &s->tag.col) == -1) ||
	    (s->ids && bank_column(b, "id", &s->id) == -1))
		return -1;
	if (s->ids != NULL)
		s->found = xcalloc(map_count(s->ids), sizeof(*s->found));
	if (s->topic.n > 0) {
		s->topics = regex_compile(s->topic.value, s->topic.n, RE_LITERAL | RE_CASELESS, MATCH_LIMIT);
		if (s->topics == NULL)
			return -1;
	}
	return 0;
}

static bool
select_has(const struct select_values *v, struct slice value)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (slice_eq(v->value[i], value))
			return true;
	return false;
}

static bool
select_has_tag(const struct select_values *v, struct slice tags)
{
	struct slice tag;

	while (slice_next(&tags, ',', &tag))
		if (select_has(v, slice_trim(tag)))
			return true;
	return false;
}

/* Whether the record has one of the ids. */
static bool
select_has_id(struct select *s, const struct record *r)
{
	size_t i = map_find(s->ids, record_text(r, s->id, &s->text));

	if (i == NO_ENTRY)
		return false;
	s->found[i] = true;
	return true;
}

bool
select_missing(const struct select *s, struct buf *b)
{
	size_t n = s->ids ? map_count(s->ids) : 0, missing = 0, i;
	struct slice *id = xcalloc(n + 1, sizeof(*id));

	for (i = 0; i < n; i++)
		if (!s->found[i] && map_key(s->ids, i).n > 0)
			id[missing++] = map_key(s->ids, i);
	list_names(b, id, missing);
	free(id);
	return missing > 0;
}

int
select_test(struct select *s, struct record *r)
{
	int found;

	if (s->ids && !select_has_id(s, r))
		return 0;
	if (s->level.n > 0 && !select_has(&s->level, record_text(r, s->level.col, &s->text)))
		return 0;
	if (s->tag.n > 0 && !select_has_tag(&s->tag, record_text(r, s->tag.col, &s->text)))
		return 0;
	if (s->topic.n == 0)
		return 1;
	found = regex_match(s->topics, record_text(r, s->topic.col, &s->text), 0, NULL, NULL);
	return found == -1 ? record_fail(r, "topic: %s", failure()) : found;
}

void
select_free(struct select *s)
{
	free(s->topic.value);
	free(s->level.value);
	free(s->tag.value);
	if (s->topics != NULL)
		regex_free(s->topics);
	map_free(s->ids);
	free(s->found);
	buf_free(&s->text);
	free(s);
}
