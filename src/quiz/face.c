/* What a card shows: the question, and its answer. */
#include <stddef.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/out.h"
#include "base/slice.h"
#include "format/plaintext.h"
#include "format/wrap.h"
#include "quiz/choose.h"
#include "quiz/deck.h"
#include "quiz/face.h"
#include "quiz/written.h"

/* Notes why something cannot be shown. */
static void
face_note_problem(struct face *f, const char *what)
{
	buf_printf(&f->problem, "%s(%s%s)", f->problem.n > 0 ? " " : "", what, failure());
}

void
face_open(struct face *f, const struct deck *d, const struct card *c, struct slice seed)
{
	struct buf id = { 0 }, text = { 0 };

	*f = (struct face){ .deck = d, .card = c };
	if (choose_open(&f->choose, deck_text(c, d->choices, &text), seed, deck_text(c, d->id, &id)) == -1)
		face_note_problem(f, "choices: ");
	buf_free(&id);
	buf_free(&text);
}

void
face_answer(struct face *f)
{
	struct buf text = { 0 };

	f->answered = true;
	if (f->parsed)
		return;
	f->parsed = true;
	if (written_rubric(&f->written, deck_text(f->card, f->deck->points, &text)) == -1)
		face_note_problem(f, "");
	buf_free(&text);
}

void
face_title(const struct face *f, struct buf *b)
{
	const size_t cols[] = { f->deck->topic, f->deck->level, f->deck->id };
	struct buf text = { 0 };
	size_t i;

	for (i = 0; i < sizeof(cols) / sizeof(*cols); i++) {
		struct slice s = deck_text(f->card, cols[i], &text);

		if (s.n > 0)
			buf_printf(b, " · %.*s", (int)s.n, s.p);
	}
	buf_free(&text);
}

/* Writes CommonMark as a block; what cannot be rendered is shown as it is. */
static void
face_markdown(struct plaintext *p, struct slice s)
{
	if (plaintext_markdown(p, s, false) == -1)
		plaintext_add(p, s);
	wrap_flush(&p->wrap);
}

static void
face_write_answer(const struct face *f, struct plaintext *p)
{
	struct buf text = { 0 };
	struct slice answer = deck_text(f->card, f->deck->answer, &text);

	p->wrap.gap = true;
	if (f->written.given)
		written_write(&f->written, p);
	p->wrap.gap = true;
	if (answer.n > 0)
		face_markdown(p, answer);
	else if (f->choose.choices.n == 0)
		face_markdown(p, slice_of("(There is no model answer.)"));
	if (!f->written.marked)
		written_write_points(&f->written, p);
	buf_free(&text);
}

void
face_write_heading(struct slice text, const struct look *look, struct buf *b)
{
	struct out *out = out_memory(b);
	struct plaintext p = { .wrap = { .out = out, .width = look->width, .color = look->color },
		.escape = look->escape };

	wrap_style(&p.wrap, BOLD);
	plaintext_add(&p, text);
	wrap_style(&p.wrap, 0);
	wrap_flush(&p.wrap);
	plaintext_free(&p);
	out_close(out);
}

void
face_write(const struct face *f, const struct look *look, struct buf *b)
{
	struct out *out = out_memory(b);
	struct plaintext p = { .wrap = { .out = out, .width = look->width, .color = look->color },
		.escape = look->escape };
	struct buf text = { 0 };
	struct slice question = deck_text(f->card, f->deck->question, &text);

	buf_printf(&p.wrap.marker, "%3zu. ", f->position);
	plaintext_indent(&p, p.wrap.marker.n);
	face_markdown(&p, question.n > 0 ? question : slice_of("-"));
	p.wrap.gap = true;
	if (f->choose.choices.n > 0)
		choose_write(&f->choose, f->answered, &p);
	if (f->problem.n > 0) {
		plaintext_add(&p, buf_slice(&f->problem));
		wrap_flush(&p.wrap);
	}
	if (f->answered)
		face_write_answer(f, &p);
	plaintext_free(&p);
	out_close(out);
	buf_free(&text);
}

void
face_free(struct face *f)
{
	choose_free(&f->choose);
	written_free(&f->written);
	buf_free(&f->problem);
}
