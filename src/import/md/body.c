/* What follows the title of a question: more of the question, its choices, its answer. */
#include <stdbool.h>
#include <stdint.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/slice.h"
#include "import/md/body.h"
#include "import/md/choice.h"
#include "import/md/clean.h"
#include "import/md/comment.h"
#include "import/md/details.h"
#include "import/md/parts.h"
#include "import/md/prompt.h"
#include "import/md/scan.h"
#include "import/metadata.h"

/* ---- Comments ---- */

/* Reads comments with metadata at the start of the body. */
static void
body_read_metadata(struct body_parts *p, struct body *b)
{
	size_t i = 0, end, n;

	while (i < p->s.n && (p->s.line[i].kind == SCAN_BLANK || p->s.line[i].kind == SCAN_COMMENT)) {
		const struct scan_line *l = &p->s.line[i];
		struct slice at = { l->text.p, (size_t)(p->s.text.p + p->s.text.n - l->text.p) }, body;

		if (l->kind == SCAN_BLANK) {
			i++;
			continue;
		}
		n = md_comment_split(at, &body);
		if (n == 0 || md_comment_classify(p->src->keys, body) != MD_COMMENT_METADATA)
			break;
		md_comment_read(
		    p->src->im, p->src->keys, (struct md_comment_text){ body, p->src->lineno + i }, &b->metadata);
		end = scan_line_at(&p->s, at.p + n - 1) + 1;
		if (slice_trim_ws(slice_skip(at, n)).p < p->s.line[end - 1].raw.p + p->s.line[end - 1].raw.n &&
		    end < p->s.n)
			break;
		i = p->first = end;
	}
}

/* ---- Marks ---- */

/* The line that begins the answer. */
static void
body_find_answer(struct body_parts *p, size_t details)
{
	size_t i, end = p->s.n, after = 0, choices = choice_find(&p->s, p->first, p->s.n, &after);

	p->answer = p->s.n;
	p->rest = (struct slice){ NULL, 0 };
	if (details != SIZE_MAX && p->s.n > 0)
		end = p->answer = scan_line_at(&p->s, p->s.text.p + details);
	for (i = p->first; i < end; i++) {
		const struct scan_line *l = &p->s.line[i];
		size_t n;

		if (l->kind != SCAN_TEXT && l->kind != SCAN_HEADING && l->kind != SCAN_ITEM)
			continue;
		n = prompt_answer(l->text);
		if (n == 0 && i >= after && after > 0)
			n = prompt_explanation(l->text);
		if (n == 0 || (i >= choices && i < after && choice_marks(l)))
			continue; /* `A: the first choice` is no mark */
		p->answer = i;
		p->rest = slice_skip(l->text, n);
		p->text = i + 1;
		return;
	}
	p->text = p->answer;
}

/* After `<details>` or a mark without text, the next line may be the mark, as `#### Answer: D`. */
static void
body_find_key(struct body_parts *p)
{
	size_t i, n;

	if (p->rest.n > 0 || p->answer == p->s.n)
		return;
	for (i = p->text; i < p->s.n; i++) {
		const struct scan_line *l = &p->s.line[i];

		if (l->kind == SCAN_BLANK || l->kind == SCAN_HTML || l->kind == SCAN_RULE)
			continue;
		if (scan_is_code(l))
			return;
		n = l->kind == SCAN_TEXT || l->kind == SCAN_HEADING || l->kind == SCAN_ITEM ? prompt_answer(l->text)
											    : 0;
		if (n > 0) {
			p->rest = slice_skip(l->text, n);
			p->text = i + 1;
		}
		return;
	}
}

/* ---- The parts ---- */

/* Whether all of a body is a list of further questions, which belong to the question. */
static bool
body_is_followup(const struct body_parts *p)
{
	size_t i, asked = 0;
	struct prompt prompt;

	if (p->choices < p->s.n || p->answer < p->s.n)
		return false;
	for (i = p->first; i < p->s.n; i++) {
		const struct scan_line *l = &p->s.line[i];

		if (l->kind == SCAN_BLANK || (l->kind == SCAN_TEXT && l->indent > 0 && asked > 0))
			continue;
		if (l->kind != SCAN_ITEM || l->text.n == 0)
			return false;
		prompt_parse(l->text, &prompt);
		if (prompt_strength(&prompt) != PROMPT_SURE)
			return false;
		asked++;
	}
	return asked > 0;
}

