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

enum { FEW = 4 /* values: comparing each is faster than hashing */ };

/* The alternative values of one criterion. */
struct select_values {
	struct map *value; /* NULL if any value is selected */
	size_t col;
};

struct select {
	struct select_values topic, level, tag, id;
	struct regex *topics; /* the topics, compiled */
	bool *found;          /* by the number of the id: it is in the bank */
	struct buf text;
};

struct select *
select_new(void)
{
	return xcalloc(1, sizeof(struct select));
}

static void
select_add_value(struct select_values *v, struct slice value)
{
	if (v->value == NULL)
		v->value = map_new();
	map_add(v->value, value);
}

void
select_topic(struct select *s, const char *part)
{
	select_add_value(&s->topic, slice_of(part));
}

void
select_level(struct select *s, const char *level)
{
	select_add_value(&s->level, slice_of(level));
}

void
select_tag(struct select *s, const char *tag)
{
	select_add_value(&s->tag, slice_of(tag));
}

void
select_ids(struct select *s, const char *list)
{
	struct slice rest = slice_of(list), id;

	while (slice_next(&rest, ',', &id))
		select_add_value(&s->id, slice_trim(id));
}

/* Finds the column of a criterion, if it is used. */
static int
select_column(struct select_values *v, const struct bank *b, const char *name)
{
	return v->value == NULL ? 0 : bank_column(b, name, &v->col);
}

static int
select_compile_topics(struct select *s)
{
	size_t n = map_count(s->topic.value), i;
	struct slice *part = xcalloc(n, sizeof(*part));

	for (i = 0; i < n; i++)
		part[i] = map_key(s->topic.value, i);
	s->topics = regex_compile(part, n, RE_LITERAL | RE_CASELESS, MATCH_LIMIT);
	free(part);
	return s->topics != NULL ? 0 : -1;
}

int
select_prepare(struct select *s, const struct bank *b)
{
	if (select_column(&s->topic, b, "topic") == -1 || select_column(&s->level, b, "level") == -1 ||
	    select_column(&s->tag, b, "tags") == -1 || select_column(&s->id, b, "id") == -1)
		return -1;
	if (s->id.value != NULL)
		s->found = xcalloc(map_count(s->id.value), sizeof(*s->found));
	return s->topic.value == NULL ? 0 : select_compile_topics(s);
}

static bool
select_has(const struct select_values *v, struct slice value)
{
	size_t n = map_count(v->value), i;

	if (n > FEW)
		return map_find(v->value, value) != NO_ENTRY;
	for (i = 0; i < n; i++)
		if (slice_eq(map_key(v->value, i), value))
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
	size_t i = map_find(s->id.value, record_text(r, s->id.col, &s->text));

	if (i == NO_ENTRY)
		return false;
	s->found[i] = true;
	return true;
}

bool
select_missing(const struct select *s, struct buf *b)
{
	size_t n = s->id.value ? map_count(s->id.value) : 0, missing = 0, i;
	struct slice *id = xcalloc(n + 1, sizeof(*id));

	for (i = 0; i < n; i++)
		if (!s->found[i] && map_key(s->id.value, i).n > 0)
			id[missing++] = map_key(s->id.value, i);
	list_names(b, id, missing);
	free(id);
	return missing > 0;
}

int
select_test(struct select *s, struct record *r)
{
	int found;

	if (s->level.value && !select_has(&s->level, record_text(r, s->level.col, &s->text)))
		return 0;
	if (s->id.value && !select_has_id(s, r))
		return 0;
	if (s->tag.value && !select_has_tag(&s->tag, record_text(r, s->tag.col, &s->text)))
		return 0;
	if (s->topic.value == NULL)
		return 1;
	found = regex_match(s->topics, record_text(r, s->topic.col, &s->text), 0, NULL, NULL);
	return found == -1 ? record_fail(r, "topic: %s", failure()) : found;
}

void
select_free(struct select *s)
{
	map_free(s->topic.value);
	map_free(s->level.value);
	map_free(s->tag.value);
	map_free(s->id.value);
	if (s->topics != NULL)
		regex_free(s->topics);
	free(s->found);
	buf_free(&s->text);
	free(s);
}
