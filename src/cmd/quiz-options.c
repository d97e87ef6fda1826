/* The options of qb-quiz. */
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "cmd/logs.h"
#include "cmd/opt.h"
#include "cmd/quiz-options.h"
#include "cmd/tool.h"
#include "query/select.h"
#include "quiz/deck.h"
#include "quiz/journal.h"
#include "review/fsrs.h"

enum {
	OPT_LEVEL = OPT_TOOL,
	OPT_NEW,
	OPT_NOW,
	OPT_ROLLOVER,
	OPT_PARAMS,
	OPT_EXAM,
	OPT_CRAM,
	OPT_NO_SHUFFLE,
	OPT_LINES,
	OPT_DATE,
	OPT_SINCE,
	OPT_IN_ORDER
};

enum { QUIZ_NEW = 10 /* new questions a day */ };

static const struct opt opts[] = {
	{ 'n', "number", "N", "ask at most N questions (default: all due and new)" },
	{ OPT_NEW, "new", "N", "ask at most N new questions a day (default: 10)" },
	{ 't', "topic", "TEXT", "ask about topics that contain TEXT" },
	{ OPT_LEVEL, "level", "LEVEL", "ask questions of this level" },
	{ 'g', "tag", "TAG", "ask questions with this tag" },
	{ 'x', "exclude", "FILE", "skip the questions whose ids are in FILE" },
	{ 'a', "write", NULL, "answer in writing" },
	{ 'l', "log", "FILE", "use the review log FILE (default: $QB_LOG)" },
	{ 'r', "retention", "R", "make a question due at recall R (default: 0.9)" },
	{ OPT_NOW, "now", "TIME", "use TIME as the current time (default: the clock)" },
	{ OPT_ROLLOVER, "rollover", "HOURS", "begin the day HOURS after midnight (default: 4)" },
	{ OPT_PARAMS, "params", "LIST|@FILE", "use these FSRS-6 parameters (default: $QB_PARAMS)" },
	{ OPT_EXAM, "exam", "DATE", "ask what raises recall on DATE most, due or not" },
	{ OPT_CRAM, "cram", NULL, "ask what is known least; log nothing" },
	{ 'd', "daily", NULL, "ask today's questions, due or not" },
	{ OPT_DATE, "date", "DATE", "use DATE as today (default: the local date)" },
	{ OPT_SINCE, "since", "DATE", "begin the first cycle of -d on DATE" },
	{ 's', "seed", "TEXT", "choose and shuffle by the seed TEXT" },
	{ 'w', "weight", "COL", "prefer questions with a large number in COL" },
	{ 'e', "each", "LIST", "ask N questions per value of the columns LIST" },
	{ OPT_IN_ORDER, "in-order", NULL, "ask in the order of the bank" },
	{ OPT_NO_SHUFFLE, "no-shuffle", NULL, "show choices in the order of the bank" },
	{ OPT_LINES, "lines", NULL, "read and write lines, without a screen" },
	OPTS_END,
};

static const struct tool tool = {
	"[-a] [-n N] [--new N] [-t TEXT] [--level LEVEL] [-g TAG] [-x FILE] [-l FILE] [-r R] [--now TIME] "
	"[--rollover HOURS] [--params LIST|@FILE] [-s TEXT] [-w COL] [-e LIST] [--date DATE] [--in-order] "
	"[--no-shuffle] "
	"[--lines] [--exam DATE | --cram | -d [--since DATE]] [bank ...]",
	"Ask questions, show the answers, and log the grades.",
	opts,
};

static long
options_date(const char *option, const char *arg)
{
	long day;

	if (date_parse(slice_of(arg), &day))
		return day;
	fail("%s: invalid date '%s'; use YYYY-MM-DD", option, arg);
	fatal();
}

/* Adds a log; a name that begins with a hyphen is that of a file all the same. */
static void
options_add_log(struct quiz_options *o, const char *name)
{
	struct buf b = { 0 };

	if (*name == '\0')
		usage(&tool, "-l: empty file name");
	buf_printf(&b, "%s%s", *name == '-' ? "./" : "", name);
	buf_cstr(&b);
	o->log.logs = array_grow(o->log.logs, o->log.nlogs, &o->logs_cap, sizeof(*o->log.logs));
	o->log.logs[o->log.nlogs++] = b.p;
}

