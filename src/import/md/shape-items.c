/*
 * List items are the questions.  md.c reads them through CommonMark, with the metadata in comments;
 * what this shape finds is only how much of the file that explains.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "import/md/choice.h"
#include "import/md/prompt.h"
#include "import/md/scan.h"
#include "import/md/shape.h"
#include "import/md/unit.h"

/* Whether a text is nothing but a link into its page, as in a table of contents. */
static bool
items_is_contents(struct slice s)
{
	return s.n > 4 && *s.p == '[' && s.p[s.n - 1] == ')' && scan_find(s, "](#") != NULL;
}

static enum unit_role
items_role(const struct scan *s, size_t line, struct unit *next, void *arg)
{
	const struct scan_line *l = &s->line[line];
	enum unit_role topic = shape_topic(s, line);
	struct prompt p;

	(void)arg;
	if (topic != UNIT_BODY)
		return topic;
	if (l->kind == SCAN_HEADING)
		return UNIT_END;
	if (l->kind == SCAN_ITEM && l->indent < 2 && !l->quoted) {
		if (choice_marks(l) || items_is_contents(l->text) || l->text.n == 0)
			return UNIT_END;
		prompt_parse(l->text, &p);
		next->number = l->number;
		next->title = p.text;
		unit_title(s, line, &next->body);
		next->strength = prompt_strength(&p) == PROMPT_SURE ? PROMPT_SURE : PROMPT_POSSIBLE;
		return UNIT_START;
	}
	if (l->indent >= 2 || (l->kind == SCAN_TEXT && line > 0 && s->line[line - 1].kind != SCAN_BLANK))
		return UNIT_BODY;
	return UNIT_END;
}

static void
items_find(const struct scan *s, struct units *u)
{
	const struct unit_rule rule = { items_role, NULL };

	units_walk(s, &rule, u);
}

const struct shape shape_items = { "list items", "items", items_find };
