/*
 * PDF, as qb-format knows it: qb-format-pdf does it.  That is this program once
 * more, linked with pango and cairo; loading these takes longer than any other
 * format needs for its whole work.
 */
#include <err.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "format.h"

#define HELPER "qb-format-pdf"

/* Goes on as the helper that stands beside this program. */
static void
start(char *argv[])
{
	const char *self = opt_path(), *slash = strrchr(self, '/');
	struct buf path = { 0 };

	if (slash != NULL)
		buf_add(&path, self, (size_t)(slash + 1 - self));
	buf_str(&path, HELPER);
	if (slash != NULL)
		execv(buf_cstr(&path), argv);
	else
		execvp(buf_cstr(&path), argv);
	errx(QB_ERROR, "-t pdf needs %s: %s: %s", HELPER, buf_cstr(&path), strerror(errno));
}

const struct format format_pdf = {
	.name = "pdf",
	.about = "a booklet to print",
	.needs_question = true,
	.usually = ANSWERS_END,
	.start = start,
};
