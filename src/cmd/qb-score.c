/* qb-score: what to review next, by a log of reviews; and marks for answers. */
#include <err.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/out.h"
#include "base/sandbox.h"
#include "base/slice.h"
#include "cmd/opt.h"
#include "mark/answer.h"
#include "mark/rubric.h"
#include "review/fsrs.h"
#include "review/history.h"
#include "review/progress.h"

enum { OPT_BY = OPT_TOOL, OPT_NOW, OPT_PARAMS, OPT_ROLLOVER, OPT_POINTS };

static const struct opt opts[] = {
	{ 'l', "log", "FILE", "replay the reviews of FILE; else of QB_LOG" },
	{ OPT_BY, "by", "COL", "report the progress for each value of COL" },
	{ 'r', "retention", "R", "due when recall has fallen to R; 0.9 if not given" },
	{ OPT_NOW, "now", "TIME", "the time, or the date, that counts as now" },
	{ OPT_ROLLOVER, "rollover", "HOURS", "when a day begins; 4 if not given" },
	{ OPT_PARAMS, "params", "LIST", "the 21 parameters of FSRS-6" },
	{ 'm', "mark", "FILE", "mark the answers of FILE by the points of the bank" },
	{ OPT_POINTS, "points", NULL, "write a row for each point" },
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"[-l FILE] [--by COL] [-r R] [--now TIME] [--rollover HOURS] [--params LIST] "
	"[--tsv | --table] [--color[=WHEN]] [bank ...]\n"
	"-m FILE [--points] [--tsv | --table] [--color[=WHEN]] [bank ...]",
	"Schedule reviews, report progress, or mark answers.",
	opts,
};

static char **logs;
static size_t nlogs, logs_cap;
static const char *by, *now;
static char *answers[2];        /* -m, as a list of operands */
static bool points, scheduling; /* whether an option was given that -m has no use for */
static double retention = 0.9;
static struct fsrs fsrs;
static struct calendar calendar = { .rollover = 4 };
static struct display display;

static size_t id_col, by_col;
static struct buf text;

static void
retention_option(void)
{
	if (!parse_number(slice_of(optarg), &retention) || retention <= 0 || retention >= 1)
		usage(&tool, "-r: '%s' is not a number between 0 and 1", optarg);
}

/* Sets what counts as now; a date is the whole of its day. */
static void
set_now(void)
{
	calendar.now = time(NULL);
	if (now != NULL && date_parse(slice_of(now), &calendar.today)) {
		calendar.now = (time_t)LLONG_MAX;
		return;
	}
	if (now != NULL && !time_parse(slice_of(now), &calendar.now))
		usage(&tool, "--now: '%s' is neither a time, such as 2026-01-31T08:15:00Z, nor a date", now);
	calendar.today = calendar_day(&calendar, calendar.now);
}

static void
parse_options(int argc, char *argv[])
{
	int key;

	fsrs_init(&fsrs);
	while ((key = opt_next(&tool, argc, argv)) != -1) {
		scheduling |= key == 'l' || key == 'r' || (key >= OPT_BY && key <= OPT_ROLLOVER);
		switch (key) {
		case 'l':
			logs = array_grow(logs, nlogs, &logs_cap, sizeof(*logs));
			logs[nlogs++] = optarg;
			break;
		case OPT_BY:
			by = optarg;
			break;
		case 'r':
			retention_option();
			break;
		case OPT_NOW:
			now = optarg;
			break;
		case OPT_PARAMS:
			if (fsrs_parse(&fsrs, optarg) == -1)
				usage(&tool, "--params: %s", failure());
			break;
		case OPT_ROLLOVER:
			calendar.rollover = (int)opt_number(&tool, "--rollover", optarg, 0, 23);
			break;
		case 'm':
			answers[0] = optarg;
			break;
		case OPT_POINTS:
			points = true;
			break;
		default:
			opt_display(&tool, key, optarg, &display);
		}
	}
}

/* How often the operands, or what is read without any, name standard input. */
static size_t
count_stdin(char *const *operands)
{
	size_t n = *operands == NULL && !isatty(STDIN_FILENO);

	for (; *operands != NULL; operands++)
		n += strcmp(*operands, "-") == 0;
	return n;
}

