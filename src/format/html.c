/*
 * One HTML page that needs nothing else: its style and its script are in it, and
 * its Content-Security-Policy allows these two, by their hashes, and nothing more.
 * The list of topics with their counts comes first, so the page is kept until
 * the bank has been read.
 */
#include <stdbool.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "format/format.h"
#include "format/htmltext.h"
#include "format/job.h"
#include "page.css.h"
#include "page.js.h"

enum { QUESTION_LEVEL = 3 }; /* of its heading */

static struct buf sections, answers; /* the parts of the page */
static size_t nsections, nanswers;
static struct map *topics; /* those of the sections; one may have several */
static struct entry {
	size_t section; /* its first */
	size_t questions;
} * entry;                     /* for each of them */
static size_t entry_cap, here; /* the topic of this section */
static struct buf topic, anchor, question, text;
static struct map *ids; /* of the questions so far */

/* ---- Questions ---- */

/*
 * The anchor of a question: "q-" and its id, in which "_" is doubled and a byte
 * that is no ASCII letter, digit or "-" becomes "_" and two digits. Where there is
 * no id, or it was there before, "n-" and the number.
 */
static void
set_anchor(const struct job *j, struct slice id)
{
	size_t i;

	anchor.n = 0;
	if (id.n == 0 || !map_insert(ids, id, &i)) {
		buf_printf(&anchor, "n-%zu", j->n);
		return;
	}
	buf_str(&anchor, "q-");
	for (i = 0; i < id.n; i++) {
		unsigned char c = (unsigned char)id.p[i];

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-')
			buf_byte(&anchor, (char)c);
		else if (c == '_')
			buf_str(&anchor, "__");
		else
			buf_printf(&anchor, "_%02x", c);
	}
}

/*
 * Ends the section that is open, and begins one; where it goes on with the topic of
 * another one, it says which.
 */
static void
open_section(struct slice name, size_t first)
{
	if (nsections++ > 0)
		buf_str(&sections, "</section>\n");
	buf_printf(&sections, "<section id=\"t-%zu\"", nsections);
	if (first > 0)
		buf_printf(&sections, " data-topic=\"t-%zu\"", first);
	buf_str(&sections, ">\n<h2 dir=\"auto\">");
	html_text(&sections, name);
	buf_str(&sections, "</h2>\n");
}

static void
open_topic(struct slice name)
{
	bool is_new = map_insert(topics, name, &here);

	if (is_new) {
		entry = array_grow(entry, here, &entry_cap, sizeof(*entry));
		entry[here] = (struct entry){ nsections + 1, 0 };
	}
	open_section(name, is_new ? 0 : entry[here].section);
}

/* The article of a question or, where before is "a-", of its answer at the end, up to its heading. */
static void
open_article(struct buf *b, const char *before, const char *class, size_t n)
{
	const char *id = buf_cstr(&anchor);

	buf_printf(b, "<article id=\"%s%s\" class=\"%s\" dir=\"auto\">\n<h3>", before, id, class);
	buf_printf(b, "<a class=\"number\" href=\"#%s%s\">%zu.</a> <span class=\"question\">", before, id, n);
	buf_append(b, question.p, question.n);
	buf_str(b, "</span></h3>\n");
}

/* A label; kind is for those who do not see what it looks like. */
static void
add_label(const char *class, const char *kind, struct slice s)
{
	buf_printf(
	    &sections, "<span class=\"%s\"><span class=\"unseen\">%s </span><span class=\"label\">", class, kind);
	html_text(&sections, s);
	buf_str(&sections, "</span></span>\n");
}

static void
add_labels(const struct job *j, const struct record *r)
{
	struct buf lbuf = { 0 }, tbuf = { 0 };
	struct slice level = slice_trim(job_text(r, j->level, &lbuf));
	struct slice tags = slice_trim(job_text(r, j->tags, &tbuf)), tag;

	if (level.n + tags.n > 0) {
		buf_str(&sections, "<p class=\"labels\">\n");
		if (level.n > 0)
			add_label("level", "Level:", level);
		while (slice_next(&tags, ',', &tag))
			if (slice_trim(tag).n > 0)
				add_label("tag", "Tag:", slice_trim(tag));
		buf_str(&sections, "</p>\n");
	}
	buf_free(&lbuf);
	buf_free(&tbuf);
}

static int
add_answer(struct buf *b, struct slice answer)
{
	int status;

	buf_str(b, "<div class=\"answer\" dir=\"auto\">\n");
	status = html_markdown(b, answer, QUESTION_LEVEL);
	buf_str(b, "</div>\n");
	return status;
}

static int
inline_answer(const struct job *j, struct slice answer)
{
	int status;

	buf_printf(&sections, "<details id=\"a-%s\">\n<summary>Answer", buf_cstr(&anchor));
	buf_printf(&sections, "<span class=\"unseen\"> to question %zu</span></summary>\n", j->n);
	status = add_answer(&sections, answer);
	buf_str(&sections, "</details>\n");
	nanswers++;
	return status;
}

