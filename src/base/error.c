/* The reason of the last failure. */
#include <err.h>
#include <stdarg.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/utf8.h"

static struct buf reason;

int
fail(const char *fmt, ...)
{
	struct buf message = { 0 }; /* the arguments may point into the old reason */
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&message, fmt, ap);
	va_end(ap);
	reason.n = 0;
	escape_controls(buf_slice(&message), "\n", &reason); /* it may quote data and goes to a terminal */
	buf_free(&message);
	return -1;
}

const char *
failure(void)
{
	return buf_cstr(&reason);
}

void
warn_failure(void)
{
	struct slice rest = slice_of(failure()), line;

	while (slice_next(&rest, '\n', &line))
		warnx("%.*s", (int)line.n, line.p);
}
