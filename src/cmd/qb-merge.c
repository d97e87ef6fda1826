/* qb-merge: puts edited records into a bank, or merges two copies of a bank. */
#include <err.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bank/operands.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/sandbox.h"
#include "base/slice.h"
#include "cmd/opt.h"
#include "cmd/tool.h"
#include "query/merge.h"
#include "query/merge3.h"
#include "tsv/file.h"

enum { OPT_DELETE = OPT_TOOL, OPT_PREFIX, OPT_BASE };

static const struct opt opts[] = {
	{ 'n', "dry-run", NULL, "list the changes instead of making them" },
	{ OPT_DELETE, "delete", NULL, "omit records that no EDITS file has" },
	{ OPT_PREFIX, "prefix", "TEXT", "number records without an id: TEXT and number" },
	{ 'o', "output", "FILE", "write to FILE, even to BANK (default: stdout)" },
	{ OPT_BASE, "base", "BASE", "merge the changes since BASE of both sides" },
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"[-n] [--delete] [--prefix TEXT] [-o FILE] [--tsv | --table] [--color[=WHEN]] BANK EDITS ...\n"
	"--base BASE [-o FILE] OURS THEIRS",
	"Put edited questions into a bank, or merge two copies of a bank.",
	opts,
};

static bool dry_run, drop;
static const char *prefix, *path;
static char *base;
static struct display display;

static void
merge_parse_options(int argc, char *argv[])
{
	int key;

	while ((key = opt_next(&tool, argc, argv)) != -1)
		switch (key) {
		case 'n':
			dry_run = true;
			break;
		case OPT_DELETE:
			drop = true;
			break;
		case OPT_PREFIX:
			prefix = optarg;
			break;
		case 'o':
			path = optarg;
			break;
		case OPT_BASE:
			base = optarg;
			break;
		default:
			opt_display(&tool, key, optarg, &display);
		}
	opt_exclusive(&tool, OPT_BASE, (const int[]){ 'n', OPT_DELETE, OPT_PREFIX, OPT_TSV, OPT_TABLE, OPT_COLOR, 0 });
	if (base != NULL && argc - optind != 2)
		usage(&tool, "--base requires two operands: OURS and THEIRS");
	if (base == NULL && argc - optind < 2)
		usage(&tool, "missing operand: name a BANK and the EDITS for it");
	if (dry_run)
		path = NULL; /* the report must not replace a bank */
	if (path != NULL) {
		opt_exclusive(&tool, 'o', (const int[]){ OPT_TABLE, 0 });
		display.tsv = true;
	}
}

/* All files to read, ending with NULL; never freed. */
static char **
merge_inputs(char **operands)
{
	size_t n = 0, i;
	char **all;

	while (operands[n] != NULL)
		n++;
	all = xcalloc(n + 2, sizeof(*all));
	for (i = 0; i < n; i++)
		all[i] = operands[i];
	all[n] = base;
	return all;
}

/* Opens the output, and enters the sandbox. */
static struct out *
merge_open_output(char **operands)
{
	static char **inputs;
	struct out *o = path != NULL ? out_file(path) : out_open();

	inputs = merge_inputs(operands);
	if (o == NULL || operands_check(inputs, out_path(o) == NULL) == -1)
		fatal();
	sandbox(&(struct sandbox){ .read = { inputs }, .path = out_path(o) });
	return o;
}

/* Reports a failure if there was one, and closes the output, of which a file then remains as it was. */
static enum status
merge_finish(struct out *o, int status)
{
	if (status == -1) {
		warn_failure();
		out_abandon(o);
	}
	return tool_exit(NULL, o, true) == QB_ERROR || status == -1 ? QB_ERROR : QB_SELECTED;
}

/* Whether the operand is a pipe, in which no bytes mean that nothing was selected. */
static bool
merge_is_pipe(const char *operand)
{
	struct stat st;

	if (strcmp(operand, "-") == 0)
		return file_is_pipe(STDIN_FILENO);
	return stat(operand, &st) == 0 && (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode));
}

/* Reads the edits and opens the bank.  Returns 0, 1 if nothing was selected, or -1. */
static int
merge_open(struct merge *m, char *const *operands)
{
	char *const *edits;

	for (edits = operands + 1; *edits != NULL; edits++) {
		int status = merge_edits(m, *edits);

		if (status == -1)
			return -1;
		if (status == 1 && drop && merge_is_pipe(*edits)) /* rather than deleting every record */
			return 1;
	}
	return merge_bank(m, *operands);
}

static void
merge_report_counts(const struct merge_counts *c)
{
	struct buf b = { 0 };

	buf_printf(&b, "%zu changed, %zu added, ", c->changed, c->added);
	if (drop)
		buf_printf(&b, "%zu deleted, ", c->deleted);
	warnx("%s%zu unchanged", buf_cstr(&b), c->unchanged);
	buf_free(&b);
}

/* Merges the edits into the bank. */
static enum status
merge_two_way(char **operands)
{
	struct out *o = merge_open_output(operands);
	struct merge *m = merge_new(prefix, drop);
	struct merge_counts counts = { 0 };
	int opened = merge_open(m, operands), status = opened;
	enum status closed;

	if (opened == 0) {
		struct writer *w =
		    writer_open(o, &display, dry_run ? slice_of("id\tchange\tcolumns") : merge_header(m), NULL);

		status = merge_write(m, w, dry_run, &counts);
		writer_close(w);
	}
	if (opened == 1)
		out_abandon(o);
	closed = merge_finish(o, status);
	merge_free(m);
	if (opened == 1 && closed == QB_SELECTED)
		return QB_NONE;
	if (closed == QB_SELECTED)
		merge_report_counts(&counts);
	if (closed == QB_SELECTED && dry_run && counts.changed + counts.added + counts.deleted == 0)
		return QB_NONE;
	return closed;
}

/* Merges the changes of both sides. */
static enum status
merge_three_way(char **operands)
{
	struct out *o = merge_open_output(operands);
	struct merge3 *m = merge3_new();
	struct buf conflicts = { 0 };
	size_t n = 0;
	int status = merge3_open(m, base, operands[0], operands[1]);
	bool nothing = status == 1;
	enum status closed;

	if (status == 0)
		status = merge3_write(m, o, &conflicts, &n);
	if (nothing)
		out_abandon(o);
	closed = merge_finish(o, status);
	merge3_free(m);
	if (closed == QB_SELECTED && n > 0) {
		fail_lines(buf_cstr(&conflicts));
		warn_failure();
	}
	if (closed == QB_SELECTED && (n > 0 || nothing))
		closed = QB_NONE;
	buf_free(&conflicts);
	return closed;
}

int
main(int argc, char *argv[])
{
	merge_parse_options(argc, argv);
	return base != NULL ? merge_three_way(argv + optind) : merge_two_way(argv + optind);
}
