/* qb-pick: choose records of a bank at random, or those of today. */
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
#include "tsv/escape.h"
#include "tsv/scan.h"

enum { OPT_DUE = OPT_TOOL, OPT_IN_ORDER, OPT_DATE, OPT_ROLLOVER, OPT_SINCE };

static const struct opt opts[] = {
	{ 'n', "number", "N", "pick N records; 1 if not given" },
	{ 's', "seed", "TEXT", "the same TEXT gives the same pick" },
	{ 'w', "weight", "COL", "the larger the number in COL, the likelier" },
	{ 'e', "each", "LIST", "pick N records for each value of these columns" },
	{ 'x', "exclude", "FILE", "leave out the ids of FILE, a TSV" },
	{ OPT_DUE, "due", NULL, "pick what is due, the longest overdue first, then new" },
	{ 'd', "daily", NULL, "pick today's: none again before all had their day" },
	{ OPT_DATE, "date", "DATE", "the day that counts as today" },
	{ OPT_ROLLOVER, "rollover", "HOURS", "when a day begins, hours after midnight" },
	{ OPT_SINCE, "since", "DATE", "the first day of --daily; else 1970-01-01" },
	{ OPT_IN_ORDER, "in-order", NULL, "write in the order of the bank" },
	{ 'v', "verbose", NULL, "tell the seed on standard error" },
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"[-v] [-n N] [-s TEXT] [-w COL] [-e LIST] [-x FILE] [--due] [--date DATE] [--rollover HOURS] [--in-order] "
	"[--tsv | --table] [--color[=WHEN]] [bank ...]\n"
	"-d [-v] [-n N] [-s TEXT] [-e LIST] [-x FILE] [--date DATE] [--since DATE] [--rollover HOURS] [--in-order] "
	"[--tsv | --table] [--color[=WHEN]] [bank ...]",
	"Pick records of a bank at random, or those of today.",
	opts,
};

static size_t number = 1;
static struct slice seed;
static const char *weight;
static struct buf each;  /* the list of -e */
static char **exclusion; /* the files of -x */
static size_t exclusions, exclusion_cap;
static struct map *excluded; /* their ids; NULL: none */
static bool due, daily, in_order, verbose;
static long date, since;
static bool dated; /* --date */
static struct calendar calendar;
static struct display display;

static size_t id_col, weight_col, due_col;
static size_t *each_col, each_cols;
static struct map *values; /* of the columns of -e */
static struct sample *samples;
static size_t samples_cap;
static struct buf text, fields, space;

/* Takes the ids of a file; an empty one, as an empty pick leaves it, has none. */
static void
exclude(char *file)
{
	char *operands[] = { file, NULL };
	struct bank *b;
	struct record *r;
	size_t col = 0;

	b = bank_open_list(operands);
	if (b == NULL || (bank_header(b)->n > 0 && bank_column(b, "id", &col) == -1))
		fatal();
	while ((r = bank_next(b)) != NULL)
		map_add(excluded, record_text(r, col, &text));
	if (bank_close(b) == -1)
		fatal();
}

/* A seed that nobody can foretell, as text that -s takes. */
static char *
random_seed(void)
{
	unsigned char bytes[8];
	struct buf hex = { 0 };
	size_t i;
	int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);

	if (fd == -1 || read(fd, bytes, sizeof(bytes)) != (ssize_t)sizeof(bytes))
		err(QB_ERROR, "/dev/urandom");
	close(fd);
	for (i = 0; i < sizeof(bytes); i++)
		buf_printf(&hex, "%02x", bytes[i]);
	buf_cstr(&hex);
	return hex.p;
}

static long
date_option(const char *option)
{
	long day;

	if (!date_parse(slice_of(optarg), &day))
		usage(&tool, "%s: '%s' is not a date YYYY-MM-DD", option, optarg);
	return day;
}

