/*
 * PDF: a booklet. A title, contents with page numbers, the questions under their
 * topics, and the answers below them or at the end. Everything is laid out before
 * the first page is painted, since pages are counted and referred to.
 */
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/format.h"
#include "format/job.h"
#include "format/pdf/pdf.h"
#include "pango/pango-layout.h"
#include "pango/pango-types.h"

static struct doc doc;
static struct map *topics; /* the different ones */
static struct topic *current;
static size_t listed;      /* questions of that topic without their answers */
static struct box *before; /* what is before the last of them */
static struct buf topic, text;

/* ---- Topics ---- */

static struct topic *
topic_new(struct slice name)
{
	struct topic *t = xcalloc(1, sizeof(*t));

	if (name.n > 0)
		map_add(topics, name);
	t->name = plain(name);
	doc.topic = array_grow(doc.topic, doc.ntopic, &doc.topic_cap, sizeof(struct topic *));
	return doc.topic[doc.ntopic++] = t;
}

/* A name for links to a box: what it is, and its number. */
static const char *
name_new(const char *what, size_t n)
{
	struct buf b = { 0 };

	buf_printf(&b, "%s-%zu", what, n);
	buf_cstr(&b);
	return b.p;
}

/* The heading of the current topic in a column; NULL where it has no name. */
static struct box *
set_topic(struct column *c, const char *what)
{
	struct box *b;

	if (*current->name == '\0')
		return NULL;
	b = box_new(&doc, c, FACE_TOPIC, slice_of(current->name), 0);
	b->above = 2.6 * doc.leading;
	b->room = 0.3 * (doc.bottom - doc.top);
	b->keep = true;
	b->tag = "H1";
	b->name = name_new(what, doc.ntopic);
	return b;
}

/* ---- Questions ---- */

/* Level and tags as small text under the question; room on the right is kept for a page number. */
static struct box *
set_meta(struct column *c, const struct record *r, bool refers)
{
	struct buf b = { 0 }, field = { 0 }, valid = { 0 };
	struct slice level = job_text(r, doc.job->level, &field), tags, tag;
	struct box *box = NULL;

	escape_controls(utf8_replace_invalid(level, &valid), "", &b);
	tags = utf8_replace_invalid(job_text(r, doc.job->tags, &field), &valid);
	while (tags.n > 0 && slice_next(&tags, ',', &tag)) {
		tag = slice_trim(tag);
		if (tag.n > 0 && b.n > 0)
			buf_str(&b, "  ·  ");
		escape_controls(tag, "", &b);
	}
	if (b.n > 0 || refers) {
		box = box_new(&doc, c, FACE_SMALL, buf_slice(&b), 0);
		box->above = 0.18 * doc.leading;
		if (refers)
			pango_layout_set_width(box->layout, (int)((doc.measure - 110) * PANGO_SCALE));
	}
	buf_free(&b);
	buf_free(&field);
	buf_free(&valid);
	return box;
}

/* What belongs to the column's boxes from first on: the current topic. */
static void
mark_topic(struct column *c, size_t first)
{
	for (; first < c->n; first++)
		c->box[first]->topic = current;
}

/* The number and the question, in a column; *meta, or NULL, is what stands under it. */
static int
put_question(struct column *c, enum face f, struct record *r, bool refers, struct box **head, struct box **meta)
{
	char number[32];
	int status;

	status = set_question(&doc, c, f, job_text(r, doc.job->question, &text), head);
	snprintf(number, sizeof(number), "%zu", doc.job->n);
	(*head)->mark = layout_new(&doc, FACE_NUMBER, slice_of(number), -1);
	(*head)->above = (f == FACE_LISTED ? 1.1 : 1.3) * doc.leading;
	(*head)->tag = "H2";
	(*head)->name = name_new(c == &doc.appendix ? "answer" : "question", doc.job->n);
	*meta = set_meta(c, r, refers);
	(*head)->keep = *meta != NULL;
	return status;
}

static void
begin_appendix(struct column *c)
{
	struct box *b = box_new(&doc, c, FACE_TITLE, slice_of("Answers"), 0);

	b->fresh = true;
	b->keep = true;
	b->tag = "H1";
	b->name = name_new("appendix", 0);
}

/* The question once more, and its answer, in the appendix. */
static int
put_answer(struct record *r, struct slice answer, struct box *question, struct box *meta)
{
	struct column *c = &doc.appendix;
	size_t first = c->n;
	struct box *head, *back;
	int status;

	if (first == 0)
		begin_appendix(c);
	if (current->answers == NULL)
		current->answers = set_topic(c, "answers");
	if (first == 0 && current->answers != NULL)
		current->answers->above = 1.2 * doc.leading;
	status = put_question(c, FACE_QUESTION, r, true, &head, &back);
	back->to[0] = question;
	back->ref = "question on page";
	back->keep = true;
	meta->to[0] = head;
	meta->ref = "answer on page";
	if (current->answers == NULL)
		current->answers = head;
	if (status == 0)
		status = set_answer(&doc, c, answer);
	mark_topic(c, first);
	return status;
}

/* In a list of questions, the first two of a topic stay on one page, and so do the last two. */
static void
keep_company(struct column *c, size_t at)
{
	if (++listed == 1)
		return;
	before = c->box[at - 1];
	before->keep |= listed == 2;
}

static void
end_topic(void)
{
	if (before != NULL)
		before->keep = true;
	before = NULL;
	listed = 0;
}

