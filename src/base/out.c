/* Checked output: buffered; the first error is remembered and reported by out_close(). */
#define _GNU_SOURCE /* F_SETPIPE_SZ */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/progress.h"
#include "base/replace.h"
#include "base/slice.h"
#include "base/utf8.h"

enum { OUT_BLOCK = 256 * 1024, PIPE = 1024 * 1024 };

struct out {
	int fd;
	size_t block; /* bytes to write at once */
	int error;    /* errno of the first write that failed, or 0 */
	bool terminal;
	bool sanitize; /* escape control characters */
	struct buf buf;
	struct buf *memory; /* to which everything is written instead, or NULL */
	char *path;         /* NULL: standard output */
	char *temp;         /* the temporary file that is renamed to path; NULL: path is written directly */
	bool abandoned;
};

/*
 * The bytes to write at once: a quarter of a pipe, so that writer and reader can run at the same
 * time.  Enlarges the pipe if the system can.
 */
static size_t
out_block_size(int fd)
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
	o->block = out_block_size(o->fd);
	o->terminal = o->sanitize = isatty(o->fd);
	return o;
}

struct out *
out_memory(struct buf *b)
{
	struct out *o = xcalloc(1, sizeof(*o));

	o->fd = -1;
	o->block = OUT_BLOCK;
	o->memory = b;
	return o;
}

bool
out_is_stdout(const struct stat *file)
{
	struct stat out;

	return S_ISREG(file->st_mode) && fstat(STDOUT_FILENO, &out) == 0 && file->st_dev == out.st_dev &&
	    file->st_ino == out.st_ino;
}

/* Whether the file cannot be replaced and is written directly, as a device; also a link that cannot be followed. */
static bool
out_is_direct(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? !S_ISREG(st.st_mode) : lstat(path, &st) == 0;
}

struct out *
out_file(const char *path)
{
	struct out *o;
	struct stat st;
	int status = 0;

	if (stat(path, &st) == 0 && out_is_stdout(&st)) /* such as /dev/stdout */
		return out_open();
	o = xcalloc(1, sizeof(*o));
	o->block = OUT_BLOCK;
	o->path = replace_target(path); /* replace the target of a symbolic link, not the link */
	if (out_is_direct(o->path)) {
		o->fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
		if (o->fd == -1)
			status = fail("%s: %s", path, strerror(errno));
	} else if (access(o->path, W_OK) == -1 && errno != ENOENT) {
		status = fail("%s: %s", path, strerror(errno)); /* renaming would replace a read-only file */
	} else {
		o->fd = replace_open(o->path, &o->temp);
		status = o->fd == -1 ? -1 : 0;
	}
	if (status == 0)
		return o;
	free(o->path);
	free(o->temp);
	free(o);
	return NULL;
}

/* Writes n bytes to the descriptor; remembers the first error. */
static void
out_drain(struct out *o, const char *p, size_t n)
{
	if (o->memory != NULL) {
		buf_append(o->memory, p, n);
		return;
	}
	if (o->terminal && n > 0)
		progress_clear(); /* which may be the same terminal */
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

/* The same with control characters escaped, since a terminal would obey them. */
static void
out_drain_sanitized(struct out *o, struct slice s)
{
	struct buf b = { 0 };

	escape_controls(s, "\t\n", &b);
	out_drain(o, b.p, b.n);
	buf_free(&b);
}

void
out_flush(struct out *o)
{
	if (o->sanitize && o->buf.n > 0)
		out_drain_sanitized(o, buf_slice(&o->buf));
	else
		out_drain(o, o->buf.p, o->buf.n);
	o->buf.n = 0;
}

/* Whether a flush here splits no character that would have to be sanitized as a whole. */
static bool
out_can_flush(const struct out *o)
{
	return !o->sanitize || (o->buf.n > 0 && o->buf.p[o->buf.n - 1] == '\n');
}

void
out_write(struct out *o, const void *p, size_t n)
{
	if (o->buf.n + n > o->block && out_can_flush(o))
		out_flush(o);
	if (n > o->block && !o->sanitize)
		out_drain(o, p, n);
	else
		buf_append(&o->buf, p, n);
}

void
out_raw(struct out *o, bool raw)
{
	bool sanitize = o->terminal && !raw;

	if (sanitize != o->sanitize)
		out_flush(o);
	o->sanitize = sanitize;
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
	if (o->buf.n > o->block && out_can_flush(o))
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

const char *
out_path(const struct out *o)
{
	return o->temp != NULL ? o->path : NULL;
}

/* Syncs the file to disk if the file system supports that; returns 0 or errno. */
static int
out_sync(int fd)
{
	int status;

	do
		status = fsync(fd);
	while (status == -1 && errno == EINTR);
	return status == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS ? 0 : errno;
}

/*
 * Closes the descriptor, since some file systems report only then that data could not be written.
 * Standard output remains open, as its number must not be used again: closing a duplicate reports
 * the same errors.  Returns 0 or errno.
 */
static int
out_close_descriptor(int fd)
{
	int copy = fd == STDOUT_FILENO ? fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1) : fd;

	return close(copy == -1 ? fd : copy) == 0 ? 0 : errno;
}

int
out_close(struct out *o)
{
	int status = 0, error;

	out_flush(o);
	if (!o->error && !o->abandoned && o->temp != NULL)
		o->error = out_sync(o->fd); /* before the rename, so that a crash leaves the old file or the new one */
	error = o->memory == NULL ? out_close_descriptor(o->fd) : 0;
	if (!o->error)
		o->error = error;
	if (o->error)
		status = fail("%s: %s", o->path ? o->path : "standard output", strerror(o->error));
	if (status == 0 && !o->abandoned && o->temp != NULL)
		status = replace_rename(o->temp, o->path);
	replace_discard();
	buf_free(&o->buf);
	free(o->path);
	free(o->temp);
	free(o);
	return status;
}
