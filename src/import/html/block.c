/* The blocks of HTML as CommonMark: paragraphs, headings, lists, quotes. */
#include <stdio.h>

#include "base/slice.h"
#include "import/html/block.h"

/* ---- Lines ---- */

void
html_line(struct html_writer *w, struct slice line)
{
	struct slice prefix = buf_slice(w->first.n > 0 ? &w->first : &w->prefix);

	if (w->out->n > w->start)
		buf_byte(w->out, '\n');
	while (line.n == 0 && prefix.n > 0 && prefix.p[prefix.n - 1] == ' ')
		prefix.n--;
	buf_append(w->out, prefix.p, prefix.n);
	buf_append(w->out, line.p, line.n);
	w->first.n = 0;
}

void
html_begin(struct html_writer *w)
{
	if (!w->fresh) {
		w->gaps++;
		html_line(w, (struct slice){ "", 0 });
	}
	w->fresh = false;
}

static void
block_lines(struct html_writer *w, struct slice lines)
{
	struct slice line;

	while (slice_next(&lines, '\n', &line))
		html_line(w, line);
}

/* Writes the current paragraph to *b.  The emphasis and links that are open continue in the next one. */
static void
block_end_paragraph(struct html_writer *w, bool single_line, struct buf *b)
{
	size_t i;

	for (i = w->styles; i > 0; i--)
		html_inline_close(&w->line, w->style[i - 1]);
	html_inline_write(&w->line, single_line, b);
	for (i = 0; i < w->styles; i++)
		html_inline_open(&w->line, w->style[i]);
}

void
html_flush(struct html_writer *w)
{
	struct buf b = { 0 };

	if (w->single_line) {
		html_inline_space(&w->line);
		return;
	}
	block_end_paragraph(w, false, &b);
	if (b.n > 0) {
		html_begin(w);
		block_lines(w, buf_slice(&b));
	}
	buf_free(&b);
}

/* ---- Containers ---- */

/*
 * Writes the content of a node, each line of which begins with the prefix, the first with the marker;
 * nothing if it has none.  Returns whether it has blank lines inside.
 */
static bool
block_contain(struct html_writer *w, size_t node, struct slice marker, struct slice prefix)
{
	size_t n = w->prefix.n, first = w->first.n, gaps = w->gaps;

	if (first == 0)
		buf_append(&w->first, w->prefix.p, n);
	buf_append(&w->first, marker.p, marker.n);
	buf_append(&w->prefix, prefix.p, prefix.n);
	w->fresh = true;
	html_walk_children(w, node);
	html_flush(w);
	w->prefix.n = n;
	if (w->first.n > 0)
		w->first.n = first;
	else
		w->fresh = false;
	return w->gaps > gaps;
}

void
html_quote(struct html_writer *w, size_t node)
{
	size_t written;
	bool fresh;

	html_flush(w);
	written = w->out->n;
	fresh = w->fresh;
	if (!fresh)
		html_begin(w);
	block_contain(w, node, slice_of("> "), slice_of("> "));
	if (w->fresh) {
		w->out->n = written;
		w->fresh = fresh;
	}
}

/* The marker of a list: another one if it follows a list with the same marker, which it would continue. */
static char
block_marker(const struct html_writer *w, bool ordered)
{
	const char *markers = ordered ? ".)" : "-*";

	return markers[w->list_end == w->out->n && w->out->n > w->start && w->list_marker == markers[0]];
}

bool
html_item(struct html_writer *w, size_t node, bool tight, char marker, int number)
{
	char text[16], spaces[] = "               ";
	struct slice first = { text, 0 };
	size_t written = w->out->n;
	bool fresh = w->fresh;

	if (marker == '-' || marker == '*')
		first.n = (size_t)snprintf(text, sizeof(text), "%c ", marker);
	else
		first.n = (size_t)snprintf(text, sizeof(text), "%d%c ", number, marker);
	if (!fresh && !tight)
		html_begin(w);
	tight = !block_contain(w, node, first, (struct slice){ spaces, first.n });
	if (w->fresh) {
		w->out->n = written;
		w->fresh = fresh;
	}
	return tight;
}

/* Content of a list that is in no item belongs to the item before it, whose marker has that width. */
static void
block_stray(struct html_writer *w, size_t node, int width)
{
	size_t n = w->prefix.n;

	buf_printf(&w->prefix, "%*s", width, "");
	html_walk(w, node);
	html_flush(w);
	w->prefix.n = n;
}

void
html_list(struct html_writer *w, size_t node)
{
	const struct html_node *list = &w->t->node[node];
	bool ordered = list->tag == HTML_OL,
	     tight = w->t->node[list->parent].tag == HTML_LI && (!ordered || list->number == 1);
	size_t i, written;
	int number = list->number, width = 0;
	bool now_tight;
	char marker;

	html_flush(w);
	marker = block_marker(w, ordered);
	for (i = list->child; i != 0; i = w->t->node[i].next) {
		if (w->t->node[i].tag != HTML_LI) {
			block_stray(w, i, width);
			continue;
		}
		html_flush(w);
		written = w->out->n;
		now_tight = html_item(w, i, tight, marker, number);
		if (w->out->n > written) {
			tight = now_tight;
			width = ordered ? snprintf(NULL, 0, "%d. ", number) : 2;
			number++;
		}
	}
	html_flush(w);
	w->list_end = w->out->n;
	w->list_marker = marker;
}

void
html_heading(struct html_writer *w, size_t node)
{
	struct buf b = { 0 }, text = { 0 };

	html_flush(w);
	if (w->single_line) {
		html_walk_children(w, node);
		html_flush(w);
		return;
	}
	w->single_line = true;
	html_walk_children(w, node);
	w->single_line = false;
	block_end_paragraph(w, true, &text);
	if (text.n > 0) {
		html_begin(w);
		buf_append(&b, "######", (size_t)w->t->node[node].number);
		buf_byte(&b, ' ');
		buf_append(&b, text.p, text.n);
		if (b.p[b.n - 1] == '#' && b.p[b.n - 2] != '\\') { /* no closing sequence */
			b.p[b.n - 1] = '\\';
			buf_byte(&b, '#');
		}
		html_line(w, buf_slice(&b));
	}
	buf_free(&b);
	buf_free(&text);
}
