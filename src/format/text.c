/*
 * Text for a terminal or a mail: numbered questions under their topics, wrapped
 * by display width, CommonMark rendered as people write it in mails.
 */
#include <stdbool.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/format.h"
#include "format/job.h"
#include "format/wrap.h"
#include "markup/commonmark.h"

enum { CODE_INDENT = 4 };

/* A margin of so many bytes grows no more, however deep the quotes and lists are. */
enum { WIDEST_MARGIN = 80 };

/* A quote, a list or an item that is open. */
struct container {
	size_t margin; /* the length of the margin outside of it */
	bool tight;    /* as it was outside of it */
};

static struct wrap wrap;
static bool escape, code_block;
static struct container *container;
static size_t ncontainer, cap;
static struct buf topic, text, answers;

/* ---- CommonMark ---- */

static void
open_container(const char *marker, const char *indent)
{
	wrap_flush(&wrap);
	container = array_grow(container, ncontainer, &cap, sizeof(*container));
	container[ncontainer++] = (struct container){ wrap.margin.n, wrap.tight };
	if (*marker != '\0' || *indent != '\0')
		wrap_begin(&wrap);
	buf_str(&wrap.marker, marker);
	if (wrap.margin.n < WIDEST_MARGIN)
		buf_str(&wrap.margin, indent);
}

static void
close_container(void)
{
	wrap_flush(&wrap);
	if (wrap.marker.n > 0) { /* an item without text */
		wrap_line(&wrap);
		out_byte(wrap.out, '\n');
	}
	ncontainer--;
	wrap.margin.n = container[ncontainer].margin;
	wrap.tight = container[ncontainer].tight;
}

/* Makes the margin as wide as it and the marker are now. */
static void
indent_margin(size_t n)
{
	wrap.hanging += n;
	while (n-- > 0)
		buf_byte(&wrap.margin, ' ');
}

static void
open_item(int number)
{
	struct buf marker = { 0 };

	if (number < 0)
		buf_str(&marker, "- ");
	else
		buf_printf(&marker, "%d. ", number);
	open_container(buf_cstr(&marker), "");
	if (wrap.margin.n < WIDEST_MARGIN)
		indent_margin(marker.n);
	buf_free(&marker);
}

/* The style of what follows, or where there is no colour what mails have for it. */
static void
change_style(unsigned style, const char *plain)
{
	if (!wrap.color)
		buf_str(&wrap.text, plain);
	wrap_style(&wrap, style);
}

static void
enter(void *arg, const struct md_node *node)
{
	(void)arg;
	switch (node->kind) {
	case MD_HEADING:
		wrap_flush(&wrap);
		change_style(wrap.style | BOLD, "");
		break;
	case MD_QUOTE:
		open_container("", "> ");
		break;
	case MD_LIST:
		open_container("", "");
		wrap.tight = node->tight;
		break;
	case MD_ITEM:
		open_item(node->number);
		break;
	case MD_CODE_BLOCK:
		wrap_flush(&wrap);
		code_block = true;
		break;
	case MD_EMPHASIS:
		change_style(wrap.style | UNDERLINE, "_");
		break;
	case MD_STRONG:
		change_style(wrap.style | BOLD, "*");
		break;
	case MD_CODE:
		change_style(wrap.style | CYAN, "`");
		break;
	case MD_IMAGE:
		buf_byte(&wrap.text, '[');
		break;
	default:
		break;
	}
}

/* Adds text to the block; in one that is wrapped, white space is blanks. */
static void
add(struct slice s)
{
	size_t i = wrap.text.n;

	if (escape)
		escape_controls(s, code_block ? "\n" : "", &wrap.text);
	else
		buf_append(&wrap.text, s.p, s.n);
	for (; !code_block && i < wrap.text.n; i++)
		if (wrap.text.p[i] == '\t' || wrap.text.p[i] == '\n' || wrap.text.p[i] == '\r')
			wrap.text.p[i] = ' ';
}

/* The address behind the text of a link, unless that says it already. */
static void
add_address(struct slice address)
{
	struct slice t = buf_slice(&wrap.text);

	if (t.n >= address.n && slice_eq((struct slice){ t.p + t.n - address.n, address.n }, address))
		return;
	buf_str(&wrap.text, " <");
	add(address);
	buf_byte(&wrap.text, '>');
}

static void
put_rule(void)
{
	wrap_begin(&wrap);
	wrap_line(&wrap);
	out_str(wrap.out, "* * *\n");
	wrap.gap = true;
}

