/* qb-pick: pick records of a bank at random or for today. */
#include <err.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/progress.h"
#include "base/slice.h"
#include "cmd/args.h"
#include "cmd/confine.h"
#include "cmd/opt.h"
#include "cmd/tool.h"
#include "query/pick.h"
#include "query/quota.h"
#include "query/sample.h"
#include "query/threshold.h"

enum { OPT_DUE = OPT_TOOL, OPT_NEW, OPT_APART, OPT_UNLIKE, OPT_IN_ORDER, OPT_DATE, OPT_ROLLOVER, OPT_SINCE };

static const struct opt opts[] = {
	{ 'n', "number", "N", "pick N records (default: 1)" },
	{ 's', "seed", "TEXT", "use TEXT as the seed (default: random)" },
	{ 'w', "weight", "COL", "weight records by the number in COL" },
	{ 'e', "each", "LIST", "pick N records per value of these columns" },
	{ 'q', "quota", "COL=VALUE:N[,VALUE:N...]", "pick N records of each of these values" },
	{ 'x', "exclude", "FILE", "skip the ids of FILE, such as an earlier pick" },
	{ OPT_APART, "apart", "COL", "pick at most one record per value of COL" },
	{ OPT_UNLIKE, "unlike", "[=T]", "pick no near-duplicates; T: 0.3 to 1 (default: 0.7)" },
	{ OPT_DUE, "due", NULL, "pick due records, the longest overdue first" },
	{ OPT_NEW, "new", "N", "with --due: at most N new records (default: any)" },
	{ 'd', "daily", NULL, "pick today's; none repeats until all were picked" },
	{ OPT_DATE, "date", "DATE", "use DATE as today (default: the local date)" },
	{ OPT_ROLLOVER, "rollover", "HOURS", "begin days HOURS after midnight (default: 0)" },
	{ OPT_SINCE, "since", "DATE", "start cycles of -d on DATE (default: 1970-01-01)" },
	{ OPT_IN_ORDER, "in-order", NULL, "write in the order of the bank" },
	{ 'v', "verbose", NULL, "print the seed on standard error" },
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"[-v] [-n N] [-s TEXT] [-w COL] [-e LIST] [-x FILE] [--apart COL] [--unlike[=T]] [--due [--new N]] "
	"[--date DATE] [--rollover HOURS] [--in-order] [--tsv | --table] [--color[=WHEN]] [bank ...]\n"
	"-q COL=VALUE:N[,VALUE:N...] [-v] [-s TEXT] [-w COL] [-e LIST] [-x FILE] [--apart COL] [--unlike[=T]] "
	"[--due [--new N]] [--date DATE] [--rollover HOURS] [--in-order] [--tsv | --table] [--color[=WHEN]] [bank "
	"...]\n"
	"-d [-v] [-n N] [-s TEXT] [-e LIST] [-x FILE] [--date DATE] [--since DATE] [--rollover HOURS] [--in-order] "
	"[--tsv | --table] [--color[=WHEN]] [bank ...]",
	"Pick records of a bank at random or for today.",
	opts,
};

static struct {
	struct pick_plan plan;
	struct buf each, apart; /* comma-separated lists */
	struct quota quota;
	struct map *excluded; /* ids */
	char **exclude;       /* files; ends with NULL */
	size_t nexclude, exclude_cap;
	bool verbose;
	struct calendar calendar;
	struct display display;
} options = { .plan = { .number = 1, .unseen = SIZE_MAX, .threshold = ALIKE_DEFAULT } };

/* 64 random bits in hexadecimal, so that -s can repeat the pick. */
static struct slice
pick_random_seed(void)
{
	unsigned char bytes[8];
	static struct buf hex;
	size_t i;
	int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);

	if (fd == -1 || read(fd, bytes, sizeof(bytes)) != (ssize_t)sizeof(bytes))
		err(QB_ERROR, "/dev/urandom");
	close(fd);
	for (i = 0; i < sizeof(bytes); i++)
		buf_printf(&hex, "%02x", bytes[i]);
	return buf_slice(&hex);
}

/* Appends the argument of an option that can be repeated to its list of columns. */
static void
pick_add_columns(struct buf *list, const char *arg)
{
	if (list->n > 0)
		buf_byte(list, ',');
	buf_str(list, arg);
}

/* The options that choose what to pick, except those of dates. */
static void
pick_choice(int key, char *arg)
{
	switch (key) {
	case 'n':
		options.plan.number = (size_t)opt_number(&tool, "-n", arg, 0, LLONG_MAX);
		break;
	case 's':
		options.plan.seed = slice_of(arg);
		break;
	case 'w':
		options.plan.weight = arg;
		break;
	case 'e':
		pick_add_columns(&options.each, arg);
		break;
	case 'q':
		if (quota_parse(&options.quota, arg) == -1)
			usage(&tool, "-q: %s", failure());
		break;
	case 'x':
		options.exclude =
		    array_grow(options.exclude, options.nexclude + 1, &options.exclude_cap, sizeof(char *));
		options.exclude[options.nexclude++] = arg;
		options.exclude[options.nexclude] = NULL;
		break;
	case OPT_APART:
		pick_add_columns(&options.apart, arg);
		break;
	case OPT_UNLIKE:
		options.plan.unlike = true;
		arg_threshold(&tool, "--unlike", arg, &options.plan.threshold);
		break;
	default:
		break;
	}
}

