/*
 * Markdown: a heading per topic, a numbered list, answers after the questions or at the end.  Columns
 * that are not shown are metadata in comments, which qb-import reads back; qb-format(1) describes
 * the layout.
 */
#include <stdbool.h>
#include <stdio.h>
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
#include "format/mdchoices.h"
#include "format/mdsheet.h"
#include "format/sheet.h"
#include "markup/charref.h"
#include "markup/mdtext.h"
#include "markup/meta.h"

struct md_state {
	struct buf topic;
	struct buf item;    /* the current question */
	struct buf answers; /* those for the end */
	struct buf text, question, answer, line, metadata;
	struct choicelist choices;
	struct sheet sheet;
};

/* Appends the text as blocks, indented by margin spaces. */
static int
md_add_indented(struct buf *b, struct slice s, size_t margin)
{
	struct buf prefix = { 0 };
	int status;

	buf_printf(&prefix, "%*s", (int)margin, "");
	status = md_add_blocks(b, s, buf_cstr(&prefix), "");
	buf_free(&prefix);
	return status;
}

static void
md_put_heading(struct md_state *st, const struct job *j, const char *prefix, struct slice s)
{
	st->line.n = 0;
	md_escape(s, &st->line);
	out_printf(j->out, "%s %s\n", prefix, s.n > 0 ? buf_cstr(&st->line) : "<!-- none -->");
}

static bool
md_has_tab(struct slice s)
{
	return s.n > 0 && memchr(s.p, '\t', s.n) != NULL;
}

/*
 * Appends the number of an item and returns the width of its margin.  If its blocks have TABs, the
 * margin is a multiple of four, so that their stops are where they are in the bank.
 */
static size_t
md_add_number(struct buf *b, size_t n, bool has_tabs)
{
	char number[32];
	size_t margin = (size_t)snprintf(number, sizeof(number), "%zu. ", n);

	buf_printf(b, "\n%s", number);
	for (; has_tabs && margin % 4 != 0; margin++)
		buf_byte(b, ' ');
	return margin;
}

/* Whether the output is to be printed, rather than to be imported: it has no metadata. */
static bool
md_is_paper(const struct job *j)
{
	return j->plain || j->sheet;
}

/* Whether the column is written as metadata. */
static bool
md_is_metadata(const struct job *j, size_t col)
{
	return col != j->topic && col != j->question && col != j->choices && col != j->answer && job_shows(j, col);
}

/* Collects the metadata of a record, a line each; also choices that the list does not restore.  Returns the number of lines. */
static size_t
md_collect_metadata(struct md_state *st, const struct job *j, const struct record *r)
{
	const struct header *h = bank_header(j->bank);
	struct slice field;
	size_t i, n = 0;

	st->metadata.n = 0;
	if (md_is_paper(j))
		return 0;
	for (i = 0; i < h->n; i++)
		if (md_is_metadata(j, i))
			n += meta_encode(&charref_meta, h->name[i], record_text(r, i, &st->text), &st->metadata);
	if (j->answers == ANSWERS_NONE || st->choices.choices.n == 0)
		return n;
	field = job_text(r, j->choices, &st->text);
	if (j->shuffle == NULL && !choices_is_canonical(&st->choices.choices, field))
		n += meta_encode(&charref_meta, slice_of("choices"), field, &st->metadata);
	return n;
}

/*
 * Appends the comment with the metadata of a record: below the question, or, if the question is
 * empty or begins with code, in its place; there it is written even without metadata.
 */
static void
md_add_metadata(struct md_state *st, const struct job *j, const struct record *r, bool below, size_t margin)
{
	size_t n = md_collect_metadata(st, j, r);
	struct slice rest = buf_slice(&st->metadata), line = { "", 0 };
	struct buf *b = &st->item;

	if (n == 0 && below) {
		buf_byte(b, '\n');
		return;
	}
	if (below)
		buf_printf(b, "\n%*s", (int)margin, "");
	buf_str(b, "<!--");
	if (n <= 1) {
		slice_next(&rest, '\n', &line);
		buf_byte(b, ' ');
		buf_append(b, line.p, line.n);
		buf_str(b, n == 1 ? " -->\n" : "-->\n");
		return;
	}
	for (rest.n--; slice_next(&rest, '\n', &line);) {
		buf_printf(b, "\n%*s", (int)margin, "");
		buf_append(b, line.p, line.n);
	}
	buf_printf(b, "\n%*s-->\n", (int)margin, "");
}

