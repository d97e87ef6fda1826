/*
 * Exit statuses, and the reason of the last failure.
 *
 * A function that can fail calls fail() with the reason and returns -1 or NULL; only tools
 * exit.  The one exception: when memory runs out, the library prints a message and exits
 * with QB_ERROR, since no caller could do better.
 */
#ifndef QB_BASE_ERROR_H
#define QB_BASE_ERROR_H

/* The exit statuses of every tool. */
enum status {
	QB_SELECTED = 0, /* something was written */
	QB_NONE = 1,     /* nothing was selected */
	QB_ERROR = 2     /* an error occurred */
};

/* fail: stores the formatted reason, control characters escaped, and returns -1. */
int fail(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* failure: the last reason; valid until the next fail(). */
const char *failure(void);
/* warn_failure: warnx(3) for each line of failure(). */
void warn_failure(void);

#endif
