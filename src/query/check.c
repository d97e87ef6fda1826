/* What is wrong with a bank that can be read: qb-list --check. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "mark/rubric.h"
#include "query/check.h"
#include "search/regex.h"

/* The first places where the values of a column stand. */
struct seen {
	struct map *values;
	struct place {
		const char *file; /* an operand, which outlives the bank */
		size_t lineno;
	} * place;
	size_t cap;
};

struct check {
	struct out *out;
	const struct header *header;
	size_t id, question, level, points;
	struct seen ids, questions;
	struct buf who, text, key;
	size_t problems;
};

static void __attribute__((format(printf, 3, 4))) problem(struct check *c, const struct record *r, const char *fmt, ...)
{
	struct buf why = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&why, fmt, ap);
	va_end(ap);
	out_printf(c->out, "%s:%zu: %s: %s\n", r->file, r->lineno, buf_cstr(&c->who), buf_cstr(&why));
	buf_free(&why);
	c->problems++;
}

/* Where the value was seen first, or NULL where this is the first time. */
static const struct place *
seen_before(struct seen *s, struct slice value, const struct record *r)
{
	size_t i;

	if (!map_insert(s->values, value, &i))
		return &s->place[i];
	s->place = array_grow(s->place, i, &s->cap, sizeof(*s->place));
	s->place[i] = (struct place){ r->file, r->lineno };
	return NULL;
}

static void
seen_free(struct seen *s)
{
	free(s->place);
	map_free(s->values);
}

static void
check_id(struct check *c, struct record *r)
{
	struct slice id = record_text(r, c->id, &c->text);
	const struct place *first;

	if (id.n == 0) {
		problem(c, r, "no id");
		return;
	}
	first = seen_before(&c->ids, id, r);
	if (first != NULL)
		problem(c, r, "id used before, at %s:%zu", first->file, first->lineno);
}

/* The question in lower case with single blanks, so that a copy is known again. */
static struct slice
normalized(struct check *c, struct slice question)
{
	size_t i;

	c->key.n = 0;
	for (i = 0; i < question.n; i++) {
		char ch = question.p[i];

		if (strchr(" \t\r\n", ch) != NULL) {
			if (c->key.n > 0 && c->key.p[c->key.n - 1] != ' ')
				buf_byte(&c->key, ' ');
		} else {
			buf_byte(&c->key, ascii_lower(ch));
		}
	}
	return slice_trim(buf_slice(&c->key));
}

static void
check_question(struct check *c, struct record *r)
{
	struct slice question = normalized(c, record_text(r, c->question, &c->text));
	const struct place *first;

	if (question.n == 0) {
		problem(c, r, "no question");
		return;
	}
	first = seen_before(&c->questions, question, r);
	if (first != NULL)
		problem(c, r, "question repeated, first at %s:%zu", first->file, first->lineno);
}

static void
check_level(struct check *c, struct record *r)
{
	struct slice level = record_field(r, c->level);

	if (level.n > 0 && !slice_eq(level, slice_of("mid")) && !slice_eq(level, slice_of("senior")) &&
	    !slice_eq(level, slice_of("staff")))
		problem(c, r, "unknown level '%.*s': mid, senior or staff", SHOWN(level));
}

static void
check_points(struct check *c, struct record *r)
{
	struct rubric *rubric = rubric_parse(record_text(r, c->points, &c->text), RE_NOJIT);

	if (rubric == NULL)
		problem(c, r, "points: %s", failure());
	rubric_free(rubric);
}

/* Whether a spreadsheet may have put the field in quotes: "a ""word"" or two". */
static bool
looks_quoted(struct slice s)
{
	size_t i;

	if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"')
		return false;
	for (i = 1; i + 1 < s.n; i++)
		if (s.p[i] == '"' && (i + 2 == s.n || s.p[++i] != '"'))
			return false;
	return true;
}

static void
check_fields(struct check *c, struct record *r)
{
	size_t i;

	for (i = 0; i < c->header->n; i++) {
		struct slice field = record_field(r, i);

		if (!utf8_is_valid(field))
			problem(c, r, "%s: not UTF-8", c->header->name[i].p);
		if (looks_quoted(field))
			problem(
			    c, r, "%s: quoted as by a spreadsheet; qb-import -f tsv reads that", c->header->name[i].p);
	}
}

static void
check_record(struct check *c, struct record *r)
{
	struct slice id = c->id == NO_COLUMN ? (struct slice){ "", 0 } : record_text(r, c->id, &c->text);

	c->who.n = 0;
	escape_controls(id, "", &c->who);
	if (c->who.n == 0)
		buf_byte(&c->who, '-');
	if (c->header->n > 1 && slice_eq(r->line, c->header->line)) {
		problem(c, r, "the header again: files are joined by naming all of them, not by cat");
		return;
	}
	if (c->id != NO_COLUMN)
		check_id(c, r);
	if (c->question != NO_COLUMN)
		check_question(c, r);
	if (c->level != NO_COLUMN)
		check_level(c, r);
	if (c->points != NO_COLUMN)
		check_points(c, r);
	check_fields(c, r);
}

/* The columns without which no tool has much to do. */
static void
check_header(struct check *c, const struct bank *b)
{
	struct record header = { .file = bank_name(b), .lineno = 1 };

	c->id = header_find(c->header, slice_of("id"));
	c->question = header_find(c->header, slice_of("question"));
	c->level = header_find(c->header, slice_of("level"));
	c->points = header_find(c->header, slice_of("points"));
	buf_byte(&c->who, '-');
	if (c->id == NO_COLUMN)
		problem(c, &header, "no column 'id'");
	if (c->question == NO_COLUMN)
		problem(c, &header, "no column 'question'");
}

size_t
check(struct bank *b, struct out *o)
{
	struct check c = { .out = o, .header = bank_header(b) };
	struct record *r;

	c.ids.values = map_new();
	c.questions.values = map_new();
	check_header(&c, b);
	while (!out_failed(o) && ((r = bank_next(b)) != NULL || bank_ragged(b)))
		if (r != NULL)
			check_record(&c, r);
	seen_free(&c.ids);
	seen_free(&c.questions);
	buf_free(&c.who);
	buf_free(&c.text);
	buf_free(&c.key);
	return c.problems;
}
