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
#include "base/number.h"
#include "base/out.h"
#include "base/sandbox.h"
#include "base/slice.h"
#include "cmd/opt.h"
#include "query/sample.h"
#include "query/strata.h"

enum { OPT_DUE = OPT_TOOL, OPT_IN_ORDER, OPT_DATE, OPT_ROLLOVER, OPT_SINCE };

static const struct opt opts[] = {
	{ 'n', "number", "N", "pick N records (default: 1)" },
	{ 's', "seed", "TEXT", "use TEXT as the seed (default: random)" },
	{ 'w', "weight", "COL", "weight records by the number in COL" },
	{ 'e', "each", "LIST", "pick N records per value of these columns" },
	{ 'x', "exclude", "FILE", "skip the ids of FILE, such as an earlier pick" },
	{ OPT_DUE, "due", NULL, "pick due records, the longest overdue first" },
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
	"[-v] [-n N] [-s TEXT] [-w COL] [-e LIST] [-x FILE] [--due] [--date DATE] [--rollover HOURS] [--in-order] "
	"[--tsv | --table] [--color[=WHEN]] [bank ...]\n"
	"-d [-v] [-n N] [-s TEXT] [-e LIST] [-x FILE] [--date DATE] [--since DATE] [--rollover HOURS] [--in-order] "
	"[--tsv | --table] [--color[=WHEN]] [bank ...]",
	"Pick records of a bank at random or for today.",
	opts,
};

static struct {
	size_t number;
	struct slice seed;
	const char *weight;
	struct buf each; /* a comma-separated list */
	char **exclude;  /* files */
	size_t nexclude, exclude_cap;
	bool due, daily, in_order, verbose, dated;
	long date, since; /* days since 1970-01-01 */
	struct calendar calendar;
	struct display display;
} options = { .number = 1 };

/* The state of a pick. */
struct pick {
	struct map *excluded; /* ids, or NULL */
	size_t id_col, weight_col, due_col;
	struct strata *strata;
	size_t nrecord;
	struct buf text, work;
};

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

static long
pick_date(const char *option, const char *arg)
{
	long day;

	if (!date_parse(slice_of(arg), &day))
		usage(&tool, "%s: invalid date '%s'; use YYYY-MM-DD", option, arg);
	return day;
}

static void
pick_option(int key, char *arg)
{
	switch (key) {
	case 'n':
		options.number = (size_t)opt_number(&tool, "-n", arg, 0, LLONG_MAX);
		break;
	case 's':
		options.seed = slice_of(arg);
		break;
	case 'w':
		options.weight = arg;
		break;
	case 'e':
		if (options.each.n > 0)
			buf_byte(&options.each, ',');
		buf_str(&options.each, arg);
		break;
	case 'x':
		options.exclude = array_grow(options.exclude, options.nexclude, &options.exclude_cap, sizeof(char *));
		options.exclude[options.nexclude++] = arg;
		break;
	case OPT_DUE:
		options.due = true;
		break;
	case 'd':
		options.daily = true;
		break;
	case OPT_DATE:
		options.date = pick_date("--date", arg);
		options.dated = true;
		break;
	case OPT_ROLLOVER:
		options.calendar.rollover = (int)opt_number(&tool, "--rollover", arg, 0, 23);
		break;
	case OPT_SINCE:
		options.since = pick_date("--since", arg);
		break;
	case OPT_IN_ORDER:
		options.in_order = true;
		break;
	case 'v':
		options.verbose = true;
		break;
	default:
		opt_display(&tool, key, arg, &options.display);
	}
}

static void
pick_options(int argc, char *argv[])
{
	int key;

	while ((key = opt_next(&tool, argc, argv)) != -1)
		pick_option(key, optarg);
	opt_exclusive(&tool, 'd', (const int[]){ 'w', OPT_DUE, 0 });
	if (!options.dated)
		options.date = calendar_day(&options.calendar, time(NULL));
	if (options.seed.p == NULL)
		options.seed = options.daily ? slice_of("") : pick_random_seed();
}

/* Adds the ids of a file, which may be empty, as an empty pick is. */
static void
pick_exclude(struct pick *p, char *file)
{
	char *operands[] = { file, NULL };
	struct bank *b;
	struct record *r;
	size_t col = 0;

	b = bank_open_list(operands);
	if (b == NULL || (bank_header(b)->n > 0 && bank_column(b, "id", &col) == -1))
		fatal();
	while ((r = bank_next(b)) != NULL)
		map_add(p->excluded, record_text(r, col, &p->text));
	if (bank_close(b) == -1)
		fatal();
}

