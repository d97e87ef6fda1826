/* qb-list: select, sort, count and check the questions of a bank. */
#include <err.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bank/bank.h"
#include "bank/projection.h"
#include "bank/record.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/progress.h"
#include "base/slice.h"
#include "cmd/args.h"
#include "cmd/confine.h"
#include "cmd/opt.h"
#include "cmd/tool.h"
#include "query/check.h"
#include "query/count.h"
#include "query/pairs.h"
#include "query/select.h"
#include "query/sort.h"
#include "query/threshold.h"

enum { OPT_COUNT = OPT_TOOL, OPT_CHECK, OPT_LEVELS, OPT_RUBRICS, OPT_ALIKE };

static const struct opt opts[] = {
	{ 't', "topic", "TEXT", "select topics that contain TEXT; !TEXT excludes" },
	{ 'l', "level", "LEVEL", "select this level; !LEVEL excludes it" },
	{ 'g', "tag", "TAG", "select questions with this tag; !TAG excludes them" },
	{ 'i', "id", "ID[,ID...]", "select these ids; !ID[,ID...] excludes them" },
	{ 'c', "columns", "LIST", "write these columns, in this order (default: all)" },
	{ 'x', "except", "LIST", "write all columns except these" },
	{ 's', "sort", "COL[:r]", "sort by this column; :r reverses the order" },
	{ 'n', "head", "N", "stop after N records (default: no limit)" },
	{ 'T', "topics", NULL, "count the questions per topic" },
	{ OPT_COUNT, "count", "COL", "count the records per value of COL" },
	{ OPT_ALIKE, "alike", "[=T]", "list near-duplicates; T: 0.3 to 1 (default: 0.7)" },
	{ OPT_CHECK, "check", NULL, "print one line per problem of the bank" },
	{ OPT_LEVELS, "levels", "LIST", "with --check: the valid levels (default: any)" },
	{ OPT_RUBRICS, "rubrics", NULL, "with --check: mark answers by their own rubrics" },
	OPTS_LINE_BUFFERED,
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"[-t TEXT] [-l LEVEL] [-g TAG] [-i ID[,ID...]] [-c LIST | -x LIST] [-s COL[:r]] [-n N] "
	"[--line-buffered] [--tsv | --table] [--color[=WHEN]] [bank ...]\n"
	"[-t TEXT] [-l LEVEL] [-g TAG] [-i ID[,ID...]] -T | --count COL [-n N] "
	"[--tsv | --table] [--color[=WHEN]] [bank ...]\n"
	"[-t TEXT] [-l LEVEL] [-g TAG] [-i ID[,ID...]] --alike[=T] [-n N] "
	"[--tsv | --table] [--color[=WHEN]] [bank ...]\n"
	"--check [--levels LIST] [--rubrics] [bank ...]",
	"Select, sort, count and check the questions of a bank.",
	opts,
};

static struct {
	struct select *select;
	struct buf columns, except; /* -c, -x: comma-separated lists */
	char **key;                 /* -s */
	size_t nkey, key_cap;
	const char *count; /* the column of -T or --count */
	unsigned long long head;
	bool alike;
	struct threshold threshold; /* of --alike */
	bool check;
	struct check_options checks;
	struct display display;
} options = { .head = ULLONG_MAX, .threshold = ALIKE_DEFAULT };

/* Opens the output; a table shows the columns of -c and -s. */
static struct writer *
list_open_writer(const struct bank *b, struct out *out, const struct projection *c, const struct sort *sort)
{
	const struct header *h = bank_header(b);
	size_t n = c->col != NULL ? c->n : h->n, i;
	struct buf line = { 0 };
	struct writer *w;
	bool *show = xcalloc(n, sizeof(*show));

	for (i = 0; i < n; i++) {
		size_t col = c->col != NULL ? c->col[i] : i;

		show[i] = options.columns.n > 0 || (sort != NULL && sort_uses(sort, col));
		if (i > 0)
			buf_byte(&line, '\t');
		buf_append(&line, h->field[col].p, h->field[col].n);
	}
	w = writer_open(out, &options.display, buf_slice(&line), show);
	buf_free(&line);
	free(show);
	return w;
}

/* Reports the ids of -i that are not in the bank, once all of it was read. */
static void
list_note_missing(const struct bank *b)
{
	struct buf ids = { 0 };

	if (!bank_failed(b) && select_missing(options.select, &ids)) {
		fail("ids not found: %s", buf_cstr(&ids));
		warn_failure();
	}
	buf_free(&ids);
}

/* The next selected record, in the order of the bank. */
static struct record *
list_next(struct bank *b)
{
	struct record *r;

	while ((r = bank_next(b)) != NULL) {
		int selected = select_test(options.select, r);

		if (selected == -1)
			fatal();
		if (selected)
			return r;
	}
	list_note_missing(b);
	return NULL;
}

/* The selected records, sorted; NULL if reading the bank failed. */
static struct sort *
list_sort(struct bank *b)
{
	struct sort *sort = sort_new(b, options.key, options.nkey);
	struct progress progress;
	struct record *r;
	size_t n = 0;

	if (sort == NULL)
		fatal();
	progress_start(&progress, "reading records", 0);
	for (; (r = list_next(b)) != NULL; progress_step(&progress, ++n))
		sort_add(sort, r);
	progress_end(&progress);
	if (!bank_failed(b))
		return sort;
	sort_free(sort);
	return NULL;
}

