/* qb-import: a bank from Markdown, spreadsheets, JSON, Moodle or Anki. */
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include "bank/operands.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/out.h"
#include "cmd/confine.h"
#include "cmd/opt.h"
#include "cmd/tool.h"
#include "import/import.h"

enum { OPT_PREFIX = OPT_TOOL, OPT_MAP, OPT_COLUMNS, OPT_ENCODING };

static struct opt opts[] = {
	{ 'f', "from", "FORMAT", NULL }, /* set by import_parse_options() */
	{ OPT_PREFIX, "prefix", "TEXT", "fill missing ids: TEXT and number (default: a hash)" },
	{ OPT_MAP, "map", "OLD=NEW[,OLD=NEW...]", "rename columns (default: keep the names)" },
	{ OPT_COLUMNS, "columns", "NAME[,NAME...]", "names of columns; the first line is a record" },
	{ OPT_ENCODING, "encoding", "NAME", "encoding of the files (default: UTF-8 or UTF-16)" },
	{ 'v', "verbose", NULL, "print every message, and skipped text in full" },
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"-f FORMAT [--prefix TEXT] [--map OLD=NEW[,OLD=NEW...]] [--columns NAME[,NAME...]] [--encoding NAME] [-v] "
	"[--tsv | --table] [--color[=WHEN]] [file ...]",
	"Make a bank from Markdown, spreadsheets, JSON, Moodle or Anki.",
	opts,
};

static const struct import_format *format;
static struct buf format_names;
static const char *prefix, *columns, *encoding;
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
		case OPT_COLUMNS:
			columns = optarg;
			break;
		case OPT_ENCODING:
			encoding = optarg;
			break;
		case 'v':
			verbose = true;
			break;
		default:
			opt_display(&tool, key, optarg, &display);
		}
	if (format == NULL)
		usage(&tool, "missing option -f FORMAT (%s)", opts[0].help);
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
	im = import_new(map.n ? buf_cstr(&map) : NULL, prefix);
	import_set_columns(im, columns);
	if (verbose)
		import_set_verbose(im);
	/* Before the sandbox, which iconv's files are outside of. */
	if (encoding != NULL && import_set_encoding(im, encoding) == -1)
		fatal();
	confine(operands, NULL);
	if (operands_check(operands, true) == -1)
		fatal();
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