static void
parse_options(int argc, char *argv[])
{
	int key;

	while ((key = opt_next(&tool, argc, argv)) != -1) {
		switch (key) {
		case 'n':
			number = (size_t)opt_number(&tool, "-n", optarg, 0, LLONG_MAX);
			break;
		case 's':
			seed = slice_of(optarg);
			break;
		case 'w':
			weight = optarg;
			break;
		case 'e':
			if (each.n > 0)
				buf_byte(&each, ',');
			buf_str(&each, optarg);
			break;
		case 'x':
			exclusion = array_grow(exclusion, exclusions, &exclusion_cap, sizeof(*exclusion));
			exclusion[exclusions++] = optarg;
			break;
		case OPT_DUE:
			due = true;
			break;
		case 'd':
			daily = true;
			break;
		case OPT_DATE:
			date = date_option("--date");
			dated = true;
			break;
		case OPT_ROLLOVER:
			calendar.rollover = (int)opt_number(&tool, "--rollover", optarg, 0, 23);
			break;
		case OPT_SINCE:
			since = date_option("--since");
			break;
		case OPT_IN_ORDER:
			in_order = true;
			break;
		case 'v':
			verbose = true;
			break;
		default:
			opt_display(&tool, key, optarg, &display);
		}
	}
	if (!dated)
		date = calendar_day(&calendar, time(NULL));
	if (daily && (weight || due))
		usage(&tool, "--daily cannot be used with --weight or --due");
}

static void
find_columns(const struct bank *b)
{
	if (bank_column(b, "id", &id_col) == -1 || (weight && bank_column(b, weight, &weight_col) == -1) ||
	    (each.n > 0 && bank_columns(b, buf_cstr(&each), &each_col, &each_cols) == -1) ||
	    (due && bank_column(b, "due", &due_col) == -1))
		fatal();
}

/* What the record has in the columns of -e: a text, or the fields of several. */
static struct slice
value_of(const struct record *r)
{
	size_t i;

	if (each_cols == 1)
		return record_text(r, each_col[0], &text);
	fields.n = 0;
	for (i = 0; i < each_cols; i++) {
		if (i > 0)
			buf_byte(&fields, '\t');
		field_encode(record_text(r, each_col[i], &text), &fields);
	}
	return buf_slice(&fields);
}

/* The sample that the record belongs to. */
static struct sample *
sample_of(const struct record *r)
{
	size_t i;

	if (each_cols == 0 && samples != NULL)
		return &samples[0];
	if (map_insert(values, value_of(r), &i)) {
		samples = array_grow(samples, i, &samples_cap, sizeof(*samples));
		samples[i] = (struct sample){ .k = daily ? SIZE_MAX : number };
	}
	return &samples[i];
}

/* Fills in when the record is due. Returns 1, 0 where it is not yet, or -1. */
static int
draw_due(struct record *r, struct candidate *d)
{
	struct slice s = record_field(r, due_col);

	if (s.n == 0) {
		d->due = NEVER_SEEN;
		return 1;
	}
	if (!date_parse(s, &d->due))
		return record_fail(r, "due: '%.*s' is not a date YYYY-MM-DD", SHOWN(s));
	return d->due <= date;
}

/* Fills in the key. Returns 1, 0 where the record is never picked, or -1. */
static int
draw_weight(struct record *r, struct candidate *d)
{
	struct slice s = record_field(r, weight_col);
	double value;

	if (!parse_number(s, &value) || value < 0)
		return record_fail(r, "%s: '%.*s' is not a weight: a number, 0 or more", weight, SHOWN(s));
	if (value == 0)
		return 0;
	d->key = candidate_key(d->hash, value);
	return 1;
}

/* Lets the record take part. Returns 0, or -1 where it has a field that is wrong. */
static int
offer(struct record *r, size_t seq)
{
	struct candidate d = { .seq = seq, .line = r->line };
	struct slice id = record_text(r, id_col, &text);
	int status = 1;

	if (excluded && map_find(excluded, id) != NO_ENTRY)
		return 0;
	d.hash = candidate_hash(seed, id, &space);
	if (due)
		status = draw_due(r, &d);
	if (status == 1 && weight)
		status = draw_weight(r, &d);
	if (status == 1)
		sample_insert(sample_of(r), &d);
	return status == -1 ? -1 : 0;
}

