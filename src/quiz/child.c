/* Programs that a quiz runs: the editor and the pager. */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "quiz/child.h"
#include "quiz/tty.h"

/*
 * In the child: becomes the command; signals that were caught have their default action then.  The
 * shell executes a simple command in its place, since Ctrl-C would end a shell that waits.
 */
static _Noreturn void
child_exec(const struct tty *t, const char *command, const char *argument, int input)
{
	struct buf line = { 0 };

	sigprocmask(SIG_SETMASK, &t->waiting, NULL);
	if (input != STDIN_FILENO)
		dup2(input, STDIN_FILENO);
	buf_printf(&line, "%s%s", command[strcspn(command, "|&;<>()\n")] == '\0' ? "exec " : "", command);
	execl("/bin/sh", "sh", "-c", buf_cstr(&line), "sh", argument, (char *)NULL);
	_exit(127);
}

/* Writes the text to the descriptor, as far as it is read, and closes it. */
static void
child_feed(int fd, struct slice text)
{
	while (text.n > 0) {
		ssize_t n = write(fd, text.p, text.n);

		if (n == -1 && errno != EINTR)
			break; /* the pager has quit */
		text = slice_skip(text, n > 0 ? (size_t)n : 0);
	}
	close(fd);
}

int
child_run(struct tty *t, const char *command, const char *argument, struct slice text)
{
	static const int ignored[] = { SIGINT, SIGQUIT, SIGPIPE }; /* Ctrl-C is meant for the program */
	struct sigaction ignore = { .sa_handler = SIG_IGN }, old[3];
	bool raw = t->raw, full = t->full;
	int ends[2] = { -1, -1 }, status = -1;
	pid_t child;
	size_t i;

	if (text.p != NULL && pipe(ends) == -1)
		return fail("pipe: %s", strerror(errno));
	tty_restore(t);
	tty_let_stop(true);
	child = fork();
	if (child == 0) {
		if (text.p != NULL)
			close(ends[1]);
		child_exec(t, command, argument, text.p != NULL ? ends[0] : t->in);
	}
	for (i = 0; i < 3; i++)
		sigaction(ignored[i], &ignore, &old[i]);
	if (text.p != NULL) {
		close(ends[0]);
		child_feed(ends[1], text);
	}
	if (child != -1)
		while (waitpid(child, &status, 0) == -1 && errno == EINTR)
			;
	for (i = 0; i < 3; i++) {
		sigaction(ignored[i], &ignore, NULL); /* discards one that waits, as it is blocked */
		sigaction(ignored[i], &old[i], NULL);
	}
	tty_let_stop(false);
	if (raw)
		tty_raw(t, full);
	return child == -1 ? fail("fork: %s", strerror(errno)) : status;
}
