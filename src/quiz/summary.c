/* The summary at the end of a quiz. */
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "quiz/deck.h"
#include "quiz/journal.h"
#include "quiz/quiz.h"
#include "quiz/session.h"
#include "quiz/ui.h"
#include "review/history.h"

enum { SUMMARY_WEEK = 7 /* days */ };

static void
summary_grades(struct buf *b, const size_t *count)
{
	buf_printf(b, "again %zu, hard %zu, good %zu, easy %zu", count[1], count[2], count[3], count[4]);
}

/* Appends a line for each topic of the graded cards, if there are several. */
static void
summary_topics(const struct quiz *q, struct buf *b)
{
	struct map *topics = map_new();
	size_t(*count)[SESSION_GRADES] = xcalloc(q->session.n, sizeof(*count)), i;
	struct buf text = { 0 };
	int grade;

	for (i = 0; i < q->session.n; i++) {
		const struct session_card *c = &q->session.card[i];
		size_t topic;

		if (c->count[1] + c->count[2] + c->count[3] + c->count[4] == 0)
			continue;
		topic = map_add(topics, deck_text(&q->deck.card[i], q->deck.topic, &text));
		for (grade = 1; grade < SESSION_GRADES; grade++)
			count[topic][grade] += c->count[grade];
	}
	for (i = 0; map_count(topics) > 1 && i < map_count(topics); i++) {
		struct slice name = map_key(topics, i);

		buf_printf(b, "%.*s: ", name.n > 0 ? (int)name.n : 8, name.n > 0 ? name.p : "no topic");
		summary_grades(b, count[i]);
		buf_byte(b, '\n');
	}
	buf_free(&text);
	free(count);
	map_free(topics);
}

/* Appends how many questions will be due: tomorrow and in the days after today. */
static void
summary_due(const struct quiz *q, struct buf *b)
{
	const struct history *h = q->journal.history;
	size_t tomorrow = 0, week = 0, i;

	for (i = 0; i < q->deck.all; i++) {
		const struct review_state *p = history_state(h, q->deck.number[i]);
		long days = p->reps > 0 ? history_due(h, p) - q->journal.calendar.today : SUMMARY_WEEK + 1;

		tomorrow += days <= 1;
		week += days <= SUMMARY_WEEK;
	}
	buf_printf(b, "due tomorrow: %zu, within a week: %zu\n", tomorrow, week);
}

void
summary_write(const struct quiz *q, bool terse, struct buf *b)
{
	size_t count[SESSION_GRADES], skipped, graded = session_count(&q->session, count, &skipped);

	if (!q->ui.screen)
		buf_byte(b, '\n'); /* after the prompt */
	if (!terse) {
		summary_topics(q, b);
		summary_due(q, b);
	}
	buf_printf(b, "%zu of %zu: ", graded, q->session.total);
	summary_grades(b, count);
	if (skipped > 0)
		buf_printf(b, ", skipped %zu", skipped);
	buf_byte(b, '\n');
}

void
summary_nothing(const struct quiz *q, struct buf *b)
{
	const struct history *h = q->journal.history;
	size_t due, new_ones, next = 0, i;
	long first = LONG_MAX;

	deck_count(&q->deck, h, &due, &new_ones);
	if (new_ones == 0)
		buf_str(b, "Nothing is due, and nothing is new.\n");
	else
		buf_printf(b, "Nothing is due, and no more new questions today; left: %zu.\n", new_ones);
	for (i = 0; i < q->deck.all; i++) {
		const struct review_state *p = history_state(h, q->deck.number[i]);
		long day = p->reps > 0 ? history_due(h, p) : LONG_MAX;

		next = day < first ? 1 : next + (day == first && day != LONG_MAX);
		first = day < first ? day : first;
	}
	if (q->ui.terse || next == 0)
		return;
	buf_printf(b, "Next: %zu on ", next);
	date_print(first, b);
	buf_str(b, ".\n");
}
