/*
 * A Markdown file as lines and top-level parts.  md4c reports blocks and their text without
 * line numbers, but the text points into the source; so parts are kept as lines of the source,
 * and questions and answers are imported as they were written.
 */
#include <md4c.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/slice.h"
#include "import/md/outline.h"
#include "markup/linklimit.h"

/* The state of the callbacks of md4c. */
struct outline_parser {
	struct outline *o;
	int depth;        /* of blocks; the document is the first */
	size_t next;      /* the number of the next item */
	bool bullets;     /* the list has no numbers */
	bool in_question; /* in the first paragraph of an item */
	struct link_limit limit;
};

static struct md_part *
outline_add_part(struct outline *o, enum md_part_kind kind, const char *what)
{
	o->part = array_grow(o->part, o->n, &o->cap, sizeof(*o->part));
	o->part[o->n] = (struct md_part){ kind, what, 0, NO_LINE, NO_LINE, NO_LINE };
	return &o->part[o->n++];
}

static void
outline_enter_top(struct outline_parser *s, MD_BLOCKTYPE type, const void *detail)
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
		outline_add_part(s->o, MD_PART_HEADING, "heading");
		break;
	case MD_BLOCK_HTML:
		outline_add_part(s->o, MD_PART_HTML, "HTML");
		break;
	case MD_BLOCK_P:
		outline_add_part(s->o, MD_PART_OTHER, "paragraph");
		break;
	case MD_BLOCK_CODE:
		outline_add_part(s->o, MD_PART_OTHER, "code block");
		break;
	case MD_BLOCK_QUOTE:
		outline_add_part(s->o, MD_PART_OTHER, "block quote");
		break;
	case MD_BLOCK_TABLE:
		outline_add_part(s->o, MD_PART_OTHER, "table");
		break;
	default:
		break;
	}
}

static int
outline_enter_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct outline_parser *s = arg;

	if (s->depth == 1)
		outline_enter_top(s, type, detail);
	else if (s->depth == 2 && type == MD_BLOCK_LI)
		outline_add_part(s->o, MD_PART_ITEM, "item")->number = s->bullets ? 0 : s->next++;
	if (s->depth == 2)
		s->in_question = type == MD_BLOCK_LI;
	else if (s->depth > 2 && (type != MD_BLOCK_P || s->o->part[s->o->n - 1].first != NO_LINE))
		s->in_question = false;
	s->depth++;
	return 0;
}

static int
outline_leave_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct outline_parser *s = arg;

	(void)detail;
	if (type == MD_BLOCK_P)
		s->in_question = false;
	s->depth--;
	return 0;
}

static int
outline_enter_span(MD_SPANTYPE type, void *detail, void *arg)
{
	return link_limit_enter(&((struct outline_parser *)arg)->limit, type, detail);
}

static int
outline_leave_span(MD_SPANTYPE type, void *detail, void *arg)
{
	(void)type;
	(void)detail;
	(void)arg;
	return 0;
}

/* The number of the line that contains the byte at p. */
static size_t
outline_find_line(const struct outline *o, const char *p)
{
	size_t lo = 0, hi = o->lines;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (o->line[mid].p <= p)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

static int
outline_add_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE n, void *arg)
{
	struct outline_parser *s = arg;
	struct outline *o = s->o;
	struct md_part *p = o->n > 0 ? &o->part[o->n - 1] : NULL;
	uintptr_t at = (uintptr_t)text, from = (uintptr_t)o->text.p;

	(void)type;
	/* The newlines and spaces that md4c inserts are not part of the source. */
	if (p == NULL || n == 0 || at < from || at >= from + o->text.n)
		return 0;
	if (p->first == NO_LINE)
		p->first = outline_find_line(o, text);
	p->last = outline_find_line(o, text + n - 1);
	if (s->in_question)
		p->question = p->last;
	return 0;
}

static void
outline_split_lines(struct outline *o)
{
	struct slice rest = o->text;
	size_t cap = 0;

	while (rest.n > 0 && slice_next(&rest, '\n', &o->line[o->lines])) {
		if (++o->lines < cap)
			continue;
		cap = 2 * cap + 256;
		o->line = xrealloc(o->line, cap, sizeof(*o->line));
	}
}

int
outline_parse(struct outline *o, struct slice text)
{
	static const MD_PARSER parser = { .flags = MD_FLAG_TABLES,
		.enter_block = outline_enter_block,
		.leave_block = outline_leave_block,
		.enter_span = outline_enter_span,
		.leave_span = outline_leave_span,
		.text = outline_add_text };
	struct outline_parser s = { .o = o, .limit = link_limit(text.n) };

	*o = (struct outline){ .text = text, .line = xcalloc(1, sizeof(*o->line)) };
	outline_split_lines(o);
	if (text.n > UINT32_MAX / 2 || md_parse(text.p, (MD_SIZE)text.n, &parser, &s) != 0)
		return link_limit_fail(&s.limit);
	return 0;
}

/* The number of an item such as "12. text", or 0 if the line is not one. */
static size_t
outline_parse_number(struct slice line)
{
	size_t n = 0, i;

	for (i = 0; i < line.n && i < 18 && line.p[i] >= '0' && line.p[i] <= '9'; i++)
		n = 10 * n + (size_t)(line.p[i] - '0');
	return i < line.n && line.p[i] == '.' ? n : 0;
}

void
outline_parse_native(struct outline *o, struct slice text)
{
	size_t i, number;

	*o = (struct outline){ .text = text, .line = xcalloc(1, sizeof(*o->line)), .native = true };
	outline_split_lines(o);
	for (i = 0; i < o->lines; i++) {
		struct slice line = o->line[i];
		struct md_part *p;

		if (line.n == 0 || strchr(" \t\r", *line.p) != NULL) { /* blank or indented */
			if (o->n > 0)
				o->part[o->n - 1].last = i;
			continue;
		}
		number = outline_parse_number(line);
		if (number > 0)
			p = outline_add_part(o, MD_PART_ITEM, "item");
		else if (*line.p == '#')
			p = outline_add_part(o, MD_PART_HEADING, "heading");
		else if (line.n > 4 && slice_starts(line, "<!--"))
			p = outline_add_part(o, MD_PART_HTML, "HTML");
		else
			p = outline_add_part(o, MD_PART_OTHER, "text outside any question");
		p->number = number;
		p->first = p->last = p->question = i;
	}
}

void
outline_free(struct outline *o)
{
	free(o->line);
	free(o->part);
}
