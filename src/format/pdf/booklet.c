/*
 * PDF: a booklet: title, contents with page numbers, questions by topic, answers below them or
 * in an appendix.  All blocks are collected first, since pages refer to later pages.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/out.h"
#include "base/progress.h"
#include "base/slice.h"
#include "format/choicelist.h"
#include "format/format.h"
#include "format/job.h"
#include "format/pdf/block.h"
#include "format/pdf/choice.h"
#include "format/pdf/doc.h"
#include "format/pdf/file.h"
#include "format/pdf/front.h"
#include "format/pdf/meta.h"
#include "format/pdf/sheet.h"
#include "format/pdf/text.h"
#include "format/pdf/type.h"
#include "format/sheet.h"
#include "markup/title.h"

enum { TOGETHER_LINES = 12 }; /* a block of so many lines stays with the choices below it */

struct booklet {
	struct doc doc;
	struct map *topics;     /* the distinct names */
	struct topic *topic;    /* the current one */
	size_t count;           /* of its questions so far */
	size_t second, last;    /* the indices in doc.body of the second and the last of them, if there are two */
	bool deferred;          /* the answer to the current question goes to the appendix */
	struct buf topic_field; /* for job_new_topic() */
	struct buf question_field, title, answer;
	struct choicelist choices; /* of the current question */
	struct sheet sheet;
	struct buf key; /* see choice_appendix() */
	struct progress progress;
};

/* A question as blocks. */
struct question {
	struct block *head;
	struct block *meta; /* its level, tags and the page of its answer, or NULL */
	struct slice rest;  /* of its text, after the title */
};

/* ---- Topics ---- */

/* Adds the heading of the current topic to the flow; returns NULL if the topic has no name. */
static struct block *
booklet_add_heading(struct booklet *b, struct flow *f, const char *anchor)
{
	struct doc *d = &b->doc;
	struct block *heading;

	if (*b->topic->name == '\0')
		return NULL;
	heading = doc_add_block(d, f, STYLE_TOPIC, slice_of(b->topic->name), 0);
	heading->space_above = 2.6 * d->type.leading;
	heading->min_space = (d->columns > 1 ? 0.2 : 0.3) * (d->bottom - d->top);
	heading->keep_with_next = true;
	heading->tag = "H1";
	heading->anchor = anchor_new(anchor, d->ntopic);
	heading->topic = b->topic;
	return heading;
}

static void
booklet_begin_topic(struct booklet *b, struct slice name)
{
	if (name.n > 0)
		map_add(b->topics, name);
	b->topic = doc_add_topic(&b->doc, name);
	b->topic->questions = booklet_add_heading(b, &b->doc.body, "topic");
	b->count = 0;
}

/*
 * Keeps the first two questions of a topic on one page, and the last two, unless answers, or space for
 * them, separate them.
 */
static void
booklet_end_topic(struct booklet *b)
{
	struct flow *f = &b->doc.body;
	const struct job *j = b->doc.job;

	if (b->count < 2 || j->answers == ANSWERS_INLINE || j->space > 0 || j->sheet)
		return;
	f->block[b->second - 1]->keep_with_next = true;
	f->block[b->last - 1]->keep_with_next = true;
}

/* Sets the topic of the blocks of the flow from index first on. */
static void
booklet_set_topic(struct booklet *b, struct flow *f, size_t first)
{
	for (; first < f->n; first++)
		f->block[first]->topic = b->topic;
}

/* ---- Questions ---- */

static int
booklet_add_question(struct booklet *b, struct flow *f, enum style s, struct record *r, struct question *q)
{
	struct doc *d = &b->doc;
	struct title title = title_split(job_text(r, d->job->question, &b->question_field));
	char number[32];
	int status;

	status = text_question(d, f, s, title_inline(title, &b->title), &q->head);
	q->rest = title.is_whole ? slice_of("") : title.rest;
	snprintf(number, sizeof(number), "%zu", d->job->n);
	q->head->marker = layout_new(&d->type, STYLE_NUMBER, slice_of(number), -1);
	q->head->space_above = (s == STYLE_QUESTION_ALONE ? 1.1 : 1.3) * d->type.leading;
	q->head->tag = "H2";
	q->head->anchor = anchor_new(f == &d->appendix ? "answer" : "question", d->job->n);
	q->meta = meta_add(d, f, r, b->deferred);
	q->head->keep_with_next = q->meta != NULL;
	return status;
}

/* Adds the rest of the question, its choices and the space for its answer, below its head. */
static int
booklet_add_rest(struct booklet *b, struct flow *f, const struct question *q)
{
	struct doc *d = &b->doc;
	int status = 0;

	if (q->rest.n > 0 || b->choices.choices.n > 0)
		f->block[f->n - 1]->keep_with_next = true;
	if (q->rest.n > 0) {
		struct block *last;

		status = text_answer(d, f, q->rest);
		last = f->block[f->n - 1];
		last->keep_with_next = b->choices.choices.n > 0 && block_line_count(last) <= TOGETHER_LINES;
	}
	if (status == 0 && b->choices.choices.n > 0)
		status = choice_blocks(d, f, &b->choices);
	sheet_space_block(d, f, d->job->space);
	return status;
}

/* ---- The appendix ---- */

static void
booklet_begin_appendix(struct doc *d)
{
	struct block *b = doc_add_block(d, &d->appendix, STYLE_TITLE, slice_of("Answers"), 0);

	b->page_break_before = true;
	b->keep_with_next = true;
	b->tag = "H1";
	b->anchor = anchor_new("appendix", 0);
}

