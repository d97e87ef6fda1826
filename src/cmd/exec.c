/* Running the helper program of a format. */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "cmd/exec.h"

/* Executes the helper in the directory of a path; returns if that fails. */
static void
exec_beside(const char *helper, const char *path, char *argv[])
{
	struct buf b = { 0 };

	buf_append(&b, path, (size_t)(strrchr(path, '/') + 1 - path));
	buf_str(&b, helper);
	execv(buf_cstr(&b), argv);
	buf_free(&b);
}

int
exec_helper(const char *helper, const char *program, char *argv[])
{
	char *real = NULL;

	if (strchr(program, '/') != NULL) {
		real = realpath(program, NULL);
		exec_beside(helper, program, argv);
	}
	if (real != NULL)
		exec_beside(helper, real, argv);
	free(real);
	execvp(helper, argv);
	/* make deb has a package of its own only for PDF. */
	if (errno == ENOENT)
		return fail("%s is not installed; install the package %s, or the program beside this one", helper,
		    strcmp(helper, "qb-format-pdf") == 0 ? "qb-pdf" : "qb");
	return fail("cannot run %s: %s", helper, strerror(errno));
}
