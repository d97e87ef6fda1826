/* Unit tests of src/bank/widths.c: which columns a table keeps, and how wide they are. */
#include <stdbool.h>

#include "bank/widths.h"
#include "base/buf.h"
#include "base/slice.h"
#include "tap.h"

static void
test_kinds(void)
{
	static const struct {
		const char *name;
		enum column_kind kind;
	} rows[] = {
		{ "id", COLUMN_ID },
		{ "topic", COLUMN_TOPIC },
		{ "level", COLUMN_LEVEL },
		{ "question", COLUMN_QUESTION },
		{ "answer", COLUMN_ANSWER },
		{ "ID", COLUMN_OTHER },
		{ "", COLUMN_OTHER },
		{ "tags", COLUMN_OTHER },
	};
	size_t i;

	for (i = 0; i < LENGTH(rows); i++)
		tap_integer(column_kind(slice_of(rows[i].name)), rows[i].kind, "column_kind: '%s'", rows[i].name);
}

/* The columns id, topic, level, question and a number, by width; "COL:WIDTH" of those that remain. */
static void
test_fit(void)
{
	static const struct {
		size_t limit;
		const char *want;
	} rows[] = {
		{ 1000, "0:8 1:20 2:6 3:60 4:3" },
		{ 105, "0:8 1:20 2:6 3:60 4:3" },
		{ 104, "0:8 1:20 2:6 3:59 4:3" },
	};
	size_t limit, i, wrong = 0, previous = 0;

	for (limit = 1; limit <= 120; limit++) {
		struct table_column c[] = { { 0, COLUMN_ID, false, 8, false }, { 1, COLUMN_TOPIC, false, 20, false },
			{ 2, COLUMN_LEVEL, false, 6, false }, { 3, COLUMN_QUESTION, false, 60, false },
			{ 4, COLUMN_OTHER, true, 3, false } };
		size_t n = widths_fit(c, 5, limit), total = widths_total(c, n);
		struct buf b = { 0 };

		/* It fits if id and question do, at 6 each; a wider terminal has no fewer columns. */
		wrong += total > (limit < 14 ? 14 : limit);
		wrong += n < previous || n < 2;
		previous = n;
		for (i = 0; i < n; i++) {
			wrong += c[i].width == 0;
			buf_printf(&b, i ? " %zu:%zu" : "%zu:%zu", c[i].col, c[i].width);
		}
		for (i = 0; i < LENGTH(rows); i++)
			if (rows[i].limit == limit || (limit == 120 && rows[i].limit == 1000))
				tap_text(buf_slice(&b), slice_of(rows[i].want), "widths_fit: %zu columns", limit);
		buf_free(&b);
	}
	tap_integer((long long)wrong, 0, "widths_fit: every width of the terminal from 1 to 120");
}

/* A small linear congruential generator, the same everywhere. */
static size_t
random_below(size_t n)
{
	static unsigned long long state = 7;

	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (size_t)(state >> 33) % n;
}

static size_t
naive_weight(const struct table_column *c)
{
	return c->kind == COLUMN_QUESTION ? c->width / 2 : c->width;
}

/* Narrows a column by one; false if none is above its minimum, or with forced, above 6. */
static bool
naive_narrow(struct table_column *c, size_t n, bool forced)
{
	struct table_column *widest = NULL;
	size_t i;

	for (i = 0; i < n; i++) {
		bool exact = c[i].number || c[i].kind == COLUMN_ID;

		if (c[i].width <= (forced ? 6 : column_min_width(&c[i])))
			continue;
		if (widest == NULL || ((widest->number || widest->kind == COLUMN_ID) && !exact) ||
		    ((widest->number || widest->kind == COLUMN_ID) == exact &&
			naive_weight(&c[i]) > naive_weight(widest)))
			widest = &c[i];
	}
	if (widest != NULL)
		widest->width--;
	return widest != NULL;
}

/* Omits one column after the other, then narrows by one again and again. */
static size_t
naive_fit(struct table_column *c, size_t n, size_t limit)
{
	for (;;) {
		size_t total = TABLE_GAP * (n - 1), omitted = n, i;

		for (i = 0; i < n; i++)
			total += column_min_width(&c[i]);
		for (i = 0; i < n; i++)
			if (c[i].kind != COLUMN_ID && c[i].kind != COLUMN_QUESTION &&
			    (omitted == n || c[i].kind < c[omitted].kind))
				omitted = i;
		if (total <= limit || omitted == n || n <= 2)
			break;
		for (n--, i = omitted; i < n; i++)
			c[i] = c[i + 1];
	}
	while (widths_total(c, n) > limit && naive_narrow(c, n, false))
		;
	while (widths_total(c, n) > limit && naive_narrow(c, n, true))
		;
	return n;
}

static void
test_fit_random(void)
{
	long wrong = 0, omitted = 0, round;

	for (round = 0; round < 20000; round++) {
		struct table_column c[8], d[8];
		size_t n = 1 + random_below(8), limit = 1 + random_below(200), most = 1 + random_below(100), i, nc, nd;

		for (i = 0; i < n; i++)
			c[i] = d[i] = (struct table_column){ i, (enum column_kind)random_below(COLUMN_OTHER + 1),
				random_below(3) == 0, 1 + random_below(most), false };
		nc = widths_fit(c, n, limit);
		nd = naive_fit(d, n, limit);
		omitted += nc < n;
		for (i = 0; i < nc && nc == nd; i++)
			if (c[i].col != d[i].col || c[i].width != d[i].width)
				break;
		wrong += nc != nd || i < nc;
	}
	tap_integer(wrong, 0, "widths_fit: as omitting and narrowing step by step");
	tap_ok(omitted > 2000 && omitted < 18000, "widths_fit: columns were omitted in %ld of 20000 cases", omitted);
}

int
main(void)
{
	test_kinds();
	test_fit();
	test_fit_random();
	return tap_end();
}
