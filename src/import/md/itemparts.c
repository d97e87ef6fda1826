/* The parts of an item of a list that is no native export. */
#include <stdbool.h>
#include <string.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/md/body.h"
#include "import/md/item.h"
#include "import/md/itemparts.h"
#include "import/md/level.h"
#include "import/md/prompt.h"
#include "import/md/questions.h"

void
item_split_parts(const struct body_source *src, struct item *it, struct buf *choices)
{
	struct slice answer = buf_slice(&it->answer);
	struct prompt p;
	struct body b;

	if (it->question.n > 0 && !questions_is_link(buf_slice(&it->question))) {
		prompt_parse(prompt_unwrap(buf_slice(&it->question)), &p);
		if (p.text.n > 0 && (p.prefix != PROMPT_PLAIN || p.text.n < it->question.n)) {
			memmove(it->question.p, p.text.p, p.text.n);
			it->question.n = p.text.n;
		}
	}
	if (answer.n == 0 || !body_has_parts(answer))
		return;
	body_read(src, buf_slice(&it->question), answer, &b);
	it->question.n = it->answer.n = 0;
	buf_append(&it->question, b.question.p, b.question.n);
	buf_append(&it->answer, b.answer.p, b.answer.n);
	if (b.choices.n > 0)
		choices_write(&b.choices, choices);
	body_free(&b);
}

const char *
item_take_level(struct import *im, struct item *it, bool stars)
{
	struct slice s = buf_slice(&it->question);
	const char *level = level_take(&s, stars);

	if (level != NULL) {
		import_note(im, it->first + 1, "level '%s' taken from a mark in the question", level);
		memmove(it->question.p, s.p, s.n);
		it->question.n = s.n;
	}
	return level;
}
