/* PDF: CommonMark as boxes. */
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/job.h"
#include "format/pdf/pdf.h"
#include "markup/commonmark.h"
#include "pango/pango-layout.h"
#include "pango/pango-tabs.h"
#include "pango/pango-types.h"

/* Text is never narrower than this, however deep the lists are. */
enum { NARROWEST = 180, INDENT = 17, GAP = 6 };

/* A quote in so many others has no bar of its own. */
enum { MOST_BARS = 32 };

/* Lines in one box, so that its height is a number that pango has; and what comes to its end in a minute. */
enum { MOST_LINES = 100000, MOST_BYTES = 8 << 20 };

/* A quote, a list or an item that is open: what was outside of it. */
struct container {
	double x;
	size_t nbar;
	bool tight;
};

/* While one text is set. */
struct setter {
	struct doc *d;
	struct column *c;
	enum face face;
	struct paragraph p;
	struct container *container;
	size_t ncontainer, container_cap;
	double x;     /* of the paragraph */
	double above; /* the space before it */
	bool tight, code_block;
	bool too_long;
	PangoLayout *mark; /* of the item that begins with it */
	double bar[MOST_BARS];
	size_t nbar;
	size_t quoted; /* how many of the bars the last box has, too */
	struct box *last;
};

/* Counts the characters that no font has. */
static void
count_boxes(struct doc *d, PangoLayout *l)
{
	size_t n = (size_t)pango_layout_get_unknown_glyphs_count(l);

	if (d->unknown == 0 && n > 0)
		d->first_unknown = d->job->n;
	d->unknown += n;
}

/* Ends the paragraph that was gathered: a box, unless there is nothing to show. */
static struct box *
flush(struct setter *s)
{
	struct box *b;

	if (s->p.text.n == 0 && s->mark == NULL)
		return NULL;
	b = paragraph_box(&s->p, s->c, s->face, s->x);
	s->too_long |= pango_layout_get_line_count(b->layout) > MOST_LINES;
	count_boxes(s->d, b->layout);
	b->above = s->above;
	b->mark = s->mark;
	b->nbar = s->nbar;
	b->joined = s->quoted < s->nbar ? s->quoted : s->nbar;
	s->quoted = s->nbar;
	if (s->nbar > 0) {
		b->bar = xcalloc(s->nbar, sizeof(*b->bar));
		memcpy(b->bar, s->bar, s->nbar * sizeof(*b->bar));
	}
	s->mark = NULL;
	s->above = s->d->leading * (s->tight ? 0.16 : 0.5);
	return s->last = b;
}

/* At the least so much space comes before the next box. */
static void
space(struct setter *s, double lines)
{
	if (s->above < s->d->leading * lines)
		s->above = s->d->leading * lines;
}

/* A paragraph that ends with a colon leads to what follows. */
static void
end_paragraph(struct setter *s)
{
	bool colon = s->p.text.n > 0 && s->p.text.p[s->p.text.n - 1] == ':';
	struct box *b = flush(s);

	if (b != NULL && colon && pango_layout_get_line_count(b->layout) < 5)
		b->keep = true;
}

/* ---- Lists and quotes ---- */

static void
open_container(struct setter *s, double indent)
{
	double most = s->d->measure - NARROWEST;

	s->container = array_grow(s->container, s->ncontainer, &s->container_cap, sizeof(*s->container));
	s->container[s->ncontainer++] = (struct container){ s->x, s->nbar, s->tight };
	s->x = s->x + indent < most ? s->x + indent : most;
}

static void
close_container(struct setter *s)
{
	struct container *outer = &s->container[--s->ncontainer];

	flush(s);
	s->x = outer->x;
	s->tight = outer->tight;
	if (s->quoted > outer->nbar)
		s->quoted = outer->nbar;
	s->nbar = outer->nbar;
}

static void
open_quote(struct setter *s)
{
	flush(s);
	open_container(s, INDENT);
	if (s->nbar < MOST_BARS)
		s->bar[s->nbar++] = s->x - INDENT + 2;
	s->tight = false;
}

static void
open_item(struct setter *s, int number)
{
	PangoLayout *mark;
	char text[32] = "•";
	double wide = 0;

	flush(s);
	if (number >= 0)
		snprintf(text, sizeof(text), "%d.", number);
	mark = layout_new(s->d, FACE_BODY, slice_of(text), -1);
	if (number >= 0)
		wide = layout_width(mark) + GAP;
	open_container(s, wide > INDENT ? wide : INDENT);
	s->mark = mark;
}

