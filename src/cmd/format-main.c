/* The main program of qb-format and qb-format-pdf: options, and a run of the format. */
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "bank/bank.h"
#include "bank/operands.h"
#include "bank/record.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/sandbox.h"
#include "base/slice.h"
#include "base/term.h"
#include "cmd/exec.h"
#include "cmd/format-main.h"
#include "cmd/opt.h"
#include "cmd/paper-options.h"
#include "cmd/tool.h"
#include "format/format.h"
#include "format/job.h"
#include "tsv/file.h"

enum {
	OPT_ANSWERS = OPT_TOOL,
	OPT_TITLE,
	OPT_PAPER,
	OPT_WIDTH,
	OPT_START,
	OPT_SHUFFLE,
	OPT_NO_FORMULAS,
	OPT_BOM,
	OPT_FRAGMENT
};

/* Columns of text if the output is not a terminal, and at most on a wide one. */
enum { TEXT_WIDTH = 72, MAX_WIDTH = 80 };

/* The first row lists the formats: see format_parse_options(). */
static struct opt opts[] = {
	{ 't', "to", "FORMAT", NULL },
	{ 'f', "template", "TEXT", "write TEXT per record; replace {column} and {n}" },
	{ 'a', "with-answers", NULL, "include answers at the usual place of the format" },
	{ OPT_ANSWERS, "answers", "WHERE", "include answers: none (default), inline or end" },
	{ OPT_TITLE, "title", "TEXT", "set the title (default: depends on the format)" },
	{ 'o', "output", "FILE", "write to FILE (default: standard output)" },
	{ OPT_PAPER, "paper", "SIZE", "set the paper size of pdf: a4 (default) or letter" },
	{ OPT_WIDTH, "width", "N", "wrap text at N columns (default: terminal's or 72)" },
	{ OPT_PLAIN, "plain", NULL, "write only the number and the text of questions" },
	{ OPT_HEADER, "header", "TEXT", "write TEXT below the title (repeatable)" },
	{ OPT_SPACE, "space", "N", "leave N lines for each answer (default: 0)" },
	{ OPT_POINTS, "points", NULL, "write a marking sheet: points to tick, and totals" },
	{ OPT_COLUMNS, "columns", "N", "set a pdf in N columns of text, 1 to 3 (default: 1)" },
	{ OPT_START, "start", "N", "number the records from N (default: 1)" },
	{ OPT_SHUFFLE, "shuffle", "SEED", "shuffle choices by SEED (default: the bank's order)" },
	{ OPT_NO_FORMULAS, "no-formulas", NULL, "prefix formulas in csv with an apostrophe" },
	{ OPT_BOM, "bom", NULL, "begin csv with a byte-order mark, for Excel" },
	{ OPT_FRAGMENT, "fragment", NULL, "write html without head, style, script and search" },
	{ OPT_COLOR, "color", "[=WHEN]", "colour text: auto (default), always or never" },
	OPTS_END,
};

static const struct tool tool = {
	"[-a | --answers WHERE] [-t FORMAT | -f TEXT] [-o FILE] [--title TEXT] [--paper SIZE] [--width N] [--plain] "
	"[--header TEXT] [--space N] [--points] [--columns N] [--start N] "
	"[--shuffle SEED] [--no-formulas] [--bom] [--fragment] [--color[=WHEN]] [bank ...]",
	"Format a bank as text (default), Markdown, HTML, PDF or data.",
	opts,
};

static const struct format *format;
static const char *path;                 /* -o; NULL: standard output */
static bool with_answers, answers_given; /* -a; --answers, which overrides -a */
static struct display display;
static struct job job = { .first = 1, .formulas = true, .text_columns = 1 };
static unsigned paper_options; /* those given that only some formats have, such as FORMAT_PLAIN */

static enum answers
format_parse_answers(const char *where)
{
	if (strcmp(where, "none") == 0)
		return ANSWERS_NONE;
	if (strcmp(where, "inline") == 0)
		return ANSWERS_INLINE;
	if (strcmp(where, "end") == 0)
		return ANSWERS_END;
	usage(&tool, "invalid place for answers '%s'; choose from none, inline, end", where);
}

static enum paper
format_parse_paper(const char *size)
{
	if (strcasecmp(size, "a4") == 0)
		return PAPER_A4;
	if (strcasecmp(size, "letter") == 0)
		return PAPER_LETTER;
	usage(&tool, "invalid paper size '%s'; choose from a4, letter", size);
}

static const struct format *
format_parse_name(const char *name)
{
	const struct format *f = format_find(name);
	struct buf names = { 0 };

	if (f == NULL)
		usage(&tool, "invalid format '%s'; choose from %s", name, format_names(&names));
	return f;
}

