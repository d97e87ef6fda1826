/* The fields of a note as HTML. */
#include "apkg/sides.h"
#include <stddef.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "format/choicelist.h"
#include "format/htmltext.h"
#include "mark/rubricitem.h"

/* Headings in a note are below h2. */
enum { SIDES_LEVEL = 2 };

int
sides_front(struct buf *b, struct slice question, const struct choicelist *l)
{
	int status = html_markdown(b, question, SIDES_LEVEL);
	size_t i;

	if (l->choices.n == 0)
		return status;
	buf_str(b, SIDES_CHOICES);
	for (i = 0; status == 0 && i < l->choices.n; i++) {
		buf_str(b, "<li>");
		status = html_markdown(b, choicelist_at(l, i)->text, 0);
		buf_str(b, "</li>\n");
	}
	buf_str(b, "</ol>\n");
	return status;
}

int
sides_back(struct buf *b, struct slice answer, const struct choicelist *l)
{
	struct buf with_key = { 0 };
	int status = html_markdown(b, choicelist_answer(l, answer, &with_key), SIDES_LEVEL);

	buf_free(&with_key);
	return status;
}

int
sides_points(struct buf *b, struct slice points)
{
	struct rubric_item it;
	size_t start = b->n;
	int status;

	while ((status = rubric_next(&points, &it)) == 1) {
		buf_str(b, b->n == start ? "<ul>\n<li>" : "<li>");
		if (it.misconception)
			buf_str(b, "Misconception: ");
		html_text(b, it.label);
		buf_printf(b, " (%s%.10g)</li>\n", it.misconception ? "\xe2\x88\x92" : "", it.weight);
	}
	if (b->n > start)
		buf_str(b, "</ul>\n");
	return status == -1 ? fail("points: %s", failure()) : 0;
}
