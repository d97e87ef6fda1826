/* The main program of qb-import and qb-import-apkg: a bank from Markdown, spreadsheets, JSON, Moodle or Anki. */
#include "cmd/import-main.h"
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bank/operands.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/sandbox.h"
#include "cmd/exec.h"
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
	{ OPT_LOG, "log", "FILE", "write the reviews of apkg or revlog to FILE" },
	{ 'v', "verbose", NULL, "print every message, and skipped text in full" },
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"[-f FORMAT] [--prefix TEXT] [--after BANK] [--map OLD=NEW[,OLD=NEW...]] [--columns NAME[,NAME...]] "
	"[--encoding NAME] [--questions WHAT] [--log FILE] [-v] [--tsv | --table] [--color[=WHEN]] [file ...]\n"
	"-f revlog [--log FILE] [file ...]",
	"Make a bank from Markdown, spreadsheets, JSON, Moodle or Anki.",
	opts,
};

static const struct import_format *format;
static struct buf format_names;
static const char *prefix, *columns, *encoding, *after, *questions, *log_path;
static bool verbose;
static const struct import_format *helper; /* that this program has, or NULL */
static char **arguments;                   /* of the program */
static struct buf map;                     /* the values of all --map, as one list */
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
}

/*
 * The reader of the format: the helper's, in its own program; otherwise the process becomes the helper.
 * NULL after fail().
 */
static const struct import_format *
import_reader(const struct import_format *f)
{
	if (f == NULL || f->helper == NULL)
		return f;
	if (helper != NULL)
		return helper;
	exec_helper(f->helper, opt_path(), arguments);
	return NULL;
}

/*
 * The readers of the operands: of the format of -f, or of the one that each seems to have, which is
 * reported.  Fails if one has none.
 */
static const struct import_format **
import_choose(char **operands, size_t n)
{
	const struct import_format **chosen = xcalloc(n + 1, sizeof(const struct import_format *));
	bool *known = xcalloc(n + 1, sizeof(*known)), empty = false;
	size_t i;

	for (i = 0; i < n; i++) {
		chosen[i] = import_reader(format != NULL ? format : guess_format(operands[i], &empty));
		if (chosen[i] == NULL)
			fatal();
		known[i] = format != NULL || empty;
	}
	for (i = 0; i < n; i++)
		if (!known[i]) {
			fail("%s: read as %s", file_name(operands[i]), chosen[i]->name);
			warn_failure();
		}
	free(known);
	return chosen;
}

/* Opens the file of --log, before the sandbox. */
static struct out *
import_open_log(char **operands)
{
	struct out *out;

	if (operands_include(operands, log_path))
		usage(&tool, "--log: %s is an input", log_path);
	out = out_file(log_path);
	if (out == NULL)
		fatal();
	return out;
}

/* Reads the reviews of the operands and writes them as a log; true if there are any. */
static bool
import_reviews(struct out *out, char **operands, const struct import_format *const *formats)
{
	struct reviews v = { 0 };
	bool any, empty = true;

	for (; *operands != NULL; operands++, formats++) {
		int status = (*formats)->reviews != NULL ? (*formats)->reviews(&v, *operands) : 0;

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
	return any;
}

/* Reads the operands; returns 0, 1 if all of them are pipes without any bytes, or -1 after fail(). */
static int
import_read(struct import *im, char **operand, const struct import_format *const *formats)
{
	int status = 0, empty = 1;

	for (; status != -1 && *operand != NULL; operand++, formats++) {
		status = (*formats)->read(im, *operand);
		empty &= status == 1;
	}
	return status == -1 ? -1 : empty;
}

/* Makes the import, with the options, and enters the sandbox. */
static struct import *
import_prepare(char **operands, const struct out *log)
{
	char *banks[] = { (char *)after, NULL };
	struct import *im = import_new(map.n ? buf_cstr(&map) : NULL, prefix);

	import_set_columns(im, columns);
	import_set_questions(im, questions);
	if (verbose)
		import_set_verbose(im);
	/* Before the sandbox, which iconv's files are outside of. */
	if (encoding != NULL && import_set_encoding(im, encoding) == -1)
		fatal();
	sandbox(&(struct sandbox){ .read = { operands, banks }, .path = log != NULL ? out_path(log) : NULL });
	if (after != NULL && import_set_after(im, after) == -1)
		fatal();
	return im;
}

/* Writes the reviews of the operands, which have nothing else. */
static enum status
import_only_reviews(char **operands, const struct import_format *const *formats)
{
	struct out *out;
	bool any;

	if (operands_check(operands, true) == -1)
		fatal();
	out = log_path != NULL ? import_open_log(operands) : out_open();
	sandbox(&(struct sandbox){ .read = { operands }, .path = log_path != NULL ? out_path(out) : NULL });
	any = import_reviews(out, operands, formats);
	return tool_exit(NULL, out, any);
}

/* Writes the bank, and the log if that is not NULL. */
static enum status
import_bank(char **operands, const struct import_format *const *formats)
{
	char *banks[] = { (char *)after, NULL };
	struct out *out, *log;
	struct import *im;
	int status;
	long n;

	if (operands_check(operands, true) == -1 || (after != NULL && operands_check(banks, true) == -1))
		fatal();
	log = log_path != NULL ? import_open_log(operands) : NULL;
	im = import_prepare(operands, log);
	status = import_read(im, operands, formats);
	if (status == -1)
		warn_failure();
	if (status != 0) {
		if (log != NULL) {
			out_abandon(log);
			out_close(log);
		}
		import_free(im);
		return status == -1 ? QB_ERROR : QB_NONE;
	}
	if (log != NULL) {
		import_reviews(log, operands, formats);
		if (out_close(log) == -1)
			fatal();
	}
	out = out_open();
	n = import_write(im, out, &display);
	if (n == -1)
		fatal();
	import_free(im);
	return tool_exit(NULL, out, n > 0);
}

int
import_main(int argc, char *argv[], const struct import_format *of_helper)
{
	static char *standard_input[] = { "-", NULL };
	const struct import_format **formats;
	char **operands;
	enum status status;
	bool has_reviews = false;
	size_t n, i;

	helper = of_helper;
	arguments = argv;
	/* A long file may have a message per record, and warnx(3) writes each in several parts. */
	setvbuf(stderr, NULL, isatty(STDERR_FILENO) ? _IOLBF : _IOFBF, 1 << 16);
	import_parse_options(argc, argv);
	operands = argv[optind] ? argv + optind : standard_input;
	for (n = 0; operands[n] != NULL; n++)
		if (format == NULL && guess_prepare(operands[n]) == -1)
			fatal();
	formats = import_choose(operands, n);
	for (i = 0; i < n; i++)
		has_reviews |= formats[i]->reviews != NULL;
	if (log_path != NULL && !has_reviews)
		usage(&tool, "--log requires the format apkg or revlog");
	status = format != NULL && format->read == NULL && format->helper == NULL
	    ? import_only_reviews(operands, formats)
	    : import_bank(operands, formats);
	free(formats);
	return (int)status;
}
