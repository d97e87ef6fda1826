/*
 * Differences as words: the words removed and added within a field, each with some words around
 * it.  Runs of white space are shown as one space, except where only they differ.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/term.h"
#include "base/utf8.h"
#include "cmd/diff-words.h"
#include "format/wrap.h"
#include "markup/title.h"
#include "query/compare.h"
#include "query/worddiff.h"
#include "tsv/escape.h"

enum { CONTEXT = 8, INDENT = 4 }; /* words around a change; columns */

struct diff_words {
	struct wrap wrap;
	bool escape;   /* the output is a terminal */
	bool any;      /* a difference was written */
	struct buf id; /* of the previous difference */
};

struct diff_words *
diff_words_new(struct out *o, bool color)
{
	struct diff_words *v = xcalloc(1, sizeof(*v));

	v->wrap = (struct wrap){ .out = o, .width = term_width(), .color = color, .tight = true };
	v->escape = isatty(STDOUT_FILENO);
	out_raw(o, true);
	return v;
}

/* Appends the text, with runs of white space as one space. */
static void
diff_words_text(struct diff_words *v, struct slice s)
{
	struct buf *text = &v->wrap.text, safe = { 0 };
	size_t i;

	if (v->escape) {
		escape_controls(s, "", &safe);
		s = buf_slice(&safe);
	}
	for (i = 0; i < s.n; i++)
		if (!ascii_is_space(s.p[i]))
			buf_byte(text, s.p[i]);
		else if (text->n > 0 && text->p[text->n - 1] != ' ')
			buf_byte(text, ' ');
	buf_free(&safe);
}

static void
diff_words_string(struct diff_words *v, const char *s)
{
	diff_words_text(v, slice_of(s));
}

/* Appends white space in a visible form. */
static void
diff_words_blank(struct diff_words *v, struct slice s)
{
	struct buf escaped = { 0 }, shown = { 0 };
	size_t i;

	field_encode(s, &escaped);
	for (i = 0; i < escaped.n; i++)
		if (escaped.p[i] == ' ')
			buf_str(&shown, "\xe2\x90\xa3"); /* open box */
		else
			buf_byte(&shown, escaped.p[i]);
	diff_words_text(v, buf_slice(&shown));
	buf_free(&escaped);
	buf_free(&shown);
}

/* Appends the mark that ends a change, before a space that ends it. */
static void
diff_words_close(struct diff_words *v, const char *mark)
{
	struct buf *text = &v->wrap.text;
	bool space = text->p[text->n - 1] == ' ';

	text->n -= space;
	buf_str(text, mark);
	buf_str(text, space ? " " : "");
}

/* The words from first to last, except the ones with that change, in a style; or between marks, without colour. */
static void
diff_words_side(struct diff_words *v, const struct word *first, const struct word *last, enum word_change except)
{
	bool removed = except == WORD_ADDED, any = false, blank = true;
	const struct word *w;

	for (w = first; w < last; w++) {
		any |= w->change != except && w->change != WORD_SAME;
		blank &= w->change == except || word_is_space(w);
	}
	if (!any)
		return;
	wrap_style(&v->wrap, removed ? RED : GREEN);
	if (!v->wrap.color)
		diff_words_string(v, removed ? "[-" : "{+");
	for (w = first; w < last; w++)
		if (w->change != except && blank)
			diff_words_blank(v, w->text);
		else if (w->change != except)
			diff_words_text(v, w->text);
	if (!v->wrap.color)
		diff_words_close(v, removed ? "-]" : "+}");
	wrap_style(&v->wrap, 0);
}

/* The end of the changes that begin at word i: white space between two changes is one of them. */
static size_t
diff_words_end(const struct words *d, size_t i)
{
	size_t end = i;

	for (; i < d->n && (d->word[i].change != WORD_SAME || word_is_space(&d->word[i])); i++)
		if (d->word[i].change != WORD_SAME)
			end = i + 1;
	return end;
}

/* The words from i to end, which are the same in both texts: those near a change, if one precedes or follows. */
static void
diff_words_same(struct diff_words *v, const struct words *d, size_t i, size_t end)
{
	size_t head = i > 0 ? CONTEXT : 0, tail = end < d->n ? CONTEXT : 0, n = 0, at = 0, k;
	bool was_hidden = false;

	for (k = i; k < end; k++)
		n += !word_is_space(&d->word[k]);
	for (k = i; k < end; k++) {
		bool hidden = n > head + tail + 1 && at >= head && at < n - tail;

		if (!hidden)
			diff_words_text(v, d->word[k].text);
		else if (!was_hidden)
			diff_words_string(v, " \xe2\x80\xa6 ");
		was_hidden = hidden;
		at += !word_is_space(&d->word[k]);
	}
}

/* Writes a changed field. */
static void
diff_words_field(struct diff_words *v, const struct difference *d)
{
	struct buf old = { 0 }, new = { 0 };
	struct words words = { 0 };
	size_t i, end;

	words_diff(&words, field_decode(d->old, &old), field_decode(d->new, &new));
	v->wrap.marker.n = 0;
	buf_printf(&v->wrap.marker, "  ");
	v->wrap.hanging = INDENT;
	diff_words_text(v, d->column);
	diff_words_string(v, ": ");
	for (i = 0; i < words.n; i = end) {
		end = diff_words_end(&words, i);
		if (end > i) {
			diff_words_side(v, &words.word[i], &words.word[end], WORD_ADDED);
			diff_words_side(v, &words.word[i], &words.word[end], WORD_REMOVED);
			continue;
		}
		for (end = i; end < words.n && words.word[end].change == WORD_SAME; end++)
			;
		diff_words_same(v, &words, i, end);
	}
	wrap_flush(&v->wrap);
	free(words.word);
	buf_free(&old);
	buf_free(&new);
}

/* Writes the id and the title of the question. */
static void
diff_words_heading(struct diff_words *v, const struct difference *d)
{
	struct buf text = { 0 };
	struct title title = title_split(field_decode(d->question, &text));

	if (v->any)
		out_byte(v->wrap.out, '\n');
	v->any = true;
	v->id.n = 0;
	buf_append(&v->id, d->id.p, d->id.n);
	v->wrap.margin.n = 0;
	wrap_style(&v->wrap, BOLD | (d->kind == DIFFERENCE_ADDED ? GREEN : d->kind == DIFFERENCE_REMOVED ? RED : 0));
	diff_words_text(v, d->id);
	diff_words_string(v,
	    d->kind == DIFFERENCE_ADDED         ? " (added)"
		: d->kind == DIFFERENCE_REMOVED ? " (removed)"
						: "");
	wrap_style(&v->wrap, 0);
	diff_words_string(v, " ");
	diff_words_text(v, title.text);
	wrap_flush(&v->wrap);
	buf_printf(&v->wrap.margin, "%*s", INDENT, "");
	buf_free(&text);
}

void
diff_words_add(struct diff_words *v, const struct difference *d)
{
	if (!v->any || !slice_eq(d->id, buf_slice(&v->id)))
		diff_words_heading(v, d);
	if (d->kind == DIFFERENCE_CHANGED)
		diff_words_field(v, d);
}

void
diff_words_free(struct diff_words *v)
{
	wrap_free(&v->wrap);
	buf_free(&v->id);
	free(v);
}
