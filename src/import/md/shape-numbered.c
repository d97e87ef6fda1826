/*
 * Numbered items whose answers follow them without indentation: CommonMark ends the list there, but
 * the numbers go on.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "import/md/prompt.h"
#include "import/md/scan.h"
#include "import/md/shape.h"
#include "import/md/unit.h"

static enum unit_role
numbered_role(const struct scan *s, size_t line, struct unit *next, void *arg)
{
	const struct scan_line *l = &s->line[line];
	enum unit_role topic = shape_topic(s, line);
	size_t *last = arg;
	struct prompt p;

	if (topic == UNIT_TOPIC && prompt_level(l->text) == NULL)
		*last = 0;
	if (topic != UNIT_BODY || l->kind != SCAN_ITEM || l->number == 0 || l->indent > 3 || l->quoted ||
	    l->text.n == 0)
		return topic;
	prompt_parse(l->text, &p);
	next->strength = prompt_strength(&p);
	if (l->number != *last + 1 && *last != 0 && !(next->strength == PROMPT_SURE && l->number > *last))
		return UNIT_BODY;
	*last = next->number = l->number;
	next->title = unit_title(s, line, &next->body);
	return UNIT_START;
}

/* Whether a line below the item begins in the first column. */
static bool
numbered_is_flat(const struct scan *s, const struct unit *unit)
{
	size_t i;

	for (i = unit->first + 1; i <= unit->last; i++)
		if (s->line[i].kind != SCAN_BLANK && s->line[i].kind != SCAN_RULE && s->line[i].indent < 2 &&
		    s->line[i - 1].kind == SCAN_BLANK)
			return true;
	return false;
}

static void
numbered_find(const struct scan *s, struct units *u)
{
	size_t last = 0, i, flat = 0;
	const struct unit_rule rule = { numbered_role, &last };

	units_walk(s, &rule, u);
	for (i = 0; i < u->n; i++)
		flat += numbered_is_flat(s, &u->unit[i]);
	if (flat * 2 < u->n)
		u->score = 0;
}

const struct shape shape_numbered = { "numbered paragraphs", NULL, numbered_find };
