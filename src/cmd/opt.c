/* The options of a tool, and how it ends. */
#include <ctype.h>
#include <err.h>
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/fd.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/term.h"
#include "base/utf8.h"
#include "cmd/opt.h"
#include "cmd/tool.h"

enum {
	WIDTH = 80, /* of --help */
	LEFT = 26   /* the options in it, without their descriptions */
};

static const char *path, *name; /* of the tool */
static bool given[OPT_MAX];     /* by key */

/* The name of the tool, printable; never freed. */
static const char *
opt_tool_name(const char *file)
{
	const char *slash = strrchr(file, '/');
	struct buf b = { 0 };

	file = slash ? slash + 1 : file;
	escape_message(slice_of(file), &b);
	if (strcmp(buf_cstr(&b), file) != 0)
		return b.p;
	buf_free(&b);
	return file;
}

/* Exits after --help or --version. */
static _Noreturn void
opt_exit_printed(void)
{
	if (ferror(stdout) || fclose(stdout) == EOF)
		err(QB_ERROR, "standard output");
	exit(QB_SELECTED);
}

/*
 * The length of the first token of a synopsis: a bracketed group, or an option with its argument or
 * its alternatives, such as `-T | --count COL`.
 */
static size_t
opt_token(const char *s)
{
	int depth = 0;
	size_t i;

	for (i = 0; s[i] != '\0' && s[i] != '\n'; i++) {
		depth += (s[i] == '[') - (s[i] == ']');
		if (depth > 0 || s[i] != ' ' || s[i - 1] == '|')
			continue;
		if (s[i + 1] != '|' && !isupper((unsigned char)s[i + 1]))
			break;
	}
	return i;
}

/* Prints the synopsis of each form, folded between tokens. */
static void
opt_print_synopsis(const struct tool *t)
{
	const char *s = t->usage, *head = "usage:";
	size_t indent = strlen("usage: ") + strlen(name);

	while (*s != '\0') {
		size_t column = indent;

		printf("%s %s", head, name);
		while (*s != '\0' && *s != '\n') {
			size_t n = opt_token(s);

			if (column + 1 + n > WIDTH && column > indent) {
				printf("\n%*s", (int)indent, "");
				column = indent;
			}
			printf(" %.*s", (int)n, s);
			column += 1 + n;
			s += n + (s[n] == ' ');
		}
		putchar('\n');
		s += *s == '\n';
		head = "      ";
	}
}

/* Prints an option and its description, which moves to the next line if the option is too long. */
static void
opt_print(const struct opt *o)
{
	struct buf left = { 0 };

	if (o->key < OPT_TSV)
		buf_printf(&left, "-%c, ", o->key);
	else
		buf_str(&left, "    ");
	buf_printf(&left, "--%s", o->name);
	if (o->arg != NULL)
		buf_printf(&left, "%s%s", *o->arg == '[' ? "" : " ", o->arg);
	if (left.n > LEFT)
		printf("  %s\n  %-*s %s\n", buf_cstr(&left), LEFT, "", o->help);
	else
		printf("  %-*s %s\n", LEFT, buf_cstr(&left), o->help);
	buf_free(&left);
}

static _Noreturn void
opt_help(const struct tool *t)
{
	const struct opt *o;

	opt_print_synopsis(t);
	printf("%s\n\n", t->about);
	for (o = t->opts; o->key != 0; o++)
		opt_print(o);
	opt_exit_printed();
}

void
usage(const struct tool *t, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;

	(void)t;
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	fail("%s", buf_cstr(&b));
	warn_failure();
	fprintf(stderr, "try '%s --help'\n", name);
	exit(QB_ERROR);
}

