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
#include "base/sandbox.h"
#include "base/slice.h"
#include "base/term.h"
#include "cmd/opt.h"
#include "search/literal.h"
#include "search/pattern.h"
#include "search/plain.h"
#include "search/regex.h"
#include "search/skip.h"
#include "tsv/escape.h"
#include "tsv/file.h"

enum { OPT_NO_JIT = OPT_TOOL, OPT_MATCH_LIMIT };

static const struct opt opts[] = {
	{ 'k', "column", "LIST", "search these columns instead of question" },
	{ 'a', "any", NULL, "search every column" },
	{ 'e', "regexp", "PATTERN", "a pattern; may be given more than once" },
	{ 'f', "file", "FILE", "take patterns from FILE, one a line" },
	{ 'F', "fixed-strings", NULL, "patterns are plain text" },
	{ 'i', "ignore-case", NULL, "upper and lower case are the same" },
	{ 'S', "smart-case", NULL, "as -i, unless a pattern has an upper-case letter" },
	{ 'w', "word-regexp", NULL, "a match is whole words" },
	{ 'x', "line-regexp", NULL, "a match is a whole field" },
	{ 'v', "invert-match", NULL, "keep records that do not match" },
	{ 'm', "max-count", "N", "stop after N records" },
	{ 'c', "count", NULL, "write how many records were kept" },
	{ 'o', "only-matching", NULL, "write the matches, one a line" },
	{ 'q', "quiet", NULL, "write nothing; the exit status tells" },
	{ OPT_NO_JIT, "no-jit", NULL, "interpret the patterns" },
	{ OPT_MATCH_LIMIT, "match-limit", "N", "give up on a field after N steps" },
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"[-acFioqSvwx] [-k LIST] [-m N] [--no-jit] [--match-limit N] [--tsv | --table] [--color[=WHEN]] "
	"PATTERN | -e PATTERN | -f FILE [bank ...]",
	"Write the records of a bank that match a pattern.",
	opts,
};

/* The patterns, in one list; their text is never freed. */
static struct slice *pattern;
static size_t npattern;
static bool have_pattern;

static unsigned flags;
static uint32_t match_limit = MATCH_LIMIT;
static bool smart_case, any, invert, count, only, quiet;
static struct buf column_list;
static unsigned long long max_count = ULLONG_MAX;
static struct display display;

static bool color;
static struct regex *re;
static struct literals *literals; /* NULL: nothing that a match has in it is known, or it is not to be used */
static struct plain *plain;       /* NULL: matches are more than plain texts */
static size_t *col, ncol;         /* the columns to search */
static bool *searched;            /* for each of the bank's whether it is one; NULL: all are */
static struct buf text;

/* Adds the lines of the text, each a pattern. */
static void
add_patterns(struct slice lines)
{
	struct slice line;

	have_pattern = true;
	while (slice_next(&lines, '\n', &line)) {
		pattern = xrealloc(pattern, npattern + 1, sizeof(*pattern));
		pattern[npattern++] = line;
	}
}

static void
add_pattern_file(const char *name)
{
	struct buf b = { 0 }; /* the patterns point into it */
	size_t i = npattern;

	have_pattern = true;
	if (file_read(name, &b) == -1)
		fatal();
	if (b.n > 0 && b.p[b.n - 1] != '\n')
		buf_byte(&b, '\n');
	if (b.n > 0)
		add_patterns((struct slice){ b.p, b.n - 1 });
	else
		buf_free(&b);
	for (; i < npattern; i++)
		if (pattern[i].n > 0 && pattern[i].p[pattern[i].n - 1] == '\r')
			pattern[i].n--;
}

static void
compile_patterns(void)
{
	bool upper = false;
	size_t i;

	for (i = 0; smart_case && i < npattern; i++)
		upper |= pattern_has_upper(pattern[i], flags & RE_LITERAL);
	if (smart_case && !upper)
		flags |= RE_CASELESS;
	re = regex_compile(pattern, npattern, flags, match_limit);
	if (re == NULL)
		fatal();
	if (flags & RE_NOJIT)
		return;
	plain = plain_new(pattern, npattern, flags);
	literals = literals_new(pattern, npattern, flags);
}

static void
choose_columns(const struct bank *b)
{
	size_t n, i;

	if (!any) {
		if (column_list.n == 0)
			buf_str(&column_list, "question");
		if (bank_columns(b, buf_cstr(&column_list), &col, &n) == -1)
			fatal();
		searched = xcalloc(bank_header(b)->n, sizeof(*searched));
		for (i = 0; i < n; i++) {
			if (!searched[col[i]])
				col[ncol++] = col[i];
			searched[col[i]] = true;
		}
		return;
	}
	ncol = bank_header(b)->n;
	col = xcalloc(ncol, sizeof(*col));
	for (i = 0; i < ncol; i++)
		col[i] = i;
}

/* fail() with the record and the column in which the match failed. */
static int
match_failed(const struct bank *b, const struct record *r, size_t c)
{
	return record_fail(r, "%s: %s", bank_header(b)->name[c].p, failure());
}

/*
 * The next record that may be kept; NULL as bank_next() gives it.  *has_text: one of literals
 * is known to stand in one of the columns to search.
 */
