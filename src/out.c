/* Checked output: buffered, and a failure is never lost. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "qb.h"

enum { OUT_BLOCK = 64 * 1024 };

struct out {
	int fd;
	int error; /* errno of the first write that failed, or 0 */
	struct buf buf;
};

struct out *
out_open(void)
{
	struct out *o = xcalloc(1, sizeof(*o));

	o->fd = STDOUT_FILENO;
	return o;
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

static void
out_flush(struct out *o)
{
	drain(o, o->buf.p, o->buf.n);
	o->buf.n = 0;
}

void
out_write(struct out *o, const void *p, size_t n)
{
	if (o->buf.n + n > OUT_BLOCK)
		out_flush(o);
	if (n > OUT_BLOCK)
		drain(o, p, n);
	else
		buf_add(&o->buf, p, n);
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
	if (o->buf.n > OUT_BLOCK)
		out_flush(o);
}

bool
out_failed(const struct out *o)
{
	return o->error != 0;
}

int
out_close(struct out *o)
{
	int error;

	out_flush(o);
	error = o->error;
	buf_free(&o->buf);
	free(o);
	return error ? fail("standard output: %s", strerror(error)) : 0;
}