/* Options about the log and the model. */
static void
options_log_option(struct quiz_options *o, int key, char *arg)
{
	switch (key) {
	case 'l':
		options_add_log(o, arg);
		break;
	case 'r':
		o->log.retention = logs_retention(&tool, arg);
		break;
	case OPT_NOW:
		o->log.now = arg;
		break;
	case OPT_ROLLOVER:
		o->log.rollover = (int)opt_number(&tool, "--rollover", arg, 0, 23);
		break;
	case OPT_PARAMS:
		o->params = arg;
		break;
	default:
		break;
	}
}

/* Options about the order of the questions. */
static void
options_order_option(struct quiz_options *o, int key, char *arg)
{
	switch (key) {
	case OPT_EXAM:
		o->deck.order = ORDER_EXAM;
		o->deck.exam = options_date("--exam", arg);
		break;
	case OPT_CRAM:
		o->deck.order = ORDER_CRAM;
		o->log.read_only = true;
		break;
	case 'd':
		o->deck.order = ORDER_DAILY;
		break;
	case OPT_DATE:
		o->deck.day = options_date("--date", arg);
		o->deck.dated = true;
		break;
	case OPT_SINCE:
		o->deck.since = options_date("--since", arg);
		break;
	case 's':
		o->seed = slice_of(arg);
		break;
	case 'w':
		o->deck.weight = arg;
		break;
	case 'e':
		if (o->deck.each.n > 0)
			buf_byte(&o->deck.each, ',');
		buf_str(&o->deck.each, arg);
		break;
	case OPT_IN_ORDER:
		o->deck.in_order = true;
		break;
	default:
		options_log_option(o, key, arg);
	}
}

static void
options_one(struct quiz_options *o, int key, char *arg)
{
	switch (key) {
	case 'n':
		o->deck.number = (size_t)opt_number(&tool, "-n", arg, 0, LLONG_MAX);
		break;
	case OPT_NEW:
		o->new_given = true;
		o->deck.number_new = (size_t)opt_number(&tool, "--new", arg, 0, LLONG_MAX);
		break;
	case 't':
		select_topic(o->deck.select, arg);
		break;
	case OPT_LEVEL:
		select_level(o->deck.select, arg);
		break;
	case 'g':
		select_tag(o->deck.select, arg);
		break;
	case 'x':
		o->exclude = array_grow(o->exclude, o->nexclude, &o->exclude_cap, sizeof(*o->exclude));
		o->exclude[o->nexclude++] = arg;
		break;
	case 'a':
		o->writing = true;
		break;
	case OPT_NO_SHUFFLE:
		o->no_shuffle = true;
		break;
	case OPT_LINES:
		o->lines = true;
		break;
	default:
		options_order_option(o, key, arg);
	}
}

/* The log that is used without -l. */
static void
options_default_log(struct quiz_options *o)
{
	char *log = getenv("QB_LOG"), *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	struct buf b = { 0 };

	if (log != NULL && *log != '\0')
		buf_str(&b, log);
	else if (state != NULL && *state != '\0')
		buf_printf(&b, "%s/qb/log.tsv", state);
	else if (home != NULL && *home != '\0')
		buf_printf(&b, "%s/.local/state/qb/log.tsv", home);
	else
		usage(&tool, "no review log: use -l FILE or set QB_LOG");
	options_add_log(o, buf_cstr(&b));
	buf_free(&b);
}

void
quiz_options_parse(struct quiz_options *o, int argc, char *argv[])
{
	struct deck_options *d = &o->deck;
	int key;

	*o = (struct quiz_options){ .deck = { .select = select_new(), .number = SIZE_MAX },
		.log = { .rollover = 4, .retention = 0.9, .model = &fsrs_model } };
	while ((key = opt_next(&tool, argc, argv)) != -1)
		options_one(o, key, optarg);
	opt_exclusive(&tool, 'd', (const int[]){ 'w', OPT_EXAM, OPT_CRAM, 0 });
	opt_exclusive(&tool, OPT_EXAM, (const int[]){ 'w', OPT_CRAM, 0 });
	opt_exclusive(&tool, OPT_CRAM, (const int[]){ 'w', 0 });
	if (o->log.nlogs == 0)
		options_default_log(o);
	o->log.params = params_read(&tool, o->log.model, o->params);
	if (!o->new_given)
		d->number_new = d->order == ORDER_DUE ? QUIZ_NEW : SIZE_MAX;
	buf_printf(&o->random, "%016llx", (unsigned long long)map_hash(slice_of(""))); /* differs each time */
	d->seed = o->seed.p != NULL ? o->seed : d->order == ORDER_DAILY ? slice_of("") : buf_slice(&o->random);
	o->shuffle = o->seed.p != NULL ? o->seed : buf_slice(&o->random);
	if (o->no_shuffle)
		o->shuffle = (struct slice){ NULL, 0 };
}
