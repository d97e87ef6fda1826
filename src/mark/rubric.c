/* Rubrics, as in the column points: see qb-score(1). */
#include <stdlib.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "mark/answer.h"
#include "mark/rubric.h"
#include "search/regex.h"

enum { MAX_WEIGHT = 1000000 };

/*
 * Takes a weight off the front of the item: what stands before the first asterisk,
 * where that is a number; without one *weight is 1.  Returns -1 where it is out of range.
 */
static int
parse_weight(struct slice *item, double *weight)
{
	const char *star = item->n ? memchr(item->p, '*', item->n) : NULL;
	struct slice number;

	*weight = 1;
	if (star == NULL || strchr("0123456789.+-", *item->p) == NULL)
		return 0;
	number = (struct slice){ item->p, (size_t)(star - item->p) };
	if (!parse_number(number, weight))
		return 0; /* an asterisk in a label */
	*item = slice_skip(*item, number.n + 1);
	if (*weight > 0 && *weight <= MAX_WEIGHT)
		return 0;
	return fail("weight %.*s is not a number above 0, at most %d", SHOWN(number), MAX_WEIGHT);
}

/* Splits the item at the first " = ". Returns whether there is one. */
static bool
split(struct slice item, struct slice *label, struct slice *pattern)
{
	size_t i;

	*label = item;
	for (i = 0; i + 3 <= item.n; i++)
		if (memcmp(item.p + i, " = ", 3) == 0) {
			*label = (struct slice){ item.p, i };
			*pattern = slice_skip(item, i + 3);
			return true;
		}
	return false;
}

static struct regex *
compile(struct slice label, const struct slice *pattern, unsigned flags)
{
	struct answer phrase = { 0 };
	struct slice words;
	struct regex *re;

	flags |= RE_CASELESS | RE_DOTALL | RE_VALID;
	if (pattern != NULL)
		return regex_compile(pattern, 1, flags, MATCH_LIMIT);
	answer_set(&phrase, label); /* for the blanks */
	words = buf_slice(&phrase.text);
	re = regex_compile(&words, 1, flags | RE_LITERAL | RE_WORD, MATCH_LIMIT);
	answer_free(&phrase);
	return re;
}

static int
parse_point(struct point *p, struct slice item, unsigned flags)
{
	struct slice label, pattern;
	bool given;

	p->wrong = *item.p == '!';
	if (p->wrong)
		item = slice_skip(item, 1);
	if (parse_weight(&item, &p->weight) == -1)
		return -1;
	given = split(item, &label, &pattern);
	label = slice_trim(label);
	if (label.n == 0)
		return fail("no label");
	if (memchr(label.p, ';', label.n) != NULL)
		return fail("a semicolon in the label");
	if (given && pattern.n == 0)
		return fail("an empty pattern");
	if (!utf8_is_valid(item))
		return fail("not UTF-8");
	p->pattern = compile(label, given ? &pattern : NULL, flags);
	if (p->pattern == NULL)
		return -1;
	p->label = slice_copy(label);
	return 0;
}

struct rubric *
rubric_parse(struct slice text, unsigned flags)
{
	struct rubric *r = xcalloc(1, sizeof(*r));
	struct slice item;

	while (slice_next(&text, '\n', &item)) {
		struct point *p;

		if (slice_trim(item).n == 0)
			continue;
		r->point = xrealloc(r->point, r->n + 1, sizeof(*r->point));
		p = &r->point[r->n++];
		*p = (struct point){ 0 };
		if (parse_point(p, item, flags) == -1) {
			struct slice label = item, pattern;

			split(item, &label, &pattern);
			fail("'%.*s': %s", SHOWN(label), failure());
			rubric_free(r);
			return NULL;
		}
		if (!p->wrong)
			r->possible += p->weight;
	}
	return r;
}