/* The log that there is without -l: $QB_LOG, or where qb-quiz keeps it. NULL: none. */
static char *
default_log(void)
{
	static struct buf b;
	char *log = getenv("QB_LOG"), *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

	if (log != NULL && *log != '\0')
		return log;
	if (state != NULL && *state != '\0')
		buf_printf(&b, "%s/qb/log.tsv", state);
	else if (home != NULL && *home != '\0')
		buf_printf(&b, "%s/.local/state/qb/log.tsv", home);
	buf_cstr(&b);
	return access(b.p, F_OK) == 0 ? b.p : NULL;
}

static void
check_options(char *const *operands)
{
	size_t from_stdin, i;

	if (answers[0] && scheduling)
		usage(&tool, "-m marks answers; it has no use for a log and its options");
	if (points && !answers[0])
		usage(&tool, "--points needs -m");
	if (!answers[0] && nlogs == 0) {
		logs = array_grow(logs, nlogs, &logs_cap, sizeof(*logs));
		logs[nlogs++] = default_log();
		if (logs[0] == NULL)
			usage(&tool, "no log: name one with -l or in QB_LOG, or answers with -m");
	}
	from_stdin = answers[0] && strcmp(answers[0], "-") == 0;
	for (i = 0; i < nlogs; i++)
		from_stdin += strcmp(logs[i], "-") == 0;
	if (from_stdin > 1 || (from_stdin == 1 && count_stdin(operands) > 0))
		usage(&tool, "standard input can only be read once; name a bank");
	set_now();
}

static void
put_date(struct writer *w, long day)
{
	text.n = 0;
	date_print(day, &text);
	writer_field(w, buf_slice(&text));
}

/* Writes the bank with what is known of each question. Returns whether there is any. */
static bool
schedule(struct bank *b, struct history *h, struct out *out)
{
	static const char *const added[] = { "reps", "lapses", "last", "stability", "difficulty", "recall", "due",
		"need" };
	struct writer *w = writer_extend(out, &display, bank_header(b), added, sizeof(added) / sizeof(*added));
	struct record *r;
	bool any = false;
	int i;

	while (!out_failed(out) && (r = bank_next(b)) != NULL) {
		const struct progress *p = history_find(h, record_text(r, id_col, &text));

		any = true;
		writer_record(w, r);
		writer_printf(w, "%zu", p ? p->reps : 0);
		writer_printf(w, "%zu", p ? p->lapses : 0);
		for (i = 0; p == NULL && i < 5; i++)
			writer_printf(w, "%s", "");
		if (p != NULL) {
			put_date(w, p->day);
			writer_printf(w, "%.4f", p->memory.stability);
			writer_printf(w, "%.4f", p->memory.difficulty);
			writer_printf(w, "%.4f", history_recall(h, p));
			put_date(w, history_due(h, p));
		}
		writer_printf(w, "%.4f", p ? 1 - history_recall(h, p) : 1);
	}
	writer_close(w);
	return any;
}

/* Replays the logs and writes what they say of the bank. Returns whether it has questions. */
static bool
follow_up(struct bank *b, struct out *out)
{
	struct history *h = history_new(&fsrs, retention, &calendar);
	struct buf warnings = { 0 };
	size_t ids, reviews;
	int any;

	if (bank_column(b, "id", &id_col) == -1 || (by && bank_column(b, by, &by_col) == -1) ||
	    history_replay(h, logs, nlogs, &warnings) == -1)
		fatal();
	if (warnings.n > 0) {
		warnings.n--; /* the last newline */
		fail("%s", buf_cstr(&warnings));
		warn_failure();
	}
	any = by ? progress_report(b, h, by_col, out, &display) : schedule(b, h, out);
	if (any == -1)
		fatal();
	ids = history_orphans(h, &reviews);
	if (ids > 0 && !bank_failed(b) && !out_failed(out))
		warnx("ids in the log that are not in the bank: %zu (reviews: %zu)", ids, reviews);
	history_free(h);
	buf_free(&warnings);
	return any;
}

