/*
 * Unit tests of src/stats.  With the arguments REPORT FILE, the program writes the report with all
 * digits instead, for tests/qb-stats.t.
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bank/bank.h"
#include "base/error.h"
#include "base/map.h"
#include "stats/agree.h"
#include "stats/gradebook.h"
#include "stats/items.h"
#include "stats/moments.h"
#include "stats/paper.h"
#include "stats/trial.h"
#include "tap.h"

static void
test_moments(void)
{
	/* Computed by hand; NAN: undefined. */
	static const struct {
		const char *title;
		size_t n;
		double x[4], y[4], sd, correlation;
	} row[] = {
		{ "one pair", 1, { 1 }, { 1 }, NAN, NAN },
		{ "a line upwards", 3, { 1, 2, 3 }, { 2, 4, 6 }, 1, 1 },
		{ "a line downwards", 3, { 1, 2, 3 }, { 3, 2, 1 }, 1, -1 },
		{ "independent", 4, { 0, 0, 1, 1 }, { 0, 1, 0, 1 }, 0.57735026918962573, 0 },
		{ "a constant", 4, { 0, 0, 1, 1 }, { 0.1, 0.1, 0.1, 0.1 }, 0.57735026918962573, NAN },
		{ "a constant but for rounding", 4, { 0, 0, 1, 1 }, { 0.3, 0.1 + 0.2, 0.3, 0.3 }, 0.57735026918962573,
		    NAN },
		{ "far from 0", 3, { 1e9 + 1, 1e9 + 2, 1e9 + 3 }, { 1, 2, 3 }, 1, 1 },
	};
	size_t i, k;

	for (i = 0; i < LENGTH(row); i++) {
		struct moments m = { 0 };
		double sd, correlation;

		for (k = 0; k < row[i].n; k++)
			moments_add(&m, row[i].x[k], row[i].y[k]);
		sd = moments_sd(&m);
		correlation = moments_correlation(&m);
		if (isnan(row[i].sd))
			tap_ok(isnan(sd), "moments_sd: %s", row[i].title);
		else
			tap_near(sd, row[i].sd, 1e-12, "moments_sd: %s", row[i].title);
		if (isnan(row[i].correlation))
			tap_ok(isnan(correlation), "moments_correlation: %s", row[i].title);
		else
			tap_near(correlation, row[i].correlation, 1e-12, "moments_correlation: %s", row[i].title);
	}
}

static void
put(double value, char end)
{
	if (!isnan(value))
		printf("%.17g", value);
	putchar(end);
}

static void
put_items(const struct gradebook *s)
{
	struct item *item = items_compute(s);
	size_t i;

	puts("id\tn\tfacility\tsd\tdiscrimination");
	for (i = 0; i < map_count(s->items); i++) {
		printf("%s\t%zu\t", map_key(s->items, i).p, item[i].n);
		put(item[i].facility, '\t');
		put(item[i].sd, '\t');
		put(item[i].discrimination, '\n');
	}
	free(item);
}

static void
put_trial(const struct gradebook *s)
{
	struct trial *trial = trial_compute(s);
	size_t i;

	puts("id\tn\terror\tagreement");
	for (i = 0; i < map_count(s->items); i++) {
		printf("%s\t%zu\t", map_key(s->items, i).p, trial[i].n);
		put(trial[i].error, '\t');
		put(trial[i].agreement, '\n');
	}
	free(trial);
}

static void
put_paper(const struct gradebook *s)
{
	struct paper p = paper_compute(s);

	printf("n\tmean\tsd\talpha\tsem\n%zu\t", p.n);
	put(p.mean, '\t');
	put(p.sd, '\t');
	put(p.alpha, '\t');
	put(p.sem, '\n');
}

static void
put_agreement(const struct gradebook *s)
{
	struct agreement g = agree_compute(s);

	printf("n\texact\tkappa\tdifference\n%zu\t", g.n);
	put(g.exact, '\t');
	put(g.kappa, '\t');
	put(g.difference, '\n');
}

/* Writes the report on the file. */
static int
report(const char *name, char *file)
{
	bool agree = strcmp(name, "agree") == 0;
	struct gradebook_columns columns = {
		.who = "who", .value = { agree ? "level" : "score", agree ? "other" : "mark" }, .any = agree
	};
	char *const operands[] = { file, NULL };
	struct bank *b = bank_open(operands, 0, 0);
	struct gradebook sheet = { 0 };

	if (b == NULL || gradebook_read(b, &columns, &sheet) == -1) {
		warn_failure();
		return 2;
	}
	if (agree)
		put_agreement(&sheet);
	else if (strcmp(name, "items") == 0)
		put_items(&sheet);
	else if (strcmp(name, "paper") == 0)
		put_paper(&sheet);
	else
		put_trial(&sheet);
	gradebook_free(&sheet);
	return bank_close(b) == -1 ? 2 : 0;
}

int
main(int argc, char *argv[])
{
	if (argc == 3)
		return report(argv[1], argv[2]);
	test_moments();
	return tap_end();
}
