/* Asking a card: the question, the answer, the grade. */
#include <err.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/slice.h"
#include "quiz/child.h"
#include "quiz/choose.h"
#include "quiz/deck.h"
#include "quiz/face.h"
#include "quiz/journal.h"
#include "quiz/quiz.h"
#include "quiz/session.h"
#include "quiz/tty.h"
#include "quiz/ui.h"
#include "quiz/written.h"
#include "review/history.h"

static const char *const ask_grades[] = { "", "again", "hard", "good", "easy" };

struct ask {
	struct quiz *quiz;
	size_t card;
	struct face face;
	struct scene scene;
	struct timespec shown;
};

static void
ask_title(struct ask *a)
{
	const struct session *s = &a->quiz->session;
	const struct session_card *c = &s->card[a->card];
	struct buf *b = &a->scene.title;

	b->n = 0;
	buf_printf(b, "%zu of %zu", c->position, s->total);
	if (c->count[1] > 0)
		buf_str(b, " · again");
	face_title(&a->face, b);
	a->scene.counts.n = 0;
	quiz_counts(a->quiz, &a->scene.counts);
}

/* Sets when the question is due after each grade. */
static void
ask_dates(struct ask *a)
{
	const struct quiz *q = a->quiz;
	const struct history *h = q->journal.history;
	struct buf *b = &a->scene.grades;
	int grade;

	b->n = 0;
	for (grade = 1; grade <= 4; grade++) {
		struct review_state p = history_preview(h, q->deck.card[a->card].number, grade);

		buf_printf(b, "%s%d %s", grade > 1 ? "  " : "", grade, ask_grades[grade]);
		if (!q->cram && grade == 1)
			buf_str(b, " today");
		else if (!q->cram)
			buf_printf(b, " %ld d", history_due(h, &p) - q->journal.calendar.today);
	}
}

static void
ask_note(struct ask *a, const char *text)
{
	a->scene.note.n = 0;
	buf_str(&a->scene.note, text);
}

/* Proposes a grade by a score. */
static void
ask_propose(struct ask *a, double score)
{
	int grade = score >= 0.85 ? 3 : score >= 0.5 ? 2 : 1;

	a->scene.note.n = 0;
	buf_printf(&a->scene.note, "%.0f %%; proposed: %d %s", 100 * score, grade, ask_grades[grade]);
}

/* Shows the answer. */
static void
ask_answer(struct ask *a)
{
	face_answer(&a->face);
	ask_dates(a);
	if (choose_any(&a->face.choose))
		ask_propose(a, choose_score(&a->face.choose));
	else if (a->face.written.marked)
		ask_propose(a, written_score(&a->face.written));
	ui_show(&a->quiz->ui, &a->scene);
}

static const char *
ask_editor(const struct ui *ui)
{
	return ui->tty.terminal && !ui->terse ? written_editor() : NULL;
}

/* Keeps the answer, and also one that was interrupted; ends the quiz if a signal asks for that. */
static int
ask_keep(struct ask *a, bool interrupted)
{
	struct quiz *q = a->quiz;
	struct slice text = buf_slice(&a->face.written.text);
	int status = text.n > 0 ? quiz_keep(q, a->card, text) : 0;

	if (interrupted && status == 0 && text.n > 0 && !q->cram)
		warnx("the answer is kept in %s", q->answers.path);
	tty_end_text(&q->ui.tty);
	return status;
}

/* Has the user write lines; the first one may have been read already.  Returns as tty_line(). */
static int
ask_lines(struct ask *a, bool begun)
{
	struct ui *ui = &a->quiz->ui;
	struct written *w = &a->face.written;

	if (begun) {
		buf_append(&w->text, ui->line.p, ui->line.n);
		buf_byte(&w->text, '\n');
	}
	ui_pause(ui);
	if (!ui->terse && !begun) {
		if (ui->screen) /* the question has left with the screen */
			lines_show(ui, &a->scene);
		ui_print(ui, slice_of("Your answer; end it with Ctrl-D, or a full stop on a line of its own:\n"));
	}
	return written_lines(w, &ui->tty);
}

/* Has the user answer in writing, marks the answer and shows the model answer. */
static enum outcome
ask_write(struct ask *a, bool begun)
{
	struct quiz *q = a->quiz;
	struct written *w = &a->face.written;
	const char *editor = ask_editor(&q->ui);
	int status;

	written_clear(w);
	status = editor != NULL ? written_edit(w, &q->ui.tty, editor) : ask_lines(a, begun);
	if (status == KEY_INTERRUPT)
		return ask_keep(a, true) == -1 ? OUTCOME_FAILED : OUTCOME_INTERRUPT;
	if (status != -1 && (ask_keep(a, false) == -1 || status == KEY_ERROR))
		return OUTCOME_FAILED;
	if (status == -1 || w->text.n == 0) {
		ask_note(a, status == -1 ? failure() : "nothing was written");
		if (status != -1 && q->writing)
			ask_answer(a); /* or it could not be seen */
		else
			ui_show(&q->ui, &a->scene);
		return OUTCOME_NEXT;
	}
	face_answer(&a->face);
	status = written_mark(w);
	ask_answer(a);
	if (status == -1)
		ask_note(a, failure());
	return OUTCOME_NEXT;
}

/* Records the grade; the note of the scene says if that is not possible now. */
static enum outcome
ask_grade(struct ask *a, int grade)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return quiz_record(a->quiz, a->card, grade, (long)(now.tv_sec - a->shown.tv_sec)) == -1 ? OUTCOME_FAILED
												: OUTCOME_NEXT;
}

