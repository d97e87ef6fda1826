/*
 * Moodle XML: multiple choice or essay questions, a category per topic, model answers as general
 * feedback.  Beside them an element that Moodle ignores has the record's own fields: see xmltext.h.
 */
#include <stdbool.h>
#include <stdio.h>

#include "bank/bank.h"
#include "bank/choices.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/out.h"
#include "base/slice.h"
#include "format/choicelist.h"
#include "format/encode.h"
#include "format/format.h"
#include "format/job.h"
#include "format/moodleparts.h"
#include "markup/title.h"
#include "markup/xmltext.h"

/* What Moodle shows of the columns. */
enum moodle_part { MOODLE_TOPIC, MOODLE_QUESTION, MOODLE_ANSWER, MOODLE_POINTS, MOODLE_CHOICES, MOODLE_PARTS };

struct moodle_state {
	struct buf topic;
	struct buf xml; /* what is written next */
	struct buf text, own;
	struct buf shown[MOODLE_PARTS]; /* exactly as a reader of the XML gets it */
	struct choicelist choices;
	struct choices unkeyed;
};

/* ---- Choices ---- */

/* Reports the weights that become others, once per question. */
static void
moodle_report_weights(struct moodle_state *st, const struct job *j, const struct record *r)
{
	const struct choices *c = &st->choices.choices;
	struct slice id;
	size_t i;

	st->own.n = 0;
	for (i = 0; i < c->n; i++) {
		double off = moodle_grade(c->list[i].weight) - c->list[i].weight;

		if (off < 0.01 && off > -0.01)
			continue;
		buf_str(&st->own, st->own.n > 0 ? ", " : "");
		choice_percent(c->list[i].weight, &st->own);
		buf_str(&st->own, " as ");
		choice_percent(moodle_grade(c->list[i].weight), &st->own);
	}
	if (st->own.n == 0)
		return;
	id = job_text(r, j->id, &st->text);
	record_fail(
	    r, "'%.*s': weights that Moodle does not have, written as the nearest: %s", SHOWN(id), buf_cstr(&st->own));
	warn_failure();
}

/* Appends the choices; without a key all look wrong. */
static int
moodle_add_choices(struct moodle_state *st, bool with_key)
{
	const struct choices *c = &st->choices.choices;
	struct buf *shown = &st->shown[MOODLE_CHOICES], part = { 0 };
	int status = 0;
	size_t i;

	buf_printf(&st->xml, "<single>%s</single>\n", c->correct > 1 ? "false" : "true");
	buf_str(&st->xml, "<shuffleanswers>true</shuffleanswers>\n<answernumbering>ABCD</answernumbering>\n");
	for (i = 0; i < c->n && status == 0; i++) {
		size_t from = shown->n;

		choice_percent(with_key ? moodle_grade(c->list[i].weight) : 0, shown);
		buf_printf(&st->xml, "<answer fraction=\"%s\" format=\"html\"><text>", buf_cstr(shown) + from);
		part.n = 0;
		status = moodle_add_html(&part, c->list[i].text, 0);
		moodle_add_text(&st->xml, buf_slice(&part));
		buf_byte(shown, '\t');
		buf_append(shown, part.p, part.n);
		part.n = 0;
		if (status == 0 && with_key && c->list[i].feedback.n > 0)
			status = moodle_add_html(&part, c->list[i].feedback, MOODLE_LEVEL);
		buf_str(&st->xml, "</text>\n");
		moodle_add_element(&st->xml, "feedback format=\"html\"", "feedback", buf_slice(&part));
		buf_str(&st->xml, "</answer>\n");
		buf_byte(shown, '\t');
		buf_append(shown, part.p, part.n);
		buf_byte(shown, '\n');
	}
	buf_free(&part);
	return status;
}

/* ---- The record's own fields ---- */

/* The decoded field that is written; choices without their key if there are no answers.  Borrows it, or uses the buffers. */
static struct slice
moodle_own(struct moodle_state *st, const struct job *j, const struct record *r, size_t col)
{
	const struct choices *c = &st->choices.choices;
	size_t i;

	if (col != j->choices || j->answers != ANSWERS_NONE)
		return record_text(r, col, &st->text);
	st->own.n = 0;
	choices_free(&st->unkeyed);
	st->unkeyed = (struct choices){ 0 };
	for (i = 0; i < c->n; i++)
		choices_add(&st->unkeyed, false, c->list[i].text);
	choices_finish(&st->unkeyed);
	choices_write(&st->unkeyed, &st->own);
	return buf_slice(&st->own);
}

