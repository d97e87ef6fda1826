/* Replacing a file by a complete new one, or not at all. */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/replace.h"

#ifndef SIGPOLL /* in POSIX, but not on OpenBSD */
#define SIGPOLL SIGTERM
#endif

enum { MAX_LINKS = 40 }; /* in a chain of symbolic links */

/* The current temporary file, for the handlers below. */
static const char *volatile temporary;

void
replace_discard(void)
{
	if (temporary != NULL)
		unlink(temporary);
	temporary = NULL;
}

static void
replace_on_signal(int sig)
{
	if (temporary != NULL)
		unlink(temporary);
	raise(sig); /* SA_RESETHAND has restored the default: this kills the process */
}

/*
 * Removes the temporary file when the process exits or is killed by a signal, except by SIGKILL, by
 * a realtime signal, or by one that reports a fault of the process, such as SIGSEGV.  SIGXFSZ is
 * ignored, so that write(2) fails instead.
 */
static void
replace_remove_at_exit(const char *name)
{
	static const int signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGALRM, SIGTERM, SIGUSR1, SIGUSR2, SIGXCPU,
		SIGVTALRM, SIGPROF, SIGPOLL };
	struct sigaction act = { .sa_handler = replace_on_signal, .sa_flags = (int)SA_RESETHAND }, old;
	size_t i;

	temporary = name;
	atexit(replace_discard);
	signal(SIGXFSZ, SIG_IGN);
	for (i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			sigaction(signals[i], &act, NULL);
}

/* Appends the directory of path, with its slash; nothing if path has no slash. */
static void
replace_directory(const char *path, struct buf *b)
{
	const char *slash = strrchr(path, '/');

	buf_append(b, path, slash ? (size_t)(slash + 1 - path) : 0);
}

/* fail() with errno for path; names the folder if that is what denied it. */
static int
replace_fail(const char *path, const char *what)
{
	struct buf folder = { 0 };
	int error = errno;

	if (error != EACCES && error != EPERM && error != EROFS)
		return fail("%s: %s", path, strerror(error));
	replace_directory(path, &folder);
	if (folder.n > 1)
		folder.n--; /* the slash */
	fail("%s: cannot %s in the folder '%s': %s; write to standard output instead", path, what,
	    folder.n > 0 ? buf_cstr(&folder) : ".", strerror(error));
	buf_free(&folder);
	return -1;
}

char *
replace_target(const char *path)
{
	char *real = realpath(path, NULL), link[PATH_MAX];
	struct buf target = { 0 };
	int links;

	if (real == NULL && errno == ENOMEM)
		err(QB_ERROR, NULL);
	if (real != NULL)
		return real;
	buf_str(&target, path);
	for (links = 0; links < MAX_LINKS; links++) {
		ssize_t n = readlink(buf_cstr(&target), link, sizeof(link));

		if (n <= 0 || (size_t)n == sizeof(link))
			break;
		if (*link == '/') {
			target.n = 0;
		} else {
			struct buf folder = { 0 };

			replace_directory(buf_cstr(&target), &folder);
			buf_free(&target);
			target = folder;
		}
		buf_append(&target, link, (size_t)n);
	}
	buf_cstr(&target);
	return target.p;
}

/* Gives the temporary file the mode of the file at path and, if possible, its owner. */
static void
replace_copy_mode(int fd, const char *path)
{
	struct stat st;
	mode_t mask = umask(0);

	umask(mask);
	if (stat(path, &st) == 0) {
		if (fchown(fd, st.st_uid, st.st_gid) == -1 && fchown(fd, (uid_t)-1, st.st_gid) == -1) {
			/* Only root may give files away: ignore the failure. */
		}
		mask = ~st.st_mode & 0777;
	} else {
		mask |= ~(mode_t)0666;
	}
	/* Not all file systems have modes: ignore a failure. */
	(void)fchmod(fd, 0777 & ~mask);
}

/* Signals are blocked until the handlers know the name of the temporary file. */
int
replace_open(const char *path, char **temp)
{
	struct buf name = { 0 };
	sigset_t all, before;
	int fd, error;

	replace_directory(path, &name);
	buf_str(&name, ".qb-XXXXXX");
	buf_cstr(&name);
	*temp = name.p;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	fd = mkstemp(*temp);
	error = errno;
	if (fd != -1)
		replace_remove_at_exit(*temp);
	sigprocmask(SIG_SETMASK, &before, NULL);
	errno = error;
	if (fd == -1)
		return replace_fail(path, "create a temporary file");
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	replace_copy_mode(fd, path);
	return fd;
}

int
replace_rename(const char *temp, const char *path)
{
	if (rename(temp, path) == -1)
		return replace_fail(path, "replace the file");
	temporary = NULL;
	return 0;
}
