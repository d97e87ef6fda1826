/* The input of a quiz and its terminal: keys, lines, signals, size and mode. */
#ifndef QB_QUIZ_TTY_H
#define QB_QUIZ_TTY_H

#include <signal.h>
#include <stdbool.h>
#include <termios.h>

#include "base/buf.h"

struct slice;

/* Keys: a code point, or one of these. */
enum key {
	KEY_END = -100, /* the end of the input */
	KEY_ERROR,      /* it cannot be read: failure() has the reason */
	KEY_INTERRUPT,  /* SIGINT or Ctrl-C */
	KEY_RESIZE,     /* the terminal has another size, or its content is lost */
	KEY_UP,
	KEY_DOWN,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_HOME,
	KEY_LAST,
	KEY_UNKNOWN /* an escape sequence that has no name here */
};

struct tty {
	int in;                 /* from which keys or lines are read */
	bool terminal;          /* whether it is a terminal */
	struct buf pending;     /* bytes that were read */
	bool ended;             /* no more bytes follow */
	bool raw;               /* keys arrive without Enter and are not shown */
	bool full;              /* the alternate screen is shown */
	bool writing;           /* between tty_begin_text() and tty_end_text() */
	int ending;             /* the signal that ends the process at tty_end_text(), or 0 */
	const struct buf *text; /* shown again after the process was stopped; NULL: none */
	struct termios saved;
	sigset_t waiting; /* the signal mask while the process waits for input */
};

/*
 * tty_open: prepares to read from descriptor in.  From now on, signals that end the quiz are only
 * handled while it waits for input.  -1 if nothing can be read from the descriptor.
 */
int tty_open(struct tty *t, int in);
/* tty_raw: makes keys arrive at once, if the input is a terminal; with full, shows the alternate screen, too. */
void tty_raw(struct tty *t, bool full);
/* tty_restore: restores the terminal.  Safe at any time. */
void tty_restore(struct tty *t);
/* tty_size: the size of the terminal on standard output; 24 rows of 80 columns if it is unknown. */
void tty_size(size_t *rows, size_t *columns);
/* tty_key: the next key, after tty_raw(); may exit, as after SIGTERM. */
int tty_key(struct tty *t);
/* tty_line: replaces *b by the next line, without its end.  Returns 1, or KEY_END, KEY_ERROR or KEY_INTERRUPT. */
int tty_line(struct tty *t, struct buf *b);
/*
 * tty_begin_text: until tty_end_text(), lines are a text that must not be lost: a signal that ends the process
 * is KEY_INTERRUPT for tty_line(), and does so at tty_end_text().  *text is what was read before.
 */
void tty_begin_text(struct tty *t, const struct buf *text);
void tty_end_text(struct tty *t);
/* tty_rest: appends the line that was not ended when tty_line() was interrupted. */
void tty_rest(struct tty *t, struct buf *b);
/* tty_stop: stops the process pid, or the group if it is 0, as Ctrl-Z does; later the screen has to be drawn again. */
void tty_stop(struct tty *t, pid_t pid);
/* tty_take_signal: what the last signal means: a key, or 0 if there was none; may exit, or stop the process. */
int tty_take_signal(struct tty *t);
/* tty_let_stop: whether SIGTSTP stops the process at any time, as while another program has the terminal. */
void tty_let_stop(bool any_time);
/* tty_swallow: discards a line end that has already arrived. */
void tty_swallow(struct tty *t);
/* tty_at_end: whether the input has ended, or will within a tenth of a second. */
bool tty_at_end(struct tty *t);
/* tty_write: writes all of the text to standard output; -1 on failure. */
int tty_write(struct slice text);
void tty_close(struct tty *t);

#endif
