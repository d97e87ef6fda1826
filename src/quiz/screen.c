/* A quiz on a screen: the title, a page of the text, the grades and the keys. */
#include <stdbool.h>
#include <stddef.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "quiz/choose.h"
#include "quiz/face.h"
#include "quiz/page.h"
#include "quiz/tty.h"
#include "quiz/ui.h"

enum { SCREEN_MAX_WIDTH = 80 /* of text */, SCREEN_ROOMY = 12 /* rows, for blank lines */ };

/* The parts of a screen above and below the page. */
struct frame {
	size_t rows, columns; /* of the terminal */
	struct page head, foot;
	size_t body; /* rows of the page */
};

/* Lays out the text of the scene for the width of the terminal; shows about the same part as before. */
static void
screen_layout(struct ui *ui, const struct scene *s)
{
	size_t rows, columns, top = ui->page.top, n = ui->page.n;
	struct buf text = { 0 };
	struct look look = { 0, ui->color, true };

	tty_size(&rows, &columns);
	look.width = columns < SCREEN_MAX_WIDTH ? columns : SCREEN_MAX_WIDTH;
	if (s->face != NULL)
		face_write(s->face, &look, &text);
	page_set(&ui->page, s->face != NULL ? buf_slice(&text) : ui_keys(), columns);
	if (n > 0)
		page_scroll(&ui->page, (long)(top * ui->page.n / n), 1);
	buf_free(&text);
}

void
screen_show(struct ui *ui, const struct scene *s)
{
	ui->page.top = 0;
	screen_layout(ui, s);
}

/* Lays out the title, with the counts at the right if there is space. */
static void
screen_head(const struct ui *ui, const struct scene *s, struct frame *f)
{
	struct look look = { f->columns, ui->color, true };
	struct buf b = { 0 };
	size_t title = utf8_width(buf_slice(&s->title)), counts = utf8_width(buf_slice(&s->counts));

	face_write_heading(buf_slice(&s->title), &look, &b);
	if (counts > 0 && b.n > 0 && title + 2 + counts <= f->columns) {
		b.n--; /* the newline */
		buf_printf(&b, "%*s", (int)(f->columns - title - counts), "");
	}
	buf_append(&b, s->counts.p, s->counts.n);
	page_set(&f->head, buf_slice(&b), f->columns);
	buf_free(&b);
}

/* Appends what the keys do now. */
static void
screen_keys(const struct ui *ui, const struct scene *s, bool last, struct buf *b)
{
	const struct choose *c;

	if (!last)
		buf_str(b, "Space: more");
	if (s->face == NULL) {
		buf_str(b, last ? "any key: back" : "");
		return;
	}
	c = &s->face->choose;
	if (!last)
		;
	else if (s->face->answered)
		buf_str(b, ui->page.top > 0 ? "b: back" : "1-4: grade");
	else if (c->choices.n > 0)
		buf_str(b, choose_several(c) ? "letters: choose all that apply, then Enter" : "letter: choose");
	else if (s->writing)
		buf_str(b, "Enter: write the answer");
	else
		buf_str(b, "Space: answer");
	if (!s->face->answered)
		buf_str(b, "  s: skip");
	if (!s->face->answered && !s->writing && c->choices.n == 0)
		buf_str(b, "  a: write");
	if (s->can_undo)
		buf_str(b, "  u: undo");
	buf_str(b, "  ?: keys  q: quit");
}

/* Lays out the note, the grades and the keys below a page of `body` rows. */
static void
screen_foot(const struct ui *ui, const struct scene *s, struct frame *f)
{
	struct buf b = { 0 }, keys = { 0 };
	bool last = page_is_last(&ui->page, f->body);

	if (s->note.n > 0) {
		escape_controls(buf_slice(&s->note), "", &b);
		buf_byte(&b, '\n');
	}
	if (s->face != NULL && s->face->answered)
		page_add_groups(&b, buf_slice(&s->grades), f->columns);
	if (ui->page.n > f->body)
		buf_printf(&keys, "page %zu of %zu  ",
		    last ? (ui->page.n + f->body - 1) / f->body : ui->page.top / f->body + 1,
		    (ui->page.n + f->body - 1) / f->body);
	screen_keys(ui, s, last, &keys);
	page_add_groups(&b, buf_slice(&keys), f->columns);
	page_set(&f->foot, buf_slice(&b), f->columns);
	buf_free(&b);
	buf_free(&keys);
}

