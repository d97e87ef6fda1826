/* qb-progress: writes a page about what was reviewed and what is remembered. */
#include <err.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bank/bank.h"
#include "bank/operands.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/sandbox.h"
#include "chart/figures.h"
#include "chart/page.h"
#include "cmd/logs.h"
#include "cmd/opt.h"
#include "cmd/tool.h"
#include "review/fsrs.h"
#include "review/history.h"
#include "review/log.h"
#include "review/progress.h"
#include "review/replay.h"
#include "review/trace.h"
#include "tsv/file.h"

enum { OPT_NOW = OPT_TOOL, OPT_PARAMS, OPT_ROLLOVER };

static const struct opt opts[] = {
	{ 'o', "output", "FILE", "write the page to FILE (required)" },
	{ 'l', "log", "FILE", "read the log FILE (default: $QB_LOG or qb-quiz's)" },
	{ 'r', "retention", "R", "make a question due at recall R (default: 0.9)" },
	{ OPT_NOW, "now", "TIME", "use TIME as the current time (default: the clock)" },
	{ OPT_ROLLOVER, "rollover", "HOURS", "begin the day HOURS after midnight (default: 4)" },
	{ OPT_PARAMS, "params", "LIST|@FILE", "use these FSRS-6 parameters (default: $QB_PARAMS)" },
	OPTS_END,
};

static const struct tool tool = {
	"-o FILE [-l FILE] [-r R] [--now TIME] [--rollover HOURS] [--params LIST|@FILE] [bank ...]",
	"Write a page about your reviews: past and coming days, topics, weakest questions.",
	opts,
};

static const struct model *const model = &fsrs_model;

static struct logs logs;
static const char *now, *params_arg, *path;
static double retention = 0.9;
static struct calendar calendar = { .rollover = 4 };
static char *suspended; /* the file beside the first log, if it exists */

static void
progress_parse_options(int argc, char *argv[])
{
	int key;

	while ((key = opt_next(&tool, argc, argv)) != -1)
		switch (key) {
		case 'o':
			path = optarg;
			break;
		case 'l':
			logs_add(&logs, optarg);
			break;
		case 'r':
			retention = logs_retention(&tool, optarg);
			break;
		case OPT_NOW:
			now = optarg;
			break;
		case OPT_PARAMS:
			params_arg = optarg;
			break;
		default: /* OPT_ROLLOVER */
			calendar.rollover = (int)opt_number(&tool, "--rollover", optarg, 0, 23);
		}
	if (path == NULL || *path == '\0')
		usage(&tool, "missing -o FILE");
	logs_add_default(&logs);
}

/* All files to read, ending with NULL; never freed. */
static char **
progress_inputs(char **operands)
{
	static char *fallback[2];
	const char *params = params_name(params_arg);
	size_t n = 0, i;
	char **all;

	if (*operands == NULL) {
		fallback[0] = operands_default();
		operands = fallback;
	}
	while (operands[n] != NULL)
		n++;
	all = xcalloc(n + logs.n + 3, sizeof(*all));
	for (i = 0; i < n; i++)
		all[i] = operands[i];
	for (i = 0; i < logs.n; i++)
		all[n++] = logs.name[i];
	if (params != NULL)
		all[n++] = (char *)params;
	all[n] = suspended;
	return all;
}

/* Finds the file with the ids of suspended questions. */
static void
progress_find_suspended(void)
{
	static struct buf beside;

	if (logs.n == 0 || strcmp(logs.name[0], "-") == 0)
		return;
	logs_beside(&beside, logs.name[0], "suspended.tsv");
	if (access(beside.p, F_OK) == 0)
		suspended = beside.p;
}

/* Opens the page, and enters the sandbox. */
static struct out *
progress_open_output(char **operands)
{
	static char **inputs; /* static: leak checkers still reach it */
	bool to_stdout = strcmp(path, "-") == 0;
	struct out *o = NULL;

	inputs = progress_inputs(operands);
	if (operands_check(inputs, to_stdout) == -1)
		fatal();
	if (!to_stdout && operands_include(inputs, path))
		fail("%s: input file is also the output", file_name(path));
	else
		o = to_stdout ? out_open() : out_file(path);
	if (o == NULL)
		fatal();
	tzset(); /* reads files */
	sandbox(&(struct sandbox){ .read = { inputs }, .path = out_path(o) });
	return o;
}

/* Replays the logs; prints warnings. */
static struct history *
progress_read_logs(const void *params, struct trace *trace)
{
	struct history *h = history_new(model, params, retention, &calendar);
	struct buf warnings = { 0 };
	struct log_context context = { .calendar = &calendar, .ignore_later = now != NULL, .warnings = &warnings };

	history_set_trace(h, trace);
	if (replay_logs(h, &context, logs.name, logs.n) == -1)
		fatal();
	logs_warn(&warnings);
	buf_free(&warnings);
	return h;
}

/* Writes the page about the bank. */
static enum status
progress_run(struct bank *b, struct history *h, const struct trace *trace, struct out *o)
{
	struct references *refs = references_new(h);
	struct map *excluded = map_new();
	struct figures f;
	size_t reviews, orphans;
	enum status status;
	bool good, any;

	if (suspended != NULL)
		logs_add_ids(excluded, suspended);
	figures_read(&f, b, refs, trace, excluded);
	orphans = references_orphans(refs, &reviews);
	good = !bank_failed(b);
	if (good && page_write(o, &f) == -1) {
		warn_failure();
		good = false;
	}
	if (!good)
		out_abandon(o);
	else if (orphans > 0)
		warnx("ids in the log that are not in the bank: %zu (reviews: %zu)", orphans, reviews);
	any = f.total.counts.questions > 0;
	figures_free(&f);
	map_free(excluded);
	references_free(refs);
	status = tool_exit(b, o, any);
	return good ? status : QB_ERROR;
}

int
main(int argc, char *argv[])
{
	struct trace trace = { 0 };
	struct history *history;
	struct bank *bank;
	struct out *out;
	void *params;
	enum status status;
	size_t id;

	progress_parse_options(argc, argv);
	params = params_read(&tool, model, params_arg);
	logs_set_now(&tool, &calendar, now);
	progress_find_suspended();
	out = progress_open_output(argv + optind);
	bank = tool_bank(argv + optind, strcmp(path, "-") == 0 ? 0 : BANK_NO_OUTPUT);
	if (bank_column(bank, "id", &id) == -1)
		fatal();
	history = progress_read_logs(params, &trace);
	status = progress_run(bank, history, &trace, out);
	history_free(history);
	free(trace.review);
	free(params);
	free(logs.name);
	return status;
}
