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
#include "format/pdf/block.h"
#include "format/pdf/doc.h"
#include "format/pdf/span.h"
#include "format/pdf/text.h"
#include "format/pdf/type.h"
#include "markup/commonmark.h"

enum {
	INDENT = 17,         /* points, of a quote or a list item */
	MARKER_GAP = 6,      /* points, between a number and its item */
	TOGETHER_LINES = 12, /* a list of so many lines is kept on one page */
	MAX_QUOTE_BARS = 32, /* more deeply nested quotes get no bar */
	MAX_LINES = 100000,  /* in a block: pango computes its height as an int */
	MAX_BYTES = 8 << 20  /* of a text: it fills a thousand pages */
};

/* Nested lists do not indent text further than this part of the column. */
#define MAX_INDENT 0.52

/* The state outside of an open quote, list or item, restored at its end. */
struct container {
	double x;
	size_t nquote_bar;
	bool tight;
	size_t first; /* the index in the flow of the first block in it */
};

/* The state while one text is converted. */
struct text {
	struct doc *doc;
	struct flow *flow;
	enum style style;
	struct paragraph paragraph;
	struct container *container; /* the open ones, outermost first */
	size_t ncontainer, container_cap;
	double x;           /* of the next block */
	double space_above; /* of the next block */
	bool tight, in_code_block;
	bool too_long;       /* a block has more than MAX_LINES lines */
	PangoLayout *marker; /* of the item that the next block begins, or NULL */
	double quote_bar[MAX_QUOTE_BARS];
	size_t nquote_bar;
	size_t continued; /* the number of quote bars that the last block shares with the next */
	struct block *last;
};

static double
text_default_space(const struct text *t)
{
	return t->doc->type.leading * (t->tight ? 0.16 : 0.5);
}

/* Appends the collected paragraph as a block and returns it; NULL if there is neither text nor a marker. */
static struct block *
text_flush(struct text *t)
{
	struct block *b;

	if (t->paragraph.text.n == 0 && t->marker == NULL)
		return NULL;
	b = paragraph_block(&t->paragraph, t->flow, t->style, t->x);
	t->too_long |= block_line_count(b) > MAX_LINES;
	doc_count_missing_glyphs(t->doc, b);
	b->space_above = t->space_above;
	b->marker = t->marker;
	b->nquote_bar = t->nquote_bar;
	b->continued = t->continued < t->nquote_bar ? t->continued : t->nquote_bar;
	t->continued = t->nquote_bar;
	if (t->nquote_bar > 0) {
		b->quote_bar = xcalloc(t->nquote_bar, sizeof(*b->quote_bar));
		memcpy(b->quote_bar, t->quote_bar, t->nquote_bar * sizeof(*b->quote_bar));
	}
	t->marker = NULL;
	t->space_above = text_default_space(t);
	return t->last = b;
}

/* Increases the space above the next block to that many lines, if it is less. */
static void
text_space(struct text *t, double lines)
{
	if (t->space_above < t->doc->type.leading * lines)
		t->space_above = t->doc->type.leading * lines;
}

/* Flushes; a short paragraph that ends with a colon is kept with what it introduces. */
static void
text_end_paragraph(struct text *t)
{
	struct slice s = buf_slice(&t->paragraph.text);
	bool colon = s.n > 0 && s.p[s.n - 1] == ':';
	struct block *b = text_flush(t);

	if (b != NULL && colon && block_line_count(b) < 5)
		b->keep_with_next = true;
}

/* ---- Lists and quotes ---- */

static void
text_open_container(struct text *t, double indent)
{
	double max = MAX_INDENT * t->doc->measure;

	t->container = array_grow(t->container, t->ncontainer, &t->container_cap, sizeof(*t->container));
	t->container[t->ncontainer++] = (struct container){ t->x, t->nquote_bar, t->tight, t->flow->n };
	t->x = t->x + indent < max ? t->x + indent : max;
}

static void
text_close_container(struct text *t)
{
	struct container *outer = &t->container[--t->ncontainer];

	text_flush(t);
	t->x = outer->x;
	t->tight = outer->tight;
	if (t->continued > outer->nquote_bar)
		t->continued = outer->nquote_bar;
	t->nquote_bar = outer->nquote_bar;
}

static void
text_open_quote(struct text *t)
{
	text_flush(t);
	text_open_container(t, INDENT);
	if (t->nquote_bar < MAX_QUOTE_BARS)
		t->quote_bar[t->nquote_bar++] = t->x - INDENT + 2;
	t->tight = false;
}

/* Begins an item; its number is negative in a list with bullets. */
static void
text_open_item(struct text *t, int number)
{
	PangoLayout *marker;
	char s[32] = "•";
	double width = 0;

	text_flush(t);
	if (number >= 0)
		snprintf(s, sizeof(s), "%d.", number);
	marker = layout_new(&t->doc->type, STYLE_BODY, slice_of(s), -1);
	if (number >= 0)
		width = layout_width(marker) + MARKER_GAP;
	text_open_container(t, width > INDENT ? width : INDENT);
	t->marker = marker;
}

