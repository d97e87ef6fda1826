/* What GIFT and Moodle XML have in common: names, categories, answers without wrong ones. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/moodle/common.h"

bool
name_is_id(struct import *im, struct map **names, size_t lineno, struct slice name)
{
	size_t i;

	if (*names == NULL)
		*names = map_new();
	if (memchr(name.p, ',', name.n) != NULL)
		import_note(im, lineno, "the name '%.*s' has a comma and is not the id", SHOWN(name));
	else if (!map_insert(*names, name, &i))
		import_note(im, lineno, "the name '%.*s' is used already and is not the id", SHOWN(name));
	else
		return true;
	return false;
}

struct slice
category_skip_context(struct slice path)
{
	struct slice rest = path, context;

	if (slice_starts(path, "$")) {
		slice_next(&rest, '/', &context);
		path = rest.p != NULL ? rest : slice_skip(path, path.n);
	}
	if (slice_eq(path, slice_of("top")))
		return slice_skip(path, 3);
	return slice_starts(path, "top/") ? slice_skip(path, 4) : path;
}

void
category_unescape(struct slice path, struct buf *b)
{
	size_t i;

	for (i = 0; i < path.n; i++) {
		buf_byte(b, path.p[i]);
		i += path.p[i] == '/' && i + 1 < path.n && path.p[i + 1] == '/';
	}
}

void
answers_add_weight(double weight, struct buf *b)
{
	if (weight > 99.99)
		return;
	buf_str(b, " (");
	choice_percent(weight, b);
	buf_str(b, " %)");
}

void
answers_add(struct import *im, size_t lineno, const struct choices *c, struct buf *b)
{
	size_t i;

	for (i = 0; i < c->n; i++) {
		const struct choice *choice = &c->list[i];

		if (choice->weighted && choice->weight <= 0) {
			import_skipped(im, lineno, "answer that is not worth anything", choice->text);
			continue;
		}
		if (b->n > 0)
			buf_byte(b, '\n');
		if (c->n > 1)
			buf_str(b, "- ");
		buf_append(b, choice->text.p, choice->text.n);
		if (choice->weighted)
			answers_add_weight(choice->weight, b);
		if (choice->feedback.n > 0) {
			buf_str(b, ": ");
			buf_append(b, choice->feedback.p, choice->feedback.n);
		}
	}
}
