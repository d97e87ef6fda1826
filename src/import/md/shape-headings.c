/*
 * Headings of one level are the questions, and all below a heading is its answer: deeper headings
 * too, except that a heading with the prefix of the questions is one of them at any level.
 */
#include <stdbool.h>
#include <string.h>

#include "base/slice.h"
#include "import/md/choice.h"
#include "import/md/prompt.h"
#include "import/md/scan.h"
#include "import/md/shape.h"
#include "import/md/unit.h"

/* Headings of one kind, and what they have in common. */
struct headings {
	unsigned char level;
	bool marker, quoted;       /* in list items; in quotes */
	enum prompt_prefix prefix; /* of the questions; the others are topics or belong to an answer */
	size_t n, q, numbered, sure, with_body;
	size_t last;         /* the number of the last question */
	unsigned char group; /* the level of the numbered questions of a part without the prefix; 0: none */
	bool open;           /* whether a question is */
};

/* Reads the prefix of a heading; that of an item may be its list marker. */
static void
headings_prompt(const struct scan_line *l, struct prompt *p)
{
	prompt_parse(l->text, p);
	if (p->prefix == PROMPT_PLAIN && l->marker && l->number > 0) {
		p->prefix = PROMPT_NUMBER;
		p->number = l->number;
	}
}

/* Whether the line holds no content, as a rule or `<br>`. */
static bool
headings_is_empty(const struct scan_line *l)
{
	return l->kind == SCAN_BLANK || l->kind == SCAN_RULE || l->kind == SCAN_COMMENT || l->kind == SCAN_UNDERLINE ||
	    (l->kind == SCAN_HTML && (slice_starts(l->text, "<br") || slice_starts(l->text, "<hr")));
}

/* Whether something follows the heading before the next one. */
static bool
headings_has_body(const struct scan *s, size_t line)
{
	for (line++; line < s->n && headings_is_empty(&s->line[line]); line++)
		;
	return line < s->n && (s->line[line].kind != SCAN_HEADING || prompt_answer(s->line[line].text) > 0);
}

/* Whether at least two choices follow before the next heading. */
static bool
headings_has_choices(const struct scan *s, size_t line)
{
	size_t choices = 0;

	for (line++; line < s->n && s->line[line].kind != SCAN_HEADING; line++)
		choices += choice_marks(&s->line[line]);
	return choices >= 2;
}

static bool
headings_same(const struct headings *h, const struct scan_line *l)
{
	return l->kind == SCAN_HEADING && l->level == h->level && l->marker == h->marker && l->quoted == h->quoted;
}

/* Whether a heading of another level is a question, too. */
static bool
headings_is_stray(const struct headings *h, const struct scan_line *l, const struct prompt *p)
{
	bool numbered = p->prefix == PROMPT_NUMBER && prompt_strength(p) == PROMPT_SURE;

	if (h->marker || l->marker != h->marker || l->quoted != h->quoted)
		return false;
	if (h->prefix == PROMPT_Q && numbered && p->number > 0 && (h->group > 0 ? l->level == h->group : !h->open))
		return true;
	if (h->prefix == PROMPT_Q)
		return p->prefix == PROMPT_Q;
	return h->prefix == PROMPT_NUMBER && numbered && p->number == h->last + 1;
}

static bool
headings_accepts(const struct headings *h, const struct scan *s, size_t line, const struct prompt *p)
{
	switch (h->prefix) {
	case PROMPT_Q:
		return p->prefix == PROMPT_Q || headings_has_choices(s, line);
	case PROMPT_NUMBER:
		return p->prefix != PROMPT_PLAIN || prompt_strength(p) == PROMPT_SURE || headings_has_choices(s, line);
	case PROMPT_PLAIN:
		break;
	}
	return prompt_strength(p) == PROMPT_SURE || headings_has_body(s, line);
}

static enum unit_role
headings_role(const struct scan *s, size_t line, struct unit *next, void *arg)
{
	struct headings *h = arg;
	const struct scan_line *l = &s->line[line];
	bool same = headings_same(h, l);
	struct prompt p;

	if (l->kind != SCAN_HEADING || l->text.n == 0 || prompt_answer(l->text) > 0)
		return UNIT_BODY;
	headings_prompt(l, &p);
	if ((l->level <= h->level || !h->marker) && l->level <= h->level && prompt_is_furniture(l->text))
		return !h->marker || l->indent == 0 ? UNIT_END : UNIT_BODY;
	if (same ? headings_accepts(h, s, line, &p) : headings_is_stray(h, l, &p)) {
		h->group = !same && h->prefix == PROMPT_Q && p.prefix == PROMPT_NUMBER ? l->level : 0;
		h->open = true;
		next->number = h->last = p.number;
		next->title = p.text;
		unit_title(s, line, &next->body);
		next->strength = prompt_strength(&p);
		return UNIT_START;
	}
	if (h->marker)
		return l->indent == 0 && !l->marker && l->level <= h->level ? UNIT_TOPIC : UNIT_BODY;
	if (l->level < h->level || l->level < h->group || (same && !headings_has_body(s, line))) {
		h->open = false;
		return UNIT_TOPIC;
	}
	return UNIT_BODY;
}

/* Counts the headings of the kind, and decides which prefix its questions have. */
static void
headings_count(const struct scan *s, struct headings *h)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		const struct scan_line *l = &s->line[i];
		struct prompt p;

		if (!headings_same(h, l) || l->text.n == 0 || prompt_answer(l->text) > 0 ||
		    prompt_is_furniture(l->text))
			continue;
		headings_prompt(l, &p);
		h->n++;
		h->q += p.prefix == PROMPT_Q;
		h->numbered += p.prefix == PROMPT_NUMBER;
		h->sure += prompt_strength(&p) == PROMPT_SURE;
		h->with_body += headings_has_body(s, i);
	}
	if (h->q >= 3 && h->q * 10 >= h->n * 3)
		h->prefix = PROMPT_Q;
	else if (h->numbered >= 3 && h->numbered * 10 >= h->n * 6)
		h->prefix = PROMPT_NUMBER;
	else
		h->prefix = PROMPT_PLAIN;
}

/* Finds the questions of the kind of headings that explains most; a single heading that does not ask only if single is true. */
static void
headings_find_best(const struct scan *s, bool single, struct units *u)
{
	unsigned kind;

	for (kind = 4; kind < 28; kind++) {
		struct headings h = {
			.level = (unsigned char)(kind / 4), .marker = kind & 1, .quoted = (kind & 2) != 0
		};
		const struct unit_rule rule = { headings_role, &h };
		struct units found = { .level = h.level };

		headings_count(s, &h);
		if (h.n == 0 || (h.n == 1 && h.sure == 0 && !single))
			continue;
		units_walk(s, &rule, &found);
		if (found.score > u->score || (u->n == 0 && found.n > 0)) {
			units_free(u);
			*u = found;
		} else {
			units_free(&found);
		}
	}
}

static void
headings_find(const struct scan *s, struct units *u)
{
	headings_find_best(s, false, u);
	if (u->n > 0)
		return;
	headings_find_best(s, true, u);
	u->score = 0; /* only if it is asked for */
}

const struct shape shape_headings = { "headings", "headings", headings_find };