/* Sets *check to that of a column that Moodle shows, or to an empty string. */
static void
moodle_check(struct moodle_state *st, const struct job *j, size_t col, struct slice own, char check[OWN_CHECK])
{
	const size_t columns[MOODLE_PARTS] = { j->topic, j->question, j->answer, j->points, j->choices };
	struct buf clean = { 0 };
	size_t i;

	*check = '\0';
	for (i = 0; i < MOODLE_PARTS; i++)
		if (col == columns[i])
			own_check(own, buf_slice(&st->shown[i]), check);
	xmltext_clean(own, &clean);
	if (col == j->id || col == j->tags)
		own_check(own, buf_slice(&clean), check);
	buf_free(&clean);
}

/* Appends the columns; a text that XML cannot have as it is is encoded as in a URL. */
static void
moodle_add_fields(struct moodle_state *st, const struct job *j, const struct record *r)
{
	encoding *url = encode_find(slice_of("url")), *xml = encode_find(slice_of("xml"));
	const struct header *h = bank_header(j->bank);
	char check[OWN_CHECK];
	size_t i;

	buf_str(&st->xml, "<qb>\n");
	for (i = 0; i < h->n; i++) {
		struct slice own;

		if (!job_shows(j, i))
			continue;
		own = moodle_own(st, j, r, i);
		moodle_check(st, j, i, own, check);
		if (own.n == 0 && *check == '\0')
			continue;
		buf_str(&st->xml, "<field name=\"");
		url(&st->xml, h->name[i]);
		buf_str(&st->xml, xmltext_is_plain(own) ? "\"" : "\" encoding=\"url\"");
		if (*check != '\0')
			buf_printf(&st->xml, " check=\"%s\"", check);
		buf_byte(&st->xml, '>');
		(xmltext_is_plain(own) ? xml : url)(&st->xml, own);
		buf_str(&st->xml, "</field>\n");
	}
	buf_str(&st->xml, "</qb>\n");
}

/* ---- Questions ---- */

/* Appends the path of the category: below the course; a slash in a name is doubled. */
static void
moodle_add_category(struct moodle_state *st, const struct job *j)
{
	struct slice name;
	struct buf *path = &st->shown[MOODLE_TOPIC];
	size_t i;

	st->own.n = path->n = 0;
	name = job_heading(j, &st->topic);
	xmltext_clean(name, &st->own);
	buf_str(path, "$course$/");
	for (i = 0; i < st->own.n; i++) {
		if (st->own.p[i] == '/')
			buf_byte(path, '/');
		buf_byte(path, st->own.p[i]);
	}
	buf_str(&st->xml, "<question type=\"category\">\n");
	moodle_add_element(&st->xml, "category", "category", buf_slice(path));
	buf_str(&st->xml, "</question>\n");
}

/* Appends the name, which Moodle requires: the id, or else the title of the question. */
static void
moodle_add_name(struct moodle_state *st, const struct job *j, const struct record *r)
{
	struct slice name = job_text(r, j->id, &st->text), line;

	if (name.n == 0)
		name = title_split(job_text(r, j->question, &st->text)).text;
	st->own.n = 0;
	if (slice_next(&name, '\n', &line) && line.n > 0)
		xmltext_clean(line, &st->own);
	else
		buf_printf(&st->own, "%zu", j->n);
	moodle_add_element(&st->xml, "name", "name", buf_slice(&st->own));
}

static int
moodle_add_part(struct moodle_state *st, enum moodle_part part, const char *element, struct slice s)
{
	struct buf *shown = &st->shown[part];
	char open[64];
	int status = s.n > 0 ? moodle_add_html(shown, s, MOODLE_LEVEL) : 0;

	snprintf(open, sizeof(open), "%s format=\"html\"", element);
	moodle_add_element(&st->xml, open, element, buf_slice(shown));
	return status;
}

