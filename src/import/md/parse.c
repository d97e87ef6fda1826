/*
 * The parts of a Markdown file, found by md4c.  It reports blocks and their text without line
 * numbers, but the text points into what it parses; so parts are kept as lines of the source, and
 * questions and answers are imported as they were written.
 */
#include <md4c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "import/md/marker.h"
#include "import/md/outline.h"
#include "import/md/parse.h"
#include "markup/linklimit.h"

/* The state of the callbacks of md4c. */
struct parser {
	struct outline *o;
	struct buf copy;    /* what md4c parses */
	const char *source; /* the same in the source */
	int depth;          /* of blocks; the document is the first */
	size_t next;        /* the number of the next item */
	bool bullets;       /* the list has no numbers */
	bool in_question;   /* in the first paragraph of an item */
	struct link_limit limit;
};

/* ---- The callbacks of md4c ---- */

static struct md_part *
parse_add_part(struct outline *o, enum md_part_kind kind, const char *what)
{
	o->part = array_grow(o->part, o->n, &o->cap, sizeof(*o->part));
	o->part[o->n] = (struct md_part){ kind, what, 0, NO_LINE, NO_LINE, NO_LINE, NO_LINE };
	return &o->part[o->n++];
}

static void
parse_enter_top(struct parser *s, MD_BLOCKTYPE type, const void *detail)
{
	switch (type) {
	case MD_BLOCK_OL:
		s->bullets = false;
		s->next = ((const MD_BLOCK_OL_DETAIL *)detail)->start;
		break;
	case MD_BLOCK_UL:
		s->bullets = true;
		break;
	case MD_BLOCK_H:
		parse_add_part(s->o, MD_PART_HEADING, "heading");
		break;
	case MD_BLOCK_HTML:
		parse_add_part(s->o, MD_PART_HTML, "HTML");
		break;
	case MD_BLOCK_P:
		parse_add_part(s->o, MD_PART_OTHER, "paragraph");
		break;
	case MD_BLOCK_CODE:
		parse_add_part(s->o, MD_PART_CODE, "code block");
		break;
	case MD_BLOCK_QUOTE:
		parse_add_part(s->o, MD_PART_OTHER, "block quote");
		break;
	case MD_BLOCK_TABLE:
		parse_add_part(s->o, MD_PART_OTHER, "table");
		break;
	default:
		break;
	}
}

static int
parse_enter_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct parser *s = arg;

	if (s->depth == 1)
		parse_enter_top(s, type, detail);
	else if (s->depth == 2 && type == MD_BLOCK_LI)
		parse_add_part(s->o, MD_PART_ITEM, "item")->number = s->bullets ? 0 : s->next++;
	if (s->depth == 2)
		s->in_question = type == MD_BLOCK_LI;
	else if (s->depth > 2 && (type != MD_BLOCK_P || s->o->part[s->o->n - 1].first != NO_LINE))
		s->in_question = false;
	s->depth++;
	return 0;
}

static int
parse_leave_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct parser *s = arg;

	(void)detail;
	if (type == MD_BLOCK_P)
		s->in_question = false;
	s->depth--;
	return 0;
}

/* Adds the bytes at p to the current part. */
static void
parse_add_source(struct parser *s, const char *p, size_t n)
{
	struct outline *o = s->o;
	struct md_part *part = o->n > 0 ? &o->part[o->n - 1] : NULL;

	if (part == NULL || n == 0)
		return;
	if (part->first == NO_LINE)
		part->first = outline_line(o, p);
	part->last = outline_line(o, p + n - 1);
	if (s->in_question)
		part->question = part->last;
	else if (part->after == NO_LINE)
		part->after = outline_line(o, p);
}

static int
parse_enter_span(MD_SPANTYPE type, void *detail, void *arg)
{
	return link_limit_enter(&((struct parser *)arg)->limit, type, detail);
}

static int
parse_leave_span(MD_SPANTYPE type, void *detail, void *arg)
{
	(void)type;
	(void)detail;
	(void)arg;
	return 0;
}

static int
parse_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE n, void *arg)
{
	struct parser *s = arg;
	struct outline *o = s->o;
	uintptr_t at = (uintptr_t)text, from = (uintptr_t)s->copy.p;

	if (at < from || at >= from + s->copy.n)
		return 0; /* inserted by md4c */
	text = s->source + (at - from);
	parse_add_source(s, text, n);
	if (type == MD_TEXT_HTML && slice_starts((struct slice){ text, n }, "<!--")) {
		o->comment = array_grow(o->comment, o->comments, &o->comments_cap, sizeof(*o->comment));
		o->comment[o->comments++] = text;
	}
	return 0;
}

/* ---- Chunks ---- */

static int
parse_lines(struct parser *s, size_t from, size_t to)
{
	/* Without tables, as the writer of a native export parses its fields. */
	const MD_PARSER parser = { .flags = s->o->native ? 0 : MD_FLAG_TABLES,
		.enter_block = parse_enter_block,
		.leave_block = parse_leave_block,
		.enter_span = parse_enter_span,
		.leave_span = parse_leave_span,
		.text = parse_text };
	const struct outline *o = s->o;
	const char *end = to < o->lines ? o->line[to].p : o->text.p + o->text.n;

	s->source = o->line[from].p;
	s->copy.n = 0;
	buf_append(&s->copy, s->source, (size_t)(end - s->source));
	s->depth = 0;
	s->in_question = false;
	s->limit = link_limit(s->copy.n);
	/* md4c 0.4.8 reads a byte after the text: the NUL of buf_cstr(). */
	if (s->copy.n > UINT32_MAX / 2 || md_parse(buf_cstr(&s->copy), (MD_SIZE)s->copy.n, &parser, s) != 0)
		return link_limit_fail(&s->limit);
	return 0;
}

/* Whether the line may begin a block that blank lines do not end: a fence, or HTML except a comment of one line. */
static bool
parse_is_long(struct slice line)
{
	line = slice_trim_ws(line);
	if (slice_starts(line, "<!--") && line.n >= 7 && slice_starts(slice_skip(line, line.n - 3), "-->"))
		return false;
	return slice_starts(line, "```") || slice_starts(line, "~~~") || slice_starts(line, "<");
}

/*
 * The line after the lines that are parsed together.  A line in the first column after a blank line
 * ends an item; so the items of a native export are parsed one by one, and whatever md4c finds in
 * an answer, it ends there.
 */
static size_t
parse_chunk_end(const struct outline *o, size_t from)
{
	struct slice text;
	size_t number, at = from, margin = marker_parse(o->line[from], &text, &number);

	do {
		if (marker_indent(o->line[at]) < 2 && parse_is_long(o->line[at]))
			return o->lines;
		at++;
	} while (at < o->lines &&
	    (outline_is_blank(o, at) || !outline_is_blank(o, at - 1) || marker_indent(o->line[at]) > 0 ||
		(margin == 0 && marker_parse(o->line[at], &text, &number) == 0)));
	return at;
}

int
parse_markdown(struct outline *o)
{
	struct parser s = { .o = o };
	size_t from, to;
	int status = 0;

	for (from = 0; status == 0 && from < o->lines; from = to) {
		to = o->native ? parse_chunk_end(o, from) : o->lines;
		status = parse_lines(&s, from, to);
	}
	buf_free(&s.copy);
	return status;
}
