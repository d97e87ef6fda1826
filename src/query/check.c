/* Checks for problems that do not prevent reading a bank: qb-list --check. */
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/choices.h"
#include "bank/index.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "mark/rubric.h"
#include "query/check.h"
#include "search/regex.h"
#include "tsv/file.h"

struct check {
	struct out *out;
	const struct header *header;
	size_t id, question, level, choices, points;
	const struct record *record; /* the current one */
	struct index *ids, *questions;
	struct buf who;       /* the id of the record, or -, for messages */
	struct buf text, key; /* work space */
	size_t problems;
};

/* Writes a problem of the record. */
static void __attribute__((format(printf, 3, 4)))
check_report(struct check *c, const struct record *r, const char *fmt, ...)
{
	struct buf why = { 0 }, line = { 0 };
	va_list ap;

	buf_printf(&why, "%s:%zu: %s: ", r->file, r->lineno, buf_cstr(&c->who));
	va_start(ap, fmt);
	buf_vprintf(&why, fmt, ap);
	va_end(ap);
	escape_message(buf_slice(&why), &line);
	buf_byte(&line, '\n');
	out_slice(c->out, buf_slice(&line));
	buf_free(&why);
	buf_free(&line);
	c->problems++;
}

static void
check_id(struct check *c, struct record *r)
{
	struct slice id = record_text(r, c->id, &c->text);
	const struct place *first;

	if (id.n == 0) {
		check_report(c, r, "missing id");
		return;
	}
	first = index_add(c->ids, id, r);
	if (first != NULL) {
		index_fail_duplicate(id, first);
		check_report(c, r, "%s", failure());
	}
}

/* The question in lower case with single spaces, to detect duplicates. */
static struct slice
check_normalize(struct check *c, struct slice question)
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
	struct slice question = check_normalize(c, record_text(r, c->question, &c->text));
	const struct place *first;

	if (question.n == 0) {
		check_report(c, r, "missing question");
		return;
	}
	first = index_add(c->questions, question, r);
	if (first != NULL)
		check_report(c, r, "duplicate question, first at %s:%zu", first->file, first->lineno);
}

static void
check_level(struct check *c, struct record *r)
{
	struct slice level = record_field(r, c->level);

	if (level.n > 0 && !slice_eq(level, slice_of("mid")) && !slice_eq(level, slice_of("senior")) &&
	    !slice_eq(level, slice_of("staff")))
		check_report(c, r, "invalid level '%.*s'; choose from mid, senior, staff", SHOWN(level));
}

static void
check_points(struct check *c, struct record *r)
{
	struct rubric *rubric = rubric_parse(record_text(r, c->points, &c->text), RE_NOJIT);

	if (rubric == NULL)
		check_report(c, r, "points: %s", failure());
	rubric_free(rubric);
}

static void
check_choice(void *arg, const char *problem)
{
	struct check *c = arg;

	check_report(c, c->record, "choices: %s", problem);
}

/* Whether the field is quoted as in CSV: "a ""word"" or two". */
static bool
check_is_quoted(struct slice s)
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
			check_report(c, r, "%s: invalid UTF-8", c->header->name[i].p);
		if (field.n > 2 && *field.p == '\xef' && file_bom(field) > 0)
			check_report(c, r, "%s: begins with a byte-order mark (U+FEFF)", c->header->name[i].p);
		if (check_is_quoted(field))
			check_report(
			    c, r, "%s: CSV-quoted field; convert the file with qb-import -f tsv", c->header->name[i].p);
	}
}

static void
check_record(struct check *c, struct record *r, enum bank_skip skipped)
{
	struct slice id = c->id == NO_COLUMN ? (struct slice){ "", 0 } : record_text(r, c->id, &c->text);

	c->who.n = 0;
	escape_controls(id, "", &c->who);
	if (c->who.n == 0)
		buf_byte(&c->who, '-');
	if (skipped == SKIP_BLANK_ROW)
		check_report(c, r, "blank row");
	if (skipped == SKIP_HEADER)
		check_report(c, r, "repeated header line; pass the files as operands instead of concatenating them");
	if (skipped != SKIP_NONE)
		return;
	if (c->id != NO_COLUMN)
		check_id(c, r);
	if (c->question != NO_COLUMN)
		check_question(c, r);
	if (c->level != NO_COLUMN)
		check_level(c, r);
	c->record = r;
	if (c->choices != NO_COLUMN)
		choices_check(record_text(r, c->choices, &c->text), check_choice, c);
	if (c->points != NO_COLUMN)
		check_points(c, r);
	check_fields(c, r);
}

/* Reports the line after which bank_next() returned NULL; false if that was not for its number of fields. */
static bool
check_ragged(struct check *c, const struct bank *b)
{
	size_t expected;
	const struct record *r = bank_ragged(b, &expected);

	if (r == NULL)
		return false;
	c->who.n = 0;
	buf_byte(&c->who, '-');
	check_report(c, r, "expected %zu fields, found %zu", expected, r->ntab + 1);
	return true;
}

/* Finds the columns, and reports those that every bank needs. */
static void
check_header(struct check *c, const struct bank *b)
{
	struct record header = { .file = bank_name(b), .lineno = 1 };

	c->id = header_find(c->header, slice_of("id"));
	c->question = header_find(c->header, slice_of("question"));
	c->level = header_find(c->header, slice_of("level"));
	c->choices = header_find(c->header, slice_of("choices"));
	c->points = header_find(c->header, slice_of("points"));
	buf_byte(&c->who, '-');
	if (c->id == NO_COLUMN)
		check_report(c, &header, "no column 'id'");
	if (c->question == NO_COLUMN)
		check_report(c, &header, "no column 'question'");
}

size_t
check(struct bank *b, struct out *o)
{
	struct check c = { .out = o, .header = bank_header(b) };
	struct record *r;

	c.ids = index_new(false);
	c.questions = index_new(false);
	check_header(&c, b);
	bank_return_all(b);
	while (!out_failed(o)) {
		r = bank_next(b);
		if (r != NULL)
			check_record(&c, r, bank_skipped(b));
		else if (!check_ragged(&c, b))
			break;
	}
	index_free(c.ids);
	index_free(c.questions);
	buf_free(&c.who);
	buf_free(&c.text);
	buf_free(&c.key);
	return c.problems;
}
