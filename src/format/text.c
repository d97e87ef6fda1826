/*
 * Text for a terminal or a mail: numbered questions under their topics, wrapped
 * by display width, CommonMark rendered as people write it in mails.
 */
#include <string.h>

#include "format.h"

enum { CODE_INDENT = 4 };

enum style { BOLD = 1, UNDERLINE = 2, COLORED = 4, DIM = 8 };

/* From this byte of the paragraph on it has this style, a set of enum style. */
struct change {
	size_t at;
	unsigned style;
};

/* A quote, a list or an item that is open. */
struct container {
	size_t margin; /* the length of the margin outside of it */
	bool tight;    /* as it was outside of it */
};

static struct job *job;
static struct buf paragraph; /* the text that is being gathered */
static struct change *change;
static size_t nchange, room_change;
static unsigned style;    /* of the text that comes next */
static struct buf margin; /* what every line begins with */
static struct buf marker; /* what the next line has in place of its last part */
static bool tight, gap;   /* in a tight list; a blank line is due before the next */
static bool code_block;
static struct container *container;
static size_t ncontainer, room_container;
static struct buf topic, text, answers;

/* ---- Wrapping ---- */

/* A piece of the paragraph that cannot be broken, and whether a blank stands before it. */
struct word {
	struct slice s;
	size_t width;
	bool blank;
};

static size_t
rune_length(struct slice s, size_t *width)
{
	struct slice rest = s;

	text_rune(&rest);
	*width = text_width((struct slice){ s.p, s.n - rest.n });
	return s.n - rest.n;
}

/* Takes the next word off *rest: up to a blank, or one wide character, for lines of these break anywhere. */
static bool
next_word(struct slice *rest, struct word *w)
{
	*w = (struct word){ .blank = false };
	while (rest->n > 0 && *rest->p == ' ') {
		w->blank = true;
		rest->p++;
		rest->n--;
	}
	w->s.p = rest->p;
	while (rest->n > 0 && *rest->p != ' ') {
		size_t width, n = rune_length(*rest, &width);

		if (w->s.n > 0 && width == 2)
			break;
		w->s.n += n;
		w->width += width;
		rest->p += n;
		rest->n -= n;
		if (width == 2 && (rest->n == 0 || (rune_length(*rest, &width), width > 0)))
			break;
	}
	return w->s.n > 0;
}

static void
set_style(unsigned on)
{
	static const char *const code[] = { "1", "4", "36", "2" };
	size_t i;

	if (!job->color)
		return;
	out_str(job->out, "\33[0");
	for (i = 0; i < sizeof(code) / sizeof(*code); i++)
		if (on & 1U << i)
			out_printf(job->out, ";%s", code[i]);
	out_byte(job->out, 'm');
}

/* Writes what a line begins with; returns its width. */
static size_t
begin_line(void)
{
	struct slice m = buf_slice(&margin);
	size_t keep = m.n;

	if (marker.n > 0) {
		keep -= marker.n < m.n ? marker.n : m.n;
		out_write(job->out, m.p, keep);
		out_slice(job->out, buf_slice(&marker));
		keep = text_width((struct slice){ m.p, keep }) + text_width(buf_slice(&marker));
		marker.n = 0;
		return keep;
	}
	out_slice(job->out, m);
	return text_width(m);
}

static void
blank_line(void)
{
	struct slice m = buf_slice(&margin);

	while (m.n > 0 && m.p[m.n - 1] == ' ')
		m.n--;
	out_slice(job->out, m);
	out_byte(job->out, '\n');
}

/* Before a block that is not empty. */
static void
begin_block(void)
{
	if (gap && marker.n == 0)
		blank_line();
	gap = false;
}

/* Writes the word, with the changes of style that are in it; *i is the next of them. */
static void
put_word(struct slice s, size_t *i)
{
	while (*i < nchange && paragraph.p + change[*i].at <= s.p + s.n) {
		const char *at = paragraph.p + change[*i].at;

		if (at >= s.p) {
			out_write(job->out, s.p, (size_t)(at - s.p));
			s.n -= (size_t)(at - s.p);
			s.p = at;
		}
		set_style(change[(*i)++].style);
	}
	out_slice(job->out, s);
}

