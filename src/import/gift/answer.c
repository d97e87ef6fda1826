/* The answer of a GIFT question, by its kind: true or false, numerical, choices, text. */
#include <stdbool.h>
#include <string.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/number.h"
#include "base/slice.h"
#include "import/gift/answer.h"
#include "import/gift/gift.h"
#include "import/gift/text.h"
#include "import/import.h"
#include "import/moodle/common.h"

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

/*
 * Removes a weight such as `%50%` from the front of a choice; false, the choice unchanged, if there is none.
 * Reports one that is out of range, which is removed, too.
 */
static bool
gift_split_weight(const struct gift *g, struct slice *s, double *weight)
{
	struct slice rest, number;

	if (!slice_starts(*s, "%"))
		return false;
	rest = slice_skip(*s, 1);
	if (!slice_next(&rest, '%', &number) || rest.p == NULL || !parse_number(slice_trim(number), weight))
		return false;
	*s = rest;
	if (*weight >= -100 && *weight <= 100)
		return true;
	import_note(g->im, g->lineno, "weight %.10g is out of range (-100 to 100)", *weight);
	return false;
}

/* Appends a number, `1822:5` or `1..5`. */
static void
gift_add_number(struct slice s, struct buf *b)
{
	double tolerance;
	size_t i;

	s = slice_trim_ws(s);
	for (i = 0; i < s.n; i++) {
		struct slice rest = slice_skip(s, i);

		if (s.p[i] == ':') {
			if (parse_number(slice_trim_ws(slice_skip(rest, 1)), &tolerance) && tolerance == 0)
				return;
			buf_str(b, " ± ");
		} else if (slice_starts(rest, "..")) {
			buf_str(b, " to ");
			i++;
		} else {
			buf_byte(b, s.p[i]);
		}
	}
}

/* Appends one of n numerical answers, with its weight and its feedback; false if it is not worth anything. */
static bool
gift_add_numerical_answer(const struct gift *g, struct slice s, bool list, struct buf *b)
{
	struct slice feedback;
	double weight = 100;

	s = slice_trim_ws(s);
	gift_split_weight(g, &s, &weight);
	feedback = gift_split_feedback(&s);
	if (weight <= 0) {
		gift_skipped(g, "answer that is not worth anything", slice_trim_ws(s));
		return false;
	}
	if (list)
		buf_str(b, b->n > 0 ? "\n- " : "- ");
	gift_add_number(s, b);
	answers_add_weight(weight, b);
	if (!list) {
		gift_add_paragraph(g, feedback, b);
	} else if (slice_trim_ws(feedback).n > 0) {
		buf_str(b, ": ");
		gift_decode_formatted(g, feedback, b);
	}
	return true;
}

/* The text after the #: a number, or several as in `=%100%443:0#right =%50%80`; `~` begins the feedback for wrong ones. */
static void
gift_add_numerical(const struct gift *g, struct slice s, struct buf *b)
{
	struct slice rest = slice_trim_ws(s);
	size_t n, answers = 0;
	bool wrong = false;

	for (n = 0; n < rest.n; n += 1 + gift_find(slice_skip(rest, n + 1), "="))
		answers += rest.p[n] == '=' || n == 0;
	while (rest.n > 0) {
		struct slice one;

		wrong = *rest.p == '~';
		if (wrong || *rest.p == '=')
			rest = slice_skip(rest, 1);
		one = (struct slice){ rest.p, gift_find(rest, "=~") };
		rest = slice_skip(rest, one.n);
		if (wrong && slice_trim_ws(gift_split_feedback(&one)).n > 0)
			gift_skipped(g, "feedback for the wrong answer",
			    slice_trim_ws(slice_skip((struct slice){ one.p, (size_t)(rest.p - one.p) }, one.n + 1)));
		else if (!wrong)
			gift_add_numerical_answer(g, one, answers > 1, b);
	}
}

/* Appends `=right ~wrong` to the choices. */
static void
gift_add_choices(const struct gift *g, struct slice s, struct choices *c)
{
	struct buf b = { 0 };
	size_t n = gift_find(s, "=~");
	struct slice before = slice_trim_ws((struct slice){ s.p, n });

	if (before.n > 0)
		gift_skipped(g, "text before the first choice", before);
	for (s = slice_skip(s, n); s.n > 0;) {
		bool correct = *s.p == '=', weighted;
		size_t length = gift_find(slice_skip(s, 1), "=~");
		struct slice text = slice_trim_ws((struct slice){ s.p + 1, length }), feedback;
		struct choice *choice;
		double weight = 0;

		s = slice_skip(s, length + 1);
		weighted = gift_split_weight(g, &text, &weight);
		feedback = slice_trim_ws(gift_split_feedback(&text));
		b.n = 0;
		text = slice_trim_ws(text);
		if (!g->native || !slice_eq(text, slice_of(GIFT_EMPTY)))
			gift_decode_formatted(g, text, &b);
		choice = choices_add(c, correct, buf_slice(&b));
		if (weighted)
			choice_weigh(choice, weight);
		b.n = 0;
		gift_decode_formatted(g, feedback, &b);
		if (b.n > 0)
			choice_comment(choice, buf_slice(&b));
	}
	choices_finish(c);
	buf_free(&b);
}

/* `=right` several times, none wrong: the answers of a short-answer question, as a list if there are several. */
static void
gift_add_answers(const struct gift *g, struct slice s, struct buf *b)
{
	struct choices c = { 0 };

	gift_add_choices(g, s, &c);
	answers_add(g->im, g->lineno, &c, b);
	choices_free(&c);
}

/* A short answer without `=`, with its feedback. */
static void
gift_add_text(const struct gift *g, struct slice s, struct buf *b)
{
	struct slice feedback = gift_split_feedback(&s);

	gift_decode_formatted(g, s, b);
	gift_add_paragraph(g, feedback, b);
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
gift_answer(const struct gift *g, struct slice s, struct choices *c, struct buf *b)
{
	size_t general = gift_find_feedback(s);
	struct slice feedback = general < s.n ? slice_skip(s, general + 4) : (struct slice){ "", 0 };
	struct slice answer = slice_trim_ws((struct slice){ s.p, general });

	if (answer.n > 0 && *answer.p == '#')
		gift_add_numerical(g, slice_skip(answer, 1), b);
	else if (answer.n > 0 && gift_is_true_false(answer))
		gift_add_true_false(g, answer, b);
	else if (answer.n > 0 && gift_find(answer, "~") < answer.n)
		gift_add_choices(g, answer, c);
	else if (answer.n > 0 && gift_find(answer, "=") < answer.n)
		gift_add_answers(g, answer, b);
	else if (answer.n > 0)
		gift_add_text(g, answer, b);
	if (g->native && b->n == 0)
		gift_decode_formatted(g, feedback, b);
	else
		gift_add_paragraph(g, feedback, b);
}
