/* Checked output: buffered, and a failure is never lost. */
#define _GNU_SOURCE /* F_SETPIPE_SZ */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"

#ifndef SIGPOLL /* which POSIX has, and OpenBSD has not */
#define SIGPOLL SIGTERM
#endif

enum { OUT_BLOCK = 256 * 1024, PIPE = 1024 * 1024 };

struct out {
	int fd;
	size_t block; /* bytes to write at once */
	int error;    /* errno of the first write that failed, or 0 */
	bool terminal;
	bool guard; /* control characters are shown, not sent */
	struct buf buf;
	char *path; /* NULL: standard output */
	char *temp; /* what is renamed to path in the end; NULL: path itself is written */
	bool abandoned;
};

/* The temporary file that there is now, for the handlers below. */
static char *volatile temporary;

static void
remove_temporary(void)
{
	if (temporary != NULL)
		unlink(temporary);
}

static void
on_signal(int sig)
{
	remove_temporary();
	raise(sig); /* SA_RESETHAND: this time it ends the program */
}

/*
 * Sees to it that no temporary file is left where the program exits or a signal of
 * POSIX ends it, but for SIGKILL, realtime signals and those that tell of a fault of its
 * own. A file that grows too large is an error of write(2), not a signal.
 */
static void
guard_temporary(char *name)
{
	static const int signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGALRM, SIGTERM, SIGUSR1, SIGUSR2, SIGXCPU,
		SIGVTALRM, SIGPROF, SIGPOLL };
	struct sigaction act = { .sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND }, old;
	size_t i;

	temporary = name;
	atexit(remove_temporary);
	signal(SIGXFSZ, SIG_IGN);
	for (i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			sigaction(signals[i], &act, NULL);
}

/*
 * How much to write at once: a quarter of a pipe, which is made larger where that
 * can be done, so that whoever reads it need not wait for us, nor we for him.
 */
static size_t
block_of(int fd)
{
	int size = -1;

#ifdef F_SETPIPE_SZ
	size = fcntl(fd, F_SETPIPE_SZ, PIPE);
	if (size == -1)
		size = fcntl(fd, F_GETPIPE_SZ);
#endif
	return size > 0 ? (size_t)size / 4 : OUT_BLOCK;
}

struct out *
out_open(void)
{
	struct out *o = xcalloc(1, sizeof(*o));

	o->fd = STDOUT_FILENO;
	o->block = block_of(o->fd);
	o->terminal = o->guard = isatty(o->fd);
	return o;
}

/* Opens a file in the directory of path, to be renamed to it. */
static int
open_temporary(struct out *o)
{
	struct stat st;
	struct buf name = { 0 };
	const char *slash = strrchr(o->path, '/');
	mode_t mask = umask(0);
	sigset_t all, before;

	umask(mask);
	buf_append(&name, o->path, slash ? (size_t)(slash + 1 - o->path) : 0);
	buf_str(&name, ".qb-XXXXXX");
	buf_cstr(&name);
	o->temp = name.p;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	o->fd = mkstemp(o->temp);
	if (o->fd != -1)
		guard_temporary(o->temp);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (o->fd == -1)
		return fail("%s: %s", o->path, strerror(errno));
	fcntl(o->fd, F_SETFD, FD_CLOEXEC);
	/* A file system without modes has its own; that is no failure. */
	(void)fchmod(o->fd, stat(o->path, &st) == 0 ? st.st_mode & 0777 : 0666 & ~mask);
	return 0;
}

/* Whether the file is to be written itself: a device, or a link to what is not there yet. */
static bool
written_itself(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? !S_ISREG(st.st_mode) : lstat(path, &st) == 0;
}

/* Whether this is the file that standard output goes to, as /dev/stdout may be. */
static bool
is_stdout(const char *path)
{
	struct stat file, out;

	return stat(path, &file) == 0 && S_ISREG(file.st_mode) && fstat(STDOUT_FILENO, &out) == 0 &&
	    file.st_dev == out.st_dev && file.st_ino == out.st_ino;
}

