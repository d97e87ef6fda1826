/* Choices, and questions with blocks, in a native export in Markdown. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/choicelist.h"
#include "format/mdchoices.h"
#include "markup/charref.h"
#include "markup/mdsafe.h"
#include "markup/title.h"

/* ---- Text ---- */

int
md_add_inline(struct buf *b, struct slice s)
{
	bool *mask;
	int status;

	if (s.n == 0)
		return 0;
	mask = xcalloc(s.n, sizeof(*mask));
	mask[0] = ascii_is_space(s.p[0]); /* as a reference, it is text */
	status = md_mark_unsafe(s, true, mask);
	charref_encode(&charref_question, s, mask, b);
	free(mask);
	return status;
}

int
md_add_blocks(struct buf *b, struct slice s, const char *prefix, const char *blank)
{
	bool *mask = xcalloc(s.n + 1, sizeof(*mask));
	struct slice rest = s, line;
	size_t i;
	int status;

	for (i = 0; i + 1 < s.n; i++)
		mask[i] = s.p[i] == '\r' && s.p[i + 1] != '\n';
	status = md_mark_unsafe(s, false, mask);
	while (slice_next(&rest, '\n', &line)) {
		buf_str(b, line.n > 0 ? prefix : blank);
		charref_encode(&charref_answer, line, mask + (line.p - s.p), b);
		buf_byte(b, '\n');
	}
	free(mask);
	return status;
}

/* ---- Choices ---- */

/* Appends the feedback as a quote. */
static int
md_add_feedback(struct buf *b, struct slice feedback, size_t margin)
{
	struct buf prefix = { 0 }, blank = { 0 };
	int status;

	buf_printf(&prefix, "%*s> ", (int)margin, "");
	buf_printf(&blank, "%*s>", (int)margin, "");
	status = md_add_blocks(b, feedback, buf_cstr(&prefix), buf_cstr(&blank));
	buf_free(&prefix);
	buf_free(&blank);
	return status;
}

static int
md_add_choice(struct buf *b, const struct choicelist *l, size_t position, bool with_key, size_t margin)
{
	const struct choice *c = choicelist_at(l, position);
	struct buf text = { 0 };
	int status = md_add_inline(&text, c->text);
	bool comment = text.n >= 3 && memcmp(text.p + text.n - 3, "-->", 3) == 0;

	buf_printf(b, "%*s- [%c] ", (int)margin, "", with_key && c->correct ? 'x' : ' ');
	choicelist_letter(position, b);
	if (text.n > 0)
		buf_byte(b, ' ');
	buf_append(b, text.p, text.n);
	if (with_key && (comment || choices_shows_weight(&l->choices, c))) {
		buf_str(b, " <!-- ");
		choice_percent(c->weight, b);
		buf_str(b, "% -->");
	}
	buf_byte(b, '\n');
	if (status == 0 && with_key && c->feedback.n > 0)
		status = md_add_feedback(b, c->feedback, margin + 2);
	buf_free(&text);
	return status;
}

int
md_add_choices(struct buf *b, const struct choicelist *l, bool with_key, size_t margin)
{
	size_t i;
	int status = 0;

	if (l->choices.n == 0)
		return 0;
	buf_byte(b, '\n');
	for (i = 0; status == 0 && i < l->choices.n; i++)
		status = md_add_choice(b, l, i, with_key, margin);
	return status;
}

/* ---- Questions ---- */

static bool
md_is_task(struct slice line)
{
	return slice_starts(line, "- [ ]") || slice_starts(line, "- [x]") || slice_starts(line, "- [X]");
}

/* Whether the text can be written as the body of a question: no line of it would end the body. */
static bool
md_fits_body(struct slice text)
{
	struct slice rest = text, line;

	while (slice_next(&rest, '\n', &line))
		if (md_is_task(line) || slice_eq(slice_trim_ws(line), slice_of(MD_ANSWER_COMMENT)))
			return false;
	return slice_trim_ws(text).n > 0;
}

struct md_question
md_split_question(struct slice question)
{
	struct title t = title_split(question);
	struct slice body = question, title = { "", 0 };
	const char *end = t.text.p + t.text.n;

	if (t.rest.n == 0 || question.p[0] == '\n' || ascii_is_space(question.p[0]))
		return (struct md_question){ question, { "", 0 } };
	if (!t.is_code) {
		end = memchr(end, '\n', (size_t)(question.p + question.n - end));
		title = (struct slice){ question.p, (size_t)(end - question.p) };
		body = slice_skip(question, title.n + 1);
	}
	if (!md_fits_body(body))
		return (struct md_question){ question, { "", 0 } };
	return (struct md_question){ title, body };
}

bool
md_needs_comment(struct slice answer, bool after_choices)
{
	struct slice rest = answer, line = { "", 0 };

	if (answer.n == 0)
		return false;
	if (after_choices && strchr(" \t\r\n-*+", *answer.p) != NULL)
		return true;
	while (slice_next(&rest, '\n', &line))
		if (slice_trim_ws(line).n > 0)
			break;
	if (md_is_task(line))
		return true;
	for (rest = answer; slice_next(&rest, '\n', &line);)
		if (slice_eq(slice_trim_ws(line), slice_of(MD_ANSWER_COMMENT)))
			return true;
	return false;
}
