/*
 * PDF, as qb-format knows it: qb-format-pdf does it.  That is this program once
 * more, linked with pango and cairo; loading these takes longer than any other
 * format needs for its whole work.
 */
#include <err.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "cmd/opt.h"
#include "format/format.h"
#include "format/job.h"

#define HELPER "qb-format-pdf"

/* Goes on as the helper in the directory of a program; returns if there is none. */
static void
exec_beside(const char *program, char *argv[])
{
	struct buf path = { 0 };

	buf_append(&path, program, (size_t)(strrchr(program, '/') + 1 - program));
	buf_str(&path, HELPER);
	execv(buf_cstr(&path), argv);
	buf_free(&path);
}

static void
start(char *argv[])
{
	const char *self = opt_path();
	char *real = strchr(self, '/') ? realpath(self, NULL) : NULL; /* it may have been called by a link */

	if (strchr(self, '/') != NULL)
		exec_beside(self, argv);
	if (real != NULL)
		exec_beside(real, argv);
	execvp(HELPER, argv);
	errx(
	    QB_ERROR, "-t pdf needs %s, which is neither beside this program nor in PATH: %s", HELPER, strerror(errno));
}

const struct format format_pdf = {
	.name = "pdf",
	.needs_question = true,
	.default_answers = ANSWERS_END,
	.start = start,
};