/* Writes the paragraph that was gathered, wrapped, and empties it. */
static void
flush(void)
{
	struct slice rest = buf_slice(&paragraph);
	struct word w;
	size_t col, i = 0;
	bool begun = false;

	if (!next_word(&rest, &w)) {
		paragraph.n = nchange = 0;
		return;
	}
	begin_block();
	col = begin_line();
	do {
		if (begun && col + w.blank + w.width > job->width) {
			if (job->color && i > 0 && change[i - 1].style)
				set_style(0);
			out_byte(job->out, '\n');
			col = begin_line();
			begun = false;
			if (job->color && i > 0 && change[i - 1].style)
				set_style(change[i - 1].style);
		}
		if (begun && w.blank) {
			out_byte(job->out, ' ');
			col++;
		}
		put_word(w.s, &i);
		col += w.width;
		begun = true;
	} while (next_word(&rest, &w));
	for (; i < nchange; i++)
		set_style(change[i].style);
	out_byte(job->out, '\n');
	paragraph.n = nchange = 0;
	gap = !tight;
}

/* ---- CommonMark ---- */

/* Text that follows has the style; what plain text has for it is written where there is no colour. */
static void
change_style(unsigned s, const char *plain)
{
	if (!job->color) {
		buf_str(&paragraph, plain);
		return;
	}
	style = s;
	if (nchange == room_change) {
		room_change = 2 * room_change + 16;
		change = xrealloc(change, room_change, sizeof(*change));
	}
	change[nchange++] = (struct change){ paragraph.n, style };
}

static void
open_container(const char *mark, const char *indent)
{
	flush();
	if (ncontainer == room_container) {
		room_container = 2 * room_container + 8;
		container = xrealloc(container, room_container, sizeof(*container));
	}
	container[ncontainer++] = (struct container){ margin.n, tight };
	if (*mark != '\0' || *indent != '\0')
		begin_block();
	buf_str(&marker, mark);
	buf_str(&margin, indent);
}

static void
close_container(void)
{
	flush();
	if (marker.n > 0) { /* an empty item */
		begin_line();
		out_byte(job->out, '\n');
	}
	margin.n = container[--ncontainer].margin;
	tight = container[ncontainer].tight;
}

static void
open_item(int number)
{
	struct buf mark = { 0 };

	if (number < 0)
		buf_str(&mark, "- ");
	else
		buf_printf(&mark, "%d. ", number);
	open_container(buf_cstr(&mark), "");
	while (margin.n < container[ncontainer - 1].margin + mark.n)
		buf_byte(&margin, ' ');
	buf_free(&mark);
}

static void
enter(void *arg, const struct md_node *node)
{
	(void)arg;
	switch (node->kind) {
	case MD_HEADING:
		flush();
		change_style(style | BOLD, "");
		break;
	case MD_QUOTE:
		open_container("", "> ");
		break;
	case MD_LIST:
		open_container("", "");
		tight = node->tight;
		break;
	case MD_ITEM:
		open_item(node->number);
		break;
	case MD_CODE_BLOCK:
		flush();
		code_block = true;
		break;
	case MD_EMPHASIS:
		change_style(style | UNDERLINE, "_");
		break;
	case MD_STRONG:
		change_style(style | BOLD, "*");
		break;
	case MD_CODE:
		change_style(style | COLORED, "`");
		break;
	case MD_IMAGE:
		buf_str(&paragraph, "[");
		break;
	default:
		break;
	}
}

/* The lines of a code block as they are, further in. */
static void
put_code(void)
{
	struct slice rest = buf_slice(&paragraph), line;

	if (rest.n > 0 && rest.p[rest.n - 1] == '\n')
		rest.n--;
	begin_block();
	while (slice_next(&rest, '\n', &line)) {
		if (line.n == 0) {
			blank_line();
			continue;
		}
		begin_line();
		set_style(COLORED);
		out_printf(job->out, "%*s", CODE_INDENT, "");
		out_slice(job->out, line);
		set_style(0);
		out_byte(job->out, '\n');
	}
	paragraph.n = nchange = 0;
	code_block = false;
	gap = true;
}

/* The address behind the text of a link, unless that says it already. */
static void
put_address(struct slice address)
{
	struct slice p = buf_slice(&paragraph);

	if (address.n == 0 ||
	    (p.n >= address.n && slice_eq((struct slice){ p.p + p.n - address.n, address.n }, address)))
		return;
	buf_str(&paragraph, " <");
	if (job->escape)
		text_clean(address, false, &paragraph);
	else
		buf_add(&paragraph, address.p, address.n);
	buf_byte(&paragraph, '>');
}

