/* Tables of HTML as pipe tables. */
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "import/html/block.h"
#include "import/html/inline.h"
#include "import/html/tree.h"

/* More columns than a table that a person reads has; cells that span more are not filled up. */
enum { TABLE_COLUMNS = 100 };

/* Whether a row has content that is not in a cell. */
static bool
table_has_strays(const struct html_tree *t, size_t row)
{
	size_t i;

	for (i = t->node[row].child; i != 0; i = t->node[i].next)
		if (t->node[i].tag == HTML_TEXT ? slice_trim_ws(html_span(t, t->node[i].where)).n > 0
						: t->node[i].tag != HTML_CELL && t->node[i].tag != HTML_HIDDEN)
			return true;
	return false;
}

/* Whether the table below the node has content that does not fit into cells of one line. */
static bool
table_has_blocks(const struct html_tree *t, size_t node)
{
	size_t i;

	for (i = t->node[node].child; i != 0; i = t->node[i].next)
		switch (t->node[i].tag) {
		case HTML_HEADING:
		case HTML_UL:
		case HTML_OL:
		case HTML_PRE:
		case HTML_QUOTE:
		case HTML_TABLE:
		case HTML_DETAILS:
			return true;
		default:
			if ((t->node[i].tag == HTML_ROW && table_has_strays(t, i)) || table_has_blocks(t, i))
				return true;
		}
	return false;
}

/* The number of cells of the longest row below the node. */
static size_t
table_columns(const struct html_tree *t, size_t node)
{
	size_t i, n, most = 0, cells = 0;

	for (i = t->node[node].child; i != 0; i = t->node[i].next) {
		if (t->node[i].tag == HTML_CELL)
			cells +=
			    t->node[i].number > 0 && t->node[i].number < TABLE_COLUMNS ? (size_t)t->node[i].number : 1;
		else if ((n = table_columns(t, i)) > most)
			most = n;
	}
	return cells > most ? cells : most;
}

static void
table_cell(struct html_writer *w, size_t cell, struct buf *row)
{
	struct html_inline line = w->line;
	size_t i, styles = w->styles;
	struct buf b = { 0 };

	w->line = (struct html_inline){ .t = w->t };
	w->styles = 0;
	w->single_line = true;
	html_walk_children(w, cell);
	html_inline_write(&w->line, true, &b);
	html_inline_free(&w->line);
	w->single_line = false;
	w->styles = styles;
	w->line = line;
	buf_byte(row, ' ');
	for (i = 0; i < b.n; i++) {
		if (b.p[i] == '|')
			buf_byte(row, '\\');
		buf_byte(row, b.p[i]);
	}
	buf_str(row, b.n > 0 ? " |" : "|");
	buf_free(&b);
}

static void
table_row(struct html_writer *w, size_t node, size_t columns, bool first)
{
	struct buf row = { 0 };
	size_t i, n = 0;
	int span;

	buf_byte(&row, '|');
	for (i = w->t->node[node].child; i != 0; i = w->t->node[i].next) {
		if (w->t->node[i].tag != HTML_CELL)
			continue;
		table_cell(w, i, &row);
		for (n++, span = w->t->node[i].number; span > 1 && n < columns; span--, n++)
			buf_str(&row, " |");
	}
	for (; n < columns; n++)
		buf_str(&row, " |");
	html_line(w, buf_slice(&row));
	row.n = 1;
	for (n = 0; first && n < columns; n++)
		buf_str(&row, " --- |");
	if (first)
		html_line(w, buf_slice(&row));
	buf_free(&row);
}

/* Writes the rows below the node; returns whether there were any. */
static void
table_rows(struct html_writer *w, size_t node, size_t columns, bool *begun)
{
	size_t i;

	for (i = w->t->node[node].child; i != 0; i = w->t->node[i].next)
		if (w->t->node[i].tag == HTML_ROW) {
			if (!*begun)
				html_begin(w);
			table_row(w, i, columns, !*begun);
			*begun = true;
		} else {
			table_rows(w, i, columns, begun);
		}
}

/* Writes what is in the table, but in no row, such as its caption. */
static void
table_rest(struct html_writer *w, size_t node)
{
	size_t i;

	for (i = w->t->node[node].child; i != 0; i = w->t->node[i].next)
		if (w->t->node[i].tag == HTML_BLOCK && table_columns(w->t, i) > 0)
			table_rest(w, i);
		else if (w->t->node[i].tag != HTML_ROW)
			html_walk(w, i);
	html_flush(w);
}

void
html_table(struct html_writer *w, size_t node)
{
	size_t columns = table_columns(w->t, node);
	bool begun = false;

	html_flush(w);
	if (w->single_line || columns < 2 || table_has_blocks(w->t, node)) {
		html_walk_children(w, node);
		html_flush(w);
		return;
	}
	table_rest(w, node);
	table_rows(w, node, columns, &begun);
}
