/* Options, and how a tool starts and ends. */
#include <ctype.h>
#include <err.h>
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bank/bank.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/fd.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/term.h"
#include "cmd/opt.h"

static const char *
tool_name(const char *file)
{
	const char *slash = strrchr(file, '/');

	return slash ? slash + 1 : file;
}

static const char *path, *name; /* of the tool */

/* Ends a tool that has written its answer to stdout. */
static _Noreturn void
answered(void)
{
	if (fflush(stdout) == EOF || ferror(stdout))
		err(QB_ERROR, "standard output");
	exit(QB_SELECTED);
}

/* The usage, each line of the synopsis with the tool's name before it. */
static void
print_usage(const struct tool *t, FILE *to)
{
	struct slice lines = slice_of(t->usage), line;
	const char *head = "usage:";

	while (slice_next(&lines, '\n', &line)) {
		fprintf(to, "%s %s %.*s\n", head, name, (int)line.n, line.p);
		head = "      ";
	}
}

static _Noreturn void
help(const struct tool *t)
{
	const struct opt *o;

	print_usage(t, stdout);
	printf("%s\n\n", t->about);
	for (o = t->opts; o->key != 0; o++) {
		struct buf left = { 0 };

		if (o->key < OPT_TSV)
			buf_printf(&left, "-%c, ", o->key);
		else
			buf_str(&left, "    ");
		buf_printf(&left, "--%s", o->name);
		if (o->arg != NULL)
			buf_printf(&left, "%s%s", *o->arg == '[' ? "" : " ", o->arg);
		printf("  %-26s %s\n", buf_cstr(&left), o->help);
		buf_free(&left);
	}
	answered();
}

void
usage(const struct tool *t, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	warnx("%s", buf_cstr(&b));
	print_usage(t, stderr);
	exit(QB_ERROR);
}

/* The table of options as getopt_long(3) wants it. */
static struct option *
long_options(const struct opt *opts, struct buf *letters)
{
	struct option *l;
	size_t n = 0, i;

	while (opts[n].key != 0)
		n++;
	l = xcalloc(n + 1, sizeof(*l));
	for (i = 0; i < n; i++) {
		int has = opts[i].arg == NULL ? no_argument
		    : *opts[i].arg == '['     ? optional_argument
					      : required_argument;

		l[i] = (struct option){ opts[i].name, has, NULL, opts[i].key };
		if (opts[i].key < OPT_TSV)
			buf_printf(letters, "%c%s", opts[i].key, has == required_argument ? ":" : "");
	}
	return l;
}

int
opt_next(const struct tool *t, int argc, char *argv[])
{
	static struct option *options;
	static struct buf letters;
	int key;

	if (options == NULL) {
		if (fd_occupy_standard() == -1)
			fatal();
		path = argv[0];
		name = tool_name(path);
		argv[0] = (char *)name; /* what getopt_long(3) says, it says as err(3) does */
		options = long_options(t->opts, &letters);
	}
	key = getopt_long(argc, argv, buf_cstr(&letters), options, NULL);
	switch (key) {
	case -1:
		free(options);
		buf_free(&letters);
		options = NULL;
		break;
	case 'h':
		help(t);
	case 'V':
		printf("%s (qb) %s\n", name, QB_VERSION);
		answered();
	case '?':
		print_usage(t, stderr);
		exit(QB_ERROR);
	default:
		break;
	}
	return key;
}

const char *
opt_path(void)
{
	return path;
}

void
opt_display(const struct tool *t, int key, struct display *d)
{
	switch (key) {
	case OPT_TSV:
		d->tsv = true;
		d->table = false;
		break;
	case OPT_TABLE:
		d->table = true;
		d->tsv = false;
		break;
	case OPT_COLOR:
		if (optarg == NULL || strcmp(optarg, "auto") == 0)
			d->color = WHEN_AUTO;
		else if (strcmp(optarg, "always") == 0)
			d->color = WHEN_ALWAYS;
		else if (strcmp(optarg, "never") == 0)
			d->color = WHEN_NEVER;
		else
			usage(t, "--color is auto, always or never, not '%s'", optarg);
		break;
	default:
		break;
	}
}

long long
opt_number(const struct tool *t, const char *option, long long lo, long long hi)
{
	char *end;
	long long n;

	errno = 0;
	n = strtoll(optarg, &end, 10);
	if (end == optarg || *end != '\0' || isspace((unsigned char)optarg[0]))
		usage(t, "%s: '%s' is not a whole number", option, optarg);
	if (errno == ERANGE || n < lo || n > hi)
		usage(t, "%s: %s is not in the range %lld to %lld", option, optarg, lo, hi);
	return n;
}

void
fatal(void)
{
	warn_failure();
	exit(QB_ERROR);
}

enum status
tool_exit(struct bank *b, struct out *o, bool selected)
{
	enum status status = selected ? QB_SELECTED : QB_NONE;

	if (b != NULL && bank_close(b) == -1) {
		warn_failure();
		status = QB_ERROR;
	}
	if (o != NULL && out_close(o) == -1) {
		warn_failure();
		status = QB_ERROR;
	}
	return status;
}
