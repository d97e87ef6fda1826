/* The input of a quiz: keys and lines. */
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "quiz/tty.h"

enum { TTY_BLOCK = 4096, TTY_ESCAPE = 50 /* ms for the rest of an escape sequence */, TTY_SOON = 100 /* ms */ };

int
tty_write(struct slice s)
{
	while (s.n > 0) {
		ssize_t n = write(STDOUT_FILENO, s.p, s.n);

		if (n == -1 && errno != EINTR)
			return fail("standard output: %s", strerror(errno));
		s = slice_skip(s, n > 0 ? (size_t)n : 0);
	}
	return 0;
}

void
tty_size(size_t *rows, size_t *columns)
{
	struct winsize w;
	bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0;

	*rows = known && w.ws_row > 0 ? w.ws_row : 24;
	*columns = known && w.ws_col > 0 ? w.ws_col : 80;
}

void
tty_rest(struct tty *t, struct buf *b)
{
	struct termios now = t->saved;
	ssize_t n = 0;

	now.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	now.c_cc[VMIN] = now.c_cc[VTIME] = 0;
	if (t->terminal && tcsetattr(t->in, TCSANOW, &now) == 0) /* what is typed can be read without its end */
		n = read(t->in, buf_reserve(&t->pending, TTY_BLOCK), TTY_BLOCK);
	t->pending.n += n > 0 ? (size_t)n : 0;
	buf_append(b, t->pending.p, t->pending.n);
	t->pending.n = 0;
}

/* Waits for input, at most that many milliseconds unless -1.  Returns 1, 0 if the time is over, or a key. */
static int
tty_wait(struct tty *t, int milliseconds)
{
	struct timespec limit = { milliseconds / 1000, milliseconds % 1000 * 1000000L };
	fd_set set;
	int n;

	for (;;) {
		int key = tty_take_signal(t);

		if (key != 0)
			return key;
		FD_ZERO(&set);
		FD_SET(t->in, &set);
		n = pselect(t->in + 1, &set, NULL, NULL, milliseconds == -1 ? NULL : &limit, &t->waiting);
		if (n >= 0)
			return n;
		if (errno != EINTR) {
			fail("standard input: %s", strerror(errno));
			return KEY_ERROR;
		}
	}
}

/* Reads more bytes.  Returns 1, 0 after so many milliseconds, or a key. */
static int
tty_fill(struct tty *t, int milliseconds)
{
	int status = t->ended ? KEY_END : tty_wait(t, milliseconds);
	ssize_t n;

	if (status != 1)
		return status;
	do
		n = read(t->in, buf_reserve(&t->pending, TTY_BLOCK), TTY_BLOCK);
	while (n == -1 && errno == EINTR);
	if (n > 0) {
		t->pending.n += (size_t)n;
		return 1;
	}
	t->ended = true;
	if (n == 0 || errno == EIO) /* EIO: the terminal is gone */
		return KEY_END;
	fail("standard input: %s", strerror(errno));
	return KEY_ERROR;
}

/* The key of an escape sequence, whose bytes are in t->pending after the escape. */
static int
tty_sequence(struct tty *t)
{
	static const struct {
		const char *sequence;
		int key;
	} keys[] = { { "[A", KEY_UP }, { "OA", KEY_UP }, { "[B", KEY_DOWN }, { "OB", KEY_DOWN }, { "[5~", KEY_PAGE_UP },
		{ "[6~", KEY_PAGE_DOWN }, { "[D", KEY_PAGE_UP }, { "OD", KEY_PAGE_UP }, { "[C", KEY_PAGE_DOWN },
		{ "OC", KEY_PAGE_DOWN }, { "[H", KEY_HOME }, { "[1~", KEY_HOME }, { "OH", KEY_HOME },
		{ "[F", KEY_LAST }, { "[4~", KEY_LAST }, { "OF", KEY_LAST } };
	struct slice s;
	size_t n = 1, i;

	if (t->pending.n == 0 && tty_fill(t, TTY_ESCAPE) != 1)
		return KEY_UNKNOWN;
	if (*t->pending.p != '[' && *t->pending.p != 'O')
		return KEY_UNKNOWN; /* the key after Escape is one of its own */
	do {
		if (n == t->pending.n && tty_fill(t, TTY_ESCAPE) != 1)
			break;
		n++;
	} while (t->pending.p[n - 1] < '@' || t->pending.p[n - 1] > '~');
	s = (struct slice){ t->pending.p, n };
	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (slice_eq(s, slice_of(keys[i].sequence)))
			break;
	buf_consume(&t->pending, n);
	return i < sizeof(keys) / sizeof(*keys) ? keys[i].key : KEY_UNKNOWN;
}

int
tty_key(struct tty *t)
{
	struct slice s;
	size_t need;
	int status = t->pending.n > 0 ? 1 : tty_fill(t, -1), key;

	if (status != 1)
		return status;
	key = (unsigned char)*t->pending.p;
	need = key < 0xc0 ? 1 : key < 0xe0 ? 2 : key < 0xf0 ? 3 : 4;
	while (t->pending.n < need && tty_fill(t, TTY_ESCAPE) == 1)
		;
	s = buf_slice(&t->pending);
	key = utf8_next(&s);
	buf_consume(&t->pending, t->pending.n - s.n);
	switch (key) {
	case 3: /* Ctrl-C */
		return KEY_INTERRUPT;
	case 4: /* Ctrl-D */
		return KEY_END;
	case 26: /* Ctrl-Z */
		tty_stop(t, 0);
		return KEY_RESIZE;
	case 27:
		return tty_sequence(t);
	case '\r':
		return '\n';
	default:
		return key;
	}
}

int
tty_line(struct tty *t, struct buf *b)
{
	const char *end = NULL;
	size_t n;
	int status = 1;

	while (end == NULL && (status == 1 || status == KEY_RESIZE)) {
		end = t->pending.n > 0 ? memchr(t->pending.p, '\n', t->pending.n) : NULL;
		if (end == NULL)
			status = tty_fill(t, -1);
	}
	if (end == NULL && (status != KEY_END || t->pending.n == 0)) {
		if (status == KEY_END && t->terminal)
			t->ended = false; /* Ctrl-D ends a text, not the session */
		return status;
	}
	n = end != NULL ? (size_t)(end - t->pending.p) : t->pending.n;
	b->n = 0;
	buf_append(b, t->pending.p, n);
	b->n = slice_trim_cr(buf_slice(b)).n;
	buf_consume(&t->pending, n + (end != NULL));
	return 1;
}

void
tty_swallow(struct tty *t)
{
	if (t->pending.n == 0)
		tty_fill(t, 0);
	if (t->pending.n > 0 && (*t->pending.p == '\n' || *t->pending.p == '\r'))
		buf_consume(&t->pending, 1);
}

bool
tty_at_end(struct tty *t)
{
	return t->pending.n == 0 && tty_fill(t, TTY_SOON) == KEY_END;
}

void
tty_close(struct tty *t)
{
	tty_restore(t);
	buf_free(&t->pending);
}