static void
leave(void *arg, const struct md_node *node)
{
	(void)arg;
	switch (node->kind) {
	case MD_PARAGRAPH:
		flush();
		gap = true;
		break;
	case MD_HEADING:
		change_style(style & ~(unsigned)BOLD, "");
		flush();
		break;
	case MD_LIST:
		close_container();
		gap = !tight;
		break;
	case MD_QUOTE:
		close_container();
		gap = true;
		break;
	case MD_ITEM:
		close_container();
		break;
	case MD_CODE_BLOCK:
		put_code();
		break;
	case MD_RULE:
		begin_block();
		begin_line();
		out_str(job->out, "* * *\n");
		gap = true;
		break;
	case MD_EMPHASIS:
		change_style(style & ~(unsigned)UNDERLINE, "_");
		break;
	case MD_STRONG:
		change_style(style & ~(unsigned)BOLD, "*");
		break;
	case MD_CODE:
		change_style(style & ~(unsigned)COLORED, "`");
		break;
	case MD_IMAGE:
		buf_str(&paragraph, "]");
		put_address(node->where);
		break;
	case MD_LINK:
		put_address(node->where);
		break;
	}
}

static void
add_text(void *arg, struct slice s)
{
	size_t from = paragraph.n;

	(void)arg;
	if (job->escape)
		text_clean(s, code_block, &paragraph);
	else
		buf_add(&paragraph, s.p, s.n);
	for (; !code_block && from < paragraph.n; from++)
		if (strchr("\t\n\r", paragraph.p[from]) && paragraph.p[from] != '\0')
			paragraph.p[from] = ' ';
}

static void
newline(void *arg, bool hard)
{
	bool was = tight;

	(void)arg;
	if (!hard) {
		buf_byte(&paragraph, ' ');
		return;
	}
	tight = true;
	flush();
	tight = was;
	if (style)
		change_style(style, "");
}

static const struct md_handler handler = { enter, leave, add_text, newline };

/* ---- The format ---- */

/* A heading in bold, with a blank line before it unless it comes first. */
static void
put_heading(struct slice s, bool first)
{
	if (!first)
		out_byte(job->out, '\n');
	gap = false;
	change_style(BOLD, "");
	add_text(NULL, s);
	change_style(0, "");
	flush();
	gap = true;
}

/* The number before a question or an answer, and the margin below it. */
static void
put_number(size_t n)
{
	begin_block();
	buf_printf(&marker, "%3zu. ", n);
	while (margin.n < marker.n)
		buf_byte(&margin, ' ');
}

static int
begin(struct job *j)
{
	job = j;
	if (j->title != NULL) {
		put_heading(slice_of(j->title), true);
		out_byte(j->out, '\n');
	}
	return 0;
}

static int
record(struct job *j, struct record *r)
{
	struct slice answer;
	int status;

	if (job_new_topic(j, r, &topic) && topic.n > 0)
		put_heading(buf_slice(&topic), j->count == 1);
	put_number(j->n);
	status = markdown(job_text(r, j->question, &text), true, &handler, NULL);
	if (paragraph.n == 0)
		buf_byte(&paragraph, '-');
	flush();
	gap = true;
	answer = job_text(r, j->answer, &text);
	if (status == 0 && j->answers == ANSWERS_INLINE)
		status = markdown(answer, false, &handler, NULL);
	if (j->answers == ANSWERS_END && answer.n > 0) {
		buf_printf(&answers, "%zu\t", j->n);
		field_encode(answer, &answers);
		buf_byte(&answers, '\n');
	}
	margin.n = 0;
	gap = j->answers == ANSWERS_INLINE;
	return status;
}

/* The answers that were kept for the end, each a number and a field. */
static int
end(struct job *j)
{
	struct slice lines = buf_slice(&answers), line, number;
	int status = 0, n;

	if (answers.n == 0)
		return 0;
	lines.n--;
	put_heading(slice_of("Answers"), false);
	while (status == 0 && slice_next(&lines, '\n', &line)) {
		slice_next(&line, '\t', &number);
		parse_digits(number, &n);
		put_number((size_t)n);
		status = markdown(field_decode(line, &text), false, &handler, NULL);
		flush();
		margin.n = 0;
		gap = true;
	}
	(void)j;
	return status;
}

const struct format format_text = {
	.name = "text",
	.about = "for a terminal or a mail",
	.needs_question = true,
	.usually = ANSWERS_INLINE,
	.begin = begin,
	.record = record,
	.end = end,
};
