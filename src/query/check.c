/* Checks for problems that do not prevent reading a bank: qb-list --check. */
#include <stdbool.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/choices.h"
#include "bank/index.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/list.h"
#include "base/map.h"
#include "base/out.h"
#include "base/progress.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "mark/answer.h"
#include "mark/marks.h"
#include "mark/rubric.h"
#include "query/check.h"
#include "query/hints.h"
#include "query/likenotes.h"
#include "query/problems.h"
#include "search/regex.h"
#include "tsv/file.h"

struct check {
	const struct check_options *options;
	const struct header *header;
	size_t id, question, choices, level, answer, points;
	const struct record *record; /* the current one */
	struct index *ids, *questions;
	struct likenotes *likenotes;
	struct map *levels; /* NULL: any is valid */
	struct answer text_to_mark;
	struct marks marks;
	struct buf id_text, text, key, labels; /* work space */
	struct problems problems;
	bool conflict, theirs; /* in a merge conflict; in its later parts, which repeat records of the first */
};

static void
check_id(struct check *c, struct record *r)
{
	struct slice id = record_text(r, c->id, &c->text);
	const struct place *first;

	if (id.n == 0) {
		problem(&c->problems, r, "missing id");
		return;
	}
	first = index_add(c->ids, id, r);
	if (first != NULL) {
		index_fail_duplicate(id, first);
		problem(&c->problems, r, "%s", failure());
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

/* -1 if there are too many questions. */
static int
check_question(struct check *c, struct record *r, struct slice id)
{
	struct slice question = check_normalize(c, record_text(r, c->question, &c->text));
	const struct place *first;

	if (question.n == 0) {
		problem(&c->problems, r, "missing question");
		return 0;
	}
	first = index_add(c->questions, question, r);
	if (first != NULL) {
		problem(&c->problems, r, "duplicate question, first at %s:%zu", first->file, first->lineno);
		return 0;
	}
	return likenotes_add(c->likenotes, r, id, record_text(r, c->question, &c->text));
}

static void
check_level(struct check *c, struct record *r)
{
	struct slice level = record_text(r, c->level, &c->text);
	struct buf list = { 0 };
	size_t i;

	if (level.n == 0 || map_find(c->levels, level) != NO_ENTRY)
		return;
	for (i = 0; i < map_count(c->levels); i++)
		list_add(&list, map_key(c->levels, i).p);
	problem(&c->problems, r, "invalid level '%.*s'; choose from %s", SHOWN(level), buf_cstr(&list));
	buf_free(&list);
}

/* Appends the labels of the points that the marked answer missed, or of its misconceptions. */
static void
check_list_points(const struct check *c, const struct rubric *rubric, struct buf *list)
{
	size_t i;

	for (i = 0; i < rubric->n; i++) {
		const struct point *p = &rubric->point[i];
		enum verdict verdict = c->marks.point[i].verdict;

		if (p->misconception ? verdict != MISCONCEPTION : verdict == HIT)
			continue;
		buf_printf(list, "%s%s'%.*s'", list->n > 0 ? ", " : "", p->misconception ? "misconception " : "missed ",
		    SHOWN(p->label));
	}
}

/* Marks the record's own answer, if it has one. */
static void
check_answer(struct check *c, struct record *r, const struct rubric *rubric)
{
	struct slice answer = record_text(r, c->answer, &c->text);
	double score;

	if (answer.n == 0 || rubric->n == 0)
		return;
	answer_set(&c->text_to_mark, answer);
	regex_reset_time();
	if (rubric_mark(rubric, &c->text_to_mark, &c->marks) == -1) {
		problem(&c->problems, r, "points: %s", failure());
		return;
	}
	c->labels.n = 0;
	check_list_points(c, rubric, &c->labels);
	if (c->labels.n == 0)
		return;
	score = rubric->possible > 0 && c->marks.earned > 0 ? c->marks.earned / rubric->possible : 0;
	problem(&c->problems, r, "answer: scores %.4f by its own points: %s", score, buf_cstr(&c->labels));
}

static void
check_points(struct check *c, struct record *r)
{
	struct slice text = record_text(r, c->points, &c->text), item;
	struct rubric *rubric = rubric_parse(text, RE_NOJIT);

	if (rubric == NULL)
		problem(&c->problems, r, "points: %s", failure());
	while (rubric != NULL && slice_next(&text, '\n', &item)) {
		const char *hint = hint_point(item);

		if (hint != NULL)
			problem_note(&c->problems, r, "points: '%.*s': %s", SHOWN(item), hint);
	}
	/* Where a question has choices, its points are not marked. */
	if (rubric != NULL && c->options->rubrics && c->answer != NO_COLUMN &&
	    (c->choices == NO_COLUMN || record_field(r, c->choices).n == 0))
		check_answer(c, r, rubric);
	rubric_free(rubric);
}

static void
check_choice(void *arg, const char *reason)
{
	struct check *c = arg;

	problem(&c->problems, c->record, "choices: %s", reason);
}

static void
check_fields(struct check *c, struct record *r)
{
	size_t i;

	for (i = 0; i < c->header->n; i++) {
		struct slice field = record_field(r, i);

		if (!utf8_is_valid(field))
			problem(&c->problems, r, "%s: invalid UTF-8", c->header->name[i].p);
		if (field.n > 2 && *field.p == '\xef' && file_bom(field) > 0)
			problem(&c->problems, r, "%s: begins with a byte-order mark (U+FEFF)", c->header->name[i].p);
		if (hint_quoted(field))
			problem(&c->problems, r, "%s: CSV-quoted field; convert the file with qb-import -f tsv",
			    c->header->name[i].p);
	}
}

/* Notes what is valid but looks wrong in a field of CommonMark. */
static void
check_code(struct check *c, struct record *r, size_t col)
{
	struct slice span;

	if (col == NO_COLUMN || !hint_code(record_text(r, col, &c->text), &span))
		return;
	problem_note(&c->problems, r, "%s: a newline or TAB inside the code span %.*s; write \\\\n for \\n",
	    c->header->name[col].p, SHOWN(span));
}

/* -1 if there are too many records to check. */
static int
check_record(struct check *c, struct record *r, enum bank_skip skipped)
{
	struct slice id = c->id == NO_COLUMN ? (struct slice){ "", 0 } : record_text(r, c->id, &c->id_text);

	problems_of(&c->problems, id);
	if (skipped == SKIP_BLANK_ROW)
		problem(&c->problems, r, "blank row");
	if (skipped == SKIP_HEADER)
		problem(
		    &c->problems, r, "repeated header line; pass the files as operands instead of concatenating them");
	if (skipped != SKIP_NONE)
		return 0;
	if (c->id != NO_COLUMN && !c->theirs)
		check_id(c, r);
	if (c->question != NO_COLUMN && !c->theirs && check_question(c, r, id) == -1)
		return -1;
	if (c->levels != NULL && c->level != NO_COLUMN)
		check_level(c, r);
	c->record = r;
	if (c->choices != NO_COLUMN)
		choices_check(record_text(r, c->choices, &c->text), check_choice, c);
	if (c->points != NO_COLUMN)
		check_points(c, r);
	check_fields(c, r);
	check_code(c, r, c->question);
	check_code(c, r, c->answer);
	return 0;
}

/* Reports the line after which bank_next() returned NULL; false if that was not for its number of fields. */
static bool
check_ragged(struct check *c, const struct bank *b)
{
	size_t expected;
	const struct record *r = bank_ragged(b, &expected);
	const char *hint;

	if (r == NULL)
		return false;
	problems_of(&c->problems, slice_of(""));
	if (line_is_conflict_mark(r->line)) {
		if (!c->conflict)
			problem(&c->problems, r, "unresolved merge conflict"); /* once */
		c->conflict = *r->line.p != '>';
		c->theirs = *r->line.p == '=' || *r->line.p == '|';
		return true;
	}
	problem(&c->problems, r, "expected %zu fields, found %zu", expected, r->ntab + 1);
	hint = hint_fields(r->line);
	if (hint != NULL)
		problem_note(&c->problems, r, "%s", hint);
	return true;
}

/* Finds the columns, and reports those that every bank needs. */
static void
check_header(struct check *c, const struct bank *b)
{
	struct record header = { .file = bank_name(b), .lineno = 1 };

	c->header = bank_header(b);
	c->id = header_find(c->header, slice_of("id"));
	c->question = header_find(c->header, slice_of("question"));
	c->choices = header_find(c->header, slice_of("choices"));
	c->level = header_find(c->header, slice_of("level"));
	c->answer = header_find(c->header, slice_of("answer"));
	c->points = header_find(c->header, slice_of("points"));
	problems_of(&c->problems, slice_of(""));
	if (c->id == NO_COLUMN)
		problem(&c->problems, &header, "no column 'id'");
	if (c->question == NO_COLUMN)
		problem(&c->problems, &header, "no column 'question'");
}

static void
check_begin(struct check *c, const struct bank *b)
{
	struct slice rest = { NULL, 0 }, level;

	c->ids = index_new(false);
	c->questions = index_new(false);
	c->likenotes = likenotes_new();
	if (c->options->levels != NULL) {
		c->levels = map_new();
		rest = slice_of(c->options->levels);
	}
	while (slice_next(&rest, ',', &level))
		map_add(c->levels, slice_trim(level));
	check_header(c, b);
}

static void
check_free(struct check *c)
{
	index_free(c->ids);
	index_free(c->questions);
	likenotes_free(c->likenotes);
	map_free(c->levels);
	answer_free(&c->text_to_mark);
	marks_free(&c->marks);
	buf_free(&c->id_text);
	buf_free(&c->text);
	buf_free(&c->key);
	buf_free(&c->labels);
	problems_free(&c->problems);
}

int
check(struct bank *b, const struct check_options *options, struct out *o)
{
	struct check c = { .options = options, .problems = { .out = o } };
	struct progress progress;
	struct record *r;
	size_t n = 0;
	int status = 0;

	check_begin(&c, b);
	bank_return_all(b);
	progress_start(&progress, "checking records", 0);
	while (status == 0 && !out_failed(o)) {
		r = bank_next(b);
		if (r != NULL)
			status = check_record(&c, r, bank_skipped(b));
		else if (!check_ragged(&c, b))
			break;
		progress_step(&progress, ++n);
	}
	progress_end(&progress);
	if (status == 0)
		likenotes_write(c.likenotes, &c.problems);
	if (status == 0 && c.problems.n > 0)
		status = 1;
	check_free(&c);
	return status;
}
