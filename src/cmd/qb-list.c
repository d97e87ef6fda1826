/* qb-list: select, order, count and check the questions of a bank. */
#include <err.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/sandbox.h"
#include "base/slice.h"
#include "cmd/opt.h"
#include "query/check.h"
#include "query/select.h"
#include "query/sort.h"

enum { OPT_COUNT = OPT_TOOL, OPT_CHECK };

static const struct opt opts[] = {
	{ 't', "topic", "TEXT", "keep topics that contain TEXT, ignoring case" },
	{ 'l', "level", "LEVEL", "keep this level" },
	{ 'g', "tag", "TAG", "keep questions with this tag" },
	{ 'i', "id", "ID[,ID...]", "keep these ids" },
	{ 'c', "columns", "LIST", "write these columns, in this order" },
	{ 'x', "except", "LIST", "write all columns but these" },
	{ 's', "sort", "COL[:r]", "sort by a column; :r reverses" },
	{ 'n', "head", "N", "stop after N records" },
	{ 'T', "topics", NULL, "count the questions of each topic" },
	{ OPT_COUNT, "count", "COL", "count the records of each value of COL" },
	{ OPT_CHECK, "check", NULL, "print a line for each thing that is wrong" },
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"[-t TEXT] [-l LEVEL] [-g TAG] [-i ID[,ID...]] [-c LIST | -x LIST] [-s COL[:r]] [-n N] "
	"[--tsv | --table] [--color[=WHEN]] [bank ...]\n"
	"[-t TEXT] [-l LEVEL] [-g TAG] [-i ID[,ID...]] -T | --count COL [-n N] "
	"[--tsv | --table] [--color[=WHEN]] [bank ...]\n"
	"--check [bank ...]",
	"Select, order, count and check the questions of a bank.",
	opts,
};

static struct select *wanted;
static struct buf columns, except; /* -c, -x */
static size_t *shown, nshown;      /* the columns that they leave, where one is given */
static char **keys;                /* -s */
static size_t nkeys, keys_cap;
static const char *by; /* -T, --count */
static unsigned long long head = ULLONG_MAX;
static bool checking;
static struct display display;

/* The columns that -c and -x leave. */
static void
choose_columns(const struct bank *b)
{
	const struct header *h = bank_header(b);
	size_t *cols, n, i;
	bool *named = xcalloc(h->n, sizeof(*named));

	if (bank_columns(b, buf_cstr(columns.n ? &columns : &except), &cols, &n) == -1)
		fatal();
	for (i = 0; i < n; i++) {
		if (columns.n && named[cols[i]]) {
			fail("-c: column '%s' twice", h->name[cols[i]].p);
			free(named);
			fatal();
		}
		named[cols[i]] = true;
	}
	if (columns.n) {
		shown = cols;
		nshown = n;
		free(named);
		return;
	}
	free(cols);
	shown = xcalloc(h->n, sizeof(*shown));
	for (i = 0; i < h->n; i++)
		if (!named[i])
			shown[nshown++] = i;
	free(named);
	if (nshown == 0)
		errx(QB_ERROR, "-x leaves no column");
}

static struct writer *
open_writer(const struct bank *b, struct out *out)
{
	const struct header *h = bank_header(b);
	struct buf line = { 0 };
	struct writer *w;
	bool *all;
	size_t i;

	if (shown == NULL)
		return writer_open(out, &display, h->line, NULL);
	all = xcalloc(nshown, sizeof(*all));
	for (i = 0; i < nshown; i++) {
		all[i] = columns.n > 0;
		if (i > 0)
			buf_byte(&line, '\t');
		buf_append(&line, h->field[shown[i]].p, h->field[shown[i]].n);
	}
	w = writer_open(out, &display, buf_slice(&line), all);
	buf_free(&line);
	free(all);
	return w;
}

static void
write_record(struct writer *w, struct record *r)
{
	size_t i;

	if (shown == NULL)
		writer_line(w, r->line);
	for (i = 0; i < nshown; i++)
		writer_field(w, record_field(r, shown[i]));
}

/* The next record that is selected, in the bank's order. */
static struct record *
next_selected(struct bank *b)
{
	struct record *r;

	while ((r = bank_next(b)) != NULL) {
		int keep = select_test(wanted, r);

		if (keep == -1)
			fatal();
		if (keep)
			break;
	}
	return r;
}

