/* Paragraphs that begin with `Q:`, `Q1.` or `Question 1`; `A:` begins the answer. */
#include <stddef.h>

#include "base/slice.h"
#include "import/md/prompt.h"
#include "import/md/scan.h"
#include "import/md/shape.h"
#include "import/md/unit.h"

static enum unit_role
dialogue_role(const struct scan *s, size_t line, struct unit *next, void *arg)
{
	const struct scan_line *l = &s->line[line];
	enum unit_role topic = shape_topic(s, line);
	size_t *last = arg;
	struct prompt p;
	const char *end;

	if (topic != UNIT_BODY || (l->kind != SCAN_TEXT && l->kind != SCAN_ITEM) || l->quoted || l->indent > 3 ||
	    l->text.n == 0 || (!l->marker && !unit_begins_paragraph(s, line)))
		return topic;
	prompt_parse(l->text, &p);
	next->strength = prompt_strength(&p);
	if (p.prefix != PROMPT_Q &&
	    (p.prefix != PROMPT_NUMBER || l->marker || next->strength != PROMPT_SURE || *l->text.p == '*' ||
		(p.number != *last + 1 && p.number != 1)))
		return UNIT_BODY;
	*last = next->number = p.number;
	next->title = unit_title(s, line, &next->body);
	end = next->title.p + next->title.n;
	next->title = p.text;
	if (end > l->text.p + l->text.n && p.text.n > 0)
		next->title.n = (size_t)(end - p.text.p); /* it goes on in further lines */
	return UNIT_START;
}

static void
dialogue_find(const struct scan *s, struct units *u)
{
	size_t last = 0;
	const struct unit_rule rule = { dialogue_role, &last };

	units_walk(s, &rule, u);
}

const struct shape shape_dialogue = { "paragraphs with Q", NULL, dialogue_find };
