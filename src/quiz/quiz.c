/* A quiz: asks the cards of a deck and records the grades. */
#include <stdio.h>
#include <time.h>
#include <xxhash.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/slice.h"
#include "quiz/append.h"
#include "quiz/deck.h"
#include "quiz/journal.h"
#include "quiz/quiz.h"
#include "quiz/session.h"
#include "quiz/tty.h"
#include "quiz/ui.h"
#include "review/history.h"
#include "review/log.h"

enum { QUIZ_HASH = 17 /* bytes of a hash in hexadecimal, with a NUL */ };

void
quiz_counts(const struct quiz *q, struct buf *b)
{
	size_t due, new_ones;

	deck_count(&q->deck, q->journal.history, &due, &new_ones);
	buf_printf(b, "%zu due, %zu new", due, new_ones);
}

/* The hash of question and answer, as in the log: see qb-log(5). */
static struct slice
quiz_hash(const struct quiz *q, const struct card *c, char hash[QUIZ_HASH])
{
	struct buf all = { 0 }, text = { 0 };
	struct slice s = deck_text(c, q->deck.question, &text);

	buf_append(&all, s.p, s.n);
	buf_byte(&all, '\t');
	s = deck_text(c, q->deck.answer, &text);
	buf_append(&all, s.p, s.n);
	snprintf(hash, QUIZ_HASH, "%016llx", (unsigned long long)XXH64(all.p, all.n, 0));
	buf_free(&all);
	buf_free(&text);
	return slice_of(hash);
}

/* Shows a message about the end of the log: on a screen with the next card. */
static void
quiz_warn(struct quiz *q)
{
	struct buf *b = &q->journal.mended;

	if (b->n > 0 && q->ui.screen) {
		buf_append(&q->note, b->p, b->n);
	} else if (b->n > 0) {
		fail_lines(buf_cstr(b));
		warn_failure();
	}
	b->n = 0;
}

/* Appends a line about the card to the log.  Returns as journal_append(). */
static int
quiz_append(struct quiz *q, size_t card, int grade, long seconds)
{
	const struct card *c = &q->deck.card[card];
	const struct graded *last = grade == GRADE_UNDO ? session_last(&q->session) : NULL;
	struct buf id = { 0 };
	char hash[QUIZ_HASH];
	struct entry e = { deck_text(c, q->deck.id, &id), quiz_hash(q, c, hash), grade, seconds };
	int status = journal_append(&q->journal, &e, c->number, last != NULL ? last->reps : 0);

	if (status != -1)
		quiz_warn(q);
	buf_free(&id);
	return status;
}

int
quiz_record(struct quiz *q, size_t card, int grade, long seconds)
{
	size_t number = q->deck.card[card].number;
	struct review_state before;

	if (!q->cram && journal_follow(&q->journal) == -1)
		return -1;
	before = *history_state(q->journal.history, number);
	if (q->cram)
		history_review(q->journal.history, number, q->journal.calendar.today, grade);
	else if (quiz_append(q, card, grade, seconds) == -1)
		return -1;
	session_grade(&q->session, card, grade, &before);
	return 0;
}

/* Appends a row to a file beside the log, at once. */
static int
quiz_add_row(struct append *a, const struct slice *value)
{
	off_t size = append_lock(a);
	int torn = size == -1 ? -1 : append_is_torn(a, size);

	if (torn == 1 && append_truncate(a, size, true) == -1)
		torn = -1;
	if (torn != -1 && append_row(a, value) == -1)
		torn = -1;
	if (size != -1)
		append_unlock(a);
	return torn == -1 ? -1 : append_sync(a);
}

int
quiz_suspend(struct quiz *q, size_t card)
{
	struct buf id = { 0 };
	struct slice value = deck_text(&q->deck.card[card], q->deck.id, &id);
	int status = q->cram ? 0 : quiz_add_row(&q->suspended, &value);

	deck_remove(&q->deck, q->deck.card[card].number);
	buf_free(&id);
	return status;
}

int
quiz_keep(struct quiz *q, size_t card, struct slice answer)
{
	struct buf id = { 0 };
	time_t now = journal_time(&q->journal);
	struct tm tm;
	char text[32];
	struct slice value[3] = { { text, 0 }, deck_text(&q->deck.card[card], q->deck.id, &id), answer };
	int status;

	gmtime_r(&now, &tm);
	value[0].n = strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm);
	status = q->cram ? 0 : quiz_add_row(&q->answers, value);
	buf_free(&id);
	return status;
}

/*
 * Takes the last grade back and stores its card, which is shown next.  Returns 1, 0 if others have
 * graded the question since, or -1 on failure.
 */
static int
quiz_undo(struct quiz *q, size_t *card)
{
	struct graded g = *session_last(&q->session);
	int status = q->cram ? 0 : quiz_append(q, g.card, GRADE_UNDO, 0);

	if (status != 0)
		return status == 1 ? 0 : -1;
	history_restore(q->journal.history, q->deck.card[g.card].number, &g.before);
	session_undo(&q->session);
	*card = g.card;
	return 1;
}

/* Whether the card, which was chosen before, is to be asked: others may have graded it since. */
static bool
quiz_still_asks(const struct quiz *q, size_t card)
{
	const struct history *h = q->journal.history;
	const struct review_state *p = history_state(h, q->deck.card[card].number);

	return !q->due_only || session_returns(&q->session, card) || p->reps == 0 || history_is_due(h, p);
}

/* Stores the next card; false at the end, which is that of the input, too, for a card that returns by lines. */
static bool
quiz_next(struct quiz *q, size_t *card)
{
	size_t dropped = 0;

	while (session_next(&q->session, card)) {
		if (quiz_still_asks(q, *card)) {
			if (dropped > 0)
				buf_printf(&q->note, "graded elsewhere meanwhile: %zu", dropped);
			return !q->ui.terse || !session_returns(&q->session, *card) || !tty_at_end(&q->ui.tty);
		}
		session_drop(&q->session, *card);
		dropped++;
	}
	return false;
}

/* Handles the undo of a card's predecessor: which card is next, and whether with its answer. */
static enum outcome
quiz_step_back(struct quiz *q, size_t *card, bool *answered)
{
	size_t current = *card;
	int status = quiz_undo(q, card);

	*answered = status == 1;
	if (status == 1)
		session_put_back(&q->session, current);
	else if (status == 0)
		buf_str(&q->note, "graded elsewhere since; not undone");
	return status == -1 ? OUTCOME_FAILED : OUTCOME_UNDO;
}

/* Writes grades to the disk while the user reads. */
static int
quiz_idle(void *arg)
{
	struct quiz *q = arg;

	return journal_sync(&q->journal);
}

enum outcome
quiz_run(struct quiz *q)
{
	enum outcome outcome = OUTCOME_NEXT;
	size_t card = 0;
	bool answered = false;

	q->ui.idle = quiz_idle;
	q->ui.idle_arg = q;
	while (outcome == OUTCOME_NEXT || outcome == OUTCOME_UNDO) {
		if (outcome == OUTCOME_NEXT) {
			answered = false;
			if (!q->cram && journal_follow(&q->journal) == -1)
				outcome = OUTCOME_FAILED;
			else if (!quiz_next(q, &card))
				break;
			else
				session_show(&q->session, card);
		}
		if (outcome != OUTCOME_FAILED)
			outcome = ask_card(q, card, answered);
		if (outcome == OUTCOME_UNDO)
			outcome = quiz_step_back(q, &card, &answered);
	}
	buf_free(&q->note);
	return outcome != OUTCOME_FAILED && journal_sync(&q->journal) == -1 ? OUTCOME_FAILED : outcome;
}
