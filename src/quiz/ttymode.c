/* The mode of the terminal, and signals. */
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "quiz/tty.h"

static const int tty_signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP };

enum { TTY_SIGNALS = sizeof(tty_signals) / sizeof(*tty_signals) };

static volatile sig_atomic_t tty_signal; /* the last one caught; only a handler can note it */

static void
tty_catch(int number)
{
	tty_signal = number;
}

int
tty_open(struct tty *t, int in)
{
	struct sigaction action = { .sa_handler = tty_catch };
	sigset_t blocked;
	size_t i;

	*t = (struct tty){ .in = in };
	if (read(in, NULL, 0) == -1 && errno == EBADF)
		return fail("standard input: %s", strerror(errno));
	t->terminal = tcgetattr(in, &t->saved) == 0;
	sigemptyset(&blocked);
	for (i = 0; i < TTY_SIGNALS; i++)
		sigaddset(&blocked, tty_signals[i]);
	sigprocmask(SIG_BLOCK, &blocked, &t->waiting);
	for (i = 0; i < TTY_SIGNALS; i++) {
		struct sigaction old;

		sigdelset(&t->waiting, tty_signals[i]);
		sigaction(tty_signals[i], NULL, &old);
		if (old.sa_handler != SIG_IGN)
			sigaction(tty_signals[i], &action, NULL);
	}
	return 0;
}

void
tty_raw(struct tty *t, bool full)
{
	struct termios raw = t->saved;

	if (!t->terminal || t->raw)
		return;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
	raw.c_iflag &= ~(tcflag_t)IXON;
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	tcsetattr(t->in, TCSADRAIN, &raw);
	t->raw = true;
	t->full = full;
	if (full)
		tty_write(slice_of("\33[?1049h\33[H\33[J"));
}

void
tty_restore(struct tty *t)
{
	if (t->full)
		tty_write(slice_of("\33[m\33[?1049l"));
	if (t->raw)
		tcsetattr(t->in, TCSADRAIN, &t->saved);
	t->raw = t->full = false;
}

void
tty_let_stop(bool any_time)
{
	struct sigaction action = { .sa_handler = any_time ? SIG_DFL : tty_catch }, old;
	sigset_t set;

	sigaction(SIGTSTP, NULL, &old);
	if (old.sa_handler == SIG_IGN)
		return;
	sigemptyset(&set);
	sigaddset(&set, SIGTSTP);
	if (!any_time)
		sigprocmask(SIG_BLOCK, &set, NULL);
	sigaction(SIGTSTP, &action, NULL);
	if (any_time)
		sigprocmask(SIG_UNBLOCK, &set, NULL);
}

/* While a text is written, a signal such as that of Ctrl-C does not discard the line. */
static void
tty_keep_line(struct tty *t)
{
	struct termios lines = t->saved;

	lines.c_lflag |= NOFLSH;
	if (t->terminal)
		tcsetattr(t->in, TCSADRAIN, &lines);
}

void
tty_stop(struct tty *t, pid_t pid)
{
	bool full = t->full, raw = t->raw;
	struct buf b = { 0 };

	tty_restore(t);
	kill(pid, SIGTSTP);
	tty_let_stop(true); /* here, if the signal was blocked */
	tty_let_stop(false);
	if (raw)
		tty_raw(t, full);
	if (!t->writing)
		return;
	tty_keep_line(t);
	buf_str(&b, "Your answer so far:\n");
	escape_controls(buf_slice(t->text), "\n\t", &b);
	tty_write(buf_slice(&b));
	buf_free(&b);
}

/* Ends the process by the signal, with the terminal restored. */
static void
tty_die(struct tty *t, int number)
{
	sigset_t mask;

	tty_restore(t);
	signal(number, SIG_DFL);
	raise(number);
	sigemptyset(&mask);
	sigaddset(&mask, number);
	sigprocmask(SIG_UNBLOCK, &mask, NULL);
}

void
tty_begin_text(struct tty *t, const struct buf *text)
{
	t->writing = true;
	t->text = text;
	tty_keep_line(t);
}

void
tty_end_text(struct tty *t)
{
	if (!t->writing)
		return;
	t->writing = false;
	if (t->terminal)
		tcsetattr(t->in, TCSADRAIN, &t->saved);
	if (t->ending != 0)
		tty_die(t, t->ending);
}

int
tty_take_signal(struct tty *t)
{
	int number = tty_signal;

	tty_signal = 0;
	switch (number) {
	case 0:
		return 0;
	case SIGINT:
		return KEY_INTERRUPT;
	case SIGWINCH:
		return KEY_RESIZE;
	case SIGTSTP:
		tty_stop(t, getpid());
		return KEY_RESIZE;
	default:
		if (t->writing) {
			t->ending = number;
			return KEY_INTERRUPT;
		}
		tty_die(t, number);
		return KEY_INTERRUPT;
	}
}