/* Makes the sample, which holds all records, that of the day, in the order of the day. */
static void
take_daily(struct sample *s)
{
	struct sample today = { 0 };
	struct record r = { 0 };
	struct tabs tabs = { 0 };
	struct buf cycle_seed = { 0 };
	long cycle;
	size_t first, i;
	size_t k = daily_slots(s->n, number, date - since, &cycle, &first);

	if (k == 0) {
		sample_free(s);
		return;
	}
	buf_append(&cycle_seed, seed.p, seed.n);
	buf_printf(&cycle_seed, "\t%ld", cycle);
	for (i = 0; i < s->n; i++) {
		record_set(&r, s->draw[i].line, &tabs);
		s->draw[i].hash = candidate_hash(buf_slice(&cycle_seed), record_text(&r, id_col, &text), &space);
	}
	sample_sort(s);
	today.draw = xcalloc(k, sizeof(*today.draw));
	for (i = 0; i < k; i++) {
		struct candidate *d = &s->draw[(first + i) % s->n];

		today.draw[today.n++] = *d;
		d->line.p = NULL;
	}
	sample_free(s);
	*s = today;
	buf_free(&cycle_seed);
	free(tabs.at);
}

static int
compare_values(const void *a, const void *b)
{
	return slice_cmp(map_key(values, *(const size_t *)a), map_key(values, *(const size_t *)b));
}

static int
compare_seq(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	return (x->seq > y->seq) - (x->seq < y->seq);
}

/* Puts what was picked into *all: one sample after the other, by their values. */
static void
gather(struct sample *all)
{
	size_t n = map_count(values), i, j;
	size_t *order = xcalloc(n, sizeof(*order));

	for (i = 0; i < n; i++)
		order[i] = i;
	qsort(order, n, sizeof(*order), compare_values);
	for (i = 0; i < n; i++) {
		struct sample *s = &samples[order[i]];

		if (daily)
			take_daily(s);
		else
			sample_sort(s);
		all->draw = xrealloc(all->draw, all->n + s->n, sizeof(*all->draw));
		for (j = 0; j < s->n; j++)
			all->draw[all->n++] = s->draw[j];
		free(s->draw);
	}
	free(order);
	if (in_order && all->n > 0)
		qsort(all->draw, all->n, sizeof(*all->draw), compare_seq);
}

int
main(int argc, char *argv[])
{
	struct bank *bank;
	struct out *out;
	struct writer *w;
	struct record *r;
	struct sample all = { 0 };
	size_t seq = 0, i;
	bool any;

	parse_options(argc, argv);
	if (seed.p == NULL)
		seed = slice_of(daily ? "" : random_seed());
	sandbox(NULL);
	if (exclusions > 0)
		excluded = map_new();
	for (i = 0; i < exclusions; i++)
		exclude(exclusion[i]);
	bank = bank_open(argv + optind);
	if (bank == NULL)
		fatal();
	find_columns(bank);
	values = map_new();
	while ((r = bank_next(bank)) != NULL)
		if (offer(r, seq++) == -1)
			fatal();
	if (bank_failed(bank))
		return tool_exit(bank, NULL, false);
	if (verbose)
		warnx("seed %.*s", (int)seed.n, seed.p);
	gather(&all);
	out = out_open();
	if (all.n > 0 || seq == 0) {
		w = writer_open(out, &display, bank_header(bank)->line, NULL);
		for (i = 0; i < all.n; i++)
			writer_line(w, all.draw[i].line);
		writer_close(w);
	}
	any = all.n > 0;
	sample_free(&all);
	free(samples);
	map_free(excluded);
	free(exclusion);
	return tool_exit(bank, out, any);
}
