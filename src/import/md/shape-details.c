/* Each `<details>` is a question: its `<summary>`; the rest of it is the answer. */
#include <stdbool.h>
#include <stdlib.h>

#include "base/slice.h"
#include "import/md/details.h"
#include "import/md/prompt.h"
#include "import/md/scan.h"
#include "import/md/shape.h"
#include "import/md/unit.h"

static void
shape_details_add(const struct scan *s, const struct details *d, const size_t *topic, struct units *u)
{
	struct unit unit = { .title = d->summary, .body = d->body };
	struct prompt p;

	unit.first = scan_line_at(s, d->from);
	unit.last = scan_line_at(s, d->to - 1);
	unit.topic = topic[0];
	unit.level = topic[1];
	prompt_parse(unit.title, &p);
	unit.title = p.text;
	unit.number = p.number;
	unit.strength = prompt_strength(&p) == PROMPT_SURE ? PROMPT_SURE : PROMPT_LIKELY;
	units_add(s, u, &unit);
}

static void
shape_details_find(const struct scan *s, struct units *u)
{
	struct details_list list = { 0 };
	size_t i, line = 0, topic[2] = { NO_UNIT_LINE, NO_UNIT_LINE };
	const char *end = s->text.p;

	details_find(s, &list);
	for (i = 0; i < list.n; i++) {
		const struct details *d = &list.list[i];

		if (d->from < end || d->summary.n == 0 || prompt_reveals(d->summary))
			continue;
		for (; line < s->n && s->line[line].raw.p <= d->from; line++)
			if (shape_topic(s, line) == UNIT_TOPIC) {
				bool level = prompt_level(s->line[line].text) != NULL;

				topic[level] = line;
				topic[1] = level ? line : NO_UNIT_LINE;
			}
		shape_details_add(s, d, topic, u);
		end = d->to;
	}
	details_free(&list);
}

const struct shape shape_details = { "details", "details", shape_details_find };