static void
moodle_add_tags(struct moodle_state *st, struct slice tags)
{
	struct slice tag;

	st->own.n = 0;
	xmltext_clean(tags, &st->own);
	tags = buf_slice(&st->own);
	if (tags.n == 0)
		return;
	buf_str(&st->xml, "<tags>\n");
	while (slice_next(&tags, ',', &tag))
		moodle_add_element(&st->xml, "tag", "tag", tag);
	buf_str(&st->xml, "</tags>\n");
}

static void
moodle_add_id(struct moodle_state *st, struct slice id)
{
	st->own.n = 0;
	xmltext_clean(id, &st->own);
	buf_str(&st->xml, "<idnumber>");
	moodle_add_text(&st->xml, buf_slice(&st->own));
	buf_str(&st->xml, "</idnumber>\n");
}

static void
moodle_add_essay(struct moodle_state *st, const struct job *j, const struct record *r)
{
	if (j->answers != ANSWERS_NONE)
		xmltext_clean(job_text(r, j->points, &st->text), &st->shown[MOODLE_POINTS]);
	buf_str(&st->xml,
	    "<responseformat>editor</responseformat>\n<responserequired>1</responserequired>\n"
	    "<responsefieldlines>15</responsefieldlines>\n<attachments>0</attachments>\n");
	moodle_add_element(
	    &st->xml, "graderinfo format=\"plain_text\"", "graderinfo", buf_slice(&st->shown[MOODLE_POINTS]));
}

/* ---- The format ---- */

static int
moodle_begin(void *state, struct job *j)
{
	struct moodle_state *st = state;

	out_str(j->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n<qb columns=\"");
	job_columns(j, &st->text);
	encode_find(slice_of("url"))(&st->xml, buf_slice(&st->text));
	buf_str(&st->xml, "\"/>\n");
	out_slice(j->out, buf_slice(&st->xml));
	return 0;
}

static int
moodle_record(void *state, struct job *j, struct record *r)
{
	struct moodle_state *st = state;
	bool with_key = j->answers != ANSWERS_NONE, choices;
	int status = choicelist_set(&st->choices, j, r);
	size_t i;

	if (status == -1)
		return -1;
	choices = st->choices.choices.n > 0;
	st->xml.n = 0;
	for (i = MOODLE_TOPIC + 1; i < MOODLE_PARTS; i++)
		st->shown[i].n = 0;
	if (job_new_topic(j, r, &st->topic) && j->topic != NO_COLUMN && (j->count > 1 || st->topic.n > 0))
		moodle_add_category(st, j);
	buf_printf(&st->xml, "<question type=\"%s\">\n", choices ? "multichoice" : "essay");
	moodle_add_name(st, j, r);
	status = moodle_add_part(st, MOODLE_QUESTION, "questiontext", job_text(r, j->question, &st->text));
	if (status == 0)
		status = moodle_add_part(st, MOODLE_ANSWER, "generalfeedback",
		    with_key ? job_text(r, j->answer, &st->text) : (struct slice){ "", 0 });
	buf_str(&st->xml, "<defaultgrade>1</defaultgrade>\n<penalty>0</penalty>\n<hidden>0</hidden>\n");
	moodle_add_id(st, job_text(r, j->id, &st->text));
	if (!choices)
		moodle_add_essay(st, j, r);
	else if (status == 0)
		status = moodle_add_choices(st, with_key);
	if (choices && with_key)
		moodle_report_weights(st, j, r);
	moodle_add_tags(st, job_text(r, j->tags, &st->text));
	moodle_add_fields(st, j, r);
	buf_str(&st->xml, "</question>\n");
	out_slice(j->out, buf_slice(&st->xml));
	return status;
}

static int
moodle_end(void *state, struct job *j)
{
	struct moodle_state *st = state;
	size_t i;

	out_str(j->out, "</quiz>\n");
	buf_free(&st->topic);
	buf_free(&st->xml);
	buf_free(&st->text);
	buf_free(&st->own);
	for (i = 0; i < MOODLE_PARTS; i++)
		buf_free(&st->shown[i]);
	choicelist_free(&st->choices);
	choices_free(&st->unkeyed);
	return 0;
}

const struct format format_moodle = {
	.name = "moodle",
	.needs_question = true,
	.default_answers = ANSWERS_INLINE,
	.state_size = sizeof(struct moodle_state),
	.begin = moodle_begin,
	.record = moodle_record,
	.end = moodle_end,
};
