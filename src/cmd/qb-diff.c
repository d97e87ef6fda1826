/* qb-diff: shows the differences between two banks. */
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

#include "bank/operands.h"
#include "bank/writer.h"
#include "base/error.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/term.h"
#include "cmd/confine.h"
#include "cmd/diff-words.h"
#include "cmd/opt.h"
#include "cmd/tool.h"
#include "query/compare.h"

enum { OPT_WORDS = OPT_TOOL };

static const struct opt opts[] = {
	{ OPT_WORDS, "words", NULL, "show changed words (default to a terminal)" },
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"[--words | --tsv | --table] [--color[=WHEN]] OLD NEW",
	"Show the differences between two banks.",
	opts,
};

static bool words;
static struct display display;

static void
diff_parse_options(int argc, char *argv[])
{
	int key;

	while ((key = opt_next(&tool, argc, argv)) != -1)
		if (key == OPT_WORDS)
			words = true;
		else
			opt_display(&tool, key, optarg, &display);
	opt_exclusive(&tool, OPT_WORDS, (const int[]){ OPT_TSV, OPT_TABLE, 0 });
	if (argc - optind != 2)
		usage(&tool, "two operands are required: OLD and NEW");
	words |= !display.tsv && !display.table && isatty(STDOUT_FILENO);
}

/* Writes the differences as words.  Returns whether there are any, or -1. */
static int
diff_write_words(struct compare *c, struct out *o)
{
	struct diff_words *v = diff_words_new(o, use_color(display.color));
	struct difference d;
	int status, any = 0;

	while ((status = compare_next(c, &d)) == 1 && !out_failed(o)) {
		diff_words_add(v, &d);
		any = 1;
	}
	diff_words_free(v);
	return status == -1 ? -1 : any;
}

/* The same as records. */
static int
diff_write_records(struct compare *c, struct out *o)
{
	static const char *const kinds[] = {
		[DIFFERENCE_REMOVED] = "removed", [DIFFERENCE_ADDED] = "added", [DIFFERENCE_CHANGED] = "changed"
	};
	struct writer *w =
	    writer_open(o, &display, slice_of("id\tchange\tcolumn\told\tnew"), (const bool[]){ 1, 1, 1, 1, 1 });
	struct difference d;
	int status, any = 0;

	while ((status = compare_next(c, &d)) == 1 && !out_failed(o)) {
		writer_text(w, d.id);
		writer_field(w, slice_of(kinds[d.kind]));
		writer_text(w, d.column);
		writer_field(w, d.old);
		writer_field(w, d.new);
		any = 1;
	}
	writer_close(w);
	return status == -1 ? -1 : any;
}

int
main(int argc, char *argv[])
{
	struct compare *c;
	struct out *o;
	int any;

	diff_parse_options(argc, argv);
	confine(argv + optind, NULL);
	if (operands_check(argv + optind, true) == -1)
		fatal();
	c = compare_open(argv[optind], argv[optind + 1]);
	if (c == NULL)
		fatal();
	o = out_open();
	any = words ? diff_write_words(c, o) : diff_write_records(c, o);
	if (any == -1)
		warn_failure();
	compare_free(c);
	if (tool_exit(NULL, o, true) == QB_ERROR || any == -1)
		return QB_ERROR;
	return any ? QB_NONE : QB_SELECTED; /* as diff(1): 1 if there are differences */
}
