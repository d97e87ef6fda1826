/* Pieces as CommonMark inline text that shows what HTML shows. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/html/escape.h"
#include "import/html/inline.h"
#include "import/html/tree.h"
#include "markup/commonmark.h"

/* More backticks around code are none to md4c. */
enum { WRITE_TICKS = 32 };

struct write {
	const struct html_inline *l;
	struct buf *out;
	size_t start;     /* of the text in out */
	bool at_line;     /* nothing is written on the line yet */
	bool encode_next; /* the next character must not be part of a word */
	bool single_line;
	bool omitted[HTML_LINK]; /* emphasis that cannot begin where it does */
	int links;               /* open ones */
};

/* The text of a piece of text or code. */
static struct slice
write_piece_text(const struct write *w, const struct html_piece *piece)
{
	struct slice text = buf_slice(&w->l->text);

	return piece->text.n > 0 ? (struct slice){ text.p + piece->text.offset, piece->text.n }
				 : (struct slice){ "", 0 };
}

/* ---- Text ---- */

static void
write_reference(struct write *w, int32_t c)
{
	buf_printf(w->out, "&#%ld;", (long)c);
}

static void
write_text(struct write *w, struct slice s, bool is_last)
{
	struct html_place place = { .at_line = w->at_line, .in_link = w->links > 0, .is_last = is_last };

	if (w->encode_next) {
		struct slice rest = s;

		write_reference(w, utf8_next(&rest));
		place.from = s.n - rest.n;
	}
	html_escape(s, &place, w->out);
}

/* A code span in as many backticks as are needed. */
static void
write_code(struct write *w, struct slice s)
{
	size_t i, run = 0, ticks = 1;
	bool pad = s.n > 0 && (s.p[0] == '`' || s.p[s.n - 1] == '`');

	for (i = 0; i < s.n; i++) {
		run = s.p[i] == '`' ? run + 1 : 0;
		ticks = run >= ticks ? run + 1 : ticks;
	}
	if (ticks > WRITE_TICKS) {
		write_text(w, s, false);
		return;
	}
	for (i = 0; i < ticks; i++)
		buf_byte(w->out, '`');
	if (pad)
		buf_byte(w->out, ' ');
	buf_append(w->out, s.p, s.n);
	if (pad)
		buf_byte(w->out, ' ');
	for (i = 0; i < ticks; i++)
		buf_byte(w->out, '`');
}

/* `](address)` after the text of a link or an image. */
static void
write_address(struct write *w, struct html_span where)
{
	struct slice s = html_span(w->l->t, where);
	struct buf b = { 0 };
	size_t i, semicolon;

	link_encode(s, " ()<>\\\"`*", &b);
	for (semicolon = b.n; semicolon > 0 && b.p[semicolon - 1] != ';';)
		semicolon--;
	buf_str(w->out, "](");
	for (i = 0; i < b.n; i++) {
		/* md4c 0.4.8 takes delimiters of emphasis in an address for such. */
		if (b.p[i] == '_' && !(i > 0 && i + 1 < b.n && html_is_alnum(b.p[i - 1]) && html_is_alnum(b.p[i + 1])))
			buf_str(w->out, "%5F");
		else
			buf_byte(w->out, b.p[i]);
		if (i < semicolon && b.p[i] == '&')
			buf_str(w->out, "amp;");
	}
	buf_byte(w->out, ')');
	buf_free(&b);
}

static void
write_image(struct write *w, const struct html_piece *piece)
{
	struct slice s = html_span(w->l->t, piece->label);
	size_t i;

	buf_str(w->out, "![");
	for (i = 0; i < s.n; i++) {
		if (html_is_in("\\`*_[]<>&~", s.p[i]))
			buf_byte(w->out, '\\');
		buf_byte(w->out, ascii_is_space(s.p[i]) ? ' ' : s.p[i]);
	}
	write_address(w, piece->where);
}

/* ---- Emphasis ---- */

/* The last character written on the line, or a space. */
static int32_t
write_last(const struct write *w)
{
	size_t n = w->out->n;
	struct slice s;

	if (n == w->start || w->at_line)
		return ' ';
	do
		n--;
	while (n > w->start && ((unsigned char)w->out->p[n] & 0xc0) == 0x80);
	s = (struct slice){ w->out->p + n, w->out->n - n };
	return utf8_next(&s);
}

/* Whether emphasis may begin after the character, and end before it, whatever its content is. */
static bool
write_is_edge(int32_t c)
{
	return c >= ' ' && c < 0x7f && !html_is_alnum((char)c);
}