static int
booklet_begin(void *state, struct job *j)
{
	(void)state;
	if (j->escape)
		return fail("not writing a PDF to a terminal: name a file with -o, or write into a pipe");
	doc_init(&doc, j);
	topics = map_new();
	return 0;
}

static int
booklet_record(void *state, struct job *j, struct record *r)
{
	struct column *c = &doc.body;
	size_t first = c->n, at;
	struct box *question, *meta;
	struct buf b = { 0 };
	struct slice answer = j->answers == ANSWERS_NONE ? slice_of("") : job_text(r, j->answer, &b);
	bool at_end = j->answers == ANSWERS_END && answer.n > 0;
	int status;

	(void)state;
	if (job_new_topic(j, r, &topic)) {
		end_topic();
		current = topic_new(job_heading(j, &topic));
		current->questions = set_topic(c, "topic");
	}
	at = c->n;
	status = put_question(c, answer.n > 0 && !at_end ? FACE_QUESTION : FACE_LISTED, r, at_end, &question, &meta);
	if (current->questions == NULL)
		current->questions = question;
	if (j->answers != ANSWERS_INLINE)
		keep_company(c, at);
	if (status == 0 && at_end)
		status = put_answer(r, answer, question, meta);
	if (status == 0 && j->answers == ANSWERS_INLINE && answer.n > 0) {
		c->box[c->n - 1]->keep = true;
		status = set_answer(&doc, c, answer);
	}
	mark_topic(c, first);
	buf_free(&b);
	return status;
}

/* ---- Title and contents ---- */

/* "133 questions in 16 topics" */
static void
put_title(void)
{
	struct column *c = &doc.front;
	size_t n = doc.job->count, m = map_count(topics);
	struct buf b = { 0 };
	struct box *box = box_new(&doc, c, FACE_TITLE, slice_of(doc.title), 0);

	box->keep = true;
	box->tag = "H1";
	box->name = name_new("title", 0);
	buf_printf(&b, "%zu question%s", n, n == 1 ? "" : "s");
	if (m > 1)
		buf_printf(&b, " in %zu topics", m);
	if (doc.appendix.n > 0)
		buf_str(&b, ", with answers at the end");
	box = box_new(&doc, c, FACE_LEAD, buf_slice(&b), 0);
	box->above = 0.5 * doc.leading;
	box->keep = true;
	box = box_new(&doc, c, FACE_BODY, slice_of(" "), 0);
	box->kind = BOX_RULE;
	box->above = 0.4 * doc.leading;
	buf_free(&b);
}

static void
put_contents(void)
{
	struct column *c = &doc.front;
	struct box *box = box_new(&doc, c, FACE_QUESTION, slice_of("Contents"), 0);
	double right = doc.appendix.n > 0 ? 112 : 60;
	size_t i;

	box->above = 1.5 * doc.leading;
	box->keep = true;
	box->tag = "H1";
	box->kind = BOX_ENTRY;
	for (i = 0; i < doc.ntopic; i++) {
		struct topic *t = doc.topic[i];

		if (*t->name == '\0')
			continue;
		box = box_new(&doc, c, FACE_BODY, slice_of(t->name), 0);
		pango_layout_set_width(box->layout, (int)((doc.measure - right) * PANGO_SCALE));
		box->kind = BOX_ENTRY;
		box->above = 0.42 * doc.leading;
		box->to[0] = t->questions;
		box->to[1] = t->answers;
	}
}

/* Makes small lines of the topics above the questions, where nearly every question has another. */
static void
shrink_topics(struct column *c)
{
	size_t i;

	for (i = 0; i + 1 < c->n; i++) {
		struct box *b = c->box[i];

		if (b->face != FACE_TOPIC)
			continue;
		g_object_unref(b->layout);
		b->face = FACE_SMALL;
		b->layout = layout_new(&doc, b->face, slice_of(b->topic->name), doc.measure);
		b->above = 1.4 * doc.leading;
		b->room = 0;
		c->box[i + 1]->above = 0.1 * doc.leading;
	}
}

/*
 * A bank on one page, or of one topic, or of topics in turns, begins under its
 * title; otherwise the contents come between, on pages of their own.
 */
static void
put_front(void)
{
	bool mixed = 2 * doc.ntopic > doc.job->count;

	if (mixed) {
		shrink_topics(&doc.body);
		shrink_topics(&doc.appendix);
	}
	put_title();
	doc.body.box[0]->above = 2 * doc.leading;
	lay_out(&doc);
	if (doc.pages == 1 || map_count(topics) < 2 || (mixed && doc.ntopic > map_count(topics)))
		return;
	put_contents();
	doc.body.box[0]->fresh = true;
	doc.drop = 0.11 * doc.height;
}

static int
booklet_end(void *state, struct job *j)
{
	struct buf pdf = { 0 };
	int status;

	(void)state;
	end_topic();
	if (j->count > 0)
		put_front();
	else
		put_title();
	lay_out(&doc);
	if (doc.unknown > 0) {
		fail("characters that no font here has, and that are boxes in the PDF: %zu, the first in question %zu",
		    doc.unknown, doc.first_unknown);
		warn_failure();
	}
	status = write_pdf(&doc, &pdf);
	if (status == 0)
		out_slice(j->out, buf_slice(&pdf));
	buf_free(&pdf);
	buf_free(&topic);
	buf_free(&text);
	map_free(topics);
	doc_free(&doc);
	return status;
}

const struct format format_booklet = {
	.name = "pdf",
	.needs_question = true,
	.opens_files = true,
	.default_answers = ANSWERS_END,
	.begin = booklet_begin,
	.record = booklet_record,
	.end = booklet_end,
};
