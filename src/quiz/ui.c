/* The user interface of a quiz. */
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/term.h"
#include "quiz/choose.h"
#include "quiz/face.h"
#include "quiz/page.h"
#include "quiz/tty.h"
#include "quiz/ui.h"

/* Whether the terminal can move the cursor. */
static bool
ui_has_screen(void)
{
	const char *term = getenv("TERM");

	return term != NULL && *term != '\0' && strcmp(term, "dumb") != 0;
}

int
ui_open(struct ui *ui, bool lines, bool bank_from_stdin)
{
	int in = STDIN_FILENO;
	bool terminal;

	*ui = (struct ui){ .tty = { .in = -1 } };
	if (bank_from_stdin) {
		in = open("/dev/tty", O_RDWR | O_CLOEXEC);
		if (in == -1)
			return fail("no terminal: name a bank file to read grades from standard input");
	}
	if (tty_open(&ui->tty, in) == -1)
		return -1;
	terminal = ui->tty.terminal && isatty(STDOUT_FILENO);
	ui->escape = isatty(STDOUT_FILENO);
	ui->color = use_color(WHEN_AUTO);
	ui->screen = terminal && !lines && ui_has_screen();
	ui->keys = terminal && !lines;
	ui->terse = !terminal;
	ui->out = out_open();
	out_raw(ui->out, true);
	return 0;
}

void
ui_show(struct ui *ui, const struct scene *s)
{
	if (ui->screen)
		screen_show(ui, s);
	else
		lines_show(ui, s);
}

enum command
ui_command(struct ui *ui, struct scene *s)
{
	enum command c;

	if (ui->keys)
		tty_raw(&ui->tty, ui->screen);
	c = ui->screen ? screen_command(ui, s) : lines_command(ui, s);
	s->note.n = 0;
	return c;
}

enum command
ui_key_command(struct ui *ui, const struct scene *s, int key)
{
	const struct face *f = s->face;
	size_t position = key >= 'a' && key <= 'z' ? (size_t)(key - 'a')
	    : key >= 'A' && key <= 'Z'             ? (size_t)(key - 'A')
						   : 26;

	ui->value = key;
	switch (key) {
	case KEY_END:
		return CMD_QUIT;
	case KEY_INTERRUPT:
		return CMD_INTERRUPT;
	case KEY_ERROR:
		return CMD_FAILED;
	case ' ':
	case '\n':
		return CMD_SHOW;
	default:
		break;
	}
	if (f != NULL && !f->answered && position < 26 && position < f->choose.choices.n) {
		ui->value = (int)position;
		return CMD_CHOOSE;
	}
	switch (key) {
	case '1':
	case '2':
	case '3':
	case '4':
		ui->value = key - '0';
		return CMD_GRADE;
	case 's':
		return CMD_SKIP;
	case 'u':
		return CMD_UNDO;
	case 'a':
		return CMD_WRITE;
	case 'x':
		return CMD_SUSPEND;
	case 'v':
		return CMD_PAGER;
	case '?':
		return CMD_HELP;
	case 'q':
		return CMD_QUIT;
	default:
		return CMD_OTHER;
	}
}

struct slice
ui_keys(void)
{
	/* At most 40 columns. */
	return slice_of("Keys\n\n"
			"  Space, Enter   answer; then next page\n"
			"  1 2 3 4        again, hard, good, easy\n"
			"  A B C ...      choose (several: Enter)\n"
			"  a              answer in writing\n"
			"  s              skip the question\n"
			"  u              undo the last grade\n"
			"  x              suspend the question\n"
			"  b, Page Up     previous page\n"
			"  Up, Down, k, j one line\n"
			"  v              view in $PAGER\n"
			"  q, Ctrl-C      quit\n");
}

void
ui_help(struct ui *ui)
{
	struct scene help = { .face = NULL };

	if (!ui->screen) {
		ui_print(ui, ui_keys());
		return;
	}
	screen_show(ui, &help);
	screen_command(ui, &help);
}

void
ui_pause(struct ui *ui)
{
	tty_restore(&ui->tty);
}

int
ui_print(struct ui *ui, struct slice text)
{
	out_slice(ui->out, text);
	out_flush(ui->out);
	return out_failed(ui->out) ? -1 : 0;
}

int
ui_close(struct ui *ui)
{
	if (ui->tty.in != -1)
		tty_close(&ui->tty);
	page_free(&ui->page);
	buf_free(&ui->line);
	buf_free(&ui->frame);
	return ui->out != NULL ? out_close(ui->out) : 0;
}
