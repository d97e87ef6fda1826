/* Rubrics, as in the column points: see qb-score(1). */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "mark/answer.h"
#include "mark/rubric.h"
#include "mark/rubricitem.h"
#include "search/regex.h"

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
rubric_add_patterns(struct point *p, struct slice pattern, unsigned flags)
{
	struct slice part;

	while (rubric_next_part(&pattern, &part))
		if (rubric_add_pattern(p, part, flags) == -1)
			return -1;
	return 0;
}

/* Without a pattern: the words of the label, as a phrase; or with typing errors. */
static int
rubric_add_label(struct point *p, const struct rubric_item *it, unsigned flags)
{
	struct answer *phrase = xcalloc(1, sizeof(*phrase));
	struct part *part = p->part = xcalloc(1, sizeof(*p->part));
	struct slice words;

	p->n = 1;
	answer_set(phrase, it->label); /* the same white space as in answers */
	if (it->near) {
		*part = (struct part){ .words = phrase, .crosses = true };
		return 0;
	}
	words = buf_slice(&phrase->text);
	part->crosses = phrase->sentences.n > 0;
	part->pattern = regex_compile(&words, 1, flags | RE_LITERAL | RE_WORD, MATCH_LIMIT);
	answer_free(phrase);
	free(phrase);
	return part->pattern == NULL ? -1 : 0;
}

static int
rubric_add_point(struct point *p, const struct rubric_item *it, unsigned flags)
{
	flags |= RE_CASELESS | RE_VALID | RE_SHARED_TIME;
	*p = (struct point){ .weight = it->weight, .misconception = it->misconception, .wanted = it->wanted };
	p->label = slice_copy(it->label);
	return it->has_pattern ? rubric_add_patterns(p, it->pattern, flags) : rubric_add_label(p, it, flags);
}

struct rubric *
rubric_parse(struct slice text, unsigned flags)
{
	struct rubric *r = xcalloc(1, sizeof(*r));
	struct rubric_item item;
	int status;

	while ((status = rubric_next(&text, &item)) == 1) {
		r->point = xrealloc(r->point, r->n + 1, sizeof(*r->point));
		if (rubric_add_point(&r->point[r->n++], &item, flags) == -1) {
			status = rubric_item_fail(item.line);
			break;
		}
		if (!item.misconception)
			r->possible += item.weight;
	}
	if (status != -1)
		return r;
	rubric_free(r);
	return NULL;
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
