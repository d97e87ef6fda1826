/* Marking an answer by a rubric: see qb-score(1). */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "mark/answer.h"
#include "mark/denial.h"
#include "mark/marks.h"
#include "mark/near.h"
#include "mark/negation.h"
#include "mark/rubric.h"
#include "search/regex.h"

enum {
	CONTEXT = 512,     /* bytes around a match that its pattern sees once more */
	MAX_TRIES = 40,    /* ends of a shortened match */
	MAX_DENIED = 10000 /* matches of a part that are denied, after which the search ends */
};

/* What negators do to a match, besides 0 and 1. */
enum { AFFIRMED = 2 };

/* A part of a point that is looked for in an answer. */
struct marking {
	const struct part *part;
	const struct answer *answer;
	struct marks *marks;
	bool claim; /* of a misconception */
};

/* Finds the first match that begins in the sentence at or after from.  Returns 1, 0, or -1. */
static int
marks_search(const struct marking *m, struct span sentence, size_t from, struct span *match)
{
	struct slice text = { m->answer->text.p, sentence.to };

	if (m->part->words != NULL)
		return near_find(m->part->words, m->answer, from, match) && match->to <= sentence.to;
	regex_rewind(m->part->pattern);
	return regex_next(m->part->pattern, text, &from, &match->from, &match->to);
}

/* The start of the character after the one at the offset. */
static size_t
marks_next(struct slice text, size_t at)
{
	do
		at++;
	while (at < text.n && (text.p[at] & 0xC0) == 0x80);
	return at;
}

/* Whether the pattern has a match that begins at the offset; stores its end.  With \K it is looked for from `from` on. */
static int
marks_matches_at(const struct part *part, struct slice text, size_t from, struct span *match)
{
	size_t at = part->keeps ? from : match->from, start = 0;
	int found = 0;

	for (; at <= match->from; at = marks_next(text, at)) {
		regex_rewind(part->pattern);
		found = regex_match(part->pattern, text, at, &start, &match->to);
		if (found != 1 || start >= match->from)
			break;
	}
	return found == 1 ? start == match->from && match->to > start : found;
}

/*
 * Whether the pattern asks for the negators: without them it does not match there.  The sentence may
 * be long, so only the context of the match is looked at.
 */
static int
marks_asks_for(const struct marking *m, struct span sentence, struct span match, const struct negators *n)
{
	struct span part = sentence, shown;
	struct buf *b = &m->marks->space;
	size_t first = n->at[0].from < match.from ? n->at[0].from : match.from;
	int found;

	if (m->part->words != NULL)
		return 0;
	if (part.from + CONTEXT < first)
		for (part.from = first - CONTEXT; (m->answer->text.p[part.from] & 0xC0) == 0x80; part.from++)
			;
	if (n->inside > 0)
		part.to = match.to;
	else if (part.to > match.to + CONTEXT)
		part.to = marks_next(buf_slice(&m->answer->text), match.to + CONTEXT);
	b->n = 0;
	shown.from = negation_without(m->answer, &part, n, match.from, b);
	found = marks_matches_at(m->part, buf_slice(b), 0, &shown);
	return found == -1 ? -1 : found == 0;
}

/*
 * Shortens the match to the shortest one that begins at the same place and ends before the first negator
 * inside it, or else at the end of a word after that, so that the negators it has are those that it
 * needs.
 */
static int
marks_shorten(const struct marking *m, struct span sentence, struct negators *n, struct span *match)
{
	const struct words *w = &m->answer->words;
	size_t to = n->at[0].from, i = answer_words_before(m->answer, to), tries;

	for (tries = 0; tries < MAX_TRIES && to < match->to; tries++) {
		struct span shorter = *match;
		int found = 0;

		if (to > match->from)
			found =
			    marks_matches_at(m->part, (struct slice){ m->answer->text.p, to }, sentence.from, &shorter);
		if (found == -1)
			return -1;
		if (found == 1) {
			*match = shorter;
			break;
		}
		while (i < w->n && w->word[i].to <= to)
			i++;
		to = i < w->n ? w->word[i].to : match->to;
	}
	negation_find(m->answer, *match, m->claim, n);
	return 0;
}

/* Whether negators deny the match, which may be shortened: 1, 0 or AFFIRMED; -1 on failure. */
static int
marks_is_negated(const struct marking *m, struct span sentence, struct span *match)
{
	struct negators n;
	size_t end = SIZE_MAX;
	int asked;

	negation_find(m->answer, *match, m->claim, &n);
	while (n.n > 0 && n.inside == n.n && m->part->words == NULL && match->to < end) {
		end = match->to;
		if (marks_shorten(m, sentence, &n, match) == -1)
			return -1;
	}
	if (n.n == 0)
		return 0;
	asked = marks_asks_for(m, sentence, *match, &n);
	if (asked != 0 || !m->claim || n.inside == 0 || n.inside == n.n)
		return asked == -1 ? -1 : asked == 0;
	/* "It is not true that it does not." */
	asked = denial_of_negation(&m->marks->denial, m->answer, *match);
	return asked == -1 ? -1 : asked == 0 ? 1 : AFFIRMED;
}

