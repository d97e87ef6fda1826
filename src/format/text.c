/*
 * Text for a terminal or a mail: numbered questions under their topics, wrapped by display width;
 * CommonMark is rendered by plaintext.c.
 */
#include <stdbool.h>
#include <stddef.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/out.h"
#include "base/slice.h"
#include "format/choicelist.h"
#include "format/format.h"
#include "format/job.h"
#include "format/plaintext.h"
#include "format/sheet.h"
#include "format/wrap.h"
#include "markup/title.h"

struct text_state {
	struct plaintext p;
	struct buf topic, text, answer;
	struct choicelist choices;
	struct sheet sheet;
	struct buf deferred; /* answers for the end: see deferred_push() */
};

/* Writes a heading, after a blank line unless it is the first. */
static void
text_put_heading(struct plaintext *p, struct slice s, bool first)
{
	p->wrap.gap = !first;
	wrap_style(&p->wrap, BOLD);
	plaintext_add(p, s);
	wrap_style(&p->wrap, 0);
	wrap_flush(&p->wrap);
}

/* Sets the number as the marker of the next block, and the margin of the blocks after it. */
static void
text_put_number(struct plaintext *p, size_t n)
{
	wrap_begin(&p->wrap);
	buf_printf(&p->wrap.marker, "%3zu. ", n);
	p->wrap.margin.n = p->wrap.hanging = 0;
	plaintext_indent(p, p->wrap.marker.n);
}

/* Writes the title and the lines of --header; a blank line follows each. */
static int
text_put_front(struct plaintext *p, const struct job *j)
{
	struct wrap *w = &p->wrap;
	size_t i;
	int status = 0;

	if (j->title != NULL) {
		text_put_heading(p, slice_of(j->title), true);
		out_byte(j->out, '\n');
	}
	for (i = 0; status == 0 && i < j->nheader; i++) {
		w->gap = false;
		status = plaintext_markdown(p, slice_of(j->header[i]), false);
		wrap_flush(w);
		if (*j->header[i] != '\0')
			out_byte(j->out, '\n');
	}
	w->gap = false;
	return status;
}

static int
text_begin(void *state, struct job *j)
{
	struct text_state *st = state;

	st->p.wrap.out = j->out;
	st->p.wrap.width = j->width;
	st->p.wrap.color = j->color;
	st->p.escape = j->escape;
	out_raw(j->out, true);
	return text_put_front(&st->p, j);
}

/* Writes the title and the rest of the question. */
static int
text_put_question(struct plaintext *p, struct slice question)
{
	struct title t = title_split(question);
	struct wrap *w = &p->wrap;
	int status = 0;

	if (!t.is_code)
		status = plaintext_markdown(p, t.text, true);
	if (w->text.n == 0 && !t.is_code)
		buf_byte(&w->text, '-');
	wrap_flush(w);
	if (status == 0 && t.rest.n > 0)
		status = plaintext_markdown(p, t.rest, false);
	return status;
}

/* Writes the choices, one below the other, after a blank line. */
static int
text_put_choices(struct plaintext *p, const struct choicelist *l)
{
	struct wrap *w = &p->wrap;
	size_t margin = w->margin.n, width = choicelist_width(l) + 1, i;
	int status = 0;

	w->gap = true;
	w->tight = true;
	for (i = 0; status == 0 && i < l->choices.n; i++) {
		wrap_begin(w);
		choicelist_letter(i, &w->marker);
		while (w->marker.n < width)
			buf_byte(&w->marker, ' ');
		plaintext_indent(p, w->marker.n);
		status = plaintext_markdown(p, choicelist_at(l, i)->text, true);
		if (w->text.n == 0)
			buf_byte(&w->text, '-');
		wrap_flush(w);
		w->margin.n = margin;
	}
	w->tight = false;
	return status;
}

/* ---- Marking sheets ---- */

/* Writes a line of a marking sheet. */
static void
text_put_line(struct plaintext *p, struct buf *line)
{
	plaintext_add(p, buf_slice(line));
	wrap_flush(&p->wrap);
	line->n = 0;
}

