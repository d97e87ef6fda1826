/*
 * Markdown: a heading per topic, a numbered list, answers after the questions or at the end.  Columns
 * that are not shown are metadata in comments, which qb-import reads back; qb-format(1) describes
 * the layout.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/format.h"
#include "format/job.h"
#include "markup/charref.h"
#include "markup/mdsafe.h"
#include "markup/mdtext.h"
#include "markup/meta.h"

struct md_state {
	struct buf topic;
	struct buf deferred; /* answers for the end: see deferred_push() */
	struct buf text, answer, line, metadata;
};

/* Writes the question, on one line. */
static int
md_put_question(struct md_state *st, const struct job *j, struct slice s)
{
	bool *mask;
	int status;

	if (s.n == 0)
		return 0;
	mask = xcalloc(s.n, sizeof(*mask));
	mask[0] = ascii_is_space(s.p[0]); /* as a reference, it is text */
	status = md_mark_unsafe(s, true, mask);
	st->line.n = 0;
	charref_encode(&charref_question, s, mask, &st->line);
	out_slice(j->out, buf_slice(&st->line));
	free(mask);
	return status;
}

/* Writes a blank line and the answer, each non-empty line indented by margin spaces. */
static int
md_put_answer(struct md_state *st, const struct job *j, struct slice s, size_t margin)
{
	bool *mask = xcalloc(s.n, sizeof(*mask));
	size_t i, from;
	int status;

	for (i = 0; i + 1 < s.n; i++)
		mask[i] = s.p[i] == '\r' && s.p[i + 1] != '\n';
	status = md_mark_unsafe(s, false, mask);
	out_byte(j->out, '\n');
	for (from = 0, i = 0; i <= s.n; i++) {
		struct slice line = { s.p + from, i - from };

		if (i < s.n && s.p[i] != '\n')
			continue;
		st->line.n = 0;
		charref_encode(&charref_answer, line, mask + from, &st->line);
		if (line.n > 0)
			out_printf(j->out, "%*s", (int)margin, "");
		out_slice(j->out, buf_slice(&st->line));
		out_byte(j->out, '\n');
		from = i + 1;
	}
	free(mask);
	return status;
}

static void
md_put_heading(struct md_state *st, const struct job *j, const char *prefix, struct slice s)
{
	st->line.n = 0;
	md_escape(s, &st->line);
	out_printf(j->out, "%s %s\n", prefix, s.n > 0 ? buf_cstr(&st->line) : "<!-- none -->");
}

/*
 * Writes the number of an item and returns the width of its margin.  If the answer has TABs, the
 * margin is a multiple of four, so that their stops are where they are in the bank.
 */
static size_t
md_put_number(const struct job *j, size_t n, struct slice answer)
{
	char number[32];
	size_t margin = (size_t)snprintf(number, sizeof(number), "%zu. ", n);

	out_printf(j->out, "\n%s", number);
	if (answer.n > 0 && memchr(answer.p, '\t', answer.n) != NULL)
		for (; margin % 4 != 0; margin++)
			out_byte(j->out, ' ');
	return margin;
}

/* Whether the column is written as metadata. */
static bool
md_is_metadata(const struct job *j, size_t col)
{
	return col != j->topic && col != j->question && col != j->answer && job_shows(j, col);
}

/* Collects the metadata of a record, a line each; returns the number of lines. */
static size_t
md_collect_metadata(struct md_state *st, const struct job *j, const struct record *r)
{
	const struct header *h = bank_header(j->bank);
	size_t i, n = 0;

	st->metadata.n = 0;
	for (i = 0; i < h->n; i++)
		if (md_is_metadata(j, i))
			n += meta_encode(&charref_meta, h->name[i], record_text(r, i, &st->text), &st->metadata);
	return n;
}

/*
 * Writes the comment with the metadata of a record: below the question, or, if the question is
 * empty, in its place; there it is written even without metadata.
 */
static void
md_put_metadata(struct md_state *st, const struct job *j, const struct record *r, bool below, size_t margin)
{
	size_t n = md_collect_metadata(st, j, r);
	struct slice rest = buf_slice(&st->metadata), line = { "", 0 };

	if (n == 0 && below) {
		out_byte(j->out, '\n');
		return;
	}
	if (below)
		out_printf(j->out, "\n%*s", (int)margin, "");
	out_str(j->out, "<!--");
	if (n <= 1) {
		slice_next(&rest, '\n', &line);
		out_byte(j->out, ' ');
		out_slice(j->out, line);
		out_str(j->out, n == 1 ? " -->\n" : "-->\n");
		return;
	}
	for (rest.n--; slice_next(&rest, '\n', &line);) {
		out_printf(j->out, "\n%*s", (int)margin, "");
		out_slice(j->out, line);
	}
	out_printf(j->out, "\n%*s-->\n", (int)margin, "");
}

static int
md_begin(void *state, struct job *j)
{
	struct md_state *st = state;

	md_put_heading(st, j, "#", slice_of(j->title ? j->title : DEFAULT_TITLE));
	st->line.n = 0;
	job_columns(j, &st->line);
	out_str(j->out, "\n<!-- qb: ");
	out_slice(j->out, buf_slice(&st->line));
	out_str(j->out, " -->\n");
	return 0;
}

static int
md_record(void *state, struct job *j, struct record *r)
{
	struct md_state *st = state;
	struct slice question, answer = { "", 0 };
	size_t margin;
	int status;

	if (job_new_topic(j, r, &st->topic) && j->topic != NO_COLUMN) {
		out_byte(j->out, '\n');
		md_put_heading(st, j, "##", buf_slice(&st->topic));
	}
	if (j->answers != ANSWERS_NONE)
		answer = job_text(r, j->answer, &st->answer);
	if (j->answers == ANSWERS_END) {
		deferred_push(&st->deferred, j->n, r, answer);
		answer.n = 0;
	}
	margin = md_put_number(j, j->n, answer);
	question = job_text(r, j->question, &st->text);
	status = md_put_question(st, j, question);
	md_put_metadata(st, j, r, question.n > 0, margin);
	if (status == 0 && answer.n > 0)
		status = md_put_answer(st, j, answer, margin);
	return status;
}

static int
md_end(void *state, struct job *j)
{
	struct md_state *st = state;
	struct slice rest = buf_slice(&st->deferred);
	struct deferred d;
	int status = 0;

	if (rest.n > 0)
		out_str(j->out, "\n## Answers\n\n<!-- answers -->\n");
	while (status == 0 && deferred_next(&rest, &d, &st->answer)) {
		size_t margin = md_put_number(j, d.n, d.answer);

		out_str(j->out, "<!-- answer -->\n");
		status = md_put_answer(st, j, d.answer, margin);
		if (status == -1)
			deferred_fail(&d, failure());
	}
	buf_free(&st->topic);
	buf_free(&st->deferred);
	buf_free(&st->text);
	buf_free(&st->answer);
	buf_free(&st->line);
	buf_free(&st->metadata);
	return status;
}

const struct format format_md = {
	.name = "md",
	.needs_question = true,
	.default_answers = ANSWERS_INLINE,
	.state_size = sizeof(struct md_state),
	.begin = md_begin,
	.record = md_record,
	.end = md_end,
};