struct out *
out_file(const char *path)
{
	struct out *o;
	char *real;
	int status = 0;

	if (is_stdout(path))
		return out_open();
	o = xcalloc(1, sizeof(*o));
	o->block = OUT_BLOCK;
	real = realpath(path, NULL); /* what a symbolic link leads to is replaced, not the link */
	if (real == NULL && errno == ENOMEM)
		err(QB_ERROR, NULL);
	o->path = real ? real : slice_dup(slice_of(path));
	if (written_itself(path)) {
		o->fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
		if (o->fd == -1)
			status = fail("%s: %s", path, strerror(errno));
	} else if (access(o->path, W_OK) == -1 && errno != ENOENT) {
		status = fail("%s: %s", path, strerror(errno)); /* what may not be written is not replaced, either */
	} else {
		status = open_temporary(o);
	}
	if (status == 0)
		return o;
	free(o->path);
	free(o->temp);
	free(o);
	return NULL;
}

static void
drain(struct out *o, const char *p, size_t n)
{
	while (n > 0 && !o->error) {
		ssize_t done = write(o->fd, p, n);

		if (done > 0) {
			p += done;
			n -= (size_t)done;
		} else if (done == 0 || errno != EINTR) {
			o->error = done == 0 ? EIO : errno;
		}
	}
}

/* The same with what a terminal might obey made visible. */
static void
drain_shown(struct out *o, struct slice s)
{
	struct buf b = { 0 };

	escape_controls(s, "\t\n", &b);
	drain(o, b.p, b.n);
	buf_free(&b);
}

static void
out_flush(struct out *o)
{
	if (o->guard && o->buf.n > 0)
		drain_shown(o, buf_slice(&o->buf));
	else
		drain(o, o->buf.p, o->buf.n);
	o->buf.n = 0;
}

/* Whether no character is cut by a flush. */
static bool
line_ended(const struct out *o)
{
	return !o->guard || (o->buf.n > 0 && o->buf.p[o->buf.n - 1] == '\n');
}

void
out_write(struct out *o, const void *p, size_t n)
{
	if (o->buf.n + n > o->block && line_ended(o))
		out_flush(o);
	if (n > o->block && !o->guard)
		drain(o, p, n);
	else
		buf_append(&o->buf, p, n);
}

void
out_raw(struct out *o, bool trusted)
{
	bool guard = o->terminal && !trusted;

	if (guard != o->guard)
		out_flush(o);
	o->guard = guard;
}

void
out_byte(struct out *o, char c)
{
	out_write(o, &c, 1);
}

void
out_str(struct out *o, const char *s)
{
	out_write(o, s, strlen(s));
}

void
out_slice(struct out *o, struct slice s)
{
	out_write(o, s.p, s.n);
}

void
out_printf(struct out *o, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&o->buf, fmt, ap);
	va_end(ap);
	if (o->buf.n > o->block && line_ended(o))
		out_flush(o);
}

bool
out_failed(const struct out *o)
{
	return o->error != 0;
}

void
out_abandon(struct out *o)
{
	o->abandoned = true;
}

/* Puts the file on the disk, where the file system can; 0, or the errno of what failed. */
static int
sync_file(int fd)
{
	int status;

	do
		status = fsync(fd);
	while (status == -1 && errno == EINTR);
	return status == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS ? 0 : errno;
}

int
out_close(struct out *o)
{
	int status = 0;

	out_flush(o);
	if (!o->error && !o->abandoned && o->temp != NULL)
		o->error = sync_file(o->fd); /* before it has its name, lest a crash leave that without it */
	if (o->path != NULL && close(o->fd) == -1 && !o->error)
		o->error = errno;
	if (!o->error && !o->abandoned && o->temp != NULL && rename(o->temp, o->path) == -1)
		o->error = errno;
	if (o->error)
		status = fail("%s: %s", o->path ? o->path : "standard output", strerror(o->error));
	if (o->error || o->abandoned)
		remove_temporary();
	temporary = NULL;
	buf_free(&o->buf);
	free(o->path);
	free(o->temp);
	free(o);
	return status;
}
