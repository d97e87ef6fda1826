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
	struct map *value;   /* NULL if none */
	bool *found;         /* ids: by the number of the value: it is in the bank */
	struct regex *regex; /* topics: the values, compiled */
};

/* The values of a column that a record must have, if there are any, and those that it must not have. */
struct select_criterion {
	struct select_values wanted, unwanted;
	size_t col;
};

struct select {
	struct select_criterion topic, level, tag, id;
	struct buf text;
};

struct select *
select_new(void)
{
	return xcalloc(1, sizeof(struct select));
}

/* The values to which an argument adds; removes a `!` from its front. */
static struct select_values *
select_side(struct select_criterion *c, struct slice *arg)
{
	if (!slice_starts(*arg, "!"))
		return &c->wanted;
	*arg = slice_skip(*arg, 1);
	return &c->unwanted;
}

static void
select_add_value(struct select_values *v, struct slice value)
{
	if (v->value == NULL)
		v->value = map_new();
	map_add(v->value, value);
}

static void
select_add(struct select_criterion *c, const char *arg)
{
	struct slice value = slice_of(arg);
	struct select_values *v = select_side(c, &value);

	select_add_value(v, value);
}

void
select_topic(struct select *s, const char *part)
{
	select_add(&s->topic, part);
}

void
select_level(struct select *s, const char *level)
{
	select_add(&s->level, level);
}

void
select_tag(struct select *s, const char *tag)
{
	select_add(&s->tag, tag);
}

void
select_ids(struct select *s, const char *list)
{
	struct slice rest = slice_of(list), id;
	struct select_values *v = select_side(&s->id, &rest);

	while (slice_next(&rest, ',', &id))
		select_add_value(v, slice_trim(id));
}

static bool
select_uses(const struct select_criterion *c)
{
	return c->wanted.value != NULL || c->unwanted.value != NULL;
}

/* Finds the column of a criterion, if it is used. */
static int
select_column(struct select_criterion *c, const struct bank *b, const char *name)
{
	return select_uses(c) ? bank_column(b, name, &c->col) : 0;
}

/* Compiles the values, which are parts of topics. */
static int
select_compile(struct select_values *v)
{
	size_t n = v->value != NULL ? map_count(v->value) : 0, i;
	struct slice *part;

	if (n == 0)
		return 0;
	part = xcalloc(n, sizeof(*part));
	for (i = 0; i < n; i++)
		part[i] = map_key(v->value, i);
	v->regex = regex_compile(part, n, RE_LITERAL | RE_CASELESS, MATCH_LIMIT);
	free(part);
	return v->regex != NULL ? 0 : -1;
}

/* Prepares to note which ids are found. */
static void
select_expect(struct select_values *v)
{
	if (v->value != NULL)
		v->found = xcalloc(map_count(v->value), sizeof(*v->found));
}

int
select_prepare(struct select *s, const struct bank *b)
{
	if (select_column(&s->topic, b, "topic") == -1 || select_column(&s->level, b, "level") == -1 ||
	    select_column(&s->tag, b, "tags") == -1 || select_column(&s->id, b, "id") == -1)
		return -1;
	select_expect(&s->id.wanted);
	select_expect(&s->id.unwanted);
	return select_compile(&s->topic.wanted) == -1 ? -1 : select_compile(&s->topic.unwanted);
}

static bool
select_has(struct select_values *v, struct slice value)
{
	size_t n = map_count(v->value), i;

	if (n > FEW || v->found != NULL) {
		i = map_find(v->value, value);
		if (i != NO_ENTRY && v->found != NULL)
			v->found[i] = true;
		return i != NO_ENTRY;
	}
	for (i = 0; i < n; i++)
		if (slice_eq(map_key(v->value, i), value))
			return true;
	return false;
}

static bool
select_has_tag(struct select_values *v, struct slice tags)
{
	struct slice tag;

	while (slice_next(&tags, ',', &tag))
		if (select_has(v, slice_trim(tag)))
			return true;
	return false;
}

/* Whether has() finds the text among the values that are wanted, if any are, and not among the others. */
static bool
select_satisfies(struct select_criterion *c, bool (*has)(struct select_values *, struct slice), struct slice text)
{
	if (c->unwanted.value != NULL && has(&c->unwanted, text))
		return false;
	return c->wanted.value == NULL || has(&c->wanted, text);
}

/* Whether the topic satisfies its criterion: 1, 0, or -1 if a match fails. */
static int
select_test_topic(struct select *s, const struct record *r)
{
	struct slice topic = record_text(r, s->topic.col, &s->text);
	int found = 0;

	if (s->topic.unwanted.regex != NULL)
		found = regex_match(s->topic.unwanted.regex, topic, 0, NULL, NULL);
	if (found == 0 && s->topic.wanted.regex == NULL)
		return 1;
	if (found == 0)
		found = regex_match(s->topic.wanted.regex, topic, 0, NULL, NULL);
	else if (found == 1)
		return 0;
	return found == -1 ? record_fail(r, "topic: %s", failure()) : found;
}

int
select_test(struct select *s, struct record *r)
{
	/* The id first: it counts as found even if something else excludes the record. */
	if (select_uses(&s->id) && !select_satisfies(&s->id, select_has, record_text(r, s->id.col, &s->text)))
		return 0;
	if (select_uses(&s->level) && !select_satisfies(&s->level, select_has, record_text(r, s->level.col, &s->text)))
		return 0;
	if (select_uses(&s->tag) && !select_satisfies(&s->tag, select_has_tag, record_text(r, s->tag.col, &s->text)))
		return 0;
	return select_uses(&s->topic) ? select_test_topic(s, r) : 1;
}

bool
select_missing(const struct select *s, struct buf *b)
{
	const struct select_values *const sides[] = { &s->id.wanted, &s->id.unwanted };
	struct slice *id = NULL;
	size_t missing = 0, cap = 0, i, j;

	for (i = 0; i < 2; i++)
		for (j = 0; sides[i]->value != NULL && j < map_count(sides[i]->value); j++) {
			if (sides[i]->found[j] || map_key(sides[i]->value, j).n == 0)
				continue;
			id = array_grow(id, missing, &cap, sizeof(*id));
			id[missing++] = map_key(sides[i]->value, j);
		}
	list_names(b, id, missing);
	free(id);
	return missing > 0;
}

static void
select_free_values(struct select_values *v)
{
	map_free(v->value);
	free(v->found);
	if (v->regex != NULL)
		regex_free(v->regex);
}

void
select_free(struct select *s)
{
	struct select_criterion *const all[] = { &s->topic, &s->level, &s->tag, &s->id };
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(*all); i++) {
		select_free_values(&all[i]->wanted);
		select_free_values(&all[i]->unwanted);
	}
	buf_free(&s->text);
	free(s);
}