static void
leave(void *arg, const struct md_node *node)
{
	(void)arg;
	switch (node->kind) {
	case MD_PARAGRAPH:
		wrap_flush(&wrap);
		wrap.gap = true;
		break;
	case MD_HEADING:
		change_style(wrap.style & ~(unsigned)BOLD, "");
		wrap_flush(&wrap);
		break;
	case MD_LIST:
		close_container();
		wrap.gap = !wrap.tight;
		break;
	case MD_QUOTE:
		close_container();
		wrap.gap = true;
		break;
	case MD_ITEM:
		close_container();
		break;
	case MD_CODE_BLOCK:
		wrap_code(&wrap, CYAN, CODE_INDENT);
		code_block = false;
		break;
	case MD_RULE:
		put_rule();
		break;
	case MD_EMPHASIS:
		change_style(wrap.style & ~(unsigned)UNDERLINE, "_");
		break;
	case MD_STRONG:
		change_style(wrap.style & ~(unsigned)BOLD, "*");
		break;
	case MD_CODE:
		change_style(wrap.style & ~(unsigned)CYAN, "`");
		break;
	case MD_IMAGE:
		buf_byte(&wrap.text, ']');
		add_address(node->where);
		break;
	case MD_LINK:
		add_address(node->where);
		break;
	}
}

static void
on_text(void *arg, struct slice s)
{
	(void)arg;
	add(s);
}

static void
on_newline(void *arg, bool hard)
{
	unsigned style = wrap.style;
	bool tight = wrap.tight;

	(void)arg;
	if (!hard) {
		buf_byte(&wrap.text, ' ');
		return;
	}
	wrap.tight = true;
	wrap_style(&wrap, 0);
	wrap_flush(&wrap);
	wrap_style(&wrap, style);
	wrap.tight = tight;
}

static const struct md_handler handler = { enter, leave, on_text, on_newline };

/* ---- The format ---- */

/* A heading, with a blank line before it unless it comes first. */
static void
put_heading(struct slice s, bool first)
{
	wrap.gap = !first;
	wrap_style(&wrap, BOLD);
	add(s);
	wrap_style(&wrap, 0);
	wrap_flush(&wrap);
}

/* The number that the next block begins with, and the margin that belongs to it. */
static void
put_number(size_t n)
{
	wrap_begin(&wrap);
	buf_printf(&wrap.marker, "%3zu. ", n);
	wrap.margin.n = wrap.hanging = 0;
	indent_margin(wrap.marker.n);
}

static int
text_begin(void *state, struct job *j)
{
	(void)state;
	wrap.out = j->out;
	wrap.width = j->width;
	wrap.color = j->color;
	escape = j->escape;
	out_raw(j->out, true);
	if (j->title != NULL) {
		put_heading(slice_of(j->title), true);
		out_byte(j->out, '\n');
	}
	return 0;
}

static int
text_record(void *state, struct job *j, struct record *r)
{
	int status;

	(void)state;
	if (job_new_topic(j, r, &topic) && job_heading(j, &topic).n > 0) {
		wrap.margin.n = 0;
		put_heading(job_heading(j, &topic), j->count == 1);
	}
	put_number(j->n);
	status = markdown(job_text(r, j->question, &text), true, &handler, NULL);
	if (wrap.text.n == 0)
		buf_byte(&wrap.text, '-');
	wrap_flush(&wrap);
	if (status == 0 && j->answers == ANSWERS_INLINE)
		status = markdown(job_text(r, j->answer, &text), false, &handler, NULL);
	if (j->answers == ANSWERS_END)
		deferred_push(&answers, j->n, job_text(r, j->answer, &text));
	wrap.gap = j->answers == ANSWERS_INLINE;
	return status;
}

static int
text_end(void *state, struct job *j)
{
	struct slice kept = buf_slice(&answers), answer;
	size_t n;
	int status = 0;

	(void)state;
	(void)j;
	wrap.margin.n = 0;
	if (kept.n > 0)
		put_heading(slice_of("Answers"), false);
	while (status == 0 && deferred_next(&kept, &n, &answer, &text)) {
		put_number(n);
		status = markdown(answer, false, &handler, NULL);
		wrap_flush(&wrap);
		wrap.gap = true;
	}
	buf_free(&topic);
	buf_free(&text);
	buf_free(&answers);
	free(container);
	container = NULL;
	cap = 0;
	wrap_free(&wrap);
	return status;
}

const struct format format_text = {
	.name = "text",
	.needs_question = true,
	.default_answers = ANSWERS_INLINE,
	.begin = text_begin,
	.record = text_record,
	.end = text_end,
};
