/*
 * One self-contained HTML page: its Content-Security-Policy allows only its own style and script, by
 * their hashes.  The list of topics with their counts comes first, so the sections are collected
 * until the bank has been read.
 */
#include <stdbool.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "format/choicelist.h"
#include "format/format.h"
#include "format/htmlparts.h"
#include "format/htmlsheet.h"
#include "format/htmltext.h"
#include "format/job.h"
#include "format/page.css.h"
#include "format/page.js.h"
#include "format/sheet.h"
#include "markup/title.h"

/* A topic of the list: it may have several sections. */
struct html_topic {
	size_t section; /* its first */
	size_t questions;
};

struct html_state {
	struct buf sections, answers; /* parts of the page */
	size_t nsections, nanswers;
	struct map *topics;       /* their names */
	struct html_topic *topic; /* by index in topics */
	size_t topic_cap;
	size_t current;  /* the topic of the open section */
	struct map *ids; /* of the questions so far */
	struct buf name; /* of the topic of the last record */
	struct buf anchor, question, text, answer;
	struct choicelist choices;
	struct sheet sheet;
	struct buf form; /* the lines of --header */
};

/* ---- Questions ---- */

/* Sets the anchor of a question; if the id is empty or a duplicate: "n-" and the number. */
static void
html_set_anchor(struct html_state *st, const struct job *j, struct slice id)
{
	size_t i;

	st->anchor.n = 0;
	if (id.n > 0 && map_insert(st->ids, id, &i))
		html_anchor(&st->anchor, id);
	else
		buf_printf(&st->anchor, "n-%zu", j->n);
}

/*
 * Begins a section, after ending the open one; first is the first section of the same topic, or 0.  A
 * plain paper has one without a name, whose heading only screen readers see.
 */
static void
html_open_section(struct html_state *st, struct slice name, size_t first)
{
	struct buf *b = &st->sections;

	if (st->nsections++ > 0)
		buf_str(b, "</section>\n");
	buf_printf(b, "<section id=\"t-%zu\"", st->nsections);
	if (first > 0)
		buf_printf(b, " data-topic=\"t-%zu\"", first);
	buf_str(b, ">\n");
	buf_str(b, name.n > 0 ? "<h2 dir=\"auto\">" : "<h2 class=\"unseen\">");
	html_text(b, name.n > 0 ? name : slice_of("Questions"));
	buf_str(b, "</h2>\n");
}

static void
html_open_topic(struct html_state *st, struct slice name)
{
	bool is_new = map_insert(st->topics, name, &st->current);

	if (is_new) {
		st->topic = array_grow(st->topic, st->current, &st->topic_cap, sizeof(*st->topic));
		st->topic[st->current] = (struct html_topic){ st->nsections + 1, 0 };
	}
	html_open_section(st, name, is_new ? 0 : st->topic[st->current].section);
}

/* Begins the article of a question or, with the prefix "a-", of its answer at the end, up to its heading. */
static void
html_open_article(struct html_state *st, struct buf *b, const char *prefix, const char *class, size_t n)
{
	const char *id = buf_cstr(&st->anchor);

	buf_printf(b, "<article id=\"%s%s\" class=\"%s\" dir=\"auto\">\n<h3>", prefix, id, class);
	buf_printf(b, "<a class=\"number\" href=\"#%s%s\">%zu.</a> <span class=\"question\">", prefix, id, n);
	buf_append(b, st->question.p, st->question.n);
	buf_str(b, "</span></h3>\n");
}

static int
html_add_answer(struct buf *b, struct slice answer)
{
	int status;

	buf_str(b, "<div class=\"answer\" dir=\"auto\">\n");
	status = html_markdown(b, answer, QUESTION_LEVEL);
	buf_str(b, "</div>\n");
	return status;
}

static int
html_inline_answer(struct html_state *st, const struct job *j, struct slice answer)
{
	struct buf *b = &st->sections;
	int status;

	buf_printf(b, "<details id=\"a-%s\">\n<summary>Answer", buf_cstr(&st->anchor));
	buf_printf(b, "<span class=\"unseen\"> to question %zu</span></summary>\n", j->n);
	status = html_add_answer(b, answer);
	buf_str(b, "</details>\n");
	st->nanswers++;
	return status;
}

