/* The shape of a Markdown file: the one that explains most of its lines. */
#include <string.h>

#include "import/md/prompt.h"
#include "import/md/scan.h"
#include "import/md/shape.h"
#include "import/md/unit.h"

/* Of two that explain the same, the first one is chosen. */
static const struct shape *const shapes[] = { &shape_items, &shape_details, &shape_headings, &shape_table, &shape_cards,
	&shape_dialogue, &shape_bold, &shape_numbered };

enum unit_role
shape_topic(const struct scan *s, size_t line)
{
	const struct scan_line *l = &s->line[line];

	if (l->kind != SCAN_HEADING || l->marker || l->indent > 1 || prompt_answer(l->text) > 0)
		return UNIT_BODY;
	return prompt_is_furniture(l->text) ? UNIT_END : UNIT_TOPIC;
}

const struct shape *
shape_choose(const struct scan *s, const char *option, struct units *u)
{
	const struct shape *best = NULL;
	size_t i;

	*u = (struct units){ 0 };
	for (i = 0; i < sizeof(shapes) / sizeof(*shapes); i++) {
		struct units found = { 0 };

		if (option != NULL && (shapes[i]->option == NULL || strcmp(shapes[i]->option, option) != 0))
			continue;
		shapes[i]->find(s, &found);
		if (found.score > u->score || (option != NULL && best == NULL)) {
			units_free(u);
			*u = found;
			best = shapes[i];
		} else {
			units_free(&found);
		}
	}
	return best;
}