/* Looks for the point, until a match that is not negated; each after the one before. */
static int
mark(struct point *p, const struct answer *a)
{
	struct slice text = buf_slice(&a->text);
	size_t at = 0, start, end;
	int found;

	p->verdict = MISSED;
	p->text = (struct slice){ "", 0 };
	while ((found = regex_next(p->pattern, text, &at, &start, &end)) == 1) {
		bool negated = answer_negated(a, start);

		if (!negated || p->verdict == MISSED) {
			p->verdict = negated ? NEGATED : p->wrong ? MISCONCEPTION : HIT;
			p->text = (struct slice){ text.p + start, end - start };
		}
		if (!negated)
			break;
	}
	return found == -1 ? fail("'%.*s': %s", SHOWN(p->label), failure()) : 0;
}

int
rubric_mark(struct rubric *r, const struct answer *a)
{
	size_t i;

	r->earned = 0;
	for (i = 0; i < r->n; i++) {
		struct point *p = &r->point[i];

		if (mark(p, a) == -1)
			return -1;
		if (p->verdict == HIT)
			r->earned += p->weight;
		if (p->verdict == MISCONCEPTION)
			r->earned -= p->weight;
	}
	return 0;
}

void
rubric_free(struct rubric *r)
{
	size_t i;

	if (r == NULL)
		return;
	for (i = 0; i < r->n; i++) {
		slice_free(r->point[i].label);
		if (r->point[i].pattern != NULL)
			regex_free(r->point[i].pattern);
	}
	free(r->point);
	free(r);
}

/* The rubrics of a bank. */
struct rubrics {
	struct map *ids;
	struct entry {
		const char *file;
		size_t lineno;
		char *text;            /* until it is parsed */
		struct rubric *rubric; /* parsed when it is first asked for */
	} * entry;
	size_t cap;
};

/* Takes the rubric of the record. */
static int
add_rubric(struct rubrics *rs, struct record *r, size_t id_col, size_t points_col, struct buf *b)
{
	struct slice id = record_text(r, id_col, b), text;
	size_t i;

	if (!map_insert(rs->ids, id, &i))
		return record_fail(
		    r, "id '%.*s' used before, at %s:%zu", SHOWN(id), rs->entry[i].file, rs->entry[i].lineno);
	rs->entry = array_grow(rs->entry, i, &rs->cap, sizeof(*rs->entry));
	text = record_text(r, points_col, b);
	rs->entry[i] = (struct entry){ r->file, r->lineno, text.n > 0 ? slice_dup(text) : NULL, NULL };
	return 0;
}

struct rubrics *
rubrics_read(struct bank *b)
{
	struct rubrics *rs = xcalloc(1, sizeof(*rs));
	struct buf space = { 0 };
	struct record *r;
	size_t id, points;
	int status = 0;

	rs->ids = map_new();
	if (bank_column(b, "id", &id) == -1 || bank_column(b, "points", &points) == -1)
		status = -1;
	while (status == 0 && (r = bank_next(b)) != NULL)
		status = add_rubric(rs, r, id, points, &space);
	buf_free(&space);
	if (status == 0 && !bank_failed(b))
		return rs;
	rubrics_free(rs);
	return NULL;
}

struct rubric *
rubrics_find(struct rubrics *rs, const struct record *r, struct slice id)
{
	size_t i = map_find(rs->ids, id);
	struct entry *e;

	if (i == NO_ENTRY) {
		record_fail(r, "id '%.*s' is not in the bank", SHOWN(id));
		return NULL;
	}
	e = &rs->entry[i];
	if (e->rubric == NULL && e->text == NULL) {
		record_fail(r, "id '%.*s' has no points, at %s:%zu", SHOWN(id), e->file, e->lineno);
		return NULL;
	}
	if (e->rubric == NULL) {
		e->rubric = rubric_parse(slice_of(e->text), 0);
		if (e->rubric == NULL) {
			fail("%s:%zu: points: %s", e->file, e->lineno, failure());
			return NULL;
		}
		free(e->text);
		e->text = NULL;
	}
	return e->rubric;
}

void
rubrics_free(struct rubrics *rs)
{
	size_t i;

	for (i = 0; i < map_count(rs->ids); i++) {
		free(rs->entry[i].text);
		rubric_free(rs->entry[i].rubric);
	}
	map_free(rs->ids);
	free(rs->entry);
	free(rs);
}
