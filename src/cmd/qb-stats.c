/* qb-stats: reports on marks: questions, papers, rubrics and markers. */
#include <err.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "bank/bank.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/out.h"
#include "cmd/confine.h"
#include "cmd/logs.h"
#include "cmd/opt.h"
#include "cmd/tool.h"
#include "stats/agree.h"
#include "stats/gradebook.h"
#include "stats/items.h"
#include "stats/paper.h"
#include "stats/points.h"
#include "stats/trial.h"

enum { OPT_ITEMS = OPT_TOOL, OPT_PAPER, OPT_TRIAL, OPT_AGREE, OPT_WHO };

static const struct opt opts[] = {
	{ OPT_ITEMS, "items", NULL, "report how hard each question is, how it separates" },
	{ OPT_PAPER, "paper", NULL, "report how reliable the sum of the scores is" },
	{ OPT_TRIAL, "trial", NULL, "compare scores with the column mark, set by people" },
	{ OPT_AGREE, "agree", "COL,COL", "report how far the marks in two columns agree" },
	{ OPT_WHO, "who", "COL", "identify persons by COL (default: who)" },
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"--items | --paper | --trial | --agree COL,COL [--who COL] [--tsv | --table] [--color[=WHEN]] [marks ...]",
	"Report on marks: questions, papers, rubrics and markers.",
	opts,
};

static int report; /* OPT_ITEMS ... OPT_AGREE; 0: none */
static char *marker[SHEET_VALUES];
static const char *who;
static struct display display;

/* Splits the argument of --agree into two columns. */
static void
stats_parse_agree(char *arg)
{
	char *comma = strchr(arg, ',');

	if (comma == NULL || comma == arg || comma[1] == '\0' || strchr(comma + 1, ',') != NULL)
		usage(&tool, "--agree: invalid columns '%s'; name two, as in A,B", arg);
	*comma = '\0';
	marker[0] = arg;
	marker[1] = comma + 1;
}

static void
stats_parse_options(int argc, char *argv[])
{
	static const int reports[] = { OPT_ITEMS, OPT_PAPER, OPT_TRIAL, OPT_AGREE };
	int key;
	size_t i;

	while ((key = opt_next(&tool, argc, argv)) != -1) {
		if (key == OPT_WHO)
			who = optarg;
		else if (key >= OPT_ITEMS && key <= OPT_AGREE)
			report = key;
		else
			opt_display(&tool, key, optarg, &display);
		if (key == OPT_AGREE)
			stats_parse_agree(optarg);
	}
	if (report == 0)
		usage(&tool, "choose a report: --items, --paper, --trial or --agree");
	for (i = 0; i + 1 < sizeof(reports) / sizeof(*reports); i++) {
		int others[sizeof(reports) / sizeof(*reports)] = { 0 };

		memcpy(others, reports + i + 1, sizeof(reports) - (i + 1) * sizeof(*reports));
		opt_exclusive(&tool, reports[i], others);
	}
}

/* Writes the report of --trial on points.  Returns how many rows there are, or -1. */
static int
stats_points(struct bank *b, struct out *o)
{
	struct points points = { 0 };
	struct buf warnings = { 0 };
	int status = points_read(b, who != NULL ? who : "who", who == NULL, &points);
	bool any = points.cap > 0;

	if (status == 0 && !bank_failed(b)) {
		points_report(&points, o, &display);
		points_useless(&points, &warnings);
		logs_warn(&warnings);
		buf_free(&warnings);
	}
	points_free(&points);
	return status == -1 ? -1 : any;
}

static void
stats_write(const struct gradebook *s, struct out *o)
{
	struct paper paper;

	switch (report) {
	case OPT_ITEMS:
		items_report(s, o, &display);
		break;
	case OPT_PAPER:
		paper = paper_compute(s);
		paper_report(s, &paper, o, &display);
		if (paper.complete < paper.n)
			warnx("alpha is over %zu of %zu persons, who have a score for every question", paper.complete,
			    paper.n);
		break;
	case OPT_TRIAL:
		trial_report(s, o, &display);
		break;
	default:
		agree_report(s, o, &display);
	}
}

/* Writes the report on marks.  Returns whether there are any, or -1. */
static int
stats_marks(struct bank *b, struct out *o)
{
	struct gradebook_columns columns = { .who = who != NULL ? who : "who", .value = { "score", NULL } };
	struct gradebook sheet = { 0 };
	bool any;
	int status;

	columns.anonymous = who == NULL && (report == OPT_TRIAL || report == OPT_AGREE);
	if (report == OPT_TRIAL)
		columns.value[1] = "mark";
	if (report == OPT_AGREE) {
		columns.no_id = columns.any = true;
		columns.value[0] = marker[0];
		columns.value[1] = marker[1];
	}
	status = gradebook_read(b, &columns, &sheet);
	if (status == 0 && !bank_failed(b))
		stats_write(&sheet, o);
	any = sheet.n > 0;
	gradebook_free(&sheet);
	return status == -1 ? -1 : any;
}

int
main(int argc, char *argv[])
{
	static char *standard_input[] = { "-", NULL };
	char **operands;
	struct bank *b;
	struct out *o;
	enum status status;
	int any;

	stats_parse_options(argc, argv);
	operands = argv[optind] != NULL ? argv + optind : standard_input;
	if (operands == standard_input && isatty(STDIN_FILENO))
		usage(&tool, "name a file of marks, as qb-score -m writes them");
	confine(operands, NULL);
	b = tool_bank(operands, 0);
	o = out_open();
	any = report == OPT_TRIAL && points_are_in(b) ? stats_points(b, o) : stats_marks(b, o);
	if (any == -1)
		warn_failure();
	status = tool_exit(b, o, any == 1);
	return any == -1 ? QB_ERROR : status;
}
