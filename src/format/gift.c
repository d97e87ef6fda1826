/*
 * GIFT for import into Moodle: multiple choice or essay questions, a category per topic, model answers
 * as general feedback.  Comments contain the id and the tags in Moodle's form, and the other columns as
 * metadata for qb-import.
 */
#include <stdbool.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/choices.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/out.h"
#include "base/slice.h"
#include "format/choicelist.h"
#include "format/format.h"
#include "format/job.h"
#include "markup/charref.h"
#include "markup/meta.h"

struct gift_state {
	struct buf topic;
	struct buf line; /* what is written next */
	struct buf text, encoded, metadata;
	struct choicelist choices;
};

/* Appends the text to the line, with a backslash before each character that has a meaning in GIFT. */
static void
gift_add_text(struct gift_state *st, struct slice s)
{
	size_t i;

	st->encoded.n = 0;
	charref_encode(&charref_gift, s, NULL, &st->encoded);
	for (i = 0; i < st->encoded.n; i++) {
		char c = st->encoded.p[i];

		if (c == '\n') {
			buf_str(&st->line, "\\n");
			continue;
		}
		/* This includes the # of a character reference. */
		if (strchr("\\~=#{}:", c) != NULL)
			buf_byte(&st->line, '\\');
		buf_byte(&st->line, c);
	}
}

/* Appends the prefix and the text as CommonMark; nothing if the text is empty. */
static void
gift_add_markdown(struct gift_state *st, const char *prefix, struct slice s)
{
	if (s.n == 0)
		return;
	buf_str(&st->line, prefix);
	buf_str(&st->line, "[markdown]");
	gift_add_text(st, s);
}

/* ---- Choices ---- */

/*
 * Whether every choice is written with its weight, as Moodle has it where several are correct; `=`, which
 * cannot have a weight, is for the only correct one, worth 100 %.
 */
static bool
gift_is_weighted(const struct choices *c)
{
	size_t i;

	if (c->correct != 1 || c->n == 1)
		return c->correct > 0;
	for (i = 0; i < c->n; i++)
		if (c->list[i].correct && choices_shows_weight(c, &c->list[i]))
			return true;
	return false;
}

/* Whether qb-import restores the field from the choices as written. */
static bool
gift_restores(const struct choices *c, struct slice field)
{
	bool weighted = gift_is_weighted(c);
	size_t i;

	for (i = 0; i < c->n; i++)
		if (weighted && c->list[i].correct != (c->list[i].weight > 0))
			return false;
	return choices_is_canonical(c, field);
}

/* Appends a text of a choice, which has the format of the question unless it looks like another one. */
static void
gift_add_part(struct gift_state *st, const char *prefix, struct slice s)
{
	buf_str(&st->line, prefix);
	if (s.n == 0 || *s.p == '[')
		buf_str(&st->line, "[markdown]");
	gift_add_text(st, s);
}

/* Appends the choices, a line each; without key all look wrong. */
static void
gift_add_choices(struct gift_state *st, const struct choices *c, bool with_key)
{
	bool weighted = gift_is_weighted(c);
	size_t i;

	for (i = 0; i < c->n; i++) {
		const struct choice *choice = &c->list[i];
		struct slice text = choice->text;
		bool is_number = text.n > 0 && *text.p == '%';

		buf_str(&st->line, with_key && choice->correct && !weighted ? "\n\t=" : "\n\t~");
		if (with_key && (weighted ? choice->weight != 0 : choice->weight != 0 && !choice->correct)) {
			buf_byte(&st->line, '%');
			choice_percent(choice->weight, &st->line);
			buf_byte(&st->line, '%');
		} else if (is_number && !(with_key && choice->correct)) {
			buf_str(&st->line, "%0%");
		}
		gift_add_part(st, "", text);
		if (with_key && choice->feedback.n > 0)
			gift_add_part(st, "#", choice->feedback);
	}
	if (c->n > 0)
		buf_byte(&st->line, '\n');
}

/*
 * Writes the topic as a category: slashes, which separate the parts of its path, are doubled.  The
 * first byte is encoded if the topic looks like a context, such as `$course$`, or is `-`, the
 * category of questions without a topic.
 */
static void
gift_put_category(struct gift_state *st, const struct job *j, struct slice topic)
{
	static const bool mask[] = { true };
	size_t encoded = topic.n > 0 && (topic.p[0] == '$' || (topic.n == 1 && topic.p[0] == '-')), i;

	st->line.n = 0;
	if (encoded == 1)
		charref_encode(&charref_category, (struct slice){ topic.p, 1 }, mask, &st->line);
	charref_encode(&charref_category, slice_skip(topic, encoded), NULL, &st->line);
	out_str(j->out, "\n$CATEGORY: ");
	for (i = 0; i < st->line.n; i++) {
		if (st->line.p[i] == '/')
			out_byte(j->out, '/');
		out_byte(j->out, st->line.p[i]);
	}
	out_str(j->out, topic.n == 0 ? "-\n" : "\n");
}

