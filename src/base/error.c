/* The reason of the last failure, and the name of the tool. */
#if defined(__linux__)
#define _GNU_SOURCE /* program_invocation_short_name */
#else
#define _BSD_SOURCE /* setprogname(3) */
#include <stdlib.h>
#endif
#include <err.h>
#include <errno.h>
#include <stdarg.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/progress.h"
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
	escape_message(buf_slice(&message), &reason); /* it may quote data and goes to a terminal */
	buf_free(&message);
	return -1;
}

int
fail_lines(const char *reasons)
{
	struct buf copy = { 0 }; /* it may point into the old reason */

	buf_str(&copy, reasons);
	buf_free(&reason);
	reason = copy;
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

	progress_clear();
	while (slice_next(&rest, '\n', &line))
		warnx("%.*s", (int)line.n, line.p);
}

void
set_program_name(const char *name)
{
#ifdef __linux__
	program_invocation_short_name = (char *)name;
#else
	setprogname(name);
#endif
}
