/* A quiz by lines. */
#include <stdbool.h>
#include <stddef.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/term.h"
#include "base/utf8.h"
#include "quiz/choose.h"
#include "quiz/face.h"
#include "quiz/page.h"
#include "quiz/tty.h"
#include "quiz/ui.h"

enum { LINES_WIDTH = 72, LINES_MAX_WIDTH = 80 };

/* Appends the text as shown on a terminal, or as it is. */
static void
lines_add(const struct ui *ui, struct slice s, struct buf *b)
{
	if (ui->escape)
		escape_controls(s, "", b);
	else
		buf_append(b, s.p, s.n);
}

void
lines_show(struct ui *ui, const struct scene *s)
{
	struct look look = { LINES_WIDTH, ui->color, ui->escape };
	struct buf *b = &ui->frame;

	if (ui->escape)
		look.width = term_width() < LINES_MAX_WIDTH ? term_width() : LINES_MAX_WIDTH;
	b->n = 0;
	buf_byte(b, '\n');
	face_write_heading(buf_slice(&s->title), &look, b);
	if (!ui->terse)
		buf_printf(b, "%.*s\n", (int)s->counts.n, s->counts.p);
	buf_byte(b, '\n');
	if (s->face != NULL)
		face_write(s->face, &look, b);
	buf_byte(b, '\n');
	ui->prompted = false;
	ui_print(ui, buf_slice(b));
}

/* Prints the prompt. */
static void
lines_prompt(struct ui *ui, const struct scene *s)
{
	const struct choices *c = &s->face->choose.choices;
	struct buf *b = &ui->frame;

	b->n = 0;
	if (s->note.n > 0) {
		if (ui->terse && ui->prompted)
			buf_byte(b, '\n'); /* no Enter was shown after the prompt */
		lines_add(ui, buf_slice(&s->note), b);
		buf_byte(b, '\n');
	}
	if (s->face->answered && !ui->terse) {
		page_add_groups(b, buf_slice(&s->grades), term_width());
		b->n--; /* the newline */
		buf_str(b, "; s, q ");
	} else if (s->face->answered)
		buf_str(b, "1 again, 2 hard, 3 good, 4 easy, s, q ");
	else if (s->writing && !ui->keys)
		buf_str(b, "your answer, up to a line with a full stop; s: skip, q: leave ");
	else if (c->n > 0) {
		buf_str(b, "A to ");
		choice_letter(c->n - 1, b);
		buf_str(b, choose_several(&s->face->choose) ? " (all that apply): choose, " : ": choose, ");
	}
	if (!s->face->answered && !(s->writing && !ui->keys))
		buf_str(b, "Enter: answer, s: skip, q: leave ");
	ui->prompted = true;
	ui_print(ui, buf_slice(b));
}

/* The command of a line; a word that is none is CMD_OTHER. */
static enum command
lines_parse(struct ui *ui, const struct scene *s)
{
	static const char *const grades[] = { "again", "hard", "good", "easy" };
	struct slice line = slice_trim_ws(buf_slice(&ui->line)), rest = line;
	enum command c = CMD_OTHER;
	size_t i;

	ui->value = 0;
	if (line.n == 0)
		return CMD_SHOW;
	if (!s->face->answered && s->face->choose.choices.n > 0 && choose_answer(&s->face->choose, line))
		return CMD_LETTERS;
	for (i = 0; i < sizeof(grades) / sizeof(*grades); i++)
		if (slice_eq(line, slice_of(grades[i]))) {
			ui->value = (int)i + 1;
			return CMD_GRADE;
		}
	ui->value = utf8_next(&rest);
	if (rest.n > 0)
		ui->value = 0;
	else
		c = ui_key_command(ui, s, ui->value);
	if (s->writing && !s->face->answered && (c == CMD_OTHER || c == CMD_GRADE))
		return CMD_TEXT;
	return c;
}

/* A key as a command, shown as a line. */
static enum command
lines_key(struct ui *ui, const struct scene *s)
{
	int key = tty_key(&ui->tty);

	while (key == KEY_RESIZE)
		key = tty_key(&ui->tty);
	tty_swallow(&ui->tty);
	ui->line.n = 0;
	if (key > ' ' && key < 0x7f)
		buf_byte(&ui->line, (char)key);
	buf_byte(&ui->line, '\n');
	ui_print(ui, buf_slice(&ui->line));
	return ui_key_command(ui, s, key);
}

enum command
lines_command(struct ui *ui, struct scene *s)
{
	int status;

	lines_prompt(ui, s);
	if (out_failed(ui->out) || ui->idle(ui->idle_arg) == -1)
		return CMD_FAILED;
	if (ui->keys)
		return lines_key(ui, s);
	status = tty_line(&ui->tty, &ui->line);
	if (status == 1)
		return lines_parse(ui, s);
	ui_print(ui, slice_of("\n"));
	return ui_key_command(ui, s, status);
}