/*
 * Divides the terminal between head, page and foot.  The foot depends on the page, which depends on
 * the rows that the foot leaves; where little is left, the page comes before the others.
 */
static void
screen_divide(const struct ui *ui, const struct scene *s, struct frame *f)
{
	size_t gaps, used;
	int i;

	tty_size(&f->rows, &f->columns);
	gaps = f->rows >= SCREEN_ROOMY ? 2 : 0;
	screen_head(ui, s, f);
	if (f->head.n > f->rows / 4 + 1)
		f->head.n = f->rows / 4 + 1;
	f->body = f->rows;
	for (i = 0; i < 3; i++) {
		screen_foot(ui, s, f);
		if (f->foot.n > f->rows / 2)
			f->foot.n = f->rows / 2;
		used = f->head.n + f->foot.n + gaps;
		f->body = f->rows > used ? f->rows - used : 1;
	}
	if (f->rows < 4)
		f->head.n = 0;
}

/* Appends a row of the screen. */
static void
screen_put(struct buf *b, struct slice row, bool first)
{
	buf_str(b, first ? "" : "\r\n");
	buf_append(b, row.p, row.n);
	buf_str(b, "\33[m\33[K");
}

/* Draws the screen; returns the rows of its page. */
static size_t
screen_draw(struct ui *ui, const struct scene *s)
{
	struct frame f = { 0 };
	struct buf *b = &ui->frame;
	size_t i, gap, body;

	screen_divide(ui, s, &f);
	gap = f.rows >= SCREEN_ROOMY;
	b->n = 0;
	buf_str(b, "\33[?25l\33[H");
	for (i = 0; i < f.head.n; i++)
		screen_put(b, page_row(&f.head, i), i == 0);
	for (i = 0; i < gap; i++)
		screen_put(b, slice_of(""), false);
	for (i = 0; i < f.body; i++)
		screen_put(b, page_row(&ui->page, ui->page.top + i), b->n < 10);
	for (i = 0; i < gap; i++)
		screen_put(b, slice_of(""), false);
	for (i = 0; i < f.foot.n; i++)
		screen_put(b, page_row(&f.foot, i), false);
	buf_str(b, "\33[J\33[?25h");
	tty_write(buf_slice(b));
	body = f.body;
	page_free(&f.head);
	page_free(&f.foot);
	return body;
}

/* Moves the page if the key does that; returns whether it does. */
static bool
screen_page(struct ui *ui, const struct scene *s, int key, size_t body)
{
	long page = (long)body;
	bool more = !page_is_last(&ui->page, body);

	switch (key) {
	case KEY_RESIZE:
	case 12: /* Ctrl-L */
		screen_layout(ui, s);
		return true;
	case KEY_UP:
	case 'k':
		page_scroll(&ui->page, -1, body);
		return true;
	case KEY_DOWN:
	case 'j':
		page_scroll(&ui->page, 1, body);
		return true;
	case KEY_PAGE_UP:
	case 'b':
		page_scroll(&ui->page, -page, body);
		return true;
	case KEY_HOME:
	case KEY_LAST:
		page_scroll(&ui->page, key == KEY_HOME ? -(long)ui->page.n : (long)ui->page.n, body);
		return true;
	case KEY_PAGE_DOWN:
	case ' ':
	case '\n':
		if (more)
			page_scroll(&ui->page, page, body);
		return more || key == KEY_PAGE_DOWN;
	default:
		return false;
	}
}

/* Notes that the key has no meaning. */
static void
screen_note_key(struct scene *s, int key)
{
	s->note.n = 0;
	if (key > ' ' && key < 0x7f)
		buf_printf(&s->note, "unknown key '%c'; ? lists the keys", key);
	else
		buf_str(&s->note, "unknown key; ? lists the keys");
}

enum command
screen_command(struct ui *ui, struct scene *s)
{
	bool fixed = s->face == NULL || s->face->answered; /* other keys do not show an answer */

	for (;;) {
		size_t body = screen_draw(ui, s);
		int key = ui->idle(ui->idle_arg) == -1 ? KEY_ERROR : tty_key(&ui->tty);
		enum command c = ui_key_command(ui, s, key);

		if (c == CMD_CHOOSE)
			return c;
		s->note.n = 0;
		if (screen_page(ui, s, key, body))
			continue;
		if (c == CMD_OTHER && !page_is_last(&ui->page, body))
			page_scroll(&ui->page, (long)body, body);
		else if (c != CMD_OTHER || !fixed || s->face == NULL)
			return c;
		screen_note_key(s, key);
	}
}