static int
md_begin(void *state, struct job *j)
{
	struct md_state *st = state;
	size_t i;
	int status = 0;

	md_put_heading(st, j, "#", slice_of(j->title ? j->title : DEFAULT_TITLE));
	st->line.n = 0;
	job_columns(j, &st->line);
	if (!md_is_paper(j))
		out_printf(j->out, "\n<!-- qb: %s -->\n", buf_cstr(&st->line));
	for (i = 0; status == 0 && i < j->nheader; i++) {
		st->line.n = 0;
		buf_byte(&st->line, '\n');
		status = md_add_blocks(&st->line, slice_of(j->header[i]), "", "");
		out_slice(j->out, buf_slice(&st->line));
	}
	return status;
}

/* Appends the title, the metadata and the body of a question. */
static int
md_add_question(struct md_state *st, const struct job *j, const struct record *r, struct md_question q, size_t margin)
{
	int status = md_add_inline(&st->item, q.title);

	md_add_metadata(st, j, r, q.title.n > 0, margin);
	if (status == -1 || q.body.n == 0)
		return status;
	if (q.title.n == 0)
		buf_byte(&st->item, '\n');
	return md_add_indented(&st->item, q.body, margin);
}

/* Appends the choices with their key, and the answer; after_body if it follows the body of the question. */
static int
md_add_answer(struct md_state *st, struct buf *b, struct slice answer, bool after_body, size_t margin)
{
	int status = md_add_choices(b, &st->choices, true, margin);

	if (after_body || md_needs_comment(answer, st->choices.choices.n > 0))
		buf_printf(b, "\n%*s%s\n", (int)margin, "", MD_ANSWER_COMMENT);
	if (answer.n > 0)
		buf_byte(b, '\n');
	return status == 0 && answer.n > 0 ? md_add_indented(b, answer, margin) : status;
}

/* Appends the answer to the answers at the end; with choices, their key, even without an answer. */
static int
md_defer_answer(struct md_state *st, const struct job *j, struct slice answer)
{
	struct buf *b = &st->answers;
	size_t margin;

	if (answer.n == 0 && st->choices.choices.n == 0)
		return 0;
	margin = md_add_number(b, j->n, md_has_tab(answer));
	buf_str(b, MD_ANSWER_COMMENT "\n");
	return md_add_answer(st, b, answer, false, margin);
}

static int
md_record(void *state, struct job *j, struct record *r)
{
	struct md_state *st = state;
	bool is_inline = j->answers == ANSWERS_INLINE;
	struct slice answer;
	struct md_question q;
	size_t margin;
	int status;

	if (choicelist_set(&st->choices, j, r) == -1 || sheet_set(&st->sheet, j, r, &st->choices) == -1)
		return -1;
	if (job_new_topic(j, r, &st->topic) && j->topic != NO_COLUMN) {
		out_byte(j->out, '\n');
		md_put_heading(st, j, "##", buf_slice(&st->topic));
	}
	st->item.n = 0;
	answer = job_text(r, j->answer, &st->answer);
	q = md_split_question(job_text(r, j->question, &st->question));
	margin = md_add_number(&st->item, j->n, md_has_tab(q.body) || (is_inline && md_has_tab(answer)));
	status = md_add_question(st, j, r, q, margin);
	if (status == 0 && is_inline)
		status = md_add_answer(st, &st->item, answer, q.body.n > 0, margin);
	if (status == 0 && !is_inline)
		status = md_add_choices(&st->item, &st->choices, false, margin);
	if (status == 0 && !is_inline && q.body.n > 0 && !md_is_paper(j))
		buf_printf(&st->item, "\n%*s%s\n", (int)margin, "", MD_ANSWER_COMMENT);
	if (j->sheet)
		mdsheet_points(&st->sheet, margin, &st->item);
	if (status == 0 && j->answers == ANSWERS_END)
		status = md_defer_answer(st, j, answer);
	out_slice(j->out, buf_slice(&st->item));
	return status;
}

static int
md_end(void *state, struct job *j)
{
	struct md_state *st = state;

	st->item.n = 0;
	sheet_footer(&st->sheet, j, &st->item);
	if (st->item.n > 0)
		out_printf(j->out, "\n%s\n", buf_cstr(&st->item));
	sheet_warn(&st->sheet, j);
	if (st->answers.n > 0)
		out_str(j->out, "\n## Answers\n\n<!-- answers -->\n");
	out_slice(j->out, buf_slice(&st->answers));
	choicelist_free(&st->choices);
	sheet_free(&st->sheet);
	buf_free(&st->topic);
	buf_free(&st->item);
	buf_free(&st->answers);
	buf_free(&st->question);
	buf_free(&st->text);
	buf_free(&st->answer);
	buf_free(&st->line);
	buf_free(&st->metadata);
	return 0;
}

const struct format format_md = {
	.name = "md",
	.options = FORMAT_PLAIN | FORMAT_HEADER | FORMAT_POINTS,
	.needs_question = true,
	.default_answers = ANSWERS_INLINE,
	.state_size = sizeof(struct md_state),
	.begin = md_begin,
	.record = md_record,
	.end = md_end,
};
