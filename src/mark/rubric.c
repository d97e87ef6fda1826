/* Rubrics, as in the column points: see qb-score(1). */
#include <stdint.h>
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

enum { MAX_WEIGHT = 1000000, MAX_PARTS = 100000 };

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

/*
 * Removes "N of " from the front of the label and stores N, at least 1.  Returns false, *wanted being
 * 0, if there is none.
 */
static bool
rubric_parse_wanted(struct slice *label, size_t *wanted)
{
	struct slice rest = *label;

	for (*wanted = 0; rest.n > 0 && *rest.p >= '0' && *rest.p <= '9'; rest = slice_skip(rest, 1))
		if (*wanted <= MAX_PARTS)
			*wanted = *wanted * 10 + (size_t)(*rest.p - '0');
	if (rest.n == label->n || !slice_starts(rest, " of ")) {
		*wanted = 0;
		return false;
	}
	*label = slice_skip(rest, strlen(" of "));
	return true;
}

/* Removes the part of the pattern before the first " ;; ", or all of it, from its front.  False if nothing is left. */
static bool
rubric_next_part(struct slice *pattern, struct slice *part)
{
	size_t i;

	if (pattern->p == NULL)
		return false;
	*part = *pattern;
	for (i = 0; i + 4 <= pattern->n; i++)
		if (memcmp(pattern->p + i, " ;; ", 4) == 0) {
			part->n = i;
			*pattern = slice_skip(*pattern, i + 4);
			return true;
		}
	pattern->p = NULL;
	return true;
}

/* Whether the pattern has the escape \K. */
static bool
rubric_keeps(struct slice pattern)
{
	size_t i;

	for (i = 0; i + 1 < pattern.n; i++)
		if (pattern.p[i] == '\\' && pattern.p[++i] == 'K')
			return true;
	return false;
}

/* Whether a match of the pattern may reach over the end of a sentence. */
static bool
rubric_crosses(struct slice pattern)
{
	static const char *const any[] = { "[\\s\\S", "[\\S\\s", "[\\w\\W", "[\\W\\w", "[\\d\\D", "[\\D\\d", "\\n",
		"\\R" };
	size_t i;

	for (; pattern.n > 0; pattern = slice_skip(pattern, 1)) {
		for (i = 0; i < sizeof(any) / sizeof(*any); i++)
			if (slice_starts(pattern, any[i]))
				return true;
		if (!slice_starts(pattern, "(?"))
			continue;
		for (i = 2; i < pattern.n && strchr("imnxJ", pattern.p[i]) != NULL && pattern.p[i] != '\0'; i++)
			;
		if (i < pattern.n && pattern.p[i] == 's')
			return true;
	}
	return false;
}

static int
rubric_add_pattern(struct point *p, struct slice pattern, unsigned flags)
{
	struct part *part;

	p->part = xrealloc(p->part, p->n + 1, sizeof(*p->part));
	part = &p->part[p->n++];
	*part = (struct part){ .crosses = rubric_crosses(pattern), .keeps = rubric_keeps(pattern) };
	if (pattern.n == 0)
		return fail("empty pattern");
	part->pattern = regex_compile(&pattern, 1, flags, MATCH_LIMIT);
	return part->pattern == NULL ? -1 : 0;
}

/* Compiles the parts of the pattern. */
static int
rubric_add_patterns(struct point *p, struct slice *label, struct slice pattern, unsigned flags)
{
	struct slice rest = pattern, part, named = *label;

	rubric_next_part(&rest, &part);
	if (rest.p == NULL)
		return rubric_add_pattern(p, pattern, flags);
	if (!rubric_parse_wanted(&named, &p->wanted))
		return fail("' ;; ' requires a label that begins with 'N of '");
	for (rest = pattern; rubric_next_part(&rest, &part);)
		if (rubric_add_pattern(p, part, flags) == -1)
			return -1;
	if (p->wanted == 0 || p->wanted > p->n)
		return fail("'N of ' is out of range (1 to %zu)", p->n);
	*label = named;
	return 0;
}

/* Without a pattern: the words of the label, as a phrase; with typing errors after a "~". */
static int
rubric_add_label(struct point *p, struct slice *label, unsigned flags)
{
	struct slice named = slice_skip(*label, 1), words;
	struct answer *phrase = xcalloc(1, sizeof(*phrase));
	struct part *part = p->part = xcalloc(1, sizeof(*p->part));

	p->n = 1;
	if (*label->p == '~' && named.n > 0) {
		struct slice rest = named;
		int32_t c = utf8_next(&rest);

		if (utf8_is_word(c) && !(c >= '0' && c <= '9')) {
			answer_set(phrase, named);
			*label = named;
			*part = (struct part){ .words = phrase, .crosses = true };
			return 0;
		}
	}
	answer_set(phrase, *label); /* the same white space as in answers */
	words = buf_slice(&phrase->text);
	part->crosses = phrase->sentences.n > 0;
	part->pattern = regex_compile(&words, 1, flags | RE_LITERAL | RE_WORD, MATCH_LIMIT);
	answer_free(phrase);
	free(phrase);
	return part->pattern == NULL ? -1 : 0;
}

static int
rubric_parse_point(struct point *p, struct slice item, unsigned flags)
{
	struct slice label, pattern = { NULL, 0 };
	bool has_pattern;

	flags |= RE_CASELESS | RE_VALID | RE_SHARED_TIME;
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
	if (!utf8_is_valid(item))
		return fail("invalid UTF-8");
	if ((has_pattern ? rubric_add_patterns(p, &label, pattern, flags) : rubric_add_label(p, &label, flags)) == -1)
		return -1;
	label = slice_trim(label);
	if (label.n == 0)
		return fail("missing label");
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

static void
rubric_free_part(struct part *part)
{
	if (part->pattern != NULL)
		regex_free(part->pattern);
	if (part->words != NULL)
		answer_free(part->words);
	free(part->words);
}

void
rubric_free(struct rubric *r)
{
	size_t i;

	if (r == NULL)
		return;
	for (i = 0; i < r->n; i++) {
		struct point *p = &r->point[i];

		slice_free(p->label);
		while (p->n > 0)
			rubric_free_part(&p->part[--p->n]);
		free(p->part);
	}
	free(r->point);
	free(r);
}