static struct record *
next_record(struct bank *b, bool *has_text)
{
	struct skipped skipped = { 0 };

	if (literals != NULL && !invert) {
		struct slice ahead = bank_peek(b);

		skipped = literals_skip(literals, ahead, bank_header(b)->n - 1, searched);
		if (skipped.bytes > 0)
			bank_consume(b, skipped.bytes, skipped.lines);
	}
	*has_text = skipped.found;
	return bank_next(b);
}

/* Whether the field matches, of which has_text is known or not; -1 where that could not be told. */
static int
field_matches(struct slice field, bool has_text)
{
	int found = plain != NULL ? plain_match(plain, field) : -1;

	if (found != -1)
		return found;
	if (literals != NULL && !has_text && !literals_in(literals, field, 1))
		return 0;
	return regex_match(re, field_decode(field, &text), 0, NULL, NULL);
}

/* Whether the record is kept: 1 or 0, or -1 where that could not be told. */
static int
kept(const struct bank *b, const struct record *r, bool has_text)
{
	size_t i;

	/* Of many fields the line is looked through first; of one, that field alone. */
	if (literals != NULL && ncol > 1 && !has_text && !literals_in(literals, r->line, ncol))
		return invert;
	for (i = 0; i < ncol; i++) {
		int found = field_matches(record_field(r, col[i]), has_text && ncol == 1);

		if (found == -1)
			return match_failed(b, r, col[i]);
		if (found)
			return !invert;
	}
	return invert;
}

static void
write_color(struct out *out, const char *sequence)
{
	if (!color)
		return;
	out_raw(out, true);
	out_str(out, sequence);
	out_raw(out, false);
}

static void
write_match(struct out *out, struct slice match)
{
	struct buf b = { 0 };

	field_encode(match, &b);
	write_color(out, HIGHLIGHT_ON);
	out_slice(out, buf_slice(&b));
	write_color(out, HIGHLIGHT_OFF);
	out_byte(out, '\n');
	buf_free(&b);
}

/*
 * Goes through the matches in the record: marks them for w or, where that is NULL, writes
 * them.  Returns 0, or -1 where a match failed.
 */
static int
each_match(const struct bank *b, const struct record *r, struct out *out, struct writer *w)
{
	size_t i;

	for (i = 0; i < ncol; i++) {
		struct slice s = record_text(r, col[i], &text);
		size_t at = 0, start, end;
		int found;

		while ((found = regex_next(re, s, &at, &start, &end)) == 1)
			if (w != NULL)
				writer_highlight(w, col[i], start, end);
			else
				write_match(out, (struct slice){ s.p + start, end - start });
		if (found == -1)
			return match_failed(b, r, col[i]);
	}
	return 0;
}

/* Writes what was asked for of a record that is kept; w is NULL where no records are. */
static int
write_record(const struct bank *b, const struct record *r, struct out *out, struct writer *w)
{
	int status = 0;

	if (!invert && (only || (w != NULL && writer_highlights(w))))
		status = each_match(b, r, out, w);
	if (w != NULL)
		writer_line(w, r->line);
	return status;
}

/* Reads the bank and writes what is kept of it; the exit status. */
static enum status
grep(struct bank *b)
{
	struct out *out = out_open();
	struct writer *w = NULL;
	struct record *r;
	unsigned long long n = 0;
	bool has_text;
	int keep = 0;
	enum status status;

	color = use_color(display.color);
	if (!count && !only && !quiet)
		w = writer_open(out, &display, bank_header(b)->line, searched); /* a table shows them */
	while (n < max_count && !out_failed(out) && (r = next_record(b, &has_text)) != NULL) {
		keep = kept(b, r, has_text);
		if (keep == 1 && quiet)
			exit(QB_SELECTED);
		if (keep == 1 && !count)
			keep = write_record(b, r, out, w) == -1 ? -1 : 1;
		if (keep == -1)
			break;
		n += (unsigned)keep;
	}
	if (keep == -1)
		warn_failure();
	if (count && keep != -1 && !bank_failed(b))
		out_printf(out, "%llu\n", n);
	if (w != NULL)
		writer_close(w);
	status = tool_exit(b, out, n > 0);
	return keep == -1 ? QB_ERROR : status;
}

static void
parse_option(int key)
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
		add_patterns(slice_of(optarg));
		break;
	case 'f':
		add_pattern_file(optarg);
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
		invert = true;
		break;
	case 'm':
		max_count = (unsigned long long)opt_number(&tool, "-m", 0, LLONG_MAX);
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
		match_limit = (uint32_t)opt_number(&tool, "--match-limit", 1, UINT32_MAX);
		break;
	default:
		opt_display(&tool, key, &display);
	}
}

int
main(int argc, char *argv[])
{
	struct bank *bank;
	int key;

	while ((key = opt_next(&tool, argc, argv)) != -1)
		parse_option(key);
	if (!have_pattern) {
		if (optind == argc)
			usage(&tool, "no pattern");
		add_patterns(slice_of(argv[optind++]));
	}
	sandbox(NULL);
	compile_patterns();
	bank = bank_open(argv + optind);
	if (bank == NULL)
		fatal();
	choose_columns(bank);
	return grep(bank);
}
