/* qb-grep: the questions of a bank that match a pattern. */
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "bank/table.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/term.h"
#include "cmd/confine.h"
#include "cmd/opt.h"
#include "cmd/patterns.h"
#include "cmd/tool.h"
#include "query/match.h"
#include "search/pattern.h"
#include "search/prefilter.h"
#include "search/regex.h"
#include "tsv/escape.h"

enum { OPT_NO_JIT = OPT_TOOL, OPT_MATCH_LIMIT };

static const struct opt opts[] = {
	{ 'k', "column", "LIST", "search these columns (default: question)" },
	{ 'a', "any", NULL, "search every column" },
	{ 'e', "regexp", "PATTERN", "search for PATTERN; may be repeated" },
	{ 'f', "file", "FILE", "read patterns from FILE, one per line" },
	{ 'F', "fixed-strings", NULL, "treat patterns as plain text" },
	{ 'i', "ignore-case", NULL, "ignore case" },
	{ 'S', "smart-case", NULL, "ignore case if no pattern has an upper-case letter" },
	{ 'w', "word-regexp", NULL, "match whole words only" },
	{ 'x', "line-regexp", NULL, "match whole fields only" },
	{ 'v', "invert-match", NULL, "select records that do not match" },
	{ 'm', "max-count", "N", "stop after N selected records" },
	{ 'c', "count", NULL, "write the number of selected records" },
	{ 'o', "only-matching", NULL, "write the matches, one per line" },
	{ 'q', "quiet", NULL, "write nothing; exit with 0 at the first match" },
	{ OPT_NO_JIT, "no-jit", NULL, "interpret patterns instead of compiling them" },
	{ OPT_MATCH_LIMIT, "match-limit", "N", "fail on a field after N steps (default: 10000000)" },
	OPTS_LINE_BUFFERED,
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"[-acFioqSvwx] [-k LIST] [-m N] [--no-jit] [--match-limit N] [--line-buffered] [--tsv | --table] "
	"[--color[=WHEN]] "
	"PATTERN | -e PATTERN | -f FILE [bank ...]",
	"Write the records of a bank that match a pattern.",
	opts,
};

static struct patterns patterns;
static unsigned flags;
static uint32_t match_limit = MATCH_LIMIT;
static bool smart_case, any, count, only, quiet;
static struct buf column_list;
static unsigned long long max_count = ULLONG_MAX;
static struct display display;
static bool color;
static struct query query;
static struct buf text; /* a decoded field */

static void
grep_compile_patterns(struct query *q)
{
	bool upper = false;
	size_t i;

	for (i = 0; smart_case && i < patterns.n; i++)
		upper |= pattern_has_upper(patterns.pattern[i], flags & RE_LITERAL);
	if (smart_case && !upper)
		flags |= RE_CASELESS;
	q->regex = regex_compile(patterns.pattern, patterns.n, flags | RE_SHARED_TIME, match_limit);
	if (q->regex == NULL)
		fatal();
	if (!(flags & RE_NOJIT))
		q->prefilter = prefilter_new(patterns.pattern, patterns.n, flags);
}

static void
grep_choose_columns(struct query *q, const struct bank *b)
{
	size_t n, i;

	if (any) {
		q->ncol = bank_header(b)->n;
		q->col = xcalloc(q->ncol, sizeof(*q->col));
		for (i = 0; i < q->ncol; i++)
			q->col[i] = i;
		return;
	}
	if (column_list.n == 0)
		buf_str(&column_list, "question");
	if (bank_columns(b, buf_cstr(&column_list), &q->col, &n) == -1)
		fatal();
	q->searched = xcalloc(bank_header(b)->n, sizeof(*q->searched));
	for (i = 0; i < n; i++) {
		if (!q->searched[q->col[i]])
			q->col[q->ncol++] = q->col[i];
		q->searched[q->col[i]] = true;
	}
}

static void
grep_write_color(struct out *out, const char *sequence)
{
	if (!color)
		return;
	out_raw(out, true);
	out_str(out, sequence);
	out_raw(out, false);
}

static void
grep_write_match(struct out *out, struct slice match)
{
	struct buf b = { 0 };

	field_encode(match, &b);
	grep_write_color(out, HIGHLIGHT_ON);
	out_slice(out, buf_slice(&b));
	grep_write_color(out, HIGHLIGHT_OFF);
	out_byte(out, '\n');
	if (display.line_buffered)
		out_flush(out);
	buf_free(&b);
}