/* The first character of the pieces from i on, or a space at their end; an asterisk for markup. */
static int32_t
write_first(const struct write *w, size_t i)
{
	const struct html_piece *piece = &w->l->piece[i];
	struct slice s;

	while (i < w->l->n && piece->kind == PIECE_CLOSE && piece->style != HTML_LINK && w->omitted[piece->style])
		piece = &w->l->piece[++i];
	if (i >= w->l->n || piece->space || piece->kind == PIECE_BREAK)
		return ' ';
	if (piece->kind != PIECE_TEXT)
		return '*';
	s = write_piece_text(w, piece);
	return utf8_next(&s);
}

/*
 * Replaces the last character by a reference, whose semicolon is an edge.  False if a delimiter or a
 * backslash precedes it, which the reference would change.
 */
static bool
write_encode_last(struct write *w)
{
	int32_t c = write_last(w);
	size_t n = w->out->n;

	do
		n--;
	while (((unsigned char)w->out->p[n] & 0xc0) == 0x80);
	if (n > w->start && html_is_in("*_~\\", w->out->p[n - 1]))
		return false;
	w->out->n = n;
	write_reference(w, c);
	return true;
}

static const char *
write_delimiter(enum html_tag style)
{
	return style == HTML_STRONG ? "**" : style == HTML_EM ? "_" : "~~";
}

static void
write_open(struct write *w, size_t i)
{
	enum html_tag style = w->l->piece[i].style;

	if (style == HTML_LINK) {
		w->links++;
		buf_byte(w->out, '[');
		return;
	}
	w->omitted[style] = !write_is_edge(write_last(w)) &&
	    (style == HTML_EM || !utf8_is_word(write_first(w, i + 1))) && !write_encode_last(w);
	if (!w->omitted[style])
		buf_str(w->out, write_delimiter(style));
}

static void
write_close(struct write *w, size_t i)
{
	enum html_tag style = w->l->piece[i].style;
	int32_t last = write_last(w), next = write_first(w, i + 1);

	if (style == HTML_LINK) {
		w->links--;
		write_address(w, w->l->piece[i].where);
		return;
	}
	if (w->omitted[style])
		return;
	buf_str(w->out, write_delimiter(style));
	w->encode_next = !write_is_edge(next) && (style == HTML_EM || !utf8_is_word(last));
}

static void
write_piece(struct write *w, size_t i)
{
	const struct html_piece *piece = &w->l->piece[i];
	struct slice text = write_piece_text(w, piece);
	bool encode = w->encode_next;

	if (piece->space)
		buf_byte(w->out, ' ');
	switch (piece->kind) {
	case PIECE_TEXT:
		write_text(w, text, i + 1 == w->l->n);
		break;
	case PIECE_CODE:
		write_code(w, text);
		break;
	case PIECE_OPEN:
		write_open(w, i);
		break;
	case PIECE_CLOSE:
		write_close(w, i);
		break;
	case PIECE_BREAK:
		buf_str(w->out, w->single_line ? " " : "\\\n");
		break;
	case PIECE_IMAGE:
		write_image(w, piece);
		break;
	case PIECE_BOX:
		buf_str(w->out, piece->checked ? "[x]" : "[ ]");
		break;
	}
	w->encode_next &= !encode || piece->kind == PIECE_CLOSE;
	w->at_line = piece->kind == PIECE_BREAK && !w->single_line;
}

static void
write_remove(struct html_inline *l, size_t i, size_t n)
{
	memmove(&l->piece[i], &l->piece[i + n], (l->n - i - n) * sizeof(*l->piece));
	l->n -= n;
}

/* Removes line breaks at the end of the paragraph, and emphasis that is empty without them. */
static void
write_trim(struct html_inline *l)
{
	size_t i;

	for (i = l->n; i > 0; i--) {
		enum html_piece_kind kind = l->piece[i - 1].kind;

		if (kind == PIECE_BREAK)
			write_remove(l, i - 1, 1);
		else if (kind == PIECE_OPEN && i < l->n)
			write_remove(l, i - 1, 2);
		else if (kind != PIECE_CLOSE)
			return;
	}
}

void
html_inline_write(struct html_inline *l, bool single_line, struct buf *out)
{
	struct write w = { .l = l, .out = out, .start = out->n, .at_line = true, .single_line = single_line };
	size_t i;

	write_trim(l);
	for (i = 0; i < l->n; i++)
		write_piece(&w, i);
	l->n = l->text.n = 0;
	l->space = false;
}