/* Appends a link to the answer, and to the answers at the end the answer, which links back. */
static int
html_deferred_answer(struct html_state *st, const struct job *j, struct slice answer)
{
	const char *id = buf_cstr(&st->anchor);
	struct buf *b = &st->answers;
	int status;

	buf_printf(&st->sections,
	    "<p class=\"jump\"><a href=\"#a-%s\">Answer<span class=\"unseen\"> to question %zu</span></a></p>\n", id,
	    j->n);
	html_open_article(st, b, "a-", "answered", j->n);
	status = html_add_answer(b, answer);
	buf_printf(b, "<p class=\"jump\"><a href=\"#%s\">Back to question %zu</a></p>\n</article>\n", id, j->n);
	st->nanswers++;
	return status;
}

static int
html_begin(void *state, struct job *j)
{
	struct html_state *st = state;

	st->ids = map_new();
	st->topics = map_new();
	return htmlsheet_header(&st->form, j);
}

static int
html_record(void *state, struct job *j, struct record *r)
{
	struct html_state *st = state;
	struct slice answer;
	struct title title;
	int status;

	if (job_new_topic(j, r, &st->name))
		html_open_topic(st, st->name.n > 0 || j->plain ? buf_slice(&st->name) : slice_of("Questions"));
	st->topic[st->current].questions++;
	html_set_anchor(st, j, job_text(r, j->id, &st->text));
	if (choicelist_set(&st->choices, j, r) == -1 || sheet_set(&st->sheet, j, r, &st->choices) == -1)
		return -1;
	title = title_split(job_text(r, j->question, &st->text));
	status = html_set_title(&st->question, title);
	html_open_article(st, &st->sections, "", "asked", j->n);
	html_labels(&st->sections, j, r);
	if (status == 0 && title.rest.n > 0 && !title.is_whole)
		status = html_question(&st->sections, title.rest);
	if (status == 0)
		status = html_choices(&st->sections, &st->choices, j->answers != ANSWERS_NONE);
	htmlsheet_space(&st->sections, j->space);
	answer = choicelist_answer(&st->choices, job_text(r, j->answer, &st->text), &st->answer);
	if (status == 0 && answer.n > 0 && j->answers == ANSWERS_INLINE)
		status = html_inline_answer(st, j, answer);
	if (status == 0 && answer.n > 0 && j->answers == ANSWERS_END)
		status = html_deferred_answer(st, j, answer);
	if (j->sheet)
		htmlsheet_points(&st->sections, &st->sheet);
	buf_str(&st->sections, "</article>\n");
	return status;
}

/* ---- The page ---- */

static void
html_put_lines(struct out *o, const char *const *line)
{
	while (*line != NULL)
		out_str(o, *line++);
}

static void
html_put_text(struct out *o, struct slice s)
{
	struct buf b = { 0 };

	html_text(&b, s);
	out_slice(o, buf_slice(&b));
	buf_free(&b);
}