static void
format_parse_option(int key)
{
	if (paper_option(&tool, key, &job, &paper_options))
		return;
	switch (key) {
	case 't':
		format = format_parse_name(optarg);
		break;
	case 'f':
		job.template = optarg;
		break;
	case 'a':
		with_answers = true;
		break;
	case OPT_ANSWERS:
		job.answers = format_parse_answers(optarg);
		answers_given = true;
		break;
	case OPT_TITLE:
		job.title = optarg;
		break;
	case 'o':
		path = strcmp(optarg, "-") == 0 ? NULL : optarg;
		break;
	case OPT_PAPER:
		job.paper = format_parse_paper(optarg);
		break;
	case OPT_WIDTH:
		job.width = (size_t)opt_number(&tool, "--width", optarg, 20, 10000);
		break;
	case OPT_START:
		job.first = (size_t)opt_number(&tool, "--start", optarg, 1, 900000000);
		break;
	case OPT_SHUFFLE:
		job.shuffle = optarg;
		break;
	case OPT_NO_FORMULAS:
		job.formulas = false;
		break;
	case OPT_BOM:
		job.bom = true;
		break;
	case OPT_FRAGMENT:
		job.fragment = true;
		break;
	default:
		opt_display(&tool, key, optarg, &display);
	}
}

static void
format_parse_options(int argc, char *argv[])
{
	struct buf names = { 0 };
	int key;

	opts[0].help = format_names(&names);
	while ((key = opt_next(&tool, argc, argv)) != -1)
		format_parse_option(key);
	opts[0].help = NULL;
	buf_free(&names);
	if (job.template != NULL && format != NULL && strcmp(format->name, "text") != 0)
		usage(&tool, "-f cannot be combined with -t %s", format->name);
	if (job.template != NULL)
		format = &format_template;
	if (format == NULL)
		format = &format_text;
	paper_options_finish(&tool, format, &job, paper_options);
	if (job.bom && format != &format_csv)
		usage(&tool, "--bom requires -t csv");
	if (job.fragment && format != &format_html)
		usage(&tool, "--fragment requires -t html");
	if (with_answers && !answers_given)
		job.answers = format->default_answers;
}

static size_t
format_find_column(const struct bank *b, const char *name)
{
	return header_find(bank_header(b), slice_of(name));
}

/* Fills in the parts of the job that depend on the bank and on the terminal. */
static int
format_prepare(const struct bank *b)
{
	bool terminal = path == NULL && isatty(STDOUT_FILENO);

	if (format->needs_question && bank_column(b, "question", &job.question) == -1)
		return -1;
	job.bank = b;
	job.id = format_find_column(b, "id");
	job.topic = format_find_column(b, "topic");
	job.level = format_find_column(b, "level");
	job.tags = format_find_column(b, "tags");
	job.question = format_find_column(b, "question");
	job.choices = format_find_column(b, "choices");
	job.answer = format_find_column(b, "answer");
	job.points = format_find_column(b, "points");
	if (job.plain)
		job.topic = job.level = job.tags = NO_COLUMN;
	if (job.width == 0 && terminal)
		job.width = term_width() < MAX_WIDTH ? term_width() : MAX_WIDTH;
	if (job.width == 0)
		job.width = TEXT_WIDTH;
	job.color = path == NULL ? use_color(display.color) : display.color == WHEN_ALWAYS;
	job.escape = terminal;
	return 0;
}

/* Opens the file of -o. */
static void
format_open_file(char *const *operands)
{
	char *const fallback[] = { operands_default(), NULL };

	if (operands_include(*operands != NULL ? operands : fallback, path))
		fail("%s: input file is also the output", file_name(path));
	else
		job.out = out_file(path);
	if (job.out == NULL)
		fatal();
}

/* Enters the sandbox, after opening all files but the bank. */
static void
format_confine(char *const *operands)
{
	char *const fallback[] = { operands_default(), NULL };

	if (format->load != NULL)
		format->load();
	sandbox(&(struct sandbox){ .read = { *operands != NULL ? operands : fallback },
	    .read_any = format->load != NULL,
	    .path = path != NULL ? out_path(job.out) : NULL });
}

/* Formats the bank and returns the exit status. */
static enum status
format_run(struct bank *b)
{
	static void *state; /* static: after a failure, leak checkers still reach what it owns */
	struct record *r;
	enum status closed;
	int status;

	state = xcalloc(1, format->state_size);
	status = format->begin(state, &job);
	while (status == 0 && !out_failed(job.out) && (r = bank_next(b)) != NULL) {
		job.n = job.first + job.count++;
		status = format->record(state, &job, r);
		if (status == -1)
			record_fail(r, "%s", failure());
	}
	if (status == 0 && !bank_failed(b) && !out_failed(job.out)) {
		status = format->end(state, &job);
		free(state);
	}
	if (status == -1)
		warn_failure();
	if (status == -1 || bank_failed(b))
		out_abandon(job.out);
	closed = tool_exit(b, job.out, job.count > job.omitted);
	return status == -1 ? QB_ERROR : closed;
}

int
format_main(int argc, char *argv[], const struct format *helper)
{
	struct bank *bank;

	format_parse_options(argc, argv);
	if (format->helper != NULL && helper == NULL) {
		exec_helper(format->helper, opt_path(), argv);
		fatal();
	}
	if (format->helper != NULL)
		format = helper;
	if (path != NULL)
		format_open_file(argv + optind);
	format_confine(argv + optind);
	bank = tool_bank(argv + optind, path != NULL ? BANK_NO_OUTPUT : 0);
	if (format_prepare(bank) == -1)
		fatal();
	if (path == NULL)
		job.out = out_open();
	return format_run(bank);
}
