/* Blocks of text as lines, by display width. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/wrap.h"

/* A piece of the text that cannot be broken. */
struct word {
	struct slice s;
	size_t width;
	bool blank; /* one stands before it */
};

void
wrap_style(struct wrap *w, unsigned style)
{
	w->style = style;
	if (!w->color)
		return;
	w->change = array_grow(w->change, w->nchange, &w->cap, sizeof(*w->change));
	w->change[w->nchange++] = (struct change){ w->text.n, style };
}

static void
put_style(struct wrap *w, unsigned style)
{
	static const char *const code[] = { "1", "4", "36" };
	size_t i;

	out_str(w->out, "\33[0");
	for (i = 0; i < sizeof(code) / sizeof(*code); i++)
		if (style & 1U << i)
			out_printf(w->out, ";%s", code[i]);
	out_byte(w->out, 'm');
}

/* The margin without the blanks at its end. */
static void
blank_line(struct wrap *w)
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
		blank_line(w);
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

/* Takes one character off the front of *s; how many columns it has. */
static size_t
take_rune(struct slice *s)
{
	const char *p = s->p;

	utf8_next(s);
	return utf8_width((struct slice){ p, (size_t)(s->p - p) });
}

/*
 * Takes the next word off the front of *rest.  A wide character, with what has no
 * width of its own behind it, is a word: such lines break anywhere.
 */
static bool
next_word(struct slice *rest, struct word *word)
{
	struct slice left;
	bool wide = false;

	*word = (struct word){ .blank = rest->n > 0 && *rest->p == ' ' };
	while (rest->n > 0 && *rest->p == ' ') {
		rest->p++;
		rest->n--;
	}
	word->s.p = rest->p;
	for (left = *rest; left.n > 0 && *left.p != ' '; *rest = left) {
		size_t width = take_rune(&left);

		if (word->s.n > 0 && (width == 2 || (wide && width > 0)))
			break;
		wide |= width == 2;
		word->width += width;
		word->s.n = (size_t)(left.p - word->s.p);
	}
	return word->s.n > 0;
}

/* Writes the word with the changes of style that are in it; *i is the next one. */
static void
put_word(struct wrap *w, struct slice s, size_t *i)
{
	for (; *i < w->nchange && w->text.p + w->change[*i].at <= s.p + s.n; ++*i) {
		const char *at = w->text.p + w->change[*i].at;

		if (at > s.p) {
			out_write(w->out, s.p, (size_t)(at - s.p));
			s.n -= (size_t)(at - s.p);
			s.p = at;
		}
		put_style(w, w->change[*i].style);
	}
	out_slice(w->out, s);
}

/* A new line, whose margin has no style. */
static size_t
break_line(struct wrap *w, size_t i)
{
	unsigned style = i > 0 ? w->change[i - 1].style : 0;
	size_t col;

	if (style)
		put_style(w, 0);
	out_byte(w->out, '\n');
	col = wrap_line(w);
	if (style)
		put_style(w, style);
	return col;
}

static void
empty(struct wrap *w)
{
	w->text.n = 0;
	w->nchange = 0;
}

void
wrap_flush(struct wrap *w)
{
	struct slice rest = buf_slice(&w->text);
	struct word word;
	size_t col, i = 0;

	if (!next_word(&rest, &word)) {
		empty(w);
		return;
	}
	wrap_begin(w);
	col = wrap_line(w);
	put_word(w, word.s, &i);
	col += word.width;
	while (next_word(&rest, &word)) {
		if (col + word.blank + word.width > w->width) {
			col = break_line(w, i);
		} else if (word.blank) {
			out_byte(w->out, ' ');
			col++;
		}
		put_word(w, word.s, &i);
		col += word.width;
	}
	for (; i < w->nchange; i++)
		put_style(w, w->change[i].style);
	out_byte(w->out, '\n');
	empty(w);
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
			blank_line(w);
			continue;
		}
		wrap_line(w);
		out_printf(w->out, "%*s", (int)indent, "");
		if (w->color)
			put_style(w, style);
		out_slice(w->out, line);
		if (w->color)
			put_style(w, 0);
		out_byte(w->out, '\n');
	}
	empty(w);
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