/* Writes the selected records; returns whether there are any. */
static bool
list_records(struct bank *b, struct out *out)
{
	struct projection columns = { NULL, 0 };
	struct sort *sort = NULL;
	struct writer *w;
	unsigned long long n = 0;

	if ((options.columns.n > 0 && projection_named(&columns, b, buf_cstr(&options.columns)) == -1) ||
	    (options.except.n > 0 && projection_except(&columns, b, buf_cstr(&options.except)) == -1))
		fatal();
	if (options.nkey > 0)
		sort = list_sort(b);
	if (options.nkey == 0 || sort != NULL) {
		w = list_open_writer(b, out, &columns, sort);
		for (; n < options.head && !out_failed(out); n++) {
			struct record *r = sort != NULL ? sort_next(sort) : list_next(b);

			if (r == NULL)
				break;
			projection_write(&columns, r, w);
		}
		writer_close(w);
	}
	if (sort != NULL)
		sort_free(sort);
	projection_free(&columns);
	return n > 0;
}

/* Counts the selected records per value of a column; returns whether any count is written. */
static bool
list_counts(struct bank *b, struct out *out)
{
	struct counts *counts = counts_new();
	bool written;
	struct record *r;
	size_t col;

	if (bank_column(b, options.count, &col) == -1)
		fatal();
	if (strcmp(options.count, "count") == 0)
		errx(QB_ERROR, "--count: column 'count' conflicts with the output column of that name");
	while ((r = list_next(b)) != NULL)
		counts_add(counts, record_field(r, col));
	written = !bank_failed(b) &&
	    counts_write(counts, bank_header(b)->field[col], options.head < SIZE_MAX ? (size_t)options.head : SIZE_MAX,
		out, &options.display);
	counts_free(counts);
	return written;
}

/* Writes the pairs of selected records that are near-duplicates; returns whether there are any. */
static bool
list_pairs(struct bank *b, struct out *out)
{
	struct pairs *pairs = pairs_new(options.threshold);
	struct buf text = { 0 };
	struct progress progress;
	struct record *r;
	size_t id, question, n = 0;
	bool written;

	if (bank_column(b, "id", &id) == -1 || bank_column(b, "question", &question) == -1)
		fatal();
	progress_start(&progress, "reading questions", 0);
	for (; (r = list_next(b)) != NULL; progress_step(&progress, ++n))
		if (pairs_add(pairs, record_field(r, id), record_text(r, question, &text)) == -1)
			fatal();
	progress_end(&progress);
	written = !bank_failed(b) && pairs_write(pairs, options.head, out, &options.display);
	pairs_free(pairs);
	buf_free(&text);
	return written;
}

/* Checks the bank; returns whether there are no problems. */
static bool
list_check(struct bank *b, struct out *out)
{
	int status = check(b, &options.checks, out);

	if (status == -1)
		fatal();
	return status == 0;
}

/* Appends the argument of an option that can be repeated to its list of columns. */
static void
list_add_columns(struct buf *list, const char *option, const char *arg)
{
	if (*arg == '\0')
		usage(&tool, "%s: empty list of columns", option);
	if (list->n > 0)
		buf_byte(list, ',');
	buf_str(list, arg);
}

static void
list_option(int key, char *arg)
{
	switch (key) {
	case 't':
		select_topic(options.select, arg);
		break;
	case 'l':
		select_level(options.select, arg);
		break;
	case 'g':
		select_tag(options.select, arg);
		break;
	case 'i':
		select_ids(options.select, arg);
		break;
	case 'c':
		list_add_columns(&options.columns, "-c", arg);
		break;
	case 'x':
		list_add_columns(&options.except, "-x", arg);
		break;
	case 's':
		options.key = array_grow(options.key, options.nkey, &options.key_cap, sizeof(char *));
		options.key[options.nkey++] = arg;
		break;
	case 'n':
		options.head = (unsigned long long)opt_number(&tool, "-n", arg, 0, LLONG_MAX);
		break;
	case 'T':
	case OPT_COUNT:
		options.count = key == 'T' ? "topic" : arg;
		break;
	case OPT_ALIKE:
		options.alike = true;
		arg_threshold(&tool, "--alike", arg, &options.threshold);
		break;
	case OPT_CHECK:
		options.check = true;
		break;
	case OPT_LEVELS:
		options.checks.levels = arg;
		break;
	case OPT_RUBRICS:
		options.checks.rubrics = true;
		break;
	default:
		opt_display(&tool, key, arg, &options.display);
	}
}

static void
list_options(int argc, char *argv[])
{
	int key;

	options.select = select_new();
	while ((key = opt_next(&tool, argc, argv)) != -1)
		list_option(key, optarg);
	opt_exclusive(&tool, 'c', (const int[]){ 'x', 0 });
	opt_exclusive(&tool, 'T', (const int[]){ 'c', 'x', 's', 0 });
	opt_exclusive(&tool, OPT_COUNT, (const int[]){ 'c', 'x', 's', 0 });
	opt_exclusive(&tool, OPT_ALIKE, (const int[]){ 'c', 'x', 's', 'T', OPT_COUNT, 0 });
	opt_exclusive(
	    &tool, OPT_CHECK, (const int[]){ 't', 'l', 'g', 'i', 'c', 'x', 's', 'n', 'T', OPT_COUNT, OPT_ALIKE, 0 });
	opt_requires(&tool, OPT_LEVELS, OPT_CHECK);
	opt_requires(&tool, OPT_RUBRICS, OPT_CHECK);
}

int
main(int argc, char *argv[])
{
	struct bank *bank;
	struct out *out;
	bool selected;

	list_options(argc, argv);
	confine(argv + optind, NULL);
	bank = tool_bank(argv + optind, options.check ? BANK_REQUIRED : 0);
	if (select_prepare(options.select, bank) == -1)
		fatal();
	out = out_open();
	selected = options.check ? list_check(bank, out)
	    : options.count      ? list_counts(bank, out)
	    : options.alike      ? list_pairs(bank, out)
				 : list_records(bank, out);
	select_free(options.select);
	return tool_exit(bank, out, selected);
}
