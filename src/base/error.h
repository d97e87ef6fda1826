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

/* fail: stores the formatted reason, escaped by escape_message(), and returns -1. */
int fail(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* fail_lines: stores several reasons, one a line, each the failure() of an earlier fail(); returns -1. */
int fail_lines(const char *reasons);
/* failure: the last reason; valid until the next fail(). */
const char *failure(void);
/* warn_failure: warnx(3) for each line of failure(). */
void warn_failure(void);
/* set_program_name: the name of the tool in messages, such as those of err(3); it must stay valid. */
void set_program_name(const char *name);

#endif
