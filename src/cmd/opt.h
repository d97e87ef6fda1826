/* Options, start and end of a tool. */
#ifndef QB_CMD_OPT_H
#define QB_CMD_OPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct bank;
struct display;
struct out;

/* A row of a tool's table of options. */
struct opt {
	int key;          /* the letter, or a value from OPT_TOOL on */
	const char *name; /* the long name */
	const char *arg;  /* NULL: none; "[=X]": optional */
	const char *help; /* one line */
};

struct tool {
	const char *usage; /* the SYNOPSIS, without the tool's name */
	const char *about; /* one line */
	const struct opt *opts;
};

enum {
	OPT_TSV = 256,
	OPT_TABLE,
	OPT_COLOR,
	OPT_TOOL /* the first value for a tool's own options */
};

/* clang-format off */
#define OPTS_DISPLAY \
	{ OPT_TSV, "tsv", NULL, "write TSV, even to a terminal" }, \
	{ OPT_TABLE, "table", NULL, "write an aligned table, even to a pipe" }, \
	{ OPT_COLOR, "color", "[=WHEN]", "colour: auto, always or never" }
#define OPTS_END \
	{ 'h', "help", NULL, "show this help" }, \
	{ 'V', "version", NULL, "show the version" }, \
	{ 0, NULL, NULL, NULL }
/* clang-format on */

/*
 * opt_next: the key of the next option, its argument in optarg; -1 when only operands are left,
 * from argv[optind] on.  Handles --help and --version and exits; an invalid option ends in usage().
 */
int opt_next(const struct tool *t, int argc, char *argv[]);
/* opt_path: the path by which the tool was called. */
const char *opt_path(void);
/* opt_display: stores the option in d if the key is one of OPTS_DISPLAY. */
void opt_display(const struct tool *t, int key, struct display *d);
/* opt_number: optarg as a whole number from lo to hi; otherwise usage(), naming the option. */
long long opt_number(const struct tool *t, const char *option, long long lo, long long hi);
/* usage: prints what is wrong with the command line and exits with QB_ERROR. */
void usage(const struct tool *t, const char *fmt, ...) __attribute__((noreturn, format(printf, 2, 3)));
/* fatal: warn_failure() and exit with QB_ERROR. */
void fatal(void) __attribute__((noreturn));
/* tool_exit: closes the bank and the output (either may be NULL), reports failures and returns the exit status. */
enum status tool_exit(struct bank *b, struct out *o, bool selected);

#endif
