/* Records by topic, level, tag and id: what qb-list keeps. */
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "query/select.h"
#include "search/regex.h"

/* The values of one criterion; a record is kept if any of them fits. */
struct wanted {
	struct slice *value;
	size_t n, cap;
	size_t col;
};

struct select {
	struct wanted topic, level, tag;
	struct regex *topics; /* the topics, compiled */
	struct map *ids;      /* NULL: any */
	size_t id;
	struct buf text;
};

struct select *
select_new(void)
{
	return xcalloc(1, sizeof(struct select));
}

static void
want(struct wanted *w, const char *value)
{
	w->value = array_grow(w->value, w->n, &w->cap, sizeof(*w->value));
	w->value[w->n++] = slice_of(value);
}

void
select_topic(struct select *s, const char *part)
{
	want(&s->topic, part);
}

void
select_level(struct select *s, const char *level)
{
	want(&s->level, level);
}

void
select_tag(struct select *s, const char *tag)
{
	want(&s->tag, tag);
}

void
select_ids(struct select *s, const char *list)
{
	struct slice rest = slice_of(list), id;

	if (s->ids == NULL)
		s->ids = map_new();
	while (slice_next(&rest, ',', &id))
		map_add(s->ids, id);
}

bool
select_any(const struct select *s)
{
	return s->topic.n == 0 && s->level.n == 0 && s->tag.n == 0 && s->ids == NULL;
}

int
select_prepare(struct select *s, const struct bank *b)
{
	if ((s->topic.n > 0 && bank_column(b, "topic", &s->topic.col) == -1) ||
	    (s->level.n > 0 && bank_column(b, "level", &s->level.col) == -1) ||
	    (s->tag.n > 0 && bank_column(b, "tags", &s->tag.col) == -1) ||
	    (s->ids && bank_column(b, "id", &s->id) == -1))
		return -1;
	if (s->topic.n > 0) {
		s->topics = regex_compile(s->topic.value, s->topic.n, RE_LITERAL | RE_CASELESS, MATCH_LIMIT);
		if (s->topics == NULL)
			return -1;
	}
	return 0;
}

static bool
is_wanted(const struct wanted *w, struct slice value)
{
	size_t i;

	for (i = 0; i < w->n; i++)
		if (slice_eq(w->value[i], value))
			return true;
	return false;
}

static bool
has_tag(const struct wanted *w, struct slice tags)
{
	struct slice tag;

	while (slice_next(&tags, ',', &tag))
		if (is_wanted(w, slice_trim(tag)))
			return true;
	return false;
}

int
select_test(struct select *s, struct record *r)
{
	int found;

	if (s->level.n > 0 && !is_wanted(&s->level, record_text(r, s->level.col, &s->text)))
		return 0;
	if (s->ids && map_find(s->ids, record_text(r, s->id, &s->text)) == NO_ENTRY)
		return 0;
	if (s->tag.n > 0 && !has_tag(&s->tag, record_text(r, s->tag.col, &s->text)))
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
	buf_free(&s->text);
	free(s);
}
