/* qb-score: schedules reviews and reports progress from review logs, or marks answers. */
#include <err.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bank/bank.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/out.h"
#include "base/slice.h"
#include "cmd/confine.h"
#include "cmd/logs.h"
#include "cmd/opt.h"
#include "cmd/tool.h"
#include "mark/report.h"
#include "mark/rubrics.h"
#include "review/days.h"
#include "review/fsrs.h"
#include "review/history.h"
#include "review/log.h"
#include "review/progress.h"
#include "review/replay.h"
#include "review/schedule.h"
#include "review/trace.h"
#include "review/view.h"

enum {
	OPT_BY = OPT_TOOL,
	OPT_NOW,
	OPT_PARAMS,
	OPT_ROLLOVER,
	OPT_EXAM,
	OPT_ODDS,
	OPT_FORECAST,
	OPT_POINTS,
	OPT_SHUFFLE
};

static const struct opt opts[] = {
	{ 'l', "log", "FILE", "read the log FILE (default: $QB_LOG or qb-quiz's)" },
	{ OPT_BY, "by", "COL", "report progress per value of COL, or by day" },
	{ OPT_FORECAST, "forecast", "N", "report how many questions fall due, for N days" },
	{ OPT_EXAM, "exam", "DATE", "add recall on DATE, and what a review gains" },
	{ OPT_ODDS, "odds", NULL, "add how likely so many lapses were" },
	{ 'r', "retention", "R", "make a question due at recall R (default: 0.9)" },
	{ OPT_NOW, "now", "TIME", "use TIME as the current time (default: the clock)" },
	{ OPT_ROLLOVER, "rollover", "HOURS", "begin the day HOURS after midnight (default: 4)" },
	{ OPT_PARAMS, "params", "LIST|@FILE", "use these FSRS-6 parameters (default: $QB_PARAMS)" },
	{ 'm', "mark", "FILE", "mark the answers in FILE by rubrics and choices" },
	{ OPT_POINTS, "points", NULL, "write a row per point (default: per answer)" },
	{ OPT_SHUFFLE, "shuffle", "SEED", "take letters as qb-format --shuffle SEED wrote them" },
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"[-l FILE] [--by COL | --forecast N] [--exam DATE] [--odds] [-r R] [--now TIME] [--rollover HOURS] "
	"[--params LIST|@FILE] "
	"[--tsv | --table] [--color[=WHEN]] [bank ...]\n"
	"-m FILE [--points] [--shuffle SEED] [--tsv | --table] [--color[=WHEN]] [bank ...]",
	"Schedule reviews, report progress, or mark answers.",
	opts,
};

enum { SCORE_FORECAST_MAX = 36500 };

static const struct model *const model = &fsrs_model;

static struct logs logs;
static const char *by, *now, *params_arg, *exam;
static bool by_day, odds;
static long forecast; /* days; 0: none */
static double retention = 0.9;
static void *params; /* of the model */
static struct calendar calendar = { .rollover = 4 };
static char *answers[2]; /* -m, as a list of operands */
static struct mark_options mark_options;
static struct display display;

static void
score_parse_options(int argc, char *argv[])
{
	int key;

	while ((key = opt_next(&tool, argc, argv)) != -1)
		switch (key) {
		case 'l':
			logs_add(&logs, optarg);
			break;
		case OPT_BY:
			by_day = strcmp(optarg, "day") == 0;
			by = optarg;
			break;
		case OPT_FORECAST:
			forecast = (long)opt_number(&tool, "--forecast", optarg, 1, SCORE_FORECAST_MAX);
			break;
		case OPT_EXAM:
			exam = optarg;
			break;
		case OPT_ODDS:
			odds = true;
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
		case OPT_ROLLOVER:
			calendar.rollover = (int)opt_number(&tool, "--rollover", optarg, 0, 23);
			break;
		case 'm':
			answers[0] = optarg;
			break;
		case OPT_POINTS:
			mark_options.per_point = true;
			break;
		case OPT_SHUFFLE:
			mark_options.shuffle = optarg;
			break;
		default:
			opt_display(&tool, key, optarg, &display);
		}
}

/* The number of operands that name standard input; without operands it is the bank unless it is a terminal. */
static size_t
score_count_stdin(char *const *operands)
{
	size_t n = *operands == NULL && !isatty(STDIN_FILENO);

	for (; *operands != NULL; operands++)
		n += strcmp(*operands, "-") == 0;
	return n;
}