/* Views the text in the pager of the user. */
static void
ask_pager(struct ask *a)
{
	struct ui *ui = &a->quiz->ui;
	const char *pager = getenv("PAGER");
	struct look look = { 80, false, true };
	struct buf text = { 0 };

	if (ui->terse) {
		ask_note(a, "no terminal for a pager");
		return;
	}
	buf_append(&text, a->scene.title.p, a->scene.title.n);
	buf_str(&text, "\n\n");
	face_write(&a->face, &look, &text);
	if (child_run(&ui->tty, pager != NULL && *pager != '\0' ? pager : "less", NULL, buf_slice(&text)) != 0)
		ask_note(a, "the pager failed; set PAGER to another one");
	buf_free(&text);
}

/* Chooses, on a screen: one choice at once, or one of several. */
static void
ask_choose(struct ask *a, size_t position)
{
	choose_toggle(&a->face.choose, position);
	if (choose_several(&a->face.choose))
		ui_show(&a->quiz->ui, &a->scene);
	else
		ask_answer(a);
}

/* What is not a command. */
static void
ask_other(struct ask *a)
{
	int key = a->quiz->ui.value;

	if (!a->face.answered) {
		ask_answer(a);
		return;
	}
	ask_note(a, "");
	if (key > ' ' && key < 0x7f)
		buf_printf(&a->scene.note, "unknown key '%c'; ? lists the keys", key);
	else
		buf_str(&a->scene.note, "unknown key; ? lists the keys");
}

/* Begins an answer in writing, unless one was given. */
static enum outcome
ask_begin_writing(struct ask *a, bool begun)
{
	if (a->face.answered || a->face.choose.choices.n > 0) {
		ask_note(a, a->face.answered ? "the answer is shown already" : "choose by letters");
		return OUTCOME_NEXT;
	}
	return ask_write(a, begun);
}

/* Obeys a command that does not end the card. */
static enum outcome
ask_obey(struct ask *a, enum command c)
{
	struct quiz *q = a->quiz;

	switch (c) {
	case CMD_SHOW:
		if (a->face.answered)
			break;
		if (q->writing && a->face.choose.choices.n == 0)
			return ask_write(a, false);
		ask_answer(a);
		break;
	case CMD_CHOOSE:
		ask_choose(a, (size_t)q->ui.value);
		break;
	case CMD_LETTERS:
		ask_answer(a);
		break;
	case CMD_TEXT:
	case CMD_WRITE:
		return ask_begin_writing(a, c == CMD_TEXT);
	case CMD_HELP:
		ui_help(&q->ui);
		ui_show(&q->ui, &a->scene);
		break;
	case CMD_PAGER:
		ask_pager(a);
		break;
	default:
		ask_other(a);
		break;
	}
	return OUTCOME_NEXT;
}

/* Takes commands until the card is done. */
static enum outcome
ask_loop(struct ask *a)
{
	struct quiz *q = a->quiz;
	struct session_card *card = &q->session.card[a->card];
	enum outcome outcome = OUTCOME_NEXT;

	while (outcome == OUTCOME_NEXT) {
		enum command c = ui_command(&q->ui, &a->scene);

		switch (c) {
		case CMD_FAILED:
			return OUTCOME_FAILED;
		case CMD_QUIT:
			return OUTCOME_QUIT;
		case CMD_INTERRUPT:
			return OUTCOME_INTERRUPT;
		case CMD_SKIP:
			card->skipped = true;
			return OUTCOME_NEXT;
		case CMD_SUSPEND:
			card->suspended = true;
			return quiz_suspend(q, a->card) == -1 ? OUTCOME_FAILED : OUTCOME_NEXT;
		case CMD_UNDO:
			if (session_last(&q->session) != NULL)
				return OUTCOME_UNDO;
			ask_note(a, "nothing to undo");
			break;
		case CMD_GRADE:
			if (a->face.answered)
				return ask_grade(a, q->ui.value);
			outcome = ask_obey(a, CMD_SHOW);
			break;
		default:
			outcome = ask_obey(a, c);
		}
	}
	return outcome;
}

enum outcome
ask_card(struct quiz *q, size_t card, bool answered)
{
	struct ask a = { .quiz = q, .card = card };
	enum outcome outcome = OUTCOME_NEXT;

	face_open(&a.face, &q->deck, &q->deck.card[card], q->shuffle);
	a.scene.face = &a.face;
	a.face.position = q->session.card[card].position;
	a.scene.can_undo = session_last(&q->session) != NULL;
	a.scene.writing = q->writing && a.face.choose.choices.n == 0;
	buf_append(&a.scene.note, q->note.p, q->note.n);
	q->note.n = 0;
	ask_title(&a);
	clock_gettime(CLOCK_MONOTONIC, &a.shown);
	if (answered)
		ask_answer(&a);
	else
		ui_show(&q->ui, &a.scene);
	if (!answered && a.scene.writing && q->ui.keys && ask_editor(&q->ui) == NULL)
		outcome = ask_write(&a, false);
	if (outcome == OUTCOME_NEXT)
		outcome = ask_loop(&a);
	buf_free(&a.scene.title);
	buf_free(&a.scene.counts);
	buf_free(&a.scene.grades);
	buf_free(&a.scene.note);
	face_free(&a.face);
	return outcome;
}
