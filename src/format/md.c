/*
 * Markdown: a heading a topic, a numbered list, answers below the questions or at
 * the end.  What is not shown stands in comments, so that qb-import reads it back;
 * qb-format(1) describes the layout.
 */
#include <md4c.h>
#include <stdbool.h>
#include <stdint.h>
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
#include "format/format.h"
#include "format/job.h"
#include "markup/charref.h"
#include "markup/mdtext.h"
#include "markup/meta.h"

static struct buf topic, text, kept, line, notes, answers;

/* ---- Text that cannot break out ---- */

/* How often a text is looked at before all that may be HTML in it is taken for that. */
enum { PASSES = 8 };

/* What md4c finds in a text that is to be shown as CommonMark without HTML. */
struct guard {
	struct slice text;
	bool *also;     /* the bytes that must not stand as they are */
	bool *shown;    /* those that are text */
	size_t found;   /* how many of them are new */
	int depth;      /* of blocks */
	size_t blocks;  /* at the top */
	bool paragraph; /* the last of them is one */
	int links;      /* that are open */
};

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct guard *g = arg;

	(void)detail;
	if (g->depth++ == 1) {
		g->blocks++;
		g->paragraph = type == MD_BLOCK_P;
	}
	return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct guard *g = arg;

	(void)type;
	(void)detail;
	g->depth--;
	return 0;
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct guard *g = arg;

	(void)detail;
	g->links += type == MD_SPAN_A;
	return 0;
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct guard *g = arg;

	(void)detail;
	g->links -= type == MD_SPAN_A;
	return 0;
}

static void
mark(struct guard *g, size_t i)
{
	g->found += !g->also[i];
	g->also[i] = true;
}

static int
on_text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *arg)
{
	struct guard *g = arg;
	uintptr_t at = (uintptr_t)p, start = (uintptr_t)g->text.p;
	size_t i, from = at - start;

	/* md4c's own newlines and blanks are elsewhere. */
	if (at < start || at >= start + g->text.n)
		return 0;
	for (i = from; i < from + n && i < g->text.n; i++) {
		if (type == MD_TEXT_HTML && g->text.p[i] == '<')
			mark(g, i);
		g->shown[i] = true;
	}
	if (g->links > 0 && from > 0 && g->text.p[from - 1] == '<')
		g->shown[from - 1] = true; /* <https://...> */
	return 0;
}

/* Whether the byte begins an address in angle brackets, as in `[text](<address>)`. */
static bool
is_address(struct slice s, size_t i)
{
	while (i > 0 && strchr(" \t\n", s.p[i - 1]) != NULL)
		i--;
	return i > 1 && s.p[i - 2] == ']' && (s.p[i - 1] == '(' || s.p[i - 1] == ':');
}

/* Whether HTML may begin at the byte. */
static bool
may_be_html(struct slice s, size_t i)
{
	char next = i + 1 < s.n ? s.p[i + 1] : ' ';

	return s.p[i] == '<' &&
	    ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || strchr("/!?", next) != NULL);
}

/*
 * Marks what may be HTML and that md4c does not show as text: there it reads a
 * text unlike others, which take more for a fence, or less.  With all, marks
 * whatever may be HTML.
 */
static void
mark_hidden(struct guard *g, bool all)
{
	size_t i;

	for (i = 0; i < g->text.n; i++)
		if (may_be_html(g->text, i) && (all || (!g->shown[i] && !is_address(g->text, i))))
			mark(g, i);
}

/*
 * Marks the bytes that must become references: each `<` that CommonMark takes for
 * HTML, which a bank does not have, and the first byte of a question that would
 * be something else than a paragraph.  A byte that is marked is a full stop in the
 * copy; then what it hid may show, so this goes on until nothing is found.  A text
 * in which each byte hides another would be parsed once for each: after a few times
 * all that may be HTML is marked.
 */
static int
guard(struct slice s, bool is_inline, bool *also)
{
	static const MD_PARSER parser = { .enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = on_text };
	char *copy = xcalloc(s.n + 2, 1); /* with a NUL behind, at which md4c 0.4.8 looks */
	struct guard g = { .text = { copy, s.n }, .also = also, .found = 1 };
	int status = s.n > UINT32_MAX / 2 ? -1 : 0;
	size_t i, pass;

	if (s.n > 0)
		memcpy(copy, s.p, s.n);
	copy[s.n] = '\n'; /* md4c knows some HTML only by what follows */
	g.shown = xcalloc(s.n, sizeof(*g.shown));
	for (pass = 1; status == 0 && g.found > 0; pass++) {
		g.found = g.blocks = 0;
		memset(g.shown, 0, s.n);
		for (i = 0; i < s.n; i++)
			if (also[i])
				copy[i] = '.';
			else if (is_inline && (copy[i] == '\n' || copy[i] == '\r'))
				copy[i] = ' ';
		status = md_parse(copy, (MD_SIZE)s.n + 1, &parser, &g);
		mark_hidden(&g, pass == PASSES);
		if (is_inline && (g.blocks != 1 || !g.paragraph))
			mark(&g, 0);
	}
	free(g.shown);
	free(copy);
	return status == 0 ? 0 : fail("CommonMark that is too long, or memory that ran out");
}

static bool
is_blank(char c)
{
	return c != '\0' && strchr(" \t\n\r\v\f", c) != NULL;
}

