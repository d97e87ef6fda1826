/* qb-import: a bank from Markdown, spreadsheets, JSON, Moodle or Anki. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
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
#include "import/import.h"
#include "import/reviews.h"

enum { OPT_PREFIX = OPT_TOOL, OPT_MAP, OPT_LOG };

static struct opt opts[] = {
	{ 'f', "from", "FORMAT", NULL }, /* set by import_parse_options() */
	{ OPT_PREFIX, "prefix", "TEXT", "fill missing ids: TEXT and number (default: a hash)" },
	{ OPT_MAP, "map", "OLD=NEW[,OLD=NEW...]", "rename columns (default: keep the names)" },
	{ OPT_LOG, "log", "FILE", "write the reviews to FILE (default: standard output)" },
	{ 'v', "verbose", NULL, "print every message, and skipped text in full" },
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"-f FORMAT [--prefix TEXT] [--map OLD=NEW[,OLD=NEW...]] [-v] [--tsv | --table] [--color[=WHEN]] [file ...]\n"
	"-f revlog [--log FILE] [file ...]",
	"Make a bank from Markdown, spreadsheets, JSON, Moodle or Anki.",
	opts,
};

static const struct import_format *format;
static struct buf format_names;
static const char *prefix, *log_path;
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
		case 'v':
			verbose = true;
			break;
		default:
			opt_display(&tool, key, optarg, &display);
		}
	if (format == NULL)
		usage(&tool, "missing option -f FORMAT (%s)", opts[0].help);
	if (log_path != NULL && format->reviews == NULL)
		usage(&tool, "--log: %s has no reviews; use it with -f revlog", format->name);
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

int
main(int argc, char *argv[])
{
	static char *standard_input[] = { "-", NULL };
	struct import *im;
	struct out *out;
	char **operands, **operand;
	bool empty = true; /* all operands are pipes without any bytes */
	long n;

	/* A long file may have a message per record, and warnx(3) writes each in several parts. */
	setvbuf(stderr, NULL, isatty(STDERR_FILENO) ? _IOLBF : _IOFBF, 1 << 16);
	import_parse_options(argc, argv);
	operands = argv[optind] ? argv + optind : standard_input;
	if (format->read == NULL)
		return import_reviews(operands);
	confine(operands, NULL);
	if (operands_check(operands, true) == -1)
		fatal();
	im = import_new(map.n ? buf_cstr(&map) : NULL, prefix);
	if (verbose)
		import_set_verbose(im);
	for (operand = operands; *operand != NULL; operand++) {
		int status = format->read(im, *operand);

		if (status == -1)
			fatal();
		empty &= status == 1;
	}
	if (empty) {
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
