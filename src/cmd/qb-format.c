/* qb-format: a bank for people and other programs: text, pages, print, data. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/sandbox.h"
#include "base/slice.h"
#include "base/term.h"
#include "cmd/opt.h"
#include "format/format.h"
#include "format/job.h"

enum { OPT_ANSWERS = OPT_TOOL, OPT_TITLE, OPT_PAPER, OPT_WIDTH, OPT_START, OPT_NO_FORMULAS };

/* Columns of text where the output is no terminal, and at most on a wide one. */
enum { TEXT_WIDTH = 72, WIDEST = 80 };

static const struct opt opts[] = {
	{ 't', "to", "FORMAT", "text, md, html, pdf, jsonl, json, csv, gift or anki" },
	{ 'f', "template", "TEXT", "write TEXT for each record, with {column} and {n}" },
	{ 'a', "with-answers", NULL, "show model answers where the format shows them best" },
	{ OPT_ANSWERS, "answers", "WHERE", "model answers: none, inline or end" },
	{ OPT_TITLE, "title", "TEXT", "the title of what is written" },
	{ 'o', "output", "FILE", "write to FILE, whole or not at all" },
	{ OPT_PAPER, "paper", "SIZE", "pdf: a4 or letter" },
	{ OPT_WIDTH, "width", "N", "text: the width in columns" },
	{ OPT_START, "start", "N", "the number of the first record, 1 if not given" },
	{ OPT_NO_FORMULAS, "no-formulas", NULL, "csv: an apostrophe before cells that spreadsheets compute" },
	{ OPT_COLOR, "color", "[=WHEN]", "text: colour: auto, always or never" },
	OPTS_END,
};

static const struct tool tool = {
	"[-a | --answers WHERE] [-t FORMAT | -f TEXT] [-o FILE] [--title TEXT] [--paper SIZE] [--width N] [--start N] "
	"[--no-formulas] [--color[=WHEN]] [bank ...]",
	"Write a bank as text, pages, print or data.",
	opts,
};

static const struct format *format;
static const char *path;                 /* -o; NULL: standard output */
static bool with_answers, answers_given; /* -a; --answers, which says more */
static struct display display;
static struct job job = { .first = 1, .formulas = true };

static enum answers
parse_answers(const char *where)
{
	if (strcmp(where, "none") == 0)
		return ANSWERS_NONE;
	if (strcmp(where, "inline") == 0)
		return ANSWERS_INLINE;
	if (strcmp(where, "end") == 0)
		return ANSWERS_END;
	usage(&tool, "--answers is none, inline or end, not '%s'", where);
}

static bool
parse_paper(const char *size)
{
	if (strcasecmp(size, "a4") != 0 && strcasecmp(size, "letter") != 0)
		usage(&tool, "--paper is a4 or letter, not '%s'", size);
	return strcasecmp(size, "letter") == 0;
}

static const struct format *
parse_format(const char *name)
{
	const struct format *f = format_find(name);
	struct buf names = { 0 };

	if (f == NULL)
		usage(&tool, "-t is %s, not '%s'", format_names(&names), name);
	return f;
}

static void
parse_option(int key)
{
	switch (key) {
	case 't':
		format = parse_format(optarg);
		break;
	case 'f':
		job.template = optarg;
		break;
	case 'a':
		with_answers = true;
		break;
	case OPT_ANSWERS:
		job.answers = parse_answers(optarg);
		answers_given = true;
		break;
	case OPT_TITLE:
		job.title = optarg;
		break;
	case 'o':
		path = strcmp(optarg, "-") == 0 ? NULL : optarg;
		break;
	case OPT_PAPER:
		job.paper = parse_paper(optarg);
		break;
	case OPT_WIDTH:
		job.width = (size_t)opt_number(&tool, "--width", optarg, 20, 10000);
		break;
	case OPT_START:
		job.first = (size_t)opt_number(&tool, "--start", optarg, 1, 900000000);
		break;
	case OPT_NO_FORMULAS:
		job.formulas = false;
		break;
	default:
		opt_display(&tool, key, optarg, &display);
	}
}

static void
parse_options(int argc, char *argv[])
{
	int key;

	while ((key = opt_next(&tool, argc, argv)) != -1)
		parse_option(key);
	if (job.template && format && strcmp(format->name, "text") != 0)
		usage(&tool, "-f goes with -t text only");
	if (job.template)
		format = &format_template;
	if (format == NULL)
		format = parse_format("text");
	if (with_answers && !answers_given)
		job.answers = format->default_answers;
}

static size_t
column(const struct bank *b, const char *name)
{
	return header_find(bank_header(b), slice_of(name));
}

/* Fills in what the job has of the bank and of the terminal. */
static int
prepare(const struct bank *b)
{
	bool terminal = path == NULL && isatty(STDOUT_FILENO);

	if (format->needs_question && bank_column(b, "question", &job.question) == -1)
		return -1;
	job.bank = b;
	job.id = column(b, "id");
	job.topic = column(b, "topic");
	job.level = column(b, "level");
	job.tags = column(b, "tags");
	job.question = column(b, "question");
	job.answer = column(b, "answer");
	job.points = column(b, "points");
	if (job.width == 0 && terminal)
		job.width = term_width() < WIDEST ? term_width() : WIDEST;
	if (job.width == 0)
		job.width = TEXT_WIDTH;
	job.color = path == NULL ? use_color(display.color) : display.color == WHEN_ALWAYS;
	job.escape = terminal;
	return 0;
}

/* Opens the output: -o, or standard output. */
static void
open_output(const struct bank *b)
{
	if (path == NULL)
		job.out = out_open();
	else if (bank_reads(b, path))
		fail("%s: is read, and cannot be written at the same time", path);
	else
		job.out = out_file(path);
	if (job.out == NULL)
		fatal();
}

/* Whether a file is opened after the bank: the output, or fonts. */
static bool
opens_files(void)
{
	return path != NULL || format->opens_files;
}

/* Formats the bank; the exit status. */
static enum status
run(struct bank *b)
{
	struct record *r;
	enum status closed;
	void *state = xcalloc(1, format->state_size);
	int status = format->begin(state, &job);

	if (opens_files())
		sandbox(path);
	while (status == 0 && !out_failed(job.out) && (r = bank_next(b)) != NULL) {
		job.n = job.first + job.count++;
		status = format->record(state, &job, r);
		if (status == -1)
			record_fail(r, "%s", failure());
	}
	if (status == 0 && !bank_failed(b) && !out_failed(job.out))
		status = format->end(state, &job);
	if (status == -1)
		warn_failure();
	if (status == -1 || bank_failed(b))
		out_abandon(job.out);
	free(state);
	closed = tool_exit(b, job.out, job.count > 0);
	return status == -1 ? QB_ERROR : closed;
}

int
main(int argc, char *argv[])
{
	struct bank *bank;

	parse_options(argc, argv);
	if (format->start != NULL)
		format->start(argv);
	if (!opens_files())
		sandbox(NULL);
	bank = bank_open(argv + optind);
	if (bank == NULL || prepare(bank) == -1)
		fatal();
	open_output(bank);
	return run(bank);
}