static void
pick_find_columns(struct pick *p, const struct bank *b)
{
	size_t *each = NULL, n = 0;

	if (bank_column(b, "id", &p->id_col) == -1 ||
	    (options.weight != NULL && bank_column(b, options.weight, &p->weight_col) == -1) ||
	    (options.each.n > 0 && bank_columns(b, buf_cstr(&options.each), &each, &n) == -1) ||
	    (options.due && bank_column(b, "due", &p->due_col) == -1))
		fatal();
	/* The pick of a day is made from all records, since it depends on their number. */
	p->strata = strata_new(each, n, options.daily ? SIZE_MAX : options.number);
}

/* Sets when the record is due.  Returns 1, 0 if not today, or -1. */
static int
pick_set_due(const struct pick *p, struct record *r, struct candidate *c)
{
	struct slice s = record_field(r, p->due_col);

	if (s.n == 0) {
		c->due = NEVER_SEEN;
		return 1;
	}
	if (!date_parse(s, &c->due))
		return record_fail(r, "due: invalid date '%.*s'; use YYYY-MM-DD", SHOWN(s));
	return c->due <= options.date;
}

/* Sets the key from the record's weight.  Returns 1, 0 if the weight is 0, or -1. */
static int
pick_set_key(const struct pick *p, struct record *r, struct candidate *c)
{
	struct slice s = record_field(r, p->weight_col);
	double weight;

	if (!parse_number(s, &weight) || weight < 0)
		return record_fail(r, "%s: invalid weight '%.*s'; use a number, 0 or more", options.weight, SHOWN(s));
	if (weight == 0 && !number_is_zero(s))
		return record_fail(
		    r, "%s: weight '%.*s' is out of range; the least is 4.94e-324", options.weight, SHOWN(s));
	if (weight == 0)
		return 0;
	c->key = candidate_key(c->hash, weight);
	return 1;
}

/* Inserts the record into the sample of its stratum, unless excluded; -1 if a field is invalid. */
static int
pick_insert(struct pick *p, struct record *r)
{
	struct candidate c = { .seq = p->nrecord++, .record = r };
	struct slice id = record_text(r, p->id_col, &p->text);
	int status = 1;

	if (p->excluded != NULL && map_find(p->excluded, id) != NO_ENTRY)
		return 0;
	c.hash = candidate_hash(options.seed, id, &p->work);
	if (options.due)
		status = pick_set_due(p, r, &c);
	if (status == 1 && options.weight != NULL)
		status = pick_set_key(p, r, &c);
	if (status == 1)
		sample_insert(strata_sample(p->strata, r), &c);
	return status == -1 ? -1 : 0;
}

static int
pick_compare_seq(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	return (x->seq > y->seq) - (x->seq < y->seq);
}

/* The picked records, stratum by stratum, or in the order of the bank; the caller frees. */
static struct sample
pick_result(struct pick *p)
{
	struct sample all = { 0 }, *s;

	while ((s = strata_next(p->strata)) != NULL) {
		if (options.daily)
			sample_daily(s, options.seed, p->id_col, options.number, options.date - options.since);
		else
			sample_sort(s);
		sample_move(s, &all);
	}
	if (options.in_order && all.n > 0)
		qsort(all.candidate, all.n, sizeof(*all.candidate), pick_compare_seq);
	return all;
}

/* Writes the picked records; without any, the header only if the bank has no records. */
static bool
pick_write(struct pick *p, const struct bank *b, struct out *out)
{
	struct sample picked = pick_result(p);
	bool any = picked.n > 0;
	struct writer *w;
	size_t i;

	if (any || p->nrecord == 0) {
		w = writer_open(out, &options.display, bank_header(b)->line, NULL);
		for (i = 0; i < picked.n; i++)
			writer_line(w, picked.candidate[i].record->line);
		writer_close(w);
	}
	sample_free(&picked);
	return any;
}

static void
pick_free(struct pick *p)
{
	map_free(p->excluded);
	strata_free(p->strata);
	buf_free(&p->text);
	buf_free(&p->work);
}

int
main(int argc, char *argv[])
{
	struct pick pick = { 0 };
	struct bank *bank;
	struct out *out;
	struct record *r;
	size_t i;
	bool any;

	pick_options(argc, argv);
	sandbox(NULL);
	if (options.nexclude > 0)
		pick.excluded = map_new();
	for (i = 0; i < options.nexclude; i++)
		pick_exclude(&pick, options.exclude[i]);
	bank = bank_open(argv + optind);
	if (bank == NULL)
		fatal();
	pick_find_columns(&pick, bank);
	while ((r = bank_next(bank)) != NULL)
		if (pick_insert(&pick, r) == -1)
			fatal();
	if (bank_failed(bank)) {
		pick_free(&pick);
		return tool_exit(bank, NULL, false);
	}
	if (options.verbose)
		warnx("seed %.*s", (int)options.seed.n, options.seed.p);
	out = out_open();
	any = pick_write(&pick, bank, out);
	pick_free(&pick);
	return tool_exit(bank, out, any);
}
