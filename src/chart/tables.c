/* The sections of the page that are tables: topics, and the weakest questions. */
#include <stddef.h>

#include "bank/record.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/map.h"
#include "base/out.h"
#include "base/slice.h"
#include "chart/figures.h"
#include "chart/parts.h"
#include "format/htmlparts.h"
#include "format/htmltext.h"
#include "markup/title.h"
#include "review/history.h"
#include "review/progress.h"

enum { TABLES_BAR = 120 /* width of the bar of a topic */ };

/* Writes the name of a topic as the head of a row. */
static void
tables_put_topic(struct out *o, struct slice name)
{
	struct buf b = { 0 };

	html_text(&b, name);
	out_str(o, "<tr><th scope=\"row\" dir=\"auto\">");
	out_slice(o, b.n > 0 ? buf_slice(&b) : slice_of("(no topic)"));
	out_str(o, "</th>");
	buf_free(&b);
}

/* Draws recall as a bar and the share recalled as a line across it.  The cells after it have the numbers. */
static void
tables_put_bar(struct out *o, const struct figures_topic *t)
{
	const struct progress_counts *c = &t->counts;

	out_printf(o, "<td class=\"plot\"><svg aria-hidden=\"true\" viewBox=\"0 0 %d 14\" width=\"%d\" height=\"14\">",
	    TABLES_BAR, TABLES_BAR);
	out_printf(o, "<rect class=\"track\" y=\"3\" width=\"%d\" height=\"8\"/>", TABLES_BAR);
	if (c->seen > 0)
		out_printf(o, "<rect class=\"bar\" y=\"3\" width=\"%.1f\" height=\"8\"/>",
		    TABLES_BAR * c->recall / (double)c->seen);
	if (t->held > 0)
		out_printf(o, "<rect class=\"mark\" x=\"%.1f\" width=\"3\" height=\"14\"/>",
		    (TABLES_BAR - 3) * (double)t->recalled / (double)t->held);
	out_str(o, "</svg></td>");
}

static void
tables_put_recall(struct out *o, struct slice name, const struct figures_topic *t)
{
	tables_put_topic(o, name);
	tables_put_bar(o, t);
	parts_percent(o, t->counts.recall, t->counts.seen);
	parts_percent(o, (double)t->recalled, t->held);
	out_str(o, "</tr>\n");
}

static void
tables_put_counts(struct out *o, struct slice name, const struct figures_topic *t)
{
	const struct progress_counts *c = &t->counts;

	tables_put_topic(o, name);
	out_printf(o, "<td>%zu</td><td>%zu</td><td>%zu</td><td>%zu</td><td>%zu</td>", c->questions, c->seen, c->due,
	    c->reviews, c->lapses);
	parts_percent(o, c->recall, c->seen);
	out_printf(o, "<td>%zu</td>", t->held);
	parts_percent(o, t->predicted, t->held);
	parts_percent(o, (double)t->recalled, t->held);
	out_str(o, "</tr>\n");
}

/* Writes a row for each topic, and one for all. */
static void
tables_put_topics(
    struct out *o, const struct figures *f, void (*put)(struct out *, struct slice, const struct figures_topic *))
{
	size_t i;

	if (f->topic_column != NO_COLUMN)
		for (i = 0; i < map_count(f->topics); i++)
			put(o, map_key(f->topics, i), &f->topic[i]);
	put(o, slice_of("All questions"), &f->total);
}

void
parts_topics(struct out *o, const struct figures *f)
{
	parts_open(o, "topics", "Recall by topic");
	out_str(o,
	    "<p>Bar: predicted recall today, the mean of the questions seen. "
	    "Line: share of reviews on a later day than the previous one that were recalled.</p>\n"
	    "<div class=\"wide\" tabindex=\"0\">\n<table class=\"topics\">\n<thead><tr><th scope=\"col\">Topic</th>"
	    "<td></td><th scope=\"col\">Predicted</th><th scope=\"col\">Observed</th></tr></thead>\n<tbody>\n");
	tables_put_topics(o, f, tables_put_recall);
	out_str(o, "</tbody>\n</table>\n</div>\n");
	parts_table(o, "All figures by topic",
	    "Topic\tQuestions\tSeen\tDue\tReviews\tLapses\tRecall today\tReviews on a later day\tPredicted for these\t"
	    "Observed");
	tables_put_topics(o, f, tables_put_counts);
	parts_end_table(o);
	parts_close(o);
}

/* ---- The weakest questions ---- */

/* Writes the title of a question and a link to it; -1 as page_write(). */
static int
tables_put_question(struct out *o, const struct figures *f, const struct figures_weak *w)
{
	struct buf text = { 0 }, html = { 0 };
	struct slice id, question = slice_of("");
	int status;

	out_str(o, "<tr><th scope=\"row\" dir=\"auto\">");
	if (f->question != NO_COLUMN)
		question = record_text(w->record, f->question, &text);
	status = html_set_title(&html, title_split(question));
	if (status == -1)
		record_fail(w->record, "%s", failure());
	if (question.n > 0)
		out_slice(o, buf_slice(&html));
	id = record_text(w->record, f->id, &text);
	html.n = 0;
	html_anchor(&html, id);
	out_printf(o, " <a href=\"questions.html#%s\" dir=\"auto\">", buf_cstr(&html));
	html.n = 0;
	html_text(&html, id);
	out_slice(o, buf_slice(&html));
	out_str(o, "</a></th>");
	buf_free(&text);
	buf_free(&html);
	return status;
}

int
parts_weakest(struct out *o, const struct figures *f)
{
	struct buf due = { 0 };
	int status = 0;
	size_t i;

	if (f->nweak == 0)
		return 0;
	parts_open(o, "weakest", "Weakest questions");
	out_str(o,
	    "<p>Questions with the lowest predicted recall today. The links lead to <code>questions.html</code>\n"
	    "beside this page.</p>\n<div class=\"wide\" tabindex=\"0\">\n<table class=\"weakest\">\n"
	    "<thead><tr><th scope=\"col\">Question</th><th scope=\"col\">Recall</th>"
	    "<th scope=\"col\">Lapses</th><th scope=\"col\">Due</th></tr></thead>\n<tbody>\n");
	for (i = 0; status == 0 && i < f->nweak; i++) {
		const struct figures_weak *w = &f->weak[i];

		due.n = 0;
		date_print(history_due(f->history, w->state), &due);
		status = tables_put_question(o, f, w);
		parts_percent(o, w->recall, 1);
		out_printf(
		    o, "<td>%zu of %zu</td><td>%s</td></tr>\n", w->state->lapses, w->state->reps, buf_cstr(&due));
	}
	out_str(o, "</tbody>\n</table>\n</div>\n");
	parts_close(o);
	buf_free(&due);
	return status;
}