/* Writes the selected records; returns whether there were any. */
static bool
list(struct bank *b, struct out *out)
{
	struct writer *w;
	struct sort *sort = NULL;
	struct record *r;
	unsigned long long n;

	if (columns.n || except.n)
		choose_columns(b);
	if (nkeys > 0) {
		sort = sort_new(b, keys, nkeys);
		if (sort == NULL)
			fatal();
		while ((r = next_selected(b)) != NULL)
			sort_add(sort, r);
		if (bank_failed(b))
			return false;
	}
	w = open_writer(b, out);
	for (n = 0; n < head && !out_failed(out); n++) {
		r = sort ? sort_next(sort) : next_selected(b);
		if (r == NULL)
			break;
		write_record(w, r);
	}
	writer_close(w);
	if (sort != NULL)
		sort_free(sort);
	return n > 0;
}

/* Writes the values of the column with their counts; whether there are any. */
static bool
write_counts(const struct map *values, const size_t *counts, struct slice column, struct out *out)
{
	struct buf line = { 0 };
	struct writer *w;
	size_t i;

	buf_append(&line, column.p, column.n);
	buf_str(&line, "\tcount");
	w = writer_open(out, &display, buf_slice(&line), (bool[]){ true, true });
	for (i = 0; i < map_count(values) && i < head; i++) {
		line.n = 0;
		buf_printf(&line, "%zu", counts[i]);
		writer_text(w, map_key(values, i));
		writer_field(w, buf_slice(&line));
	}
	writer_close(w);
	buf_free(&line);
	return i > 0;
}

/* Writes how often each value of the column is selected. */
static bool
count(struct bank *b, struct out *out)
{
	struct map *values = map_new();
	size_t cap = 64, *counts = xcalloc(cap, sizeof(*counts)), col, i;
	struct buf text = { 0 };
	bool written = false;
	struct record *r;

	if (bank_column(b, by, &col) == -1)
		fatal();
	if (strcmp(by, "count") == 0)
		errx(QB_ERROR, "--count: the column cannot be 'count', which is the name of the other");
	while ((r = next_selected(b)) != NULL) {
		if (map_insert(values, record_text(r, col, &text), &i)) {
			counts = array_grow(counts, i, &cap, sizeof(*counts));
			counts[i] = 0;
		}
		counts[i]++;
	}
	if (!bank_failed(b))
		written = write_counts(values, counts, bank_header(b)->field[col], out);
	map_free(values);
	free(counts);
	buf_free(&text);
	return written;
}

/* Refuses two options of which only one can be given. */
static void
exclusive(bool a, bool b, const char *what)
{
	if (a && b)
		usage(&tool, "%s cannot be used together", what);
}

/* Adds another list to one that may have been given before. */
static void
add_list(struct buf *all, const char *list)
{
	if (*list == '\0')
		usage(&tool, "a list of columns is empty");
	if (all->n > 0)
		buf_byte(all, ',');
	buf_str(all, list);
}

static void
parse_options(int argc, char *argv[])
{
	int key;

	wanted = select_new();
	while ((key = opt_next(&tool, argc, argv)) != -1) {
		switch (key) {
		case 't':
			select_topic(wanted, optarg);
			break;
		case 'l':
			select_level(wanted, optarg);
			break;
		case 'g':
			select_tag(wanted, optarg);
			break;
		case 'i':
			select_ids(wanted, optarg);
			break;
		case 'c':
			add_list(&columns, optarg);
			break;
		case 'x':
			add_list(&except, optarg);
			break;
		case 's':
			keys = array_grow(keys, nkeys, &keys_cap, sizeof(*keys));
			keys[nkeys++] = optarg;
			break;
		case 'n':
			head = (unsigned long long)opt_number(&tool, "-n", optarg, 0, LLONG_MAX);
			break;
		case 'T':
			by = "topic";
			break;
		case OPT_COUNT:
			by = optarg;
			break;
		case OPT_CHECK:
			checking = true;
			break;
		default:
			opt_display(&tool, key, optarg, &display);
		}
	}
	exclusive(columns.n, except.n, "-c and -x");
	exclusive(by, columns.n || except.n || nkeys, "--count or -T and -c, -x or -s");
	exclusive(checking, by || columns.n || except.n || nkeys || head != ULLONG_MAX || !select_any(wanted),
	    "--check and other options");
}

int
main(int argc, char *argv[])
{
	struct bank *bank;
	struct out *out;
	bool good;

	parse_options(argc, argv);
	sandbox(NULL);
	bank = bank_open(argv + optind);
	if (bank == NULL || select_prepare(wanted, bank) == -1)
		fatal();
	out = out_open();
	good = checking ? check(bank, out) == 0 : by ? count(bank, out) : list(bank, out);
	select_free(wanted);
	return tool_exit(bank, out, good);
}
