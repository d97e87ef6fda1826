/* Rubrics, as in the column points, and marking by them: see qb-score(1). */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "mark/answer.h"
#include "mark/rubric.h"
#include "search/regex.h"

enum { MAX_WEIGHT = 1000000 };

/*
 * Removes a weight from the front of the item: a number followed by an asterisk.  Without one *weight
 * is 1.  -1 if it is out of range.
 */
static int
rubric_parse_weight(struct slice *item, double *weight)
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
	return fail("weight %.*s is out of range (above 0, at most %d)", SHOWN(number), MAX_WEIGHT);
}

/* Splits the item at the first " = ".  Returns false, all of the item in *label, if there is none. */
static bool
rubric_split(struct slice item, struct slice *label, struct slice *pattern)
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

/* Compiles the pattern, or if it is NULL, the label as a phrase of whole words. */
static struct regex *
rubric_compile(struct slice label, const struct slice *pattern, unsigned flags)
{
	struct answer phrase = { 0 };
	struct slice words;
	struct regex *re;

	flags |= RE_CASELESS | RE_DOTALL | RE_VALID;
	if (pattern != NULL)
		return regex_compile(pattern, 1, flags, MATCH_LIMIT);
	answer_set(&phrase, label); /* the same white space as in answers */
	words = buf_slice(&phrase.text);
	re = regex_compile(&words, 1, flags | RE_LITERAL | RE_WORD, MATCH_LIMIT);
	answer_free(&phrase);
	return re;
}

static int
rubric_parse_point(struct point *p, struct slice item, unsigned flags)
{
	struct slice label, pattern;
	bool has_pattern;

	p->misconception = *item.p == '!';
	if (p->misconception)
		item = slice_skip(item, 1);
	if (rubric_parse_weight(&item, &p->weight) == -1)
		return -1;
	has_pattern = rubric_split(item, &label, &pattern);
	label = slice_trim(label);
	if (label.n == 0)
		return fail("missing label");
	if (memchr(label.p, ';', label.n) != NULL)
		return fail("semicolon in the label");
	if (has_pattern && pattern.n == 0)
		return fail("empty pattern");
	if (!utf8_is_valid(item))
		return fail("invalid UTF-8");
	p->pattern = rubric_compile(label, has_pattern ? &pattern : NULL, flags);
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
		if (rubric_parse_point(p, item, flags) == -1) {
			struct slice label = item, pattern;

			rubric_split(item, &label, &pattern);
			fail("'%.*s': %s", SHOWN(label), failure());
			rubric_free(r);
			return NULL;
		}
		if (!p->misconception)
			r->possible += p->weight;
	}
	return r;
}

/* Searches for the first match that is not negated; m->text is that match, or else the first one. */
static int
rubric_mark_point(const struct point *p, const struct answer *a, struct point_mark *m)
{
	struct slice text = buf_slice(&a->text);
	size_t at = 0, start, end;
	int found;

	*m = (struct point_mark){ MISSED, { "", 0 } };
	while ((found = regex_next(p->pattern, text, &at, &start, &end)) == 1) {
		bool negated = answer_negated(a, start);

		if (!negated || m->verdict == MISSED) {
			m->verdict = negated ? NEGATED : p->misconception ? MISCONCEPTION : HIT;
			m->text = (struct slice){ text.p + start, end - start };
		}
		if (!negated)
			break;
	}
	return found == -1 ? fail("'%.*s': %s", SHOWN(p->label), failure()) : 0;
}

int
rubric_mark(const struct rubric *r, const struct answer *a, struct marks *out)
{
	size_t i;

	if (r->n > out->cap) {
		out->point = xrealloc(out->point, r->n, sizeof(*out->point));
		out->cap = r->n;
	}
	out->earned = 0;
	for (i = 0; i < r->n; i++) {
		const struct point *p = &r->point[i];
		struct point_mark *m = &out->point[i];

		if (rubric_mark_point(p, a, m) == -1)
			return -1;
		if (m->verdict == HIT)
			out->earned += p->weight;
		if (m->verdict == MISCONCEPTION)
			out->earned -= p->weight;
	}
	return 0;
}

void
marks_free(struct marks *m)
{
	free(m->point);
	*m = (struct marks){ 0 };
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
