/* Confinement by the system. */
#ifndef QB_BASE_SANDBOX_H
#define QB_BASE_SANDBOX_H

#include <stdbool.h>

/* What a tool may still open. */
struct sandbox {
	/* Lists of files to read, each ending with NULL, or NULL; "-" is standard input, which is open. */
	char *const *read[2];
	bool read_any;    /* any file may be read: fonts are found while they are used */
	const char *path; /* of out_path(): a file that out_close() will still replace, or NULL */
};

/*
 * sandbox: from now on the process can read the files of the lists and nothing else, where the
 * system supports that (Landlock; with pledge, any file).  It cannot write, create, remove or
 * execute files, open TCP connections, signal other processes, or reach their abstract sockets.
 * Open descriptors stay usable.  Elsewhere it does nothing, silently.
 *
 * What the C library opens when it is first used, such as the time zone or a converter of
 * iconv(3), must be opened before.
 */
void sandbox(const struct sandbox *s);

#endif
