/* CommonMark as plain text. */
#include <stdbool.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/plaintext.h"
#include "format/wrap.h"
#include "markup/commonmark.h"

enum { CODE_INDENT = 4 };

/* A margin of this many bytes is not widened, however deeply quotes and lists are nested. */
enum { MAX_MARGIN = 80 };

/* An open quote, list or item. */
struct plaintext_container {
	size_t margin; /* bytes of the margin outside of it */
	bool tight;    /* wrap.tight outside of it */
};

static void
plaintext_open(struct plaintext *p, const char *marker, const char *indent)
{
	struct wrap *w = &p->wrap;

	wrap_flush(w);
	p->container = array_grow(p->container, p->ncontainer, &p->cap, sizeof(*p->container));
	p->container[p->ncontainer++] = (struct plaintext_container){ w->margin.n, w->tight };
	if (*marker != '\0' || *indent != '\0')
		wrap_begin(w);
	buf_str(&w->marker, marker);
	if (w->margin.n < MAX_MARGIN)
		buf_str(&w->margin, indent);
}

static void
plaintext_close(struct plaintext *p)
{
	struct wrap *w = &p->wrap;

	wrap_flush(w);
	if (w->marker.n > 0) { /* an item without text */
		wrap_line(w);
		out_byte(w->out, '\n');
	}
	p->ncontainer--;
	w->margin.n = p->container[p->ncontainer].margin;
	w->tight = p->container[p->ncontainer].tight;
}

void
plaintext_indent(struct plaintext *p, size_t n)
{
	p->wrap.hanging += n;
	while (n-- > 0)
		buf_byte(&p->wrap.margin, ' ');
}

static void
plaintext_open_item(struct plaintext *p, int number)
{
	struct buf marker = { 0 };

	if (number < 0)
		buf_str(&marker, "- ");
	else
		buf_printf(&marker, "%d. ", number);
	plaintext_open(p, buf_cstr(&marker), "");
	if (p->wrap.margin.n < MAX_MARGIN)
		plaintext_indent(p, marker.n);
	buf_free(&marker);
}

/* Sets the style of the following text; without colour, appends the delimiter instead. */
static void
plaintext_style(struct plaintext *p, unsigned style, const char *delimiter)
{
	if (!p->wrap.color)
		buf_str(&p->wrap.text, delimiter);
	wrap_style(&p->wrap, style);
}

static void
plaintext_enter(void *arg, const struct md_node *node)
{
	struct plaintext *p = arg;
	struct wrap *w = &p->wrap;

	switch (node->kind) {
	case MD_HEADING:
		wrap_flush(w);
		plaintext_style(p, w->style | BOLD, "");
		break;
	case MD_QUOTE:
		plaintext_open(p, "", "> ");
		break;
	case MD_LIST:
		plaintext_open(p, "", "");
		w->tight = node->tight;
		break;
	case MD_ITEM:
		plaintext_open_item(p, node->number);
		break;
	case MD_CODE_BLOCK:
		wrap_flush(w);
		p->in_code_block = true;
		break;
	case MD_EMPHASIS:
		plaintext_style(p, w->style | UNDERLINE, "_");
		break;
	case MD_STRONG:
		plaintext_style(p, w->style | BOLD, "*");
		break;
	case MD_CODE:
		plaintext_style(p, w->style | CYAN, "`");
		break;
	case MD_IMAGE:
		buf_byte(&w->text, '[');
		break;
	default:
		break;
	}
}

void
plaintext_add(struct plaintext *p, struct slice s)
{
	struct buf *b = &p->wrap.text;
	size_t i = b->n;

	if (p->escape)
		escape_controls(s, p->in_code_block ? "\n" : "", b);
	else
		buf_append(b, s.p, s.n);
	for (; !p->in_code_block && i < b->n; i++)
		if (b->p[i] == '\t' || b->p[i] == '\n' || b->p[i] == '\r')
			b->p[i] = ' ';
}

/* Appends the address of a link, unless the text before it ends with the address. */
static void
plaintext_add_address(struct plaintext *p, struct slice address)
{
	struct slice t = buf_slice(&p->wrap.text);

	if (t.n >= address.n && slice_eq(slice_skip(t, t.n - address.n), address))
		return;
	buf_str(&p->wrap.text, " <");
	plaintext_add(p, address);
	buf_byte(&p->wrap.text, '>');
}

static void
plaintext_put_rule(struct wrap *w)
{
	wrap_begin(w);
	wrap_line(w);
	out_str(w->out, "* * *\n");
	w->gap = true;
}

static void
plaintext_leave(void *arg, const struct md_node *node)
{
	struct plaintext *p = arg;
	struct wrap *w = &p->wrap;

	switch (node->kind) {
	case MD_PARAGRAPH:
		wrap_flush(w);
		w->gap = true;
		break;
	case MD_HEADING:
		plaintext_style(p, w->style & ~(unsigned)BOLD, "");
		wrap_flush(w);
		break;
	case MD_LIST:
		plaintext_close(p);
		w->gap = !w->tight;
		break;
	case MD_QUOTE:
		plaintext_close(p);
		w->gap = true;
		break;
	case MD_ITEM:
		plaintext_close(p);
		break;
	case MD_CODE_BLOCK:
		wrap_code(w, CYAN, CODE_INDENT);
		p->in_code_block = false;
		break;
	case MD_RULE:
		plaintext_put_rule(w);
		break;
	case MD_EMPHASIS:
		plaintext_style(p, w->style & ~(unsigned)UNDERLINE, "_");
		break;
	case MD_STRONG:
		plaintext_style(p, w->style & ~(unsigned)BOLD, "*");
		break;
	case MD_CODE:
		plaintext_style(p, w->style & ~(unsigned)CYAN, "`");
		break;
	case MD_IMAGE:
		buf_byte(&w->text, ']');
		plaintext_add_address(p, node->where);
		break;
	case MD_LINK:
		plaintext_add_address(p, node->where);
		break;
	}
}

static void
plaintext_text(void *arg, struct slice s)
{
	plaintext_add(arg, s);
}

/* A hard line break ends the block without a blank line; the style continues. */
static void
plaintext_newline(void *arg, bool hard)
{
	struct wrap *w = &((struct plaintext *)arg)->wrap;
	unsigned style = w->style;
	bool tight = w->tight;

	if (!hard) {
		buf_byte(&w->text, ' ');
		return;
	}
	w->tight = true;
	wrap_style(w, 0);
	wrap_flush(w);
	wrap_style(w, style);
	w->tight = tight;
}

int
plaintext_markdown(struct plaintext *p, struct slice s, bool is_inline)
{
	static const struct md_handler handler = { plaintext_enter, plaintext_leave, plaintext_text,
		plaintext_newline };

	return markdown(s, is_inline, &handler, p);
}

void
plaintext_free(struct plaintext *p)
{
	free(p->container);
	wrap_free(&p->wrap);
}