/* The question, on one line. */
static int
put_question(const struct job *j, struct slice s)
{
	bool *also = xcalloc(s.n, sizeof(*also));
	int status = 0;

	/* Blanks that become references are text. */
	if (s.n > 0)
		also[0] = is_blank(s.p[0]);
	if (s.n > 0)
		status = guard(s, true, also);
	line.n = 0;
	charref_encode(&charref_question, s, also, &line);
	out_slice(j->out, buf_slice(&line));
	free(also);
	return status;
}

/* An answer below a blank line, each of its lines that is not empty behind the margin. */
static int
put_answer(const struct job *j, struct slice s, size_t margin)
{
	bool *also = xcalloc(s.n, sizeof(*also));
	size_t i, from;
	int status;

	for (i = 0; i + 1 < s.n; i++)
		also[i] = s.p[i] == '\r' && s.p[i + 1] != '\n';
	status = guard(s, false, also);
	out_byte(j->out, '\n');
	for (from = 0, i = 0; i <= s.n; i++) {
		struct slice part = { s.p + from, i - from };

		if (i < s.n && s.p[i] != '\n')
			continue;
		line.n = 0;
		charref_encode(&charref_answer, part, also + from, &line);
		if (part.n > 0)
			out_printf(j->out, "%*s", (int)margin, "");
		out_slice(j->out, buf_slice(&line));
		out_byte(j->out, '\n');
		from = i + 1;
	}
	free(also);
	return status;
}

/* ---- The layout ---- */

static void
put_heading(const struct job *j, const char *marks, struct slice s)
{
	line.n = 0;
	md_escape(s, &line);
	out_printf(j->out, "%s %s\n", marks, s.n > 0 ? buf_cstr(&line) : "<!-- none -->");
}

/*
 * The number of an item; returns the width of what stands before its text.  Where
 * the answer has TABs that is a multiple of four, so that they reach as far as they
 * do in the bank.
 */
static size_t
put_number(const struct job *j, size_t n, struct slice answer)
{
	char number[32];
	size_t margin = (size_t)snprintf(number, sizeof(number), "%zu. ", n);

	out_printf(j->out, "\n%s", number);
	if (answer.n > 0 && memchr(answer.p, '\t', answer.n) != NULL)
		for (; margin % 4 != 0; margin++)
			out_byte(j->out, ' ');
	return margin;
}

/* Whether qb-import finds the column elsewhere than in the comment, or not at all. */
static bool
is_noted(const struct job *j, size_t col)
{
	return col != j->topic && col != j->question && col != j->answer && job_shows(j, col);
}

/* The comment below a question, or in its place. */
static void
put_notes(const struct job *j, const struct record *r, bool below, size_t margin)
{
	const struct header *h = bank_header(j->bank);
	struct slice rest, part;
	size_t i, n = 0;

	notes.n = 0;
	for (i = 0; i < h->n; i++)
		if (is_noted(j, i))
			n += meta_encode(&charref_meta, h->name[i], record_text(r, i, &text), &notes);
	if (n == 0 && below) {
		out_byte(j->out, '\n');
		return;
	}
	if (below)
		out_printf(j->out, "\n%*s", (int)margin, "");
	out_str(j->out, "<!--");
	rest = buf_slice(&notes);
	if (n <= 1) {
		slice_next(&rest, '\n', &part);
		out_str(j->out, " ");
		out_slice(j->out, part);
		out_str(j->out, n == 1 ? " -->\n" : "-->\n");
		return;
	}
	for (rest.n--; slice_next(&rest, '\n', &part);) {
		out_printf(j->out, "\n%*s", (int)margin, "");
		out_slice(j->out, part);
	}
	out_printf(j->out, "\n%*s-->\n", (int)margin, "");
}

static int
md_begin(void *state, struct job *j)
{
	(void)state;
	put_heading(j, "#", slice_of(j->title ? j->title : DEFAULT_TITLE));
	line.n = 0;
	job_columns(j, &line);
	out_str(j->out, "\n<!-- qb: ");
	out_slice(j->out, buf_slice(&line));
	out_str(j->out, " -->\n");
	return 0;
}

static int
md_record(void *state, struct job *j, struct record *r)
{
	struct slice question, answer = { "", 0 };
	size_t margin;
	int status;

	(void)state;
	if (job_new_topic(j, r, &topic) && j->topic != NO_COLUMN) {
		out_byte(j->out, '\n');
		put_heading(j, "##", buf_slice(&topic));
	}
	if (j->answers != ANSWERS_NONE)
		answer = job_text(r, j->answer, &kept);
	if (j->answers == ANSWERS_END) {
		deferred_push(&answers, j->n, answer);
		answer.n = 0;
	}
	margin = put_number(j, j->n, answer);
	question = job_text(r, j->question, &text);
	status = put_question(j, question);
	put_notes(j, r, question.n > 0, margin);
	if (status == 0 && answer.n > 0)
		status = put_answer(j, answer, margin);
	return status;
}

static int
md_end(void *state, struct job *j)
{
	struct slice rest = buf_slice(&answers), answer;
	size_t n;
	int status = 0;

	(void)state;
	if (rest.n > 0)
		out_str(j->out, "\n## Answers\n\n<!-- answers -->\n");
	while (status == 0 && deferred_next(&rest, &n, &answer, &text)) {
		size_t margin = put_number(j, n, answer);

		out_str(j->out, "<!-- answer -->\n");
		status = put_answer(j, answer, margin);
	}
	buf_free(&topic);
	buf_free(&text);
	buf_free(&kept);
	buf_free(&line);
	buf_free(&notes);
	buf_free(&answers);
	return status;
}

const struct format format_md = {
	.name = "md",
	.needs_question = true,
	.default_answers = ANSWERS_INLINE,
	.begin = md_begin,
	.record = md_record,
	.end = md_end,
};