/* Repeats the question in the appendix, adds its answer there, and links the two questions. */
static int
booklet_add_deferred(struct booklet *b, struct record *r, struct slice answer, struct question *body)
{
	struct doc *d = &b->doc;
	struct flow *f = &d->appendix;
	size_t first = f->n;
	struct question appendix;
	int status;

	if (first == 0)
		booklet_begin_appendix(d);
	if (b->topic->answers == NULL)
		b->topic->answers = booklet_add_heading(b, f, "answers");
	if (first == 0 && b->topic->answers != NULL)
		b->topic->answers->space_above = 1.2 * d->type.leading;
	status = booklet_add_question(b, f, STYLE_QUESTION, r, &appendix);
	appendix.meta->target[0] = body->head;
	appendix.meta->target_label = "question on page";
	appendix.meta->keep_with_next = true;
	body->meta->target[0] = appendix.head;
	body->meta->target_label = "answer on page";
	if (b->topic->answers == NULL)
		b->topic->answers = appendix.head;
	if (status == 0)
		status = text_answer(d, f, answer);
	booklet_set_topic(b, f, first);
	return status;
}

/* ---- The format ---- */

static int
booklet_begin(void *state, struct job *j)
{
	struct booklet *b = state;

	if (j->escape)
		return fail("cannot write a PDF to a terminal; use -o FILE or a pipe");
	doc_init(&b->doc, j);
	b->topics = map_new();
	progress_start(&b->progress, "setting questions", 0);
	return 0;
}

/* Adds the question of the record, and its answer if that is not empty. */
static int
booklet_add_record(struct booklet *b, struct record *r, struct slice answer)
{
	struct doc *d = &b->doc;
	struct flow *f = &d->body;
	bool answer_below = answer.n > 0 && !b->deferred;
	struct question q;
	size_t first = f->n;
	int status;

	if (++b->count == 2)
		b->second = first;
	b->last = first;
	status = booklet_add_question(b, f, answer_below ? STYLE_QUESTION : STYLE_QUESTION_ALONE, r, &q);
	if (b->topic->questions == NULL)
		b->topic->questions = q.head;
	if (status == 0)
		status = booklet_add_rest(b, f, &q);
	if (status == 0 && b->deferred)
		status = booklet_add_deferred(b, r, answer, &q);
	if (status == 0 && answer_below) {
		f->block[f->n - 1]->keep_with_next = true;
		status = text_answer(d, f, answer);
	}
	if (status == 0 && d->job->sheet)
		sheet_blocks(d, f, &b->sheet);
	booklet_set_topic(b, f, first);
	return status;
}

static int
booklet_record(void *state, struct job *j, struct record *r)
{
	struct booklet *b = state;
	struct buf field = { 0 };
	struct slice answer = j->answers == ANSWERS_NONE ? slice_of("") : job_text(r, j->answer, &field);
	bool explained;
	int status;

	progress_step(&b->progress, j->count);
	if (choicelist_set(&b->choices, j, r) == -1 || sheet_set(&b->sheet, j, r, &b->choices) == -1)
		return -1;
	explained = answer.n > 0 || choicelist_has_notes(&b->choices);
	if (j->answers != ANSWERS_NONE)
		answer = choicelist_answer(&b->choices, answer, &b->answer);
	if (j->answers == ANSWERS_END && b->choices.choices.n > 0) {
		buf_printf(&b->key, "%zu\t", j->n);
		choicelist_key(&b->choices, &b->key);
		buf_byte(&b->key, '\n');
	}

	if (job_new_topic(j, r, &b->topic_field)) {
		booklet_end_topic(b);
		booklet_begin_topic(b, job_heading(j, &b->topic_field));
	}
	/* A key without anything to say about it is only in the table. */
	b->deferred = j->answers == ANSWERS_END && explained;
	status = booklet_add_record(b, r, j->answers == ANSWERS_END && !explained ? slice_of("") : answer);
	buf_free(&field);
	return status;
}

static int
booklet_end(void *state, struct job *j)
{
	struct booklet *b = state;
	struct doc *d = &b->doc;
	struct buf pdf = { 0 };
	int status;

	progress_end(&b->progress);
	booklet_end_topic(b);
	b->title.n = 0;
	if (j->sheet)
		sheet_total_block(d, &d->body, &b->sheet);
	sheet_warn(&b->sheet, j);
	if (b->key.n > 0)
		choice_appendix(d, buf_slice(&b->key));
	sheet_count(&b->sheet, j, &b->title);
	status = front_add(d, map_count(b->topics), buf_slice(&b->title));
	if (d->missing_glyphs > 0) {
		fail("missing glyphs: %zu, first in question %zu; install a font that has them", d->missing_glyphs,
		    d->first_missing);
		warn_failure();
	}
	if (status == 0)
		status = pdf_write(d, &pdf);
	if (status == 0)
		out_slice(j->out, buf_slice(&pdf));
	buf_free(&pdf);
	buf_free(&b->topic_field);
	buf_free(&b->question_field);
	buf_free(&b->title);
	buf_free(&b->answer);
	buf_free(&b->key);
	choicelist_free(&b->choices);
	sheet_free(&b->sheet);
	map_free(b->topics);
	doc_free(d);
	return status;
}

const struct format format_booklet = {
	.name = "pdf",
	.options = FORMAT_PLAIN | FORMAT_HEADER | FORMAT_SPACE | FORMAT_POINTS | FORMAT_COLUMNS,
	.needs_question = true,
	.load = type_load,
	.default_answers = ANSWERS_END,
	.state_size = sizeof(struct booklet),
	.begin = booklet_begin,
	.record = booklet_record,
	.end = booklet_end,
};
