/*
 * Confines a tool before it parses input: defence in depth, should a parser have a hole.  The one
 * exception is qb-format, if it opens an output file or fonts: it reads the first block of the bank
 * before, so that an invalid bank creates no file.  The code of all systems is in this file.  On
 * systems without support, and on kernels that are too old, nothing is confined.
 */
#ifdef __OpenBSD__
#define _BSD_SOURCE /* pledge(2) */
#else
#define _GNU_SOURCE /* syscall(2) */
#endif
#include "base/sandbox.h"

#if defined(__OpenBSD__)
#include <unistd.h>

void
sandbox(const char *path)
{
	pledge(path != NULL ? "stdio rpath cpath tty" : "stdio rpath tty", NULL);
}

#elif defined(__linux__) && __has_include(<linux/landlock.h>) && !defined(NO_SANDBOX)
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/replace.h"

/* Constants of newer versions of Landlock that an older header does not have. */
enum {
	FS_FIRST = (1 << 13) - 1,  /* all rights of version 1 */
	FS_REFER = 1 << 13,        /* 2 */
	FS_TRUNCATE = 1 << 14,     /* 3 */
	NET_TCP = 1 << 0 | 1 << 1, /* 4: bind and connect */
};

/* struct landlock_ruleset_attr of version 4; version 1 has the first member only. */
struct sandbox_rules {
	uint64_t fs, net;
};

/* Allows creating and removing files in the directory of path, or of the target of a link. */
static int
sandbox_allow_rename(int rules, const char *path)
{
	struct landlock_path_beneath_attr below = { .allowed_access =
							LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG };
	char *dir = replace_target(path);
	char *slash = strrchr(dir, '/');
	long status;

	if (slash != NULL)
		slash[1] = '\0';
	below.parent_fd = open(slash ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(dir);
	if (below.parent_fd == -1)
		return -1;
	status = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0);
	close(below.parent_fd);
	return (int)status;
}

void
sandbox(const char *path)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	struct sandbox_rules denied = { .fs =
					    FS_FIRST & ~(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR) };
	int rules;

	if (version >= 2)
		denied.fs |= FS_REFER;
	if (version >= 3)
		denied.fs |= FS_TRUNCATE;
	if (version >= 4)
		denied.net = NET_TCP;
	rules = version < 1
	    ? -1
	    : (int)syscall(SYS_landlock_create_ruleset, &denied, version >= 4 ? sizeof(denied) : sizeof(denied.fs), 0);
	if (rules == -1)
		return;
	if ((path == NULL || sandbox_allow_rename(rules, path) == 0) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		syscall(SYS_landlock_restrict_self, rules, 0);
	close(rules);
}

#else

void
sandbox(const char *path)
{
	(void)path;
}

#endif
