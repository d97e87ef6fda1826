/* Blocks of text as lines, wrapped by display width. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/wrap.h"

/* A part of the text that is not broken. */
struct wrap_word {
	struct slice s;
	size_t width;
	bool space_before;
};

void
wrap_style(struct wrap *w, unsigned style)
{
	w->style = style;
	if (!w->color)
		return;
	w->change = array_grow(w->change, w->nchange, &w->cap, sizeof(*w->change));
	w->change[w->nchange++] = (struct style_change){ w->text.n, style };
}

static void
wrap_put_style(struct wrap *w, unsigned style)
{
	static const char *const code[] = { "1", "4", "36", "31", "32" };
	size_t i;

	out_str(w->out, "\33[0");
	for (i = 0; i < sizeof(code) / sizeof(*code); i++)
		if (style & 1U << i)
			out_printf(w->out, ";%s", code[i]);
	out_byte(w->out, 'm');
}

/* Writes a line of the margin only, without its trailing spaces. */
static void
wrap_put_blank_line(struct wrap *w)
{
	struct slice m = buf_slice(&w->margin);

	while (m.n > 0 && m.p[m.n - 1] == ' ')
		m.n--;
	out_slice(w->out, m);
	out_byte(w->out, '\n');
}

void
wrap_begin(struct wrap *w)
{
	if (w->gap && w->marker.n == 0)
		wrap_put_blank_line(w);
	w->gap = false;
}

size_t
wrap_line(struct wrap *w)
{
	struct slice margin = buf_slice(&w->margin), marker = buf_slice(&w->marker);

	margin.n -= w->hanging < margin.n ? w->hanging : margin.n;
	out_slice(w->out, margin);
	out_slice(w->out, marker);
	w->marker.n = w->hanging = 0;
	return utf8_width(margin) + utf8_width(marker);
}

/* Removes one character from the front of *s and returns its columns. */
static size_t
wrap_next_char(struct slice *s)
{
	const char *p = s->p;

	utf8_next(s);
	return utf8_width((struct slice){ p, (size_t)(s->p - p) });
}

/*
 * Removes the next word from the front of *rest; false if there is none.  A wide character is a word
 * with the characters of width 0 that follow it: lines may break between wide characters.
 */
static bool
wrap_next_word(struct slice *rest, struct wrap_word *word)
{
	struct slice left;
	bool wide = false;

	*word = (struct wrap_word){ .space_before = rest->n > 0 && *rest->p == ' ' };
	while (rest->n > 0 && *rest->p == ' ') {
		rest->p++;
		rest->n--;
	}
	word->s.p = rest->p;
	for (left = *rest; left.n > 0 && *left.p != ' '; *rest = left) {
		size_t width = wrap_next_char(&left);

		if (word->s.n > 0 && (width == 2 || (wide && width > 0)))
			break;
		wide |= width == 2;
		word->width += width;
		word->s.n = (size_t)(left.p - word->s.p);
	}
	return word->s.n > 0;
}

/* Writes the word and the style changes within it, beginning with change *i. */
static void
wrap_put_word(struct wrap *w, struct slice s, size_t *i)
{
	for (; *i < w->nchange && w->text.p + w->change[*i].at <= s.p + s.n; ++*i) {
		const char *at = w->text.p + w->change[*i].at;

		if (at > s.p) {
			out_write(w->out, s.p, (size_t)(at - s.p));
			s.n -= (size_t)(at - s.p);
			s.p = at;
		}
		wrap_put_style(w, w->change[*i].style);
	}
	out_slice(w->out, s);
}

/* Begins a new line and returns the columns of its margin, which has no style; i changes have been written. */
static size_t
wrap_break_line(struct wrap *w, size_t i)
{
	unsigned style = i > 0 ? w->change[i - 1].style : 0;
	size_t col;

	if (style)
		wrap_put_style(w, 0);
	out_byte(w->out, '\n');
	col = wrap_line(w);
	if (style)
		wrap_put_style(w, style);
	return col;
}

static void
wrap_empty(struct wrap *w)
{
	w->text.n = 0;
	w->nchange = 0;
}

void
wrap_flush(struct wrap *w)
{
	struct slice rest = buf_slice(&w->text);
	struct wrap_word word;
	size_t col, i = 0;

	if (!wrap_next_word(&rest, &word)) {
		wrap_empty(w);
		return;
	}
	wrap_begin(w);
	col = wrap_line(w);
	wrap_put_word(w, word.s, &i);
	col += word.width;
	while (wrap_next_word(&rest, &word)) {
		if (col + word.space_before + word.width > w->width) {
			col = wrap_break_line(w, i);
		} else if (word.space_before) {
			out_byte(w->out, ' ');
			col++;
		}
		wrap_put_word(w, word.s, &i);
		col += word.width;
	}
	for (; i < w->nchange; i++)
		wrap_put_style(w, w->change[i].style);
	out_byte(w->out, '\n');
	wrap_empty(w);
	w->gap = !w->tight;
}

void
wrap_code(struct wrap *w, unsigned style, size_t indent)
{
	struct slice rest = buf_slice(&w->text), line;

	if (rest.n > 0 && rest.p[rest.n - 1] == '\n')
		rest.n--;
	wrap_begin(w);
	while (slice_next(&rest, '\n', &line)) {
		if (line.n == 0) {
			wrap_put_blank_line(w);
			continue;
		}
		wrap_line(w);
		out_printf(w->out, "%*s", (int)indent, "");
		if (w->color)
			wrap_put_style(w, style);
		out_slice(w->out, line);
		if (w->color)
			wrap_put_style(w, 0);
		out_byte(w->out, '\n');
	}
	wrap_empty(w);
	w->gap = true;
}

void
wrap_free(struct wrap *w)
{
	buf_free(&w->text);
	buf_free(&w->margin);
	buf_free(&w->marker);
	free(w->change);
	*w = (struct wrap){ 0 };
}