/* A link to the answer, and the answer, which links back. */
static int
answer_at_end(const struct job *j, struct slice answer)
{
	const char *id = buf_cstr(&anchor);
	int status;

	buf_printf(&sections,
	    "<p class=\"jump\"><a href=\"#a-%s\">Answer<span class=\"unseen\"> to question %zu</span></a></p>\n", id,
	    j->n);
	open_article(&answers, "a-", "answered", j->n);
	status = add_answer(&answers, answer);
	buf_printf(&answers, "<p class=\"jump\"><a href=\"#%s\">Back to question %zu</a></p>\n</article>\n", id, j->n);
	nanswers++;
	return status;
}

/* ---- The page ---- */

static int
html_begin(void *state, struct job *j)
{
	(void)state;
	(void)j;
	ids = map_new();
	topics = map_new();
	return 0;
}

static int
html_record(void *state, struct job *j, struct record *r)
{
	struct slice answer;
	int status;

	(void)state;
	if (job_new_topic(j, r, &topic))
		open_topic(topic.n > 0 ? buf_slice(&topic) : slice_of("Questions"));
	entry[here].questions++;
	set_anchor(j, job_text(r, j->id, &text));
	question.n = 0;
	status = html_markdown(&question, job_text(r, j->question, &text), 0);
	if (question.n == 0)
		buf_byte(&question, '-');
	open_article(&sections, "", "asked", j->n);
	add_labels(j, r);
	answer = job_text(r, j->answer, &text);
	if (status == 0 && answer.n > 0 && j->answers == ANSWERS_INLINE)
		status = inline_answer(j, answer);
	if (status == 0 && answer.n > 0 && j->answers == ANSWERS_END)
		status = answer_at_end(j, answer);
	buf_str(&sections, "</article>\n");
	return status;
}

static void
put_lines(struct out *o, const char *const *line)
{
	while (*line != NULL)
		out_str(o, *line++);
}

static void
put_text(struct out *o, struct slice s)
{
	text.n = 0;
	html_text(&text, s);
	out_slice(o, buf_slice(&text));
}

static void
put_head(struct out *o, struct slice title)
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
	put_text(o, title);
	out_str(o, "</title>\n<style>");
	put_lines(o, page_css);
	out_str(o, "</style>\n</head>\n");
}

/* A line of the list of topics. */
static void
put_entry(struct out *o, struct slice name, struct entry e)
{
	out_printf(o, "<li><a href=\"#t-%zu\" dir=\"auto\">", e.section);
	put_text(o, name);
	out_printf(o, "</a> <span class=\"count\">%zu</span></li>\n", e.questions);
}

static void
put_topics(struct out *o)
{
	size_t i, n = map_count(topics);

	if (n + (answers.n > 0) < 2)
		return;
	out_str(o, "<nav aria-labelledby=\"topics\">\n<h2 id=\"topics\">Topics</h2>\n<ul>\n");
	for (i = 0; i < n; i++)
		put_entry(o, map_key(topics, i), entry[i]);
	if (answers.n > 0)
		put_entry(o, slice_of("Answers"), (struct entry){ nsections, nanswers });
	out_str(o, "</ul>\n</nav>\n");
}

/* The title, and what is beside the questions; what only the script can do it shows. */
static void
put_header(const struct job *j, struct slice title)
{
	struct out *o = j->out;

	out_str(o,
	    "<body>\n<a class=\"skip\" href=\"#questions\">Skip to the questions</a>\n"
	    "<header>\n<div>\n<h1 dir=\"auto\">");
	put_text(o, title);
	out_printf(o, "</h1>\n<p>%zu question%s</p>\n</div>\n", j->count, j->count == 1 ? "" : "s");
	if (nanswers > 0 && j->answers == ANSWERS_INLINE)
		out_str(o, "<button id=\"toggle\" type=\"button\" hidden>Open all answers</button>\n");
	out_str(o,
	    "</header>\n<div class=\"side\">\n<div id=\"search\" role=\"search\" hidden>\n"
	    "<p class=\"field\"><label for=\"query\">Search</label> <kbd aria-hidden=\"true\">/</kbd></p>\n"
	    "<input id=\"query\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" "
	    "aria-keyshortcuts=\"/\">\n"
	    "<p id=\"shown\" role=\"status\"></p>\n</div>\n");
	put_topics(o);
	out_str(o, "</div>\n");
}

static int
html_end(void *state, struct job *j)
{
	struct slice title = slice_of(j->title != NULL && *j->title != '\0' ? j->title : DEFAULT_TITLE);

	(void)state;
	if (answers.n > 0) {
		open_section(slice_of("Answers"), 0);
		buf_append(&sections, answers.p, answers.n);
	}
	if (nsections > 0)
		buf_str(&sections, "</section>\n");
	put_head(j->out, title);
	put_header(j, title);
	out_str(j->out, "<main id=\"questions\" tabindex=\"-1\">\n");
	out_slice(j->out, buf_slice(&sections));
	out_str(j->out, "</main>\n<script>");
	put_lines(j->out, page_js);
	out_str(j->out, "</script>\n</body>\n</html>\n");
	buf_free(&sections);
	buf_free(&answers);
	buf_free(&topic);
	buf_free(&anchor);
	buf_free(&question);
	buf_free(&text);
	map_free(ids);
	map_free(topics);
	free(entry);
	entry = NULL;
	nsections = nanswers = entry_cap = 0;
	return 0;
}

const struct format format_html = {
	.name = "html",
	.needs_question = true,
	.default_answers = ANSWERS_INLINE,
	.begin = html_begin,
	.record = html_record,
	.end = html_end,
};