static void
html_put_head(struct out *o, struct slice title)
{
	out_str(o, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
	out_printf(o,
	    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '%s'; "
	    "script-src '%s'; base-uri 'none'; form-action 'none'\">\n",
	    page_css_hash, page_js_hash);
	out_str(o,
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<meta name=\"generator\" content=\"qb-format " QB_VERSION "\">\n<title>");
	html_put_text(o, title);
	out_str(o, "</title>\n<style>");
	html_put_lines(o, page_css);
	out_str(o, "</style>\n</head>\n");
}

/* Writes a line of the list of topics. */
static void
html_put_topic(struct out *o, struct slice name, struct html_topic t)
{
	out_printf(o, "<li><a href=\"#t-%zu\" dir=\"auto\">", t.section);
	html_put_text(o, name);
	out_printf(o, "</a> <span class=\"count\">%zu</span></li>\n", t.questions);
}

static void
html_put_topics(const struct html_state *st, struct out *o)
{
	size_t i, n = map_count(st->topics);

	if (n + (st->answers.n > 0) < 2)
		return;
	out_str(o, "<nav aria-labelledby=\"topics\">\n<h2 id=\"topics\">Topics</h2>\n<ul>\n");
	for (i = 0; i < n; i++)
		html_put_topic(o, map_key(st->topics, i), st->topic[i]);
	if (st->answers.n > 0)
		html_put_topic(o, slice_of("Answers"), (struct html_topic){ st->nsections, st->nanswers });
	out_str(o, "</ul>\n</nav>\n");
}

/* Writes the title and the side bar.  The script shows the elements that are of no use without it. */
static void
html_put_header(const struct html_state *st, const struct job *j, struct slice title)
{
	struct out *o = j->out;
	struct buf count = { 0 };

	sheet_count(&st->sheet, j, &count);
	out_str(o, j->plain ? "<body class=\"plain\">\n" : "<body>\n");
	out_str(o,
	    "<a class=\"skip\" href=\"#questions\">Skip to the questions</a>\n"
	    "<header>\n<div>\n<h1 dir=\"auto\">");
	html_put_text(o, title);
	out_printf(o, "</h1>\n<p>%s</p>\n</div>\n", buf_cstr(&count));
	buf_free(&count);
	if (st->nanswers > 0 && j->answers == ANSWERS_INLINE)
		out_str(o, "<button id=\"toggle\" type=\"button\" hidden>Open all answers</button>\n");
	out_slice(o, buf_slice(&st->form));
	out_str(o, "</header>\n");
	if (j->plain)
		return;
	out_str(o,
	    "<div class=\"side\">\n<div id=\"search\" role=\"search\" hidden>\n"
	    "<p class=\"field\"><label for=\"query\">Search</label> <kbd aria-hidden=\"true\">/</kbd></p>\n"
	    "<input id=\"query\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" "
	    "aria-keyshortcuts=\"/\">\n"
	    "<p id=\"shown\" role=\"status\"></p>\n</div>\n");
	html_put_topics(st, o);
	out_str(o, "</div>\n");
}

/* Writes the questions, and what a page has around them. */
static void
html_put_page(const struct html_state *st, const struct job *j)
{
	struct slice title = slice_of(j->title != NULL && *j->title != '\0' ? j->title : DEFAULT_TITLE);

	if (j->fragment) {
		out_slice(j->out, buf_slice(&st->sections));
		return;
	}
	html_put_head(j->out, title);
	html_put_header(st, j, title);
	out_str(j->out, "<main id=\"questions\" tabindex=\"-1\">\n");
	out_slice(j->out, buf_slice(&st->sections));
	out_str(j->out, "</main>\n<script>");
	html_put_lines(j->out, page_js);
	out_str(j->out, "</script>\n</body>\n</html>\n");
}

static int
html_end(void *state, struct job *j)
{
	struct html_state *st = state;

	if (j->sheet)
		htmlsheet_total(&st->sections, &st->sheet);
	sheet_warn(&st->sheet, j);
	if (st->answers.n > 0) {
		html_open_section(st, slice_of("Answers"), 0);
		buf_append(&st->sections, st->answers.p, st->answers.n);
	}
	if (st->nsections > 0)
		buf_str(&st->sections, "</section>\n");
	html_put_page(st, j);
	buf_free(&st->sections);
	buf_free(&st->answers);
	buf_free(&st->name);
	buf_free(&st->anchor);
	buf_free(&st->question);
	buf_free(&st->text);
	buf_free(&st->answer);
	choicelist_free(&st->choices);
	sheet_free(&st->sheet);
	buf_free(&st->form);
	map_free(st->ids);
	map_free(st->topics);
	free(st->topic);
	return 0;
}

const struct format format_html = {
	.name = "html",
	.options = FORMAT_PLAIN | FORMAT_HEADER | FORMAT_SPACE | FORMAT_POINTS,
	.needs_question = true,
	.default_answers = ANSWERS_INLINE,
	.state_size = sizeof(struct html_state),
	.begin = html_begin,
	.record = html_record,
	.end = html_end,
};
