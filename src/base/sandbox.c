/*
 * Confines a tool before it reads its input: defence in depth, should a parser have a hole.  The
 * code of all systems is in this file.  On systems without support, and on kernels that are too
 * old, nothing is confined, or less.
 */
#ifdef __OpenBSD__
#define _BSD_SOURCE /* pledge(2) */
#else
#define _GNU_SOURCE /* syscall(2), O_PATH */
#endif
#include "base/sandbox.h"

#if defined(__OpenBSD__)
#include <unistd.h>

void
sandbox(const struct sandbox *s)
{
	pledge(s->path != NULL ? "stdio rpath cpath tty" : "stdio rpath tty", NULL);
}

#elif defined(__linux__) && __has_include(<linux/landlock.h>) && !defined(NO_SANDBOX)
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/slice.h"

/* Constants of newer versions of Landlock that an older header does not have. */
enum {
	FS_FIRST = (1 << 13) - 1,   /* all rights of version 1 */
	FS_REFER = 1 << 13,         /* 2 */
	FS_TRUNCATE = 1 << 14,      /* 3 */
	NET_TCP = 1 << 0 | 1 << 1,  /* 4: bind and connect */
	FS_IOCTL_DEV = 1 << 15,     /* 5 */
	SCOPE_ALL = 1 << 0 | 1 << 1 /* 6: abstract sockets and signals */
};

/* struct landlock_ruleset_attr of version 6; older versions have the first member, or two. */
struct sandbox_rules {
	uint64_t fs, net, scoped;
};

/* Creates a ruleset that denies what the kernel can deny; -1 if it cannot. */
static int
sandbox_create_rules(const struct sandbox *s)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	struct sandbox_rules denied = { .fs = FS_FIRST };
	size_t size = version >= 6 ? sizeof(denied) : version >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);

	if (version < 1)
		return -1;
	if (s->read_any)
		denied.fs &= ~(uint64_t)(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR);
	if (version >= 2)
		denied.fs |= FS_REFER;
	if (version >= 3)
		denied.fs |= FS_TRUNCATE;
	if (version >= 4)
		denied.net = NET_TCP;
	if (version >= 5)
		denied.fs |= FS_IOCTL_DEV;
	if (version >= 6)
		denied.scoped = SCOPE_ALL;
	return (int)syscall(SYS_landlock_create_ruleset, &denied, size, 0);
}

/* Allows the access to the file, or to all files below it if it is a directory. */
static int
sandbox_allow(int rules, int fd, uint64_t access)
{
	struct landlock_path_beneath_attr below = { .allowed_access = access, .parent_fd = fd };

	return (int)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0);
}

/*
 * Allows reading the files of the list.  One that cannot be opened here cannot be opened later
 * either.  A directory can be opened, for the error that reading it is, but not the files in it.
 */
static int
sandbox_allow_read(int rules, char *const *file)
{
	int status = 0;

	for (; file != NULL && *file != NULL && status == 0; file++) {
		int fd = strcmp(*file, "-") == 0 ? -1 : open(*file, O_PATH | O_CLOEXEC);
		struct stat st;

		if (fd == -1)
			continue;
		status = fstat(fd, &st);
		if (status == 0)
			status = sandbox_allow(rules, fd,
			    S_ISDIR(st.st_mode) ? LANDLOCK_ACCESS_FS_READ_DIR : LANDLOCK_ACCESS_FS_READ_FILE);
		if (status == -1 && errno == EBADFD) /* a pipe or a socket, which is not restricted */
			status = 0;
		close(fd);
	}
	return status;
}

/* Allows creating and removing files in the directory of the path, which may be unreadable. */
static int
sandbox_allow_rename(int rules, const char *path)
{
	char *dir = slice_dup(slice_of(path)), *slash = strrchr(dir, '/');
	int status, fd;

	if (slash != NULL)
		slash[1] = '\0';
	fd = open(slash ? dir : ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
	free(dir);
	if (fd == -1)
		return -1;
	status = sandbox_allow(rules, fd, LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG);
	close(fd);
	return status;
}

void
sandbox(const struct sandbox *s)
{
	int rules = sandbox_create_rules(s);

	if (rules == -1)
		return;
	if ((s->read_any ||
		(sandbox_allow_read(rules, s->read[0]) == 0 && sandbox_allow_read(rules, s->read[1]) == 0)) &&
	    (s->path == NULL || sandbox_allow_rename(rules, s->path) == 0) &&
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		syscall(SYS_landlock_restrict_self, rules, 0);
	close(rules);
}

#else

void
sandbox(const struct sandbox *s)
{
	(void)s;
}

#endif