/* Writes the labels of the points that were hit, or of those that were missed. */
static void
put_labels(struct writer *w, const struct rubric *rubric, bool hit)
{
	struct buf labels = { 0 };
	size_t i;

	for (i = 0; i < rubric->n; i++) {
		const struct point *p = &rubric->point[i];

		if (hit ? p->verdict != HIT && p->verdict != MISCONCEPTION : p->wrong || p->verdict == HIT)
			continue;
		if (labels.n > 0)
			buf_str(&labels, "; ");
		buf_str(&labels, p->wrong ? "!" : "");
		buf_append(&labels, p->label.p, p->label.n);
	}
	writer_text(w, buf_slice(&labels));
	buf_free(&labels);
}

static void
put_marks(struct writer *w, const struct record *r, const struct rubric *rubric)
{
	double earned = rubric->earned > 0 ? rubric->earned : 0;

	writer_record(w, r);
	writer_printf(w, "%.10g", rubric->earned);
	writer_printf(w, "%.10g", rubric->possible);
	writer_printf(w, "%.4f", rubric->possible > 0 ? earned / rubric->possible : 0);
	put_labels(w, rubric, true);
	put_labels(w, rubric, false);
}

static void
put_points(struct writer *w, const struct record *r, const struct rubric *rubric)
{
	static const char *const verdicts[] = { "missed", "negated", "hit", "misconception" };
	size_t i;

	for (i = 0; i < rubric->n; i++) {
		writer_field(w, record_field(r, id_col));
		writer_text(w, rubric->point[i].label);
		writer_printf(w, "%s", verdicts[rubric->point[i].verdict]);
		writer_text(w, rubric->point[i].text);
	}
}

/* Marks the answer of the record; its id and answer are in id_col and answer_col. */
static struct rubric *
mark(struct rubrics *rubrics, struct record *r, size_t answer_col)
{
	static struct answer answer;
	struct rubric *rubric = rubrics_find(rubrics, r, record_text(r, id_col, &text));

	if (rubric == NULL)
		return NULL;
	answer_set(&answer, record_text(r, answer_col, &text));
	if (rubric_mark(rubric, &answer) == -1) {
		record_fail(r, "%s", failure());
		return NULL;
	}
	return rubric;
}

/* Marks the answers by the rubrics of the bank. Returns whether there are any. */
static bool
mark_answers(struct bank *given, struct rubrics *rubrics, struct out *out, bool *failed)
{
	static const char *const added[] = { "earned", "possible", "score", "hit", "missed" };
	static const bool show[] = { true, true, true, true };
	struct writer *w;
	struct record *r;
	size_t answer_col;
	bool any = false;

	if (bank_column(given, "id", &id_col) == -1 || bank_column(given, "answer", &answer_col) == -1)
		fatal();
	if (points)
		w = writer_open(out, &display, slice_of("id\tpoint\tverdict\ttext"), show);
	else
		w = writer_extend(out, &display, bank_header(given), added, sizeof(added) / sizeof(*added));
	while (!out_failed(out) && (r = bank_next(given)) != NULL) {
		const struct rubric *rubric = mark(rubrics, r, answer_col);

		if (rubric == NULL) {
			warn_failure();
			*failed = true;
			break;
		}
		any = true;
		if (points)
			put_points(w, r, rubric);
		else
			put_marks(w, r, rubric);
	}
	writer_close(w);
	return any;
}

int
main(int argc, char *argv[])
{
	struct bank *bank, *given;
	struct rubrics *rubrics;
	struct out *out;
	bool any, failed = false;
	enum status status;

	parse_options(argc, argv);
	check_options(argv + optind);
	sandbox(NULL);
	bank = bank_open(argv + optind);
	if (bank == NULL)
		fatal();
	if (!answers[0]) {
		out = out_open();
		any = follow_up(bank, out);
		free(logs);
		buf_free(&text);
		return tool_exit(bank, out, any);
	}
	rubrics = rubrics_read(bank);
	if (bank_close(bank) == -1 || rubrics == NULL)
		fatal();
	given = bank_open(answers);
	if (given == NULL)
		fatal();
	out = out_open();
	any = mark_answers(given, rubrics, out, &failed);
	rubrics_free(rubrics);
	status = tool_exit(given, out, any);
	return failed ? QB_ERROR : status;
}