/* Highlights the matches of the record in w or, if w is NULL, writes them.  -1 if a match failed. */
static int
grep_each_match(const struct query *q, const struct bank *b, const struct record *r, struct out *out, struct writer *w)
{
	size_t i;

	for (i = 0; i < q->ncol; i++) {
		struct slice s = record_text(r, q->col[i], &text);
		size_t at = 0, start, end;
		int found;

		while ((found = regex_next(q->regex, s, &at, &start, &end)) == 1)
			if (w != NULL)
				writer_highlight(w, q->col[i], start, end);
			else
				grep_write_match(out, (struct slice){ s.p + start, end - start });
		if (found == -1)
			return query_failed(b, r, q->col[i]);
	}
	return 0;
}

/* Writes a selected record, its matches, or both; w is NULL if records are not written. */
static int
grep_write_record(
    const struct query *q, const struct bank *b, const struct record *r, struct out *out, struct writer *w)
{
	int status = 0;

	if (!q->invert && (only || (w != NULL && writer_highlights(w))))
		status = grep_each_match(q, b, r, out, w);
	if (w != NULL)
		writer_line(w, r->line);
	return status;
}

static enum status
grep(const struct query *q, struct bank *b)
{
	struct out *out = out_open();
	struct writer *w = NULL;
	struct record *r;
	unsigned long long n = 0;
	bool found;
	int selected = 0;
	enum status status;

	color = use_color(display.color);
	if (!count && !only && !quiet)
		w = writer_open(out, &display, bank_header(b)->line, q->searched);
	while (n < max_count && !out_failed(out) && (r = query_next(q, b, &found)) != NULL) {
		selected = query_matches(q, b, r, found);
		if (selected == 1 && quiet)
			exit(QB_SELECTED);
		if (selected == 1 && !count && grep_write_record(q, b, r, out, w) == -1)
			selected = -1;
		if (selected == -1)
			break;
		n += (unsigned)selected;
	}
	if (selected == -1)
		warn_failure();
	if (count && selected != -1 && !bank_failed(b))
		out_printf(out, "%llu\n", n);
	if (w != NULL)
		writer_close(w);
	status = tool_exit(b, out, n > 0);
	return selected == -1 ? QB_ERROR : status;
}

static void
grep_parse_option(int key)
{
	switch (key) {
	case 'k':
		if (column_list.n > 0)
			buf_byte(&column_list, ',');
		buf_str(&column_list, optarg);
		break;
	case 'a':
		any = true;
		break;
	case 'e':
		patterns_add(&patterns, optarg, false);
		break;
	case 'f':
		patterns_add(&patterns, optarg, true);
		break;
	case 'F':
		flags |= RE_LITERAL;
		break;
	case 'i':
		flags |= RE_CASELESS;
		break;
	case 'S':
		smart_case = true;
		break;
	case 'w':
		flags |= RE_WORD;
		break;
	case 'x':
		flags |= RE_WHOLE;
		break;
	case 'v':
		query.invert = true;
		break;
	case 'm':
		max_count = (unsigned long long)opt_number(&tool, "-m", optarg, 0, LLONG_MAX);
		break;
	case 'c':
		count = true;
		break;
	case 'o':
		only = true;
		break;
	case 'q':
		quiet = true;
		break;
	case OPT_NO_JIT:
		flags |= RE_NOJIT;
		break;
	case OPT_MATCH_LIMIT:
		match_limit = (uint32_t)opt_number(&tool, "--match-limit", optarg, 1, UINT32_MAX);
		break;
	default:
		opt_display(&tool, key, optarg, &display);
	}
}

int
main(int argc, char *argv[])
{
	struct bank *bank;
	int key;

	while ((key = opt_next(&tool, argc, argv)) != -1)
		grep_parse_option(key);
	if (patterns.nsource == 0) {
		if (optind == argc)
			usage(&tool, "missing PATTERN");
		patterns_add(&patterns, argv[optind++], false);
	}
	confine(argv + optind, patterns.file);
	if (patterns_read(&patterns) == -1)
		fatal();
	grep_compile_patterns(&query);
	bank = tool_bank(argv + optind, quiet ? BANK_NO_OUTPUT : 0);
	grep_choose_columns(&query, bank);
	return grep(&query, bank);
}
