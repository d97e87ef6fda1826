/* qb-import: a bank from Markdown, spreadsheets, JSON, Moodle or Anki. */
#include <string.h>
#include <unistd.h>

#include "bank/writer.h"
#include "base/buf.h"
#include "base/out.h"
#include "base/sandbox.h"
#include "cmd/opt.h"
#include "import/import.h"

enum { OPT_PREFIX = OPT_TOOL, OPT_MAP };

static const struct opt opts[] = {
	{ 'f', "from", "FORMAT", "md, csv, tsv, jsonl, json, gift or anki" },
	{ OPT_PREFIX, "prefix", "TEXT", "ids that are missing are TEXT and the question's number" },
	{ OPT_MAP, "map", "OLD=NEW[,OLD=NEW...]", "rename columns" },
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"-f FORMAT [--prefix TEXT] [--map OLD=NEW[,OLD=NEW...]] [--tsv | --table] [--color[=WHEN]] [file ...]",
	"Make a bank from Markdown, spreadsheets, JSON, Moodle or Anki.",
	opts,
};

static const struct import_format *format;
static const char *prefix;
static struct buf map; /* --map, as one list */
static struct display display;

static const struct import_format *
parse_format(const char *name)
{
	const struct import_format *r = import_format_find(name);
	struct buf names = { 0 };

	if (r == NULL)
		usage(&tool, "invalid format '%s'; choose from %s", name, import_format_names(&names));
	return r;
}

static void
parse_options(int argc, char *argv[])
{
	int key;

	while ((key = opt_next(&tool, argc, argv)) != -1)
		switch (key) {
		case 'f':
			format = parse_format(optarg);
			break;
		case OPT_PREFIX:
			prefix = optarg;
			break;
		case OPT_MAP:
			if (map.n > 0)
				buf_byte(&map, ',');
			buf_str(&map, optarg);
			break;
		default:
			opt_display(&tool, key, &display);
		}
	if (format == NULL)
		usage(&tool, "-f says what to import");
}

int
main(int argc, char *argv[])
{
	static char *standard_input[] = { "-", NULL };
	struct import *im;
	struct out *out;
	char **operand;
	long n;

	parse_options(argc, argv);
	sandbox(NULL);
	im = import_new(map.n ? buf_cstr(&map) : NULL, prefix);
	for (operand = argv[optind] ? argv + optind : standard_input; *operand != NULL; operand++)
		if (format->read(im, *operand) == -1)
			fatal();
	out = out_open();
	n = import_write(im, out, &display);
	if (n == -1)
		fatal();
	import_free(im);
	return tool_exit(NULL, out, n > 0);
}
