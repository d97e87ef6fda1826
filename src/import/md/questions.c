/* The questions of a Markdown file of any shape, as rows. */
#include <stdbool.h>
#include <stdlib.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/md/body.h"
#include "import/md/heading.h"
#include "import/md/level.h"
#include "import/md/prompt.h"
#include "import/md/questions.h"
#include "import/md/rest.h"
#include "import/md/scan.h"
#include "import/md/unit.h"
#include "import/metadata.h"
#include "tsv/file.h"

/* ---- Rows ---- */

static void
questions_set(struct import *im, size_t row, const char *name, struct slice text)
{
	if (text.n > 0)
		import_set(im, row, slice_of(name), text);
}

/* level: that of the question itself, or NULL */
static int
questions_set_topic(struct questions *q, const struct scan *s, const struct unit *unit, size_t row, const char *level)
{
	struct buf topic = { 0 }, tags = { 0 };
	int status = 0;

	if (unit->topic != NO_UNIT_LINE)
		status = heading_parse(prompt_unwrap(s->line[unit->topic].text), &topic, &tags);
	else
		buf_append(&topic, s->title.p, s->title.n);
	questions_set(q->im, row, "topic", buf_slice(&topic));
	questions_set(q->im, row, "tags", buf_slice(&tags));
	if (unit->extra.n > 0)
		import_set(q->im, row, slice_of("level"), unit->extra);
	else if (level != NULL)
		import_set(q->im, row, slice_of("level"), slice_of(level));
	else if (unit->level != NO_UNIT_LINE)
		import_set(q->im, row, slice_of("level"), slice_of(prompt_level(s->line[unit->level].text)));
	buf_free(&topic);
	buf_free(&tags);
	return status;
}

static int
questions_add(
    struct questions *q, const struct scan *s, const struct unit *unit, const struct body *b, const char *level)
{
	size_t row = import_add_row(q->im, q->operand, unit->first + 1, unit->number), i;
	struct buf choices = { 0 };
	int status = questions_set_topic(q, s, unit, row, level);

	questions_set(q->im, row, "question", buf_slice(&b->question));
	if (b->choices.n > 0)
		choices_write(&b->choices, &choices);
	questions_set(q->im, row, "choices", buf_slice(&choices));
	questions_set(q->im, row, "answer", buf_slice(&b->answer));
	for (i = 0; i < b->metadata.n; i++)
		import_set(q->im, row, map_key(b->metadata.names, i), buf_slice(&b->metadata.value[i]));
	questions_count(&q->found, buf_slice(&b->question), b->answer.n > 0 || b->choices.n > 0);
	buf_free(&choices);
	return status;
}

/* Removes the mark of a level from a title, or finds it before the title's number; NULL: none. */
static const char *
questions_level(const struct questions *q, const struct scan *s, const struct unit *unit, struct slice *title)
{
	struct slice before = s->line[unit->first].text;
	const char *level = unit->extra.n == 0 && title->n > 0 ? level_take(title, q->stars) : NULL;

	if (level == NULL && unit->extra.n == 0 && before.p < unit->title.p && unit->title.p <= before.p + before.n) {
		before.n = (size_t)(unit->title.p - before.p);
		level = level_take(&before, q->stars);
	}
	if (level != NULL)
		import_note(q->im, unit->first + 1, "level '%s' taken from a mark in the question", level);
	return level;
}

static int
questions_read_one(struct questions *q, const struct scan *s, const struct unit *unit)
{
	const struct scan_line *l = &s->line[unit->first];
	const struct body_source src = { .im = q->im,
		.keys = q->keys,
		.lineno = (unit->body.n > 0 ? scan_line_at(s, unit->body.p) : unit->first) + 1,
		.item = l->marker,
		.quoted = l->quoted,
		.relative = &q->relative };
	struct slice title = unit->title;
	const char *level = questions_level(q, s, unit, &title);
	struct body b;
	int status = 0;

	body_read(&src, title, unit->body, &b);
	if (b.question.n > 0)
		status = questions_add(q, s, unit, &b, level);
	else
		import_skipped(q->im, unit->first + 1, "question without text", slice_trim_ws(l->raw));
	body_free(&b);
	return status;
}

/* ---- The file ---- */

int
questions_read(struct questions *q, const struct scan *s, const struct units *u)
{
	bool *used = xcalloc(s->n + 1, sizeof(*used));
	int status = 0;
	size_t i, k;

	for (i = 0; i < u->n && status == 0; i++) {
		const struct unit *unit = &u->unit[i];

		status = questions_read_one(q, s, unit);
		for (k = unit->first; k <= unit->last; k++)
			used[k] = true;
		if (unit->topic != NO_UNIT_LINE)
			used[unit->topic] = true;
		if (unit->level != NO_UNIT_LINE)
			used[unit->level] = true;
	}
	rest_report(q->im, s, used);
	free(used);
	return status;
}

/* ---- What a wrong shape finds ---- */

bool
questions_is_link(struct slice question)
{
	struct slice bare = prompt_unwrap(question);
	struct prompt p;

	if (bare.n == 0 || bare.n == question.n || *question.p != '[')
		return false;
	prompt_parse(bare, &p);
	return prompt_strength(&p) != PROMPT_SURE;
}

void
questions_count(struct plausible *p, struct slice question, bool answered)
{
	p->rows++;
	p->answered += answered;
	p->boxes += slice_starts(question, "[ ]") || slice_starts(question, "[x]") || slice_starts(question, "[X]");
	p->links += !answered && questions_is_link(question);
}

int
questions_check(const struct questions *q, const char *shape, size_t unused)
{
	static const char advice[] = "choose what the questions are: --questions items, headings or details";
	const struct plausible *p = &q->found;
	const char *name = file_name(q->operand);

	if (p->rows < 2)
		return 0;
	if (p->boxes * 2 > p->rows)
		return fail("%s: %zu of %zu questions (%s) begin with a box '[ ]', so they are choices or tasks; %s",
		    name, p->boxes, p->rows, shape, advice);
	if (p->links * 2 > p->rows && p->links > 1)
		return fail("%s: %zu of %zu questions (%s) are only links; %s", name, p->links, p->rows, shape, advice);
	if (p->answered * 2 < p->rows && unused > p->rows)
		return fail(
		    "%s: %zu questions (%s), only %zu with answers, and %zu paragraphs and code blocks unused; %s",
		    name, p->rows, shape, p->answered, unused, advice);
	return 0;
}
