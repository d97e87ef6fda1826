/* qb-import: a bank from Markdown, spreadsheets, JSON, Moodle or Anki. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bank/operands.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/out.h"
#include "base/sandbox.h"
#include "cmd/confine.h"
#include "cmd/opt.h"
#include "cmd/tool.h"
#include "import/guess.h"
#include "import/registry.h"
#include "import/reviews.h"
#include "import/tool.h"
#include "tsv/file.h"

enum { OPT_PREFIX = OPT_TOOL, OPT_MAP, OPT_COLUMNS, OPT_ENCODING, OPT_AFTER, OPT_QUESTIONS, OPT_LOG };

static struct opt opts[] = {
	{ 'f', "from", "FORMAT", NULL }, /* set by import_parse_options() */
	{ OPT_PREFIX, "prefix", "TEXT", "fill missing ids: TEXT and number (default: a hash)" },
	{ OPT_MAP, "map", "OLD=NEW[,OLD=NEW...]", "rename columns (default: recognize the names)" },
	{ OPT_COLUMNS, "columns", "NAME[,NAME...]", "names of columns; the first line is a record" },
	{ OPT_ENCODING, "encoding", "NAME", "encoding of the files (default: UTF-8 or UTF-16)" },
	{ OPT_AFTER, "after", "BANK", "continue its ids; skip questions that it has" },
	{ OPT_QUESTIONS, "questions", "WHAT", "auto, items, headings or details (default: auto)" },
	{ OPT_LOG, "log", "FILE", "with -f revlog: write to FILE (default: standard output)" },
	{ 'v', "verbose", NULL, "print every message, and skipped text in full" },
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"[-f FORMAT] [--prefix TEXT] [--after BANK] [--map OLD=NEW[,OLD=NEW...]] [--columns NAME[,NAME...]] "
	"[--encoding NAME] [--questions WHAT] [-v] [--tsv | --table] [--color[=WHEN]] [file ...]\n"
	"-f revlog [--log FILE] [file ...]",
	"Make a bank from Markdown, spreadsheets, JSON, Moodle or Anki.",
	opts,
};

static const struct import_format *format;
static struct buf format_names;
static const char *prefix, *columns, *encoding, *after, *questions, *log_path;
static bool verbose;
static struct buf map; /* the values of all --map, as one list */
static struct display display;

static const struct import_format *
import_parse_format(const char *name)
{
	const struct import_format *f = import_format_find(name);

	if (f == NULL)
		usage(&tool, "invalid format '%s'; choose from %s", name, opts[0].help);
	return f;
}

/* The value of --questions; NULL: auto. */
static const char *
import_parse_questions(const char *arg)
{
	static const char *const values[] = { "items", "headings", "details" };
	size_t i;

	for (i = 0; i < sizeof(values) / sizeof(*values); i++)
		if (strcmp(arg, values[i]) == 0)
			return values[i];
	if (strcmp(arg, "auto") != 0)
		usage(&tool, "invalid value '%s' of --questions; choose from auto, items, headings, details", arg);
	return NULL;
}

static void
import_parse_options(int argc, char *argv[])
{
	int key;

	opts[0].help = import_format_names(&format_names);
	while ((key = opt_next(&tool, argc, argv)) != -1)
		switch (key) {
		case 'f':
			format = import_parse_format(optarg);
			break;
		case OPT_PREFIX:
			prefix = optarg;
			break;
		case OPT_MAP:
			if (map.n > 0)
				buf_byte(&map, ',');
			buf_str(&map, optarg);
			break;
		case OPT_LOG:
			log_path = optarg;
			break;
		case OPT_COLUMNS:
			columns = optarg;
			break;
		case OPT_ENCODING:
			encoding = optarg;
			break;
		case OPT_AFTER:
			after = optarg;
			break;
		case OPT_QUESTIONS:
			questions = import_parse_questions(optarg);
			break;
		case 'v':
			verbose = true;
			break;
		default:
			opt_display(&tool, key, optarg, &display);
		}
	if (log_path != NULL && (format == NULL || format->reviews == NULL))
		usage(&tool, "--log requires -f revlog");
}

/* Writes the reviews of the operands as a log. */
static enum status
import_reviews(char **operands)
{
	struct reviews v = { 0 };
	bool any, empty = true;
	struct out *out;

	if (log_path != NULL && operands_include(operands, log_path))
		usage(&tool, "--log: %s is an input", log_path);
	if (operands_check(operands, true) == -1)
		fatal();
	out = log_path != NULL ? out_file(log_path) : out_open();
	if (out == NULL)
		fatal();
	sandbox(&(struct sandbox){ .read = { operands }, .path = log_path != NULL ? out_path(out) : NULL });
	for (; *operands != NULL; operands++) {
		int status = format->reviews(&v, *operands);

		if (status == -1) {
			out_abandon(out);
			warn_failure();
			tool_exit(NULL, out, false);
			exit(QB_ERROR);
		}
		empty &= status == 1;
	}
	any = v.n > 0;
	if (empty)
		out_abandon(out);
	else
		reviews_write(&v, out);
	reviews_free(&v);
	return tool_exit(NULL, out, any);
}

/* The format of the operand: that of -f, or the one that it seems to have, which is reported; NULL after fail(). */
static const struct import_format *
import_choose(const char *operand)
{
	const struct import_format *f = format;
	bool empty;

	if (f == NULL && (f = guess_format(operand, &empty)) != NULL && !empty) {
		fail("%s: read as %s", file_name(operand), f->name);
		warn_failure();
	}
	return f;
}

/* Reads the operands; false if all of them are pipes without any bytes. */
static bool
import_read(struct import *im, char **operand)
{
	bool empty = true;

	for (; *operand != NULL; operand++) {
		const struct import_format *f = import_choose(*operand);
		int status = f != NULL ? f->read(im, *operand) : -1;

		if (status == -1)
			fatal();
		empty &= status == 1;
	}
	return !empty;
}

int
main(int argc, char *argv[])
{
	static char *standard_input[] = { "-", NULL };
	char *banks[] = { NULL, NULL }; /* of --after */
	struct import *im;
	struct out *out;
	char **operands, **operand;
	long n;

	/* A long file may have a message per record, and warnx(3) writes each in several parts. */
	setvbuf(stderr, NULL, isatty(STDERR_FILENO) ? _IOLBF : _IOFBF, 1 << 16);
	import_parse_options(argc, argv);
	operands = argv[optind] ? argv + optind : standard_input;
	if (format != NULL && format->read == NULL)
		return import_reviews(operands);
	banks[0] = (char *)after;
	if (operands_check(operands, true) == -1 || (after != NULL && operands_check(banks, true) == -1))
		fatal();
	for (operand = operands; format == NULL && *operand != NULL; operand++)
		if (guess_prepare(*operand) == -1)
			fatal();
	im = import_new(map.n ? buf_cstr(&map) : NULL, prefix);
	import_set_columns(im, columns);
	import_set_questions(im, questions);
	if (verbose)
		import_set_verbose(im);
	/* Before the sandbox, which iconv's files are outside of. */
	if (encoding != NULL && import_set_encoding(im, encoding) == -1)
		fatal();
	confine(operands, banks);
	if (after != NULL && import_set_after(im, after) == -1)
		fatal();
	if (!import_read(im, operands)) {
		import_free(im);
		return QB_NONE;
	}
	out = out_open();
	n = import_write(im, out, &display);
	if (n == -1)
		fatal();
	import_free(im);
	return tool_exit(NULL, out, n > 0);
}
