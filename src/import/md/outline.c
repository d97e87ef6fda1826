/*
 * Where the parts of a Markdown file stand, by md4c.  It says what a text is, and
 * points into the source, which tells the lines; so what is imported can be taken
 * from there as it was written.
 */
#include <md4c.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "import/md/md.h"

struct scan {
	struct outline *o;
	int depth; /* of blocks; the document is the first */
	size_t next;
	bool bullets; /* the list has no numbers */
	bool asking;  /* in the first paragraph of an item */
};

static struct part *
add_part(struct outline *o, enum part_kind kind, const char *what)
{
	o->part = array_grow(o->part, o->n, &o->cap, sizeof(*o->part));
	o->part[o->n] = (struct part){ kind, what, 0, NO_LINE, NO_LINE, NO_LINE };
	return &o->part[o->n++];
}

static void
enter_top(struct scan *s, MD_BLOCKTYPE type, const void *detail)
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
		add_part(s->o, PART_HEADING, "a heading");
		break;
	case MD_BLOCK_HTML:
		add_part(s->o, PART_HTML, "HTML");
		break;
	case MD_BLOCK_P:
		add_part(s->o, PART_OTHER, "a paragraph");
		break;
	case MD_BLOCK_CODE:
		add_part(s->o, PART_OTHER, "a code block");
		break;
	case MD_BLOCK_QUOTE:
		add_part(s->o, PART_OTHER, "a quote");
		break;
	case MD_BLOCK_TABLE:
		add_part(s->o, PART_OTHER, "a table");
		break;
	default:
		break;
	}
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct scan *s = arg;

	if (s->depth == 1)
		enter_top(s, type, detail);
	else if (s->depth == 2 && type == MD_BLOCK_LI)
		add_part(s->o, PART_ITEM, "an item")->number = s->bullets ? 0 : s->next++;
	if (s->depth == 2)
		s->asking = type == MD_BLOCK_LI;
	else if (s->depth > 2 && (type != MD_BLOCK_P || s->o->part[s->o->n - 1].first != NO_LINE))
		s->asking = false;
	s->depth++;
	return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct scan *s = arg;

	(void)detail;
	if (type == MD_BLOCK_P)
		s->asking = false;
	s->depth--;
	return 0;
}

static int
ignore_span(MD_SPANTYPE type, void *detail, void *arg)
{
	(void)type;
	(void)detail;
	(void)arg;
	return 0;
}

/* The line on which the byte stands. */
static size_t
find_line(const struct outline *o, const char *p)
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
on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE n, void *arg)
{
	struct scan *s = arg;
	struct outline *o = s->o;
	struct part *p = o->n > 0 ? &o->part[o->n - 1] : NULL;
	uintptr_t at = (uintptr_t)text, from = (uintptr_t)o->text.p;

	(void)type;
	/* md4c's own newlines and blanks are elsewhere. */
	if (p == NULL || n == 0 || at < from || at >= from + o->text.n)
		return 0;
	if (p->first == NO_LINE)
		p->first = find_line(o, text);
	p->last = find_line(o, text + n - 1);
	if (s->asking)
		p->question = p->last;
	return 0;
}

static void
split_lines(struct outline *o)
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
outline_make(struct outline *o, struct slice text)
{
	static const MD_PARSER parser = { .flags = MD_FLAG_TABLES,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = ignore_span,
		.leave_span = ignore_span,
		.text = on_text };
	struct scan s = { .o = o };

	*o = (struct outline){ .text = text, .line = xcalloc(1, sizeof(*o->line)) };
	split_lines(o);
	if (text.n > UINT32_MAX / 2 || md_parse(text.p, (MD_SIZE)text.n, &parser, &s) != 0)
		return fail("Markdown that is too long, or memory that ran out");
	return 0;
}

/* The number of an item, or 0 where the line has none. */
static size_t
parse_number_of(struct slice line)
{
	size_t n = 0, i;

	for (i = 0; i < line.n && i < 18 && line.p[i] >= '0' && line.p[i] <= '9'; i++)
		n = 10 * n + (size_t)(line.p[i] - '0');
	return i < line.n && line.p[i] == '.' ? n : 0;
}

void
outline_own(struct outline *o, struct slice text)
{
	size_t i, number;

	*o = (struct outline){ .text = text, .line = xcalloc(1, sizeof(*o->line)), .own = true };
	split_lines(o);
	for (i = 0; i < o->lines; i++) {
		struct slice line = o->line[i];
		struct part *p;

		if (line.n == 0 || strchr(" \t\r", *line.p) != NULL) {
			if (o->n > 0)
				o->part[o->n - 1].last = i;
			continue;
		}
		number = parse_number_of(line);
		if (number > 0)
			p = add_part(o, PART_ITEM, "an item");
		else if (*line.p == '#')
			p = add_part(o, PART_HEADING, "a heading");
		else if (line.n > 4 && memcmp(line.p, "<!--", 4) == 0)
			p = add_part(o, PART_HTML, "HTML");
		else
			p = add_part(o, PART_OTHER, "a line");
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
