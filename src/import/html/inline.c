/* The pieces of a paragraph: white space, empty emphasis and nested emphasis are resolved here. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/html/inline.h"

/* Adds a piece that has content, with the white space before it. */
static struct html_piece *
inline_add(struct html_inline *l, enum html_piece_kind kind)
{
	struct html_piece *piece;
	size_t i = l->n;

	l->piece = array_grow(l->piece, l->n, &l->cap, sizeof(*l->piece));
	piece = &l->piece[l->n++];
	*piece = (struct html_piece){ .kind = kind };
	/* Space at the start of emphasis goes in front of it. */
	while (i > 0 && l->piece[i - 1].kind == PIECE_OPEN && kind != PIECE_CLOSE)
		i--;
	if (l->space && i > 0 && l->piece[i - 1].kind != PIECE_BREAK)
		l->piece[i].space = true;
	l->space = false;
	return piece;
}

/* Moves the last piece to i: line breaks at either end of emphasis are outside of it. */
static void
inline_move_last(struct html_inline *l, size_t i)
{
	struct html_piece last = l->piece[l->n - 1];

	memmove(&l->piece[i + 1], &l->piece[i], (l->n - 1 - i) * sizeof(*l->piece));
	l->piece[i] = last;
}

/* Appends a character to the last piece, which is text, or to a new one. */
static void
inline_add_char(struct html_inline *l, struct slice c)
{
	struct html_piece *last = l->n > 0 ? &l->piece[l->n - 1] : NULL;

	if (c.n == 0)
		return;
	if (last == NULL || last->kind != PIECE_TEXT) {
		last = inline_add(l, PIECE_TEXT);
		last->text.offset = l->text.n;
	} else if (l->space) {
		buf_byte(&l->text, ' ');
		last->text.n++;
		l->space = false;
	}
	buf_append(&l->text, c.p, c.n);
	last->text.n += c.n;
}

/* The character that Windows-1252 has at a code point where Unicode has a control character. */
static struct slice
inline_windows(int32_t c)
{
	static const char *const chars[32] = { "€", "", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž",
		"", "", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ" };

	return slice_of(chars[c - 0x80]);
}

void
html_inline_text(struct html_inline *l, struct slice text)
{
	while (text.n > 0) {
		struct slice c = text;
		int32_t point = utf8_next(&text);

		c.n -= text.n;
		if (point == 0xa0 || (c.n == 1 && ascii_is_space(*c.p)))
			l->space = true;
		else if (point >= 0x80 && point < 0xa0)
			inline_add_char(l, inline_windows(point));
		else if (point >= ' ' && point != 0x7f && point != 0xfeff && point != 0x200b)
			inline_add_char(l, c);
	}
}

void
html_inline_code(struct html_inline *l, struct slice text)
{
	struct html_piece *piece;
	size_t i;

	text = slice_trim_ws(text);
	if (text.n == 0)
		return;
	piece = l->n > 0 ? &l->piece[l->n - 1] : NULL;
	if (piece == NULL || piece->kind != PIECE_CODE || l->space) {
		piece = inline_add(l, PIECE_CODE);
		piece->text.offset = l->text.n;
	}
	piece->text.n += text.n; /* adjacent spans are one: their backticks would be read as one run */
	for (i = 0; i < text.n; i++)
		buf_byte(&l->text, ascii_is_space(text.p[i]) ? ' ' : text.p[i]);
}

void
html_inline_image(struct html_inline *l, const struct html_node *image)
{
	struct html_piece *piece = inline_add(l, PIECE_IMAGE);

	piece->where = image->where;
	piece->label = image->label;
}

void
html_inline_box(struct html_inline *l, bool checked)
{
	inline_add(l, PIECE_BOX)->checked = checked;
	l->space = true;
}

void
html_inline_space(struct html_inline *l)
{
	l->space = true;
}

bool
html_inline_break(struct html_inline *l)
{
	size_t i = l->n;

	while (i > 0 && l->piece[i - 1].kind == PIECE_OPEN)
		i--;
	l->space = false;
	if (i == 0)
		return false; /* at the start of the paragraph */
	if (l->piece[i - 1].kind == PIECE_BREAK)
		return true;
	inline_add(l, PIECE_BREAK);
	inline_move_last(l, i);
	return false;
}

void
html_inline_open(struct html_inline *l, const struct html_node *node)
{
	struct html_piece *last = l->n > 0 ? &l->piece[l->n - 1] : NULL;
	struct html_piece *piece;

	if (l->depth[node->tag]++ > 0)
		return;
	/* Emphasis that ends here continues: two runs of delimiters would not be read as two. */
	if (last != NULL && last->kind == PIECE_CLOSE && last->style == node->tag && !l->space &&
	    node->tag != HTML_LINK) {
		l->n--;
		return;
	}
	piece = inline_add(l, PIECE_OPEN);
	piece->style = node->tag;
	piece->where = node->where;
}

void
html_inline_close(struct html_inline *l, const struct html_node *node)
{
	struct html_piece *piece;
	bool space = l->space;

	if (l->depth[node->tag] == 0 || --l->depth[node->tag] > 0)
		return;
	if (l->n > 0 && l->piece[l->n - 1].kind == PIECE_OPEN && l->piece[l->n - 1].style == node->tag) {
		l->space |= l->piece[--l->n].space;
		return;
	}
	l->space = false;
	piece = inline_add(l, PIECE_CLOSE);
	piece->style = node->tag;
	piece->where = node->where;
	l->space = space;
	if (l->n > 1 && l->piece[l->n - 2].kind == PIECE_BREAK)
		inline_move_last(l, l->n - 2);
}

void
html_inline_free(struct html_inline *l)
{
	free(l->piece);
	buf_free(&l->text);
}
