/* The texts of GIFT, and the answers of its kinds of questions. */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/number.h"
#include "base/slice.h"
#include "import/gift/gift.h"
#include "import/import.h"
#include "markup/charref.h"

/* Whether GIFT gives the byte a meaning. */
static bool
is_special(char c)
{
	return c != '\0' && strchr("\\~=#{}:", c) != NULL;
}

size_t
gift_find(struct slice s, const char *bytes)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n && (is_special(s.p[i + 1]) || s.p[i + 1] == 'n'))
			i++;
		else if (strchr(bytes, s.p[i]) != NULL)
			return i;
	}
	return s.n;
}

void
gift_text(const struct gift *g, struct slice s, bool plain, struct buf *b)
{
	struct buf raw = { 0 };
	size_t i;

	for (i = 0; i < s.n; i++) {
		char next = i + 1 < s.n ? s.p[i + 1] : '\0';

		if (s.p[i] == '\\' && (next == 'n' || is_special(next))) {
			buf_byte(&raw, next == 'n' ? '\n' : next);
			i++;
		} else {
			buf_byte(&raw, plain && s.p[i] == '\n' ? ' ' : s.p[i]);
		}
	}
	if (g->own)
		charref_decode(&charref_gift, buf_slice(&raw), b);
	else
		buf_append(b, raw.p, raw.n);
	buf_free(&raw);
}

void
gift_formatted(const struct gift *g, struct slice s, struct buf *b)
{
	static const char *const formats[] = { "[markdown]", "[plain]", "[moodle]", "[html]" };
	bool plain = true;
	size_t i;

	if (!g->own)
		s = gift_trim(s);
	for (i = 0; i < 4; i++)
		if (slice_starts(s, formats[i])) {
			s = slice_skip(s, strlen(formats[i]));
			plain = i == 1 || i == 2;
			if (i == 3)
				import_report(g->operand, g->lineno, "HTML, kept as text");
			break;
		}
	gift_text(g, g->own ? s : gift_trim(s), plain && !g->own, b);
}

/* Appends a text as a paragraph of its own. */
static void
add_paragraph(const struct gift *g, struct slice s, struct buf *b)
{
	if (gift_trim(s).n == 0)
		return;
	if (b->n > 0)
		buf_str(b, "\n\n");
	gift_formatted(g, s, b);
}

/* Takes the feedback, behind a #, off the answer. */
static struct slice
split_feedback(struct slice *answer)
{
	size_t n = gift_find(*answer, "#");
	struct slice feedback = n < answer->n ? slice_skip(*answer, n + 1) : (struct slice){ "", 0 };

	answer->n = n;
	return feedback;
}

static void
add_true_false(const struct gift *g, struct slice s, struct buf *b)
{
	struct slice feedback = split_feedback(&s), wrong, right;

	buf_str(b, gift_trim(s).p[0] == 'T' ? "True." : "False.");
	wrong = feedback;
	right = split_feedback(&wrong);
	if (gift_trim(wrong).n > 0)
		gift_report(g, "the feedback for a wrong answer", gift_trim(wrong));
	add_paragraph(g, right, b);
}

/* `1822:5`, `1..5`, or a number, behind the #. */
static void
add_numerical(const struct gift *g, struct slice s, struct buf *b)
{
	struct slice feedback;
	size_t i;

	s = gift_trim(s);
	if (s.n > 0 && (*s.p == '=' || *s.p == '~')) {
		gift_report(g, "a numerical question with many answers", s);
		return;
	}
	feedback = split_feedback(&s);
	for (s = gift_trim(s), i = 0; i < s.n; i++) {
		if (s.p[i] == ':') {
			buf_str(b, " ± ");
		} else if (s.p[i] == '.' && i + 1 < s.n && s.p[i + 1] == '.') {
			buf_str(b, " to ");
			i++;
		} else {
			buf_byte(b, s.p[i]);
		}
	}
	add_paragraph(g, feedback, b);
}

/* Takes the weight, `%50%`, off the front of a choice; it is right where that is positive. */
static bool
take_weight(struct slice *s, bool right)
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

/* `=right ~wrong`: those that are right, as a list where they are many. */
static void
add_choices(const struct gift *g, struct slice s, struct buf *b)
{
	struct buf list = { 0 };
	size_t n = 0, wrong = 0;

	for (s = slice_skip(s, gift_find(s, "=~")); s.n > 0;) {
		bool right = *s.p == '=';
		size_t length = gift_find(slice_skip(s, 1), "=~");
		struct slice choice = gift_trim((struct slice){ s.p + 1, length }), feedback;

		s = slice_skip(s, length + 1);
		right = take_weight(&choice, right);
		feedback = split_feedback(&choice);
		wrong += !right;
		if (!right)
			continue;
		buf_str(&list, n++ > 0 ? "\n- " : "- ");
		gift_formatted(g, choice, &list);
		if (gift_trim(feedback).n > 0) {
			buf_str(&list, ": ");
			gift_formatted(g, feedback, &list);
		}
	}
	if (n > 0)
		buf_append(b, list.p + (n == 1 ? 2 : 0), list.n - (n == 1 ? 2 : 0));
	if (wrong > 0)
		import_report(g->operand, g->lineno, "not carried: the wrong choices, %zu", wrong);
	buf_free(&list);
}

static bool
is_true_false(struct slice s)
{
	static const char *const words[] = { "T", "F", "TRUE", "FALSE" };
	size_t i;

	split_feedback(&s);
	for (i = 0; i < 4; i++)
		if (slice_eq(gift_trim(s), slice_of(words[i])))
			return true;
	return false;
}

/* Where the general feedback begins, behind ####, or the length. */
static size_t
find_general(struct slice s)
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
	size_t general = find_general(s);
	struct slice feedback = general < s.n ? slice_skip(s, general + 4) : (struct slice){ "", 0 };
	struct slice answer = gift_trim((struct slice){ s.p, general });

	if (answer.n == 0 && g->own)
		gift_formatted(g, feedback, b);
	if (g->own)
		return;
	if (answer.n > 0 && *answer.p == '#')
		add_numerical(g, slice_skip(answer, 1), b);
	else if (answer.n > 0 && is_true_false(answer))
		add_true_false(g, answer, b);
	else if (answer.n > 0 && gift_find(answer, "=~") < answer.n)
		add_choices(g, answer, b);
	else if (answer.n > 0)
		gift_formatted(g, answer, b);
	add_paragraph(g, feedback, b);
}
