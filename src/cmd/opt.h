/* The options of a tool, and how it ends. */
#ifndef QB_CMD_OPT_H
#define QB_CMD_OPT_H

#include <stdbool.h>
#include <stddef.h>

struct display;

/* An option of a tool. */
struct opt {
	int key;          /* the letter, or a value from OPT_TOOL on */
	const char *name; /* the long name */
	const char *arg;  /* the name of its argument, or NULL; "[=X]" if optional */
	const char *help; /* at most 51 characters, so that a line of --help has at most 80 */
};

struct tool {
	const char *usage; /* the SYNOPSIS, a line per form, without the tool's name */
	const char *about; /* one line */
	const struct opt *opts;
};

enum {
	OPT_TSV = 256,
	OPT_TABLE,
	OPT_COLOR,
	OPT_LINE_BUFFERED,
	OPT_TOOL,     /* the first value for options of a tool */
	OPT_MAX = 320 /* above the last one */
};

/* clang-format off */
#define OPTS_DISPLAY \
	{ OPT_TSV, "tsv", NULL, "write TSV (default, except to a terminal)" }, \
	{ OPT_TABLE, "table", NULL, "write an aligned table (default to a terminal)" }, \
	{ OPT_COLOR, "color", "[=WHEN]", "use colour: auto, always or never (default: auto)" }
#define OPTS_LINE_BUFFERED \
	{ OPT_LINE_BUFFERED, "line-buffered", NULL, "write each record when it is complete" }
#define OPTS_END \
	{ 'h', "help", NULL, "print this help and exit" }, \
	{ 'V', "version", NULL, "print the version and exit" }, \
	{ 0, NULL, NULL, NULL }
/* clang-format on */

/*
 * opt_next: the key of the next option, with its argument in optarg; -1 when only operands are
 * left, from argv[optind] on.  Handles --help and --version and exits; so does an invalid option.
 */
int opt_next(const struct tool *t, int argc, char *argv[]);
/* opt_path: the path by which the tool was called. */
const char *opt_path(void);
/* opt_exclusive: usage() if the option was given together with one of the others, a list of keys that ends with 0. */
void opt_exclusive(const struct tool *t, int key, const int *others);
/* opt_requires: usage() if the option was given without the other one. */
void opt_requires(const struct tool *t, int key, int other);
/* opt_given: whether the option was given. */
bool opt_given(int key);
/* opt_display: stores the option in d if the key is one of OPTS_DISPLAY or OPTS_LINE_BUFFERED. */
void opt_display(const struct tool *t, int key, const char *arg, struct display *d);
/* opt_number: the argument of the option, a whole number from lo to hi; otherwise usage(). */
long long opt_number(const struct tool *t, const char *option, const char *arg, long long lo, long long hi);
/* usage: reports an error in the command line, with a hint at --help, and exits with QB_ERROR. */
void usage(const struct tool *t, const char *fmt, ...) __attribute__((noreturn, format(printf, 2, 3)));

#endif