static void
pick_option(int key, char *arg)
{
	switch (key) {
	case OPT_DUE:
		options.plan.due = true;
		break;
	case OPT_NEW:
		options.plan.unseen = (size_t)opt_number(&tool, "--new", arg, 0, LLONG_MAX);
		break;
	case 'd':
		options.plan.daily = true;
		break;
	case OPT_DATE:
		options.plan.date = arg_date(&tool, "--date", arg);
		break;
	case OPT_ROLLOVER:
		options.calendar.rollover = (int)opt_number(&tool, "--rollover", arg, 0, 23);
		break;
	case OPT_SINCE:
		options.plan.since = arg_date(&tool, "--since", arg);
		break;
	case OPT_IN_ORDER:
		options.plan.in_order = true;
		break;
	case 'v':
		options.verbose = true;
		break;
	default:
		pick_choice(key, arg);
		opt_display(&tool, key, arg, &options.display);
	}
}

static void
pick_options(int argc, char *argv[])
{
	struct pick_plan *plan = &options.plan;
	int key;

	while ((key = opt_next(&tool, argc, argv)) != -1)
		pick_option(key, optarg);
	opt_exclusive(&tool, 'd', (const int[]){ 'w', 'q', OPT_APART, OPT_UNLIKE, OPT_DUE, 0 });
	opt_exclusive(&tool, 'q', (const int[]){ 'n', 0 });
	opt_requires(&tool, OPT_NEW, OPT_DUE);
	opt_requires(&tool, OPT_SINCE, 'd');
	if (!opt_given(OPT_DATE))
		plan->date = calendar_day(&options.calendar, time(NULL));
	if (plan->seed.p == NULL)
		plan->seed = plan->daily ? slice_of("") : pick_random_seed();
	if (options.each.n > 0)
		plan->each = buf_cstr(&options.each);
	if (options.apart.n > 0)
		plan->apart = buf_cstr(&options.apart);
	if (opt_given('q'))
		plan->quota = &options.quota;
}

/* Adds the ids of a file, which may be empty, as an empty pick is. */
static void
pick_exclude(char *file)
{
	char *operands[] = { file, NULL };
	struct buf text = { 0 };
	struct bank *b;
	struct record *r;
	size_t col = 0;

	b = bank_open(operands, 0, BANK_OPTIONAL | BANK_NO_OUTPUT);
	if (b == NULL || (bank_header(b)->n > 0 && bank_column(b, "id", &col) == -1))
		fatal();
	while ((r = bank_next(b)) != NULL)
		map_add(options.excluded, record_text(r, col, &text));
	if (bank_close(b) == -1)
		fatal();
	buf_free(&text);
}

/* Reads the files of -x. */
static void
pick_read_excluded(void)
{
	size_t i;

	if (options.nexclude == 0)
		return;
	options.excluded = map_new();
	for (i = 0; i < options.nexclude; i++)
		pick_exclude(options.exclude[i]);
	options.plan.exclude = options.excluded;
}

/* The picked records; reports the seed, and which groups are short of what was asked for. */
static struct sample
pick_finish(struct pick *p)
{
	bool asked = opt_given('q') || (opt_given('e') && opt_given('n'));
	struct buf shortfalls = { 0 };
	struct sample picked;

	if (options.verbose) {
		fail("seed %.*s", (int)options.plan.seed.n, options.plan.seed.p);
		warn_failure();
	}
	picked = pick_result(p, asked ? &shortfalls : NULL);
	if (shortfalls.n > 0) {
		fail_lines(buf_cstr(&shortfalls));
		warn_failure();
	}
	buf_free(&shortfalls);
	return picked;
}

/* Writes the picked records; without any, the header only if the bank has no records. */
static bool
pick_write(struct pick *p, const struct bank *b, struct out *out)
{
	struct sample picked = pick_finish(p);
	bool any = picked.n > 0;
	struct writer *w;
	size_t i;

	if (any || pick_records(p) == 0) {
		w = writer_open(out, &options.display, bank_header(b)->line, pick_shown(p));
		for (i = 0; i < picked.n; i++)
			writer_line(w, picked.candidate[i].record->line);
		writer_close(w);
	}
	sample_free(&picked);
	return any;
}

int
main(int argc, char *argv[])
{
	struct pick *pick;
	struct bank *bank;
	struct out *out;
	struct progress progress;
	struct record *r;
	bool any;

	pick_options(argc, argv);
	tzset(); /* reads files */
	confine(argv + optind, options.exclude);
	pick_read_excluded();
	bank = tool_bank(argv + optind, 0);
	pick = pick_new(&options.plan, bank);
	if (pick == NULL)
		fatal();
	progress_start(&progress, "reading records", 0);
	for (; (r = bank_next(bank)) != NULL; progress_step(&progress, pick_records(pick)))
		if (pick_add(pick, r) == -1)
			fatal();
	progress_end(&progress);
	out = bank_failed(bank) ? NULL : out_open();
	any = out != NULL && pick_write(pick, bank, out);
	pick_free(pick);
	map_free(options.excluded);
	quota_free(&options.quota);
	return tool_exit(bank, out, any);
}