/* The options as getopt_long(3) takes them; appends the letters to *letters.  The caller frees. */
static struct option *
opt_long_options(const struct opt *opts, struct buf *letters)
{
	struct option *l;
	size_t n = 0, i;

	buf_byte(letters, ':');
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

/*
 * Reports what getopt_long(3) rejects, in its words, but escaped.  key is its result; word is the
 * long option, if it rejects one.
 */
static _Noreturn void
opt_reject(const struct tool *t, int key, const char *word)
{
	struct buf names = { 0 };
	const struct opt *o;

	if (key == ':' && word[0] == '-' && word[1] == '-')
		usage(t, "option '%s' requires an argument", word);
	if (key == ':')
		usage(t, "option requires an argument -- '%c'", optopt);
	for (o = t->opts; o->key != 0 && o->key != optopt; o++)
		;
	if (o->key != 0)
		usage(t, "option '--%s' doesn't allow an argument", o->name);
	if (optopt != 0)
		usage(t, "invalid option -- '%c'", optopt);
	for (o = t->opts; o->key != 0; o++)
		if (strncmp(o->name, word + 2, strcspn(word + 2, "=")) == 0)
			buf_printf(&names, " '--%s'", o->name);
	if (names.n > 0)
		usage(t, "option '%s' is ambiguous; possibilities:%s", word, buf_cstr(&names));
	usage(t, "unrecognized option '%s'", word);
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
		name = opt_tool_name(path);
		set_program_name(name);
		opterr = 0; /* see opt_reject() */
		options = opt_long_options(t->opts, &letters);
	}
	key = getopt_long(argc, argv, buf_cstr(&letters), options, NULL);
	switch (key) {
	case -1:
		free(options);
		buf_free(&letters);
		options = NULL;
		break;
	case 'h':
		opt_help(t);
	case 'V':
		printf("%s (qb) %s\n", name, QB_VERSION);
		opt_exit_printed();
	case '?':
	case ':':
		opt_reject(t, key, argv[optind - 1]);
	default:
		given[key] = true;
		break;
	}
	return key;
}

/* Appends the option as it is written: by its letter if it has one. */
static void
opt_append(const struct tool *t, int key, struct buf *b)
{
	const struct opt *o;

	for (o = t->opts; o->key != key; o++)
		;
	if (key < OPT_TSV)
		buf_printf(b, "-%c", key);
	else
		buf_printf(b, "--%s", o->name);
}

void
opt_exclusive(const struct tool *t, int key, const int *others)
{
	struct buf option = { 0 }, list = { 0 };

	if (!given[key])
		return;
	for (; *others != 0; others++)
		if (given[*others]) {
			buf_str(&list, list.n > 0 ? ", " : "");
			opt_append(t, *others, &list);
		}
	if (list.n == 0)
		return;
	opt_append(t, key, &option);
	usage(t, "%s cannot be combined with %s", buf_cstr(&option), buf_cstr(&list));
}

void
opt_requires(const struct tool *t, int key, int other)
{
	struct buf option = { 0 }, required = { 0 };

	if (!given[key] || given[other])
		return;
	opt_append(t, key, &option);
	opt_append(t, other, &required);
	usage(t, "%s requires %s", buf_cstr(&option), buf_cstr(&required));
}

bool
opt_given(int key)
{
	return given[key];
}

const char *
opt_path(void)
{
	return path;
}

void
opt_display(const struct tool *t, int key, const char *arg, struct display *d)
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
	case OPT_LINE_BUFFERED:
		d->line_buffered = true;
		break;
	case OPT_COLOR:
		if (arg == NULL || strcmp(arg, "auto") == 0)
			d->color = WHEN_AUTO;
		else if (strcmp(arg, "always") == 0)
			d->color = WHEN_ALWAYS;
		else if (strcmp(arg, "never") == 0)
			d->color = WHEN_NEVER;
		else
			usage(t, "invalid colour '%s'; choose from auto, always, never", arg);
		break;
	default:
		break;
	}
}

long long
opt_number(const struct tool *t, const char *option, const char *arg, long long lo, long long hi)
{
	char *end;
	long long n;

	errno = 0;
	n = strtoll(arg, &end, 10);
	if (end == arg || *end != '\0' || isspace((unsigned char)arg[0]))
		usage(t, "%s: invalid number '%s'", option, arg);
	if (errno == ERANGE || n < lo || n > hi)
		usage(t, "%s: %s is out of range (%lld to %lld)", option, arg, lo, hi);
	return n;
}