static void
text_add_rule(struct text *t)
{
	buf_byte(&t->paragraph.text, ' ');
	text_flush(t)->kind = BLOCK_RULE;
}

/* ---- Code blocks ---- */

static void
text_add_code_block(struct text *t)
{
	struct buf *code = &t->paragraph.text;
	struct block *b;

	while (code->n > 0 && code->p[code->n - 1] == '\n')
		code->n--;
	if (code->n == 0)
		buf_byte(code, ' ');
	text_space(t, 0.55);
	t->style = STYLE_CODE;
	b = text_flush(t);
	t->style = STYLE_BODY;
	b->kind = BLOCK_CODE;
	b->tag = "Code";
	t->in_code_block = false;
	text_space(t, 0.62);
}

/* ---- Events of the CommonMark parser ---- */

static void
text_enter(void *arg, const struct md_node *node)
{
	struct text *t = arg;

	switch (node->kind) {
	case MD_PARAGRAPH:
		break;
	case MD_HEADING:
		text_flush(t);
		text_space(t, 0.8);
		span_open(&t->paragraph, MD_STRONG);
		break;
	case MD_QUOTE:
		text_open_quote(t);
		break;
	case MD_LIST:
		text_end_paragraph(t);
		text_open_container(t, 0);
		t->tight = node->tight;
		break;
	case MD_ITEM:
		text_open_item(t, node->number);
		break;
	case MD_CODE_BLOCK:
		text_end_paragraph(t);
		t->in_code_block = true;
		break;
	case MD_RULE:
		text_flush(t);
		break;
	default:
		span_open(&t->paragraph, node->kind);
	}
}

static void
text_end_heading(struct text *t)
{
	struct block *b;

	span_close(&t->paragraph, &(struct md_node){ .kind = MD_STRONG });
	b = text_flush(t);
	if (b != NULL) {
		b->keep_with_next = true;
		b->tag = "H3";
	}
}

static void
text_leave(void *arg, const struct md_node *node)
{
	struct text *t = arg;

	switch (node->kind) {
	case MD_PARAGRAPH:
		text_end_paragraph(t);
		break;
	case MD_HEADING:
		text_end_heading(t);
		break;
	case MD_LIST:
		text_close_container(t);
		flow_keep(t->flow, t->container[t->ncontainer].first, TOGETHER_LINES);
		t->space_above = text_default_space(t);
		break;
	case MD_QUOTE:
		text_close_container(t);
		t->space_above = text_default_space(t);
		break;
	case MD_ITEM:
		text_close_container(t);
		break;
	case MD_CODE_BLOCK:
		text_add_code_block(t);
		break;
	case MD_RULE:
		text_add_rule(t);
		break;
	default:
		span_close(&t->paragraph, node);
	}
}

static void
text_add(void *arg, struct slice s)
{
	struct text *t = arg;

	escape_nonprinting(s, t->in_code_block ? "\t\n" : "", &t->paragraph.text);
}

static void
text_newline(void *arg, bool hard)
{
	struct text *t = arg;

	buf_str(&t->paragraph.text, hard ? LINE_SEPARATOR : " ");
}

static const struct md_handler handler = { text_enter, text_leave, text_add, text_newline };

static int
text_convert(struct text *t, struct slice s, bool is_inline)
{
	bool huge = s.n > MAX_BYTES;
	int status;

	if (huge)
		s.n = 0;
	t->paragraph.doc = t->doc;
	status = markdown(s, is_inline, &handler, t);
	if (is_inline && t->paragraph.text.n == 0)
		buf_str(&t->paragraph.text, "–");
	text_flush(t);
	paragraph_free(&t->paragraph);
	free(t->container);
	if (huge)
		return fail("a text of more than %d MiB is too long for a PDF", MAX_BYTES >> 20);
	if (t->too_long)
		return fail("a paragraph of more than %d lines is too long for a PDF", MAX_LINES);
	return status;
}

int
text_question(struct doc *d, struct flow *f, enum style style, struct slice text, struct block **b)
{
	struct text t = { .doc = d, .flow = f, .style = style };
	int status = text_convert(&t, text, true);

	*b = t.last;
	return status;
}

int
text_choice(struct doc *d, struct flow *f, const char *letter, double x, struct slice text)
{
	struct text t = { .doc = d, .flow = f, .style = STYLE_BODY, .x = x, .space_above = 0.2 * d->type.leading };

	t.marker = layout_new(&d->type, STYLE_BODY, slice_of(letter), -1);
	return text_convert(&t, text, true);
}

int
text_answer(struct doc *d, struct flow *f, struct slice text)
{
	struct text t = { .doc = d, .flow = f, .style = STYLE_BODY, .space_above = 0.45 * d->type.leading };

	return text_convert(&t, text, false);
}
