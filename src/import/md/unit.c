/* The questions of a Markdown file as one shape sees them. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/slice.h"
#include "import/md/choice.h"
#include "import/md/prompt.h"
#include "import/md/scan.h"
#include "import/md/unit.h"

void
units_free(struct units *u)
{
	free(u->unit);
	*u = (struct units){ 0 };
}

/* How many headings below a heading must ask if they are the questions. */
enum { UNIT_ASKING = 3 };

static bool
unit_heading_asks(const struct scan_line *l)
{
	struct prompt p;

	if (l->kind != SCAN_HEADING || l->text.n == 0)
		return false;
	prompt_parse(l->text, &p);
	return prompt_strength(&p) == PROMPT_SURE;
}

/* Whether a paragraph begins with `Q:` or the like. */
static bool
unit_paragraph_asks(const struct scan *s, size_t line)
{
	const struct scan_line *l = &s->line[line];
	struct prompt p;

	if (l->kind != SCAN_TEXT || l->text.n == 0 || strchr("*_Qq", *l->text.p) == NULL ||
	    !unit_begins_paragraph(s, line))
		return false;
	prompt_parse(l->text, &p);
	return p.prefix == PROMPT_Q;
}

void
units_add(const struct scan *s, struct units *u, const struct unit *unit)
{
	size_t i, lines = 0, choices = 0, own = 0, asking = 0;
	unsigned strength = unit->strength;
	bool sub = false, list = true, dialogue = false;

	for (i = unit->first; i <= unit->last; i++) {
		const struct scan_line *l = &s->line[i];

		bool asks = u->level > 0 && i > unit->first && unit_paragraph_asks(s, i);

		lines += l->kind != SCAN_BLANK;
		sub |= asks || (i > unit->first && l->kind == SCAN_HEADING);
		asking += asks || (i > unit->first && unit_heading_asks(l));
		own += l->kind != SCAN_BLANK && !sub;
		choices += choice_marks(l);
		dialogue |= asks;
		list &= i == unit->first || l->kind == SCAN_BLANK || l->kind == SCAN_ITEM || l->kind == SCAN_RULE ||
		    (l->kind == SCAN_TEXT && l->indent > 1);
	}
	if (choices >= 2 && strength > 0 && !dialogue) /* `A:` begins an answer in a dialogue */
		strength = PROMPT_SURE;
	if (asking >= UNIT_ASKING && u->level > 0)
		lines = own; /* what is below it are the questions */
	/* A heading that asks nothing is more likely the topic of the headings, or of the list, below it. */
	if (strength == PROMPT_POSSIBLE)
		lines = list && u->level > 0 ? 0 : own;
	u->score += (uint64_t)lines * strength;
	u->unit = array_grow(u->unit, u->n, &u->cap, sizeof(*u->unit));
	u->unit[u->n] = *unit;
	u->unit[u->n++].strength = strength;
}

/* Ends the unit before this line. */
static void
unit_close(const struct scan *s, struct units *u, struct unit *unit, size_t end)
{
	const char *to;

	while (end > unit->first + 1 && (s->line[end - 1].kind == SCAN_BLANK || s->line[end - 1].kind == SCAN_FRONT))
		end--;
	unit->last = end - 1;
	to = s->line[unit->last].raw.p + s->line[unit->last].raw.n;
	unit->body.n = unit->body.p != NULL && unit->body.p < to ? (size_t)(to - unit->body.p) : 0;
	units_add(s, u, unit);
}

void
units_walk(const struct scan *s, const struct unit_rule *rule, struct units *u)
{
	struct unit unit = { 0 }, next;
	size_t i, topic = NO_UNIT_LINE, level = NO_UNIT_LINE;
	bool open = false;

	for (i = 0; i < s->n; i++) {
		const struct scan_line *l = &s->line[i];
		enum unit_role role;

		if (l->kind == SCAN_BLANK || l->kind == SCAN_FRONT || l->kind == SCAN_COMMENT ||
		    l->kind == SCAN_UNDERLINE || scan_is_code(l))
			continue;
		next = (struct unit){ .first = i };
		role = rule->role(s, i, &next, rule->arg);
		if (role == UNIT_BODY)
			continue;
		if (open)
			unit_close(s, u, &unit, i);
		open = role == UNIT_START;
		if (role == UNIT_START) {
			unit = next;
			unit.topic = topic;
			unit.level = level;
		} else if (role == UNIT_TOPIC && prompt_level(l->text) != NULL) {
			level = i;
		} else if (role == UNIT_TOPIC) {
			topic = i;
			level = NO_UNIT_LINE;
		}
	}
	if (open)
		unit_close(s, u, &unit, s->n);
}

bool
unit_begins_paragraph(const struct scan *s, size_t line)
{
	return line == 0 || (s->line[line - 1].kind != SCAN_TEXT && s->line[line - 1].kind != SCAN_ITEM) ||
	    s->line[line].marker;
}

/* Whether a text ends with a question mark, perhaps in bold. */
static bool
unit_asks(struct slice s)
{
	while (s.n > 0 && (s.p[s.n - 1] == '*' || s.p[s.n - 1] == '_' || s.p[s.n - 1] == ' '))
		s.n--;
	return s.n > 0 && (s.p[s.n - 1] == '?' || (s.n > 2 && slice_starts(slice_skip(s, s.n - 3), "？")));
}

struct slice
unit_title(const struct scan *s, size_t line, struct slice *body)
{
	const struct scan_line *l = &s->line[line];
	struct slice title = l->text;
	size_t next = line + 1;

	if (l->kind == SCAN_HEADING) {
		next += next < s->n && s->line[next].kind == SCAN_UNDERLINE;
	} else if (!unit_asks(title) && prompt_unwrap(title).n == title.n) {
		while (next < s->n && s->line[next].kind == SCAN_TEXT && !s->line[next].quoted)
			next++;
		title.n = (size_t)(s->line[next - 1].raw.p + s->line[next - 1].raw.n - title.p);
	}
	*body = (struct slice){ next < s->n ? s->line[next].raw.p : NULL, 0 };
	return slice_trim_ws(title);
}