static void
score_check_options(char *const *operands)
{
	static const int log_options[] = { 'l', OPT_BY, OPT_FORECAST, OPT_EXAM, OPT_ODDS, 'r', OPT_NOW, OPT_ROLLOVER,
		OPT_PARAMS, 0 };
	static const int not_forecast[] = { OPT_BY, OPT_EXAM, OPT_ODDS, 0 }, not_odds[] = { OPT_BY, 0 };
	size_t from_stdin, i;

	opt_exclusive(&tool, 'm', log_options);
	opt_exclusive(&tool, OPT_FORECAST, not_forecast);
	opt_exclusive(&tool, OPT_ODDS, not_odds);
	if (exam && by_day)
		usage(&tool, "--exam cannot be combined with --by day");
	if (mark_options.per_point && !answers[0])
		usage(&tool, "--points requires -m");
	if (mark_options.shuffle != NULL && !answers[0])
		usage(&tool, "--shuffle requires -m");
	if (!answers[0]) {
		logs_add_default(&logs);
		params = params_read(&tool, model, params_arg);
	}
	from_stdin = answers[0] && strcmp(answers[0], "-") == 0;
	for (i = 0; i < logs.n; i++)
		from_stdin += strcmp(logs.name[i], "-") == 0;
	if (from_stdin > 1 || (from_stdin == 1 && score_count_stdin(operands) > 0))
		usage(&tool, "standard input can only be read once; name a bank");
	logs_set_now(&tool, &calendar, now);
}

/* Sets the day of --exam. */
static void
score_set_exam(struct view *v)
{
	if (exam == NULL)
		return;
	v->exam = true;
	if (!date_parse(slice_of(exam), &v->exam_day))
		usage(&tool, "--exam: invalid date '%s'; use 2026-01-31", exam);
	if (v->exam_day < calendar.today)
		usage(&tool, "--exam: %s is before today", exam);
}

/* Replays the logs; prints warnings. */
static struct history *
score_read_logs(struct trace *trace)
{
	struct history *h = history_new(model, params, retention, &calendar);
	struct buf warnings = { 0 };
	struct log_context context = { .calendar = &calendar, .ignore_later = now != NULL, .warnings = &warnings };

	if (trace != NULL)
		history_set_trace(h, trace);
	if (replay_logs(h, &context, logs.name, logs.n) == -1)
		fatal();
	logs_warn(&warnings);
	buf_free(&warnings);
	return h;
}

/* Writes the report that the options choose. */
static int
score_report(struct bank *b, struct references *refs, const struct trace *trace, struct view *v, struct out *out)
{
	double *of_trace = odds ? trace_odds(references_history(refs), trace) : NULL;
	int any;

	v->odds = of_trace;
	if (by_day)
		any = days_report(b, refs, trace, out, &display);
	else if (forecast > 0)
		any = days_forecast(b, refs, forecast, out, &display);
	else if (by)
		any = progress_report(b, refs, v, out, &display);
	else
		any = schedule_write(b, refs, v, out, &display);
	free(of_trace);
	return any;
}

/* Writes the schedule or a report about the bank. */
static enum status
score_review(struct bank *b)
{
	struct out *out = out_open();
	struct trace trace = { 0 };
	struct view view = { 0 };
	struct history *h;
	struct references *refs;
	size_t id_col, orphans, reviews;
	int any;

	score_set_exam(&view);
	if (bank_column(b, "id", &id_col) == -1 || (by && !by_day && bank_column(b, by, &view.by) == -1))
		fatal();
	h = score_read_logs(by_day || odds ? &trace : NULL);
	refs = references_new(h);
	any = score_report(b, refs, &trace, &view, out);
	if (any == -1)
		fatal();
	orphans = references_orphans(refs, &reviews);
	if (orphans > 0 && !bank_failed(b) && !out_failed(out))
		warnx("ids in the log that are not in the bank: %zu (reviews: %zu)", orphans, reviews);
	references_free(refs);
	history_free(h);
	free(trace.review);
	free(params);
	free(logs.name);
	return tool_exit(b, out, any);
}

/* Marks the answers by the rubrics of the bank. */
static enum status
score_mark(struct bank *b)
{
	struct rubrics *rubrics = rubrics_read(b);
	struct bank *given;
	struct out *out;
	enum status status;
	int any;

	if (bank_close(b) == -1 || rubrics == NULL)
		fatal();
	given = tool_bank(answers, 0);
	out = out_open();
	any = report_marks(given, rubrics, &mark_options, out, &display);
	if (any == -1)
		warn_failure();
	rubrics_free(rubrics);
	status = tool_exit(given, out, any == 1);
	return any == -1 ? QB_ERROR : status;
}

int
main(int argc, char *argv[])
{
	struct bank *bank;

	score_parse_options(argc, argv);
	score_check_options(argv + optind);
	tzset(); /* reads files */
	confine(argv + optind, answers[0] ? answers : logs.name);
	bank = tool_bank(argv + optind, 0);
	return answers[0] ? score_mark(bank) : score_review(bank);
}