/* Writes the points of a question with boxes, and the line for their sum. */
static void
text_put_points(struct plaintext *p, const struct sheet *s)
{
	struct wrap *w = &p->wrap;
	size_t margin = w->margin.n, i;
	struct buf line = { 0 };

	w->gap = w->tight = true;
	for (i = 0; i < s->n; i++) {
		if (s->point[i].misconception && (i == 0 || !s->point[i - 1].misconception)) {
			w->gap = true;
			buf_str(&line, SHEET_MISCONCEPTIONS ":");
			text_put_line(p, &line);
		}
		wrap_begin(w);
		buf_str(&w->marker, "[ ] ");
		sheet_weight(s, &s->point[i], &w->marker);
		buf_str(&w->marker, "  ");
		plaintext_indent(p, w->marker.n);
		sheet_label(&s->point[i], &line);
		text_put_line(p, &line);
		w->margin.n = margin;
	}
	w->gap = s->n > 0 && s->point[s->n - 1].misconception;
	sheet_sum(s, &line);
	text_put_line(p, &line);
	buf_free(&line);
	w->tight = false;
	w->gap = true;
}

/* Writes the totals, if any. */
static void
text_put_footer(struct text_state *st, const struct job *j)
{
	struct buf line = { 0 };

	sheet_footer(&st->sheet, j, &line);
	if (line.n > 0) {
		st->p.wrap.gap = true;
		text_put_line(&st->p, &line);
	}
	buf_free(&line);
}

/* Writes empty lines for an answer. */
static void
text_put_space(struct wrap *w, size_t n)
{
	if (n == 0)
		return;
	while (n-- > 0)
		out_byte(w->out, '\n');
	w->gap = false;
}

static int
text_record(void *state, struct job *j, struct record *r)
{
	struct text_state *st = state;
	struct wrap *w = &st->p.wrap;
	struct slice question, answer;
	bool has_blocks;
	int status;

	if (job_new_topic(j, r, &st->topic) && job_heading(j, &st->topic).n > 0) {
		w->margin.n = 0;
		text_put_heading(&st->p, job_heading(j, &st->topic), j->count == 1);
	}
	text_put_number(&st->p, j->n);
	w->gap = false;
	if (choicelist_set(&st->choices, j, r) == -1 || sheet_set(&st->sheet, j, r, &st->choices) == -1)
		return -1;
	question = job_text(r, j->question, &st->text);
	has_blocks = title_split(question).rest.n > 0 || st->choices.choices.n > 0;
	status = text_put_question(&st->p, question);
	if (status == 0 && st->choices.choices.n > 0)
		status = text_put_choices(&st->p, &st->choices);
	if (status == 0)
		text_put_space(w, j->space);
	answer = choicelist_answer(&st->choices, job_text(r, j->answer, &st->text), &st->answer);
	if (status == 0 && j->answers == ANSWERS_INLINE) {
		w->gap = true;
		status = plaintext_markdown(&st->p, answer, false);
	}
	if (j->answers == ANSWERS_END)
		deferred_push(&st->deferred, j->n, r, answer);
	w->gap = (has_blocks && j->space == 0) || j->answers == ANSWERS_INLINE;
	if (status == 0 && j->sheet)
		text_put_points(&st->p, &st->sheet);
	return status;
}

static int
text_end(void *state, struct job *j)
{
	struct text_state *st = state;
	struct slice rest = buf_slice(&st->deferred);
	struct wrap *w = &st->p.wrap;
	struct deferred d;
	int status = 0;

	w->margin.n = 0;
	text_put_footer(st, j);
	sheet_warn(&st->sheet, j);
	if (rest.n > 0)
		text_put_heading(&st->p, slice_of("Answers"), false);
	while (status == 0 && deferred_next(&rest, &d, &st->text)) {
		text_put_number(&st->p, d.n);
		status = plaintext_markdown(&st->p, d.answer, false);
		if (status == -1)
			deferred_fail(&d, failure());
		wrap_flush(w);
		w->gap = true;
	}
	plaintext_free(&st->p);
	buf_free(&st->topic);
	buf_free(&st->text);
	buf_free(&st->answer);
	choicelist_free(&st->choices);
	sheet_free(&st->sheet);
	buf_free(&st->deferred);
	return status;
}

const struct format format_text = {
	.name = "text",
	.options = FORMAT_PLAIN | FORMAT_HEADER | FORMAT_SPACE | FORMAT_POINTS,
	.needs_question = true,
	.default_answers = ANSWERS_INLINE,
	.state_size = sizeof(struct text_state),
	.begin = text_begin,
	.record = text_record,
	.end = text_end,
};
