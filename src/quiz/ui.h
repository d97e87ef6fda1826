/* What a quiz shows and what the user does: on a screen by pages and keys, or by lines. */
#ifndef QB_QUIZ_UI_H
#define QB_QUIZ_UI_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/slice.h"
#include "quiz/page.h"
#include "quiz/tty.h"

struct face;

enum command {
	CMD_SHOW,    /* Space, Enter or an empty line */
	CMD_OTHER,   /* what has no meaning here; value is the key, or 0 */
	CMD_GRADE,   /* value is the grade */
	CMD_CHOOSE,  /* value is the position of a choice */
	CMD_LETTERS, /* ui->line names choices */
	CMD_SKIP,
	CMD_UNDO,
	CMD_WRITE,
	CMD_SUSPEND,
	CMD_PAGER,
	CMD_HELP,
	CMD_TEXT, /* ui->line begins an answer in writing */
	CMD_QUIT,
	CMD_INTERRUPT,
	CMD_FAILED /* failure() has the reason */
};

struct ui {
	struct tty tty;
	bool screen;   /* pages and keys; else lines */
	bool keys;     /* by lines: a key is a command, as a terminal without a screen can do */
	bool terse;    /* by lines: only what version 0.1 showed, for programs that read it */
	bool prompted; /* by lines: the last output is a prompt */
	bool color, escape;
	struct out *out; /* by lines */
	struct page page;
	struct buf line, frame;
	int value;              /* of the last command */
	int (*idle)(void *arg); /* called before waiting for the user: what need not delay the screen; -1 on failure */
	void *idle_arg;
};

/* What is shown together.  Texts may be empty. */
struct scene {
	struct face *face; /* NULL: the list of keys */
	struct buf title;  /* position, topic, level and id */
	struct buf counts; /* how many questions are due and new */
	struct buf grades; /* the next date of each grade; groups are separated by two spaces */
	struct buf note;   /* a message, shown once */
	bool can_undo, writing;
};

/*
 * ui_open: prepares the user interface: a screen if input and output are terminals, unless lines is
 * true or the terminal cannot do it.  Input is standard input, or the terminal if the bank is read
 * from there.  -1 on failure.
 */
int ui_open(struct ui *ui, bool lines, bool bank_from_stdin);
/* ui_show: begins to show the scene, from its top. */
void ui_show(struct ui *ui, const struct scene *s);
/* ui_command: the next command of the user; the note of the scene is shown with it and then emptied. */
enum command ui_command(struct ui *ui, struct scene *s);
/* ui_pause: leaves the screen, so that lines can be read and written; ui_show() returns to it. */
void ui_pause(struct ui *ui);
/* ui_print: prints text outside of the screen; -1 on failure, as are earlier failures. */
int ui_print(struct ui *ui, struct slice text);
/* ui_help: shows the list of keys, on a screen until a key is pressed. */
void ui_help(struct ui *ui);
/* ui_keys: that list, as lines. */
struct slice ui_keys(void);
/* ui_close: restores the terminal; -1 if anything could not be written. */
int ui_close(struct ui *ui);

/* Parts of it, by the mode. */
void lines_show(struct ui *ui, const struct scene *s);
enum command lines_command(struct ui *ui, struct scene *s);
void screen_show(struct ui *ui, const struct scene *s);
enum command screen_command(struct ui *ui, struct scene *s);
/* ui_key_command: the command of a key that is not about paging; stores its value. */
enum command ui_key_command(struct ui *ui, const struct scene *s, int key);

#endif
