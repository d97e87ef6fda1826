/* The answer of a GIFT question, by its kind: true or false, numerical, choices, text. */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/number.h"
#include "base/slice.h"
#include "import/gift/answer.h"
#include "import/gift/gift.h"
#include "import/gift/text.h"
#include "import/import.h"

/* Appends the text, unless it is blank, as a paragraph. */
static void
gift_add_paragraph(const struct gift *g, struct slice s, struct buf *b)
{
	if (slice_trim_ws(s).n == 0)
		return;
	if (b->n > 0)
		buf_str(b, "\n\n");
	gift_decode_formatted(g, s, b);
}

/* Removes the feedback, which follows a #, from *answer and returns it. */
static struct slice
gift_split_feedback(struct slice *answer)
{
	size_t n = gift_find(*answer, "#");
	struct slice feedback = n < answer->n ? slice_skip(*answer, n + 1) : (struct slice){ "", 0 };

	answer->n = n;
	return feedback;
}

static void
gift_add_true_false(const struct gift *g, struct slice s, struct buf *b)
{
	struct slice feedback = gift_split_feedback(&s), wrong, right;

	buf_str(b, slice_trim_ws(s).p[0] == 'T' ? "True." : "False.");
	wrong = feedback;
	right = gift_split_feedback(&wrong);
	if (slice_trim_ws(wrong).n > 0)
		gift_skipped(g, "feedback for the wrong answer", slice_trim_ws(wrong));
	gift_add_paragraph(g, right, b);
}

/* The text after the #: `1822:5`, `1..5` or a number. */
static void
gift_add_numerical(const struct gift *g, struct slice s, struct buf *b)
{
	struct slice feedback;
	size_t i;

	s = slice_trim_ws(s);
	if (s.n > 0 && (*s.p == '=' || *s.p == '~')) {
		gift_skipped(g, "multiple numerical answers", s);
		return;
	}
	feedback = gift_split_feedback(&s);
	for (s = slice_trim_ws(s), i = 0; i < s.n; i++) {
		if (s.p[i] == ':') {
			buf_str(b, " ± ");
		} else if (s.p[i] == '.' && i + 1 < s.n && s.p[i + 1] == '.') {
			buf_str(b, " to ");
			i++;
		} else {
			buf_byte(b, s.p[i]);
		}
	}
	gift_add_paragraph(g, feedback, b);
}

/* Removes a weight such as `%50%` from the front of a choice; returns whether the choice is right: the weight is positive. */
static bool
gift_split_weight(struct slice *s, bool right)
{
	struct slice rest = *s, weight;
	double value;

	if (s->n == 0 || *s->p != '%')
		return right;
	rest = slice_skip(rest, 1);
	if (!slice_next(&rest, '%', &weight) || rest.p == NULL || !parse_number(weight, &value))
		return right;
	*s = rest;
	return value > 0;
}

/* `=right ~wrong`: the right choices, as a list if there are several. */
static void
gift_add_choices(const struct gift *g, struct slice s, struct buf *b)
{
	struct buf list = { 0 };
	size_t n = gift_find(s, "=~"), wrong = 0;
	struct slice before = slice_trim_ws((struct slice){ s.p, n });

	if (before.n > 0)
		gift_skipped(g, "text before the first choice", before);
	for (s = slice_skip(s, n), n = 0; s.n > 0;) {
		bool right = *s.p == '=';
		size_t length = gift_find(slice_skip(s, 1), "=~");
		struct slice choice = slice_trim_ws((struct slice){ s.p + 1, length }), feedback;

		s = slice_skip(s, length + 1);
		right = gift_split_weight(&choice, right);
		feedback = gift_split_feedback(&choice);
		wrong += !right;
		if (!right)
			continue;
		buf_str(&list, n++ > 0 ? "\n- " : "- ");
		gift_decode_formatted(g, choice, &list);
		if (slice_trim_ws(feedback).n > 0) {
			buf_str(&list, ": ");
			gift_decode_formatted(g, feedback, &list);
		}
	}
	if (n > 0)
		buf_append(b, list.p + (n == 1 ? 2 : 0), list.n - (n == 1 ? 2 : 0));
	if (wrong > 0)
		import_note(g->im, g->lineno, "skipped: %zu wrong choice%s", wrong, wrong > 1 ? "s" : "");
	buf_free(&list);
}

static bool
gift_is_true_false(struct slice s)
{
	static const char *const words[] = { "T", "F", "TRUE", "FALSE" };
	size_t i;

	gift_split_feedback(&s);
	for (i = 0; i < 4; i++)
		if (slice_eq(slice_trim_ws(s), slice_of(words[i])))
			return true;
	return false;
}

/* The offset of the #### before the general feedback, or s.n. */
static size_t
gift_find_feedback(struct slice s)
{
	size_t i, n;

	for (i = 0; i < s.n; i += n + 1) {
		n = gift_find(slice_skip(s, i), "#");
		if (slice_starts(slice_skip(s, i + n), "####"))
			return i + n;
	}
	return s.n;
}

void
gift_answer(const struct gift *g, struct slice s, struct buf *b)
{
	size_t general = gift_find_feedback(s);
	struct slice feedback = general < s.n ? slice_skip(s, general + 4) : (struct slice){ "", 0 };
	struct slice answer = slice_trim_ws((struct slice){ s.p, general });

	if (answer.n == 0 && g->native) {
		gift_decode_formatted(g, feedback, b);
		return;
	}
	if (answer.n > 0 && *answer.p == '#')
		gift_add_numerical(g, slice_skip(answer, 1), b);
	else if (answer.n > 0 && gift_is_true_false(answer))
		gift_add_true_false(g, answer, b);
	else if (answer.n > 0 && gift_find(answer, "=~") < answer.n)
		gift_add_choices(g, answer, b);
	else if (answer.n > 0)
		gift_decode_formatted(g, answer, b);
	gift_add_paragraph(g, feedback, b);
}