/* The line after the first paragraph or code block of the body, which is the question where the title has no text. */
static size_t
body_first_block(const struct body_parts *p)
{
	size_t i = p->first;

	while (i < p->s.n && p->s.line[i].kind == SCAN_BLANK)
		i++;
	while (i < p->s.n && (p->s.line[i].kind != SCAN_BLANK || (i > 0 && p->s.line[i - 1].kind == SCAN_CODE)))
		i++;
	return i;
}

static void
body_split(struct body_parts *p, size_t details, struct body *b)
{
	body_find_answer(p, details);
	body_find_key(p);
	body_find_choices(p, b);
}

static void
body_append(const struct body_parts *p, size_t first, size_t end, struct buf *b)
{
	size_t from = b->n;
	struct body_source at = *p->src;
	struct buf text = { 0 };

	if (first >= end)
		return;
	clean_lines(&at, &p->s, first, end, &text);
	if (text.n > 0 && from > 0)
		buf_str(b, "\n\n");
	buf_append(b, text.p, text.n);
	buf_free(&text);
}

/* Sets the question and the answer, now that the marks and the choices are known. */
static void
body_set(const struct body_parts *p, struct body *b)
{
	size_t question = p->choices < p->answer ? p->choices : p->answer, from;

	if (body_is_followup(p))
		question = p->s.n;
	else if (question == p->s.n)
		question = b->question.n == 0 ? body_first_block(p) : p->first;
	body_append(p, p->first, question, &b->question);
	from = question;
	if (p->choices < p->s.n && p->choices <= p->answer) {
		/* What is between the choices and the mark of the answer belongs to the question. */
		from = p->after;
		if (p->answer < p->s.n) {
			body_append(p, p->after, p->answer, &b->question);
			from = p->answer;
		}
	}
	if (p->answer < p->s.n) {
		struct body_source at = *p->src;

		if (p->text > 0)
			at.lineno += p->text - 1;
		clean_text(&at, slice_trim(p->rest), &b->answer);
		if (b->answer.n > 0 && p->text < p->s.n && p->s.line[p->text].kind == SCAN_TEXT) {
			buf_byte(&b->answer, '\n');
			clean_lines(p->src, &p->s, p->text, p->s.n, &b->answer);
			return;
		}
		from = p->text;
	}
	body_append(p, from, p->s.n, &b->answer);
}

/* Sets the question to the title: its first paragraph on one line, then any further blocks. */
static void
body_title(const struct body_source *src, struct slice title, struct buf *b)
{
	struct buf text = { 0 };
	struct slice s, line;

	clean_text(src, title, &text);
	s = prompt_unwrap(buf_slice(&text));
	while (s.n > 0 && slice_next(&s, '\n', &line)) {
		struct scan one;
		bool block;

		scan_lines(&one, line);
		block = one.n == 0 || one.line[0].kind != SCAN_TEXT;
		scan_free(&one);
		if (block && b->n > 0) {
			buf_str(b, "\n\n");
			clean_text(src, (struct slice){ line.p, (size_t)(text.p + text.n - line.p) }, b);
			break;
		}
		line = slice_trim_ws(line);
		if (b->n > 0)
			buf_byte(b, ' ');
		buf_append(b, line.p, line.n);
	}
	buf_free(&text);
}

void
body_read(const struct body_source *src, struct slice title, struct slice text, struct body *b)
{
	struct body_parts p = { .src = src };
	struct buf lines = { 0 };
	size_t details = clean_margin(src, text, &lines);

	*b = (struct body){ 0 };
	body_title(src, title, &b->question);
	scan_lines(&p.s, buf_slice(&lines));
	body_read_metadata(&p, b);
	body_split(&p, details, b);
	body_set(&p, b);
	scan_free(&p.s);
	buf_free(&lines);
}

bool
body_has_parts(struct slice text)
{
	static const struct body_source none = { 0 };
	struct body_parts p = { .src = &none };
	struct details_list details = { 0 };
	bool parts;

	scan_lines(&p.s, text);
	details_find(&p.s, &details);
	body_find_answer(&p, SIZE_MAX);
	p.choices = choice_find(&p.s, 0, p.answer, &p.after);
	if (p.choices == p.answer)
		p.choices = p.after = p.s.n;
	parts = details.n > 0 || p.answer < p.s.n || body_has_choices(&p);
	p.choices = p.s.n;
	parts |= body_is_followup(&p);
	details_free(&details);
	scan_free(&p.s);
	return parts;
}

void
body_free(struct body *b)
{
	buf_free(&b->question);
	buf_free(&b->answer);
	choices_free(&b->choices);
	metadata_free(&b->metadata);
}