static void
put_rule(struct setter *s)
{
	struct box *b;

	buf_byte(&s->p.text, ' ');
	b = flush(s);
	b->kind = BOX_RULE;
}

/* ---- Programs ---- */

static void
put_code(struct setter *s)
{
	PangoTabArray *tabs = pango_tab_array_new(1, FALSE);
	PangoLayout *four = layout_new(s->d, FACE_CODE, slice_of("    "), -1);
	int width = (int)(layout_width(four) * PANGO_SCALE);
	struct box *b;

	while (s->p.text.n > 0 && s->p.text.p[s->p.text.n - 1] == '\n')
		s->p.text.n--;
	if (s->p.text.n == 0)
		buf_byte(&s->p.text, ' ');
	space(s, 0.55);
	s->face = FACE_CODE;
	b = flush(s);
	s->face = FACE_BODY;
	b->kind = BOX_CODE;
	b->tag = "Code";
	pango_tab_array_set_tab(tabs, 0, PANGO_TAB_LEFT, width);
	pango_layout_set_tabs(b->layout, tabs);
	pango_layout_set_indent(b->layout, -width / 2); /* what is wrapped goes on further in */
	pango_layout_set_auto_dir(b->layout, FALSE);
	pango_tab_array_free(tabs);
	g_object_unref(four);
	s->code_block = false;
	space(s, 0.62);
}

/* ---- Events ---- */

static void
enter(void *arg, const struct md_node *node)
{
	struct setter *s = arg;

	switch (node->kind) {
	case MD_PARAGRAPH:
		break;
	case MD_HEADING:
		flush(s);
		space(s, 0.8);
		span_open(&s->p, MD_STRONG);
		break;
	case MD_QUOTE:
		open_quote(s);
		break;
	case MD_LIST:
		end_paragraph(s);
		open_container(s, 0);
		s->tight = node->tight;
		break;
	case MD_ITEM:
		open_item(s, node->number);
		break;
	case MD_CODE_BLOCK:
		end_paragraph(s);
		s->code_block = true;
		break;
	case MD_RULE:
		flush(s);
		break;
	default:
		span_open(&s->p, node->kind);
	}
}

static void
leave(void *arg, const struct md_node *node)
{
	struct setter *s = arg;
	struct box *b;

	switch (node->kind) {
	case MD_PARAGRAPH:
		end_paragraph(s);
		break;
	case MD_HEADING:
		span_close(&s->p, &(struct md_node){ .kind = MD_STRONG });
		if ((b = flush(s)) != NULL) {
			b->keep = true;
			b->tag = "H3";
		}
		break;
	case MD_LIST:
	case MD_QUOTE:
		close_container(s);
		s->above = s->d->leading * (s->tight ? 0.16 : 0.5);
		break;
	case MD_ITEM:
		close_container(s);
		break;
	case MD_CODE_BLOCK:
		put_code(s);
		break;
	case MD_RULE:
		put_rule(s);
		break;
	default:
		span_close(&s->p, node);
	}
}

static void
add_text(void *arg, struct slice text)
{
	struct setter *s = arg;

	escape_controls(text, s->code_block ? "\t\n" : "", &s->p.text);
}

static void
newline(void *arg, bool hard)
{
	struct setter *s = arg;

	buf_str(&s->p.text, hard ? "\xe2\x80\xa8" : " "); /* U+2028, the line separator */
}

static const struct md_handler handler = { enter, leave, add_text, newline };

static int
set(struct setter *s, struct slice text, bool is_inline)
{
	bool huge = text.n > MOST_BYTES;
	int status;

	if (huge)
		text.n = 0;
	status = markdown(text, is_inline, &handler, s);
	if (is_inline && s->p.text.n == 0)
		buf_str(&s->p.text, "–");
	flush(s);
	paragraph_free(&s->p);
	free(s->container);
	if (huge)
		return fail("a text of more than %d MiB is too long for a PDF", MOST_BYTES >> 20);
	if (s->too_long)
		return fail("a paragraph of more than %d lines is too long for a PDF", MOST_LINES);
	return status;
}

int
set_question(struct doc *d, struct column *c, enum face f, struct slice text, struct box **box)
{
	struct setter s = { .d = d, .c = c, .p.d = d, .face = f };
	int status = set(&s, text, true);

	*box = s.last;
	return status;
}

int
set_answer(struct doc *d, struct column *c, struct slice text)
{
	struct setter s = { .d = d, .c = c, .p.d = d, .face = FACE_BODY, .above = 0.45 * d->leading };

	return set(&s, text, false);
}