/* Whether Moodle reads the text in brackets unchanged. */
static bool
gift_is_literal(struct slice s)
{
	size_t i;

	if (s.n == 0 || s.p[0] == ' ' || s.p[s.n - 1] == ' ')
		return false;
	for (i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f || strchr("[]\\<>`", s.p[i]) != NULL)
			return false;
	return true;
}

/* Whether the field can be written in brackets alone: the id, or the tags. */
static bool
gift_fits_brackets(const struct job *j, size_t col, struct slice s)
{
	struct slice tag;

	if (col == j->id)
		return gift_is_literal(s);
	if (col != j->tags || s.n == 0)
		return false;
	while (slice_next(&s, ',', &tag))
		if (!gift_is_literal(tag))
			return false;
	return true;
}

static void
gift_add_label(struct buf *b, const char *name, struct slice value)
{
	buf_printf(b, " [%s:", name);
	buf_append(b, value.p, value.n);
	buf_byte(b, ']');
}

static void
gift_add_labels(struct buf *b, const struct job *j, size_t col, struct slice s)
{
	struct slice tag;

	if (col == j->id) {
		gift_add_label(b, "id", s);
		return;
	}
	while (slice_next(&s, ',', &tag))
		gift_add_label(b, "tag", tag);
}

/* Writes the comments before a question: labels for Moodle, metadata for qb-import. */
static void
gift_put_comments(struct gift_state *st, const struct job *j, const struct record *r)
{
	const struct header *h = bank_header(j->bank);
	struct slice rest, line;
	size_t i;

	st->line.n = st->metadata.n = 0;
	for (i = 0; i < h->n; i++) {
		struct slice s = record_text(r, i, &st->text);

		if (i == j->topic || i == j->question || i == j->answer || !job_shows(j, i))
			continue;
		if (i == j->choices && (j->answers == ANSWERS_NONE || gift_restores(&st->choices.choices, s)))
			continue;
		if (gift_fits_brackets(j, i, s))
			gift_add_labels(&st->line, j, i, s);
		else
			meta_encode(&charref_gift_meta, h->name[i], s, &st->metadata);
	}
	if (st->line.n > 0)
		out_printf(j->out, "//%s\n", buf_cstr(&st->line));
	rest = buf_slice(&st->metadata);
	while (rest.n > 0 && slice_next(&rest, '\n', &line) && rest.p != NULL) {
		out_str(j->out, "// ");
		out_slice(j->out, line);
		out_byte(j->out, '\n');
	}
}

static int
gift_begin(void *state, struct job *j)
{
	struct gift_state *st = state;

	job_columns(j, &st->line);
	if (j->title != NULL) {
		/* A title that looks like the line of columns is indented. */
		if (slice_starts(slice_of(j->title), "qb: "))
			buf_byte(&st->text, ' ');
		charref_encode(&charref_category, slice_of(j->title), NULL, &st->text);
		out_printf(j->out, "// %s\n", buf_cstr(&st->text));
	}
	out_printf(j->out, "// qb: %s\n", buf_cstr(&st->line));
	return 0;
}

static int
gift_record(void *state, struct job *j, struct record *r)
{
	struct gift_state *st = state;
	struct slice id;

	if (choicelist_set(&st->choices, j, r) == -1)
		return -1;
	if (job_new_topic(j, r, &st->topic) && j->topic != NO_COLUMN && (j->count > 1 || st->topic.n > 0))
		gift_put_category(st, j, buf_slice(&st->topic));
	out_byte(j->out, '\n');
	gift_put_comments(st, j, r);
	st->line.n = 0;
	id = job_text(r, j->id, &st->text);
	if (gift_is_literal(id)) {
		buf_str(&st->line, "::");
		gift_add_text(st, id);
		buf_str(&st->line, "::");
	}
	gift_add_markdown(st, "", job_text(r, j->question, &st->text));
	buf_byte(&st->line, '{');
	gift_add_choices(st, &st->choices.choices, j->answers != ANSWERS_NONE);
	if (j->answers != ANSWERS_NONE)
		gift_add_markdown(st, "####", job_text(r, j->answer, &st->text));
	buf_str(&st->line, "}\n");
	out_slice(j->out, buf_slice(&st->line));
	return 0;
}

static int
gift_end(void *state, struct job *j)
{
	struct gift_state *st = state;

	(void)j;
	buf_free(&st->topic);
	buf_free(&st->line);
	buf_free(&st->text);
	buf_free(&st->encoded);
	buf_free(&st->metadata);
	choicelist_free(&st->choices);
	return 0;
}

const struct format format_gift = {
	.name = "gift",
	.needs_question = true,
	.default_answers = ANSWERS_INLINE,
	.state_size = sizeof(struct gift_state),
	.begin = gift_begin,
	.record = gift_record,
	.end = gift_end,
};