/* Whether the match, which may be shortened, is denied: 1 or 0; -1 on failure. */
static int
marks_is_denied(const struct marking *m, struct span sentence, struct span *match)
{
	int denied = marks_is_negated(m, sentence, match);

	if (denied == AFFIRMED)
		return 0;
	return denied == 0 && m->claim ? denial_of(&m->marks->denial, m->answer, *match) : denied;
}

/*
 * Searches one sentence, or all of the text, for a match that is not denied.  Returns 1, 0, or -1;
 * *match is that match, or the first one that is denied, if *denied is false before; then it is set.
 */
static int
marks_search_sentence(const struct marking *m, struct span sentence, struct span *match, size_t *denied)
{
	size_t at = sentence.from;
	struct span found;
	int status;

	while (at < sentence.to && (status = marks_search(m, sentence, at, &found)) != 0) {
		struct span within = m->part->crosses ? answer_sentence(m->answer, found.from) : sentence;
		int is_denied;

		if (status == -1)
			return -1;
		if (within.to < found.to)
			within.to = answer_sentence(m->answer, found.to - 1).to;
		at = marks_next(buf_slice(&m->answer->text), found.from);
		is_denied = marks_is_denied(m, within, &found);
		if (is_denied == -1)
			return -1;
		if (is_denied == 0 || *denied == 0)
			*match = found;
		if (is_denied == 0)
			return 1;
		if (++*denied == MAX_DENIED)
			return 0;
	}
	return 0;
}

/* Looks for the part; *match is the match, or a denied one if *denied is not 0.  Returns 1, 0, or -1. */
static int
marks_part(const struct marking *m, struct span *match, size_t *denied)
{
	const struct starts *s = &m->answer->sentences;
	size_t from = 0, i;
	int found = 0;

	*denied = 0;
	if (m->part->crosses)
		return marks_search_sentence(m, (struct span){ 0, m->answer->text.n }, match, denied);
	for (i = 0; i <= s->n && found == 0 && *denied < MAX_DENIED; i++) {
		size_t to = i < s->n ? s->start[i] - 1 : m->answer->text.n;

		found = marks_search_sentence(m, (struct span){ from, to }, match, denied);
		from = to + 1;
	}
	return found;
}

/* Appends the match to the text of the mark, on one line. */
static void
marks_add_text(struct buf *text, const struct marking *m, struct span match)
{
	size_t i;

	if (text->n > 0)
		buf_str(text, "; ");
	if (m->part->words != NULL && !near_is_exact(m->part->words, m->answer, match))
		buf_str(text, "near ");
	for (i = match.from; i < match.to; i++)
		buf_byte(text, m->answer->text.p[i] == '\n' ? ' ' : m->answer->text.p[i]);
}

/* Looks for the parts of a point. */
static int
marks_point(const struct point *p, const struct answer *a, struct marks *out, struct point_mark *mark)
{
	struct marking m = { NULL, a, out, p->misconception };
	bool denied = false;
	size_t i;

	mark->found = mark->text.n = 0;
	for (i = 0; i < p->n; i++) {
		struct span match;
		size_t ndenied;
		int found;

		m.part = &p->part[i];
		found = marks_part(&m, &match, &ndenied);
		if (found == -1)
			return fail("'%.*s': %s", SHOWN(p->label), failure());
		if (found == 1 && mark->found++ == 0)
			mark->text.n = 0; /* without what was denied */
		if (found == 1 || (ndenied > 0 && mark->found == 0))
			marks_add_text(&mark->text, &m, match);
		denied |= ndenied > 0;
	}
	mark->share = p->wanted == 0 ? mark->found > 0 : fmin((double)mark->found / (double)p->wanted, 1);
	if (mark->found > 0)
		mark->verdict = p->misconception ? MISCONCEPTION : HIT;
	else
		mark->verdict = denied ? NEGATED : p->misconception ? ABSENT : MISSED;
	return 0;
}

int
rubric_mark(const struct rubric *r, const struct answer *a, struct marks *out)
{
	size_t i;

	if (r->n > out->cap) {
		out->point = xrealloc(out->point, r->n, sizeof(*out->point));
		for (; out->cap < r->n; out->cap++)
			out->point[out->cap] = (struct point_mark){ 0 };
	}
	out->earned = 0;
	regex_reset_time();
	for (i = 0; i < r->n; i++) {
		const struct point *p = &r->point[i];
		struct point_mark *m = &out->point[i];

		if (marks_point(p, a, out, m) == -1)
			return -1;
		out->earned += (p->misconception ? -m->share : m->share) * p->weight;
	}
	return 0;
}

void
marks_free(struct marks *m)
{
	while (m->cap > 0)
		buf_free(&m->point[--m->cap].text);
	free(m->point);
	denial_free(&m->denial);
	buf_free(&m->space);
	*m = (struct marks){ 0 };
}
