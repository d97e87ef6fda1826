/* qb-list: select, order, count and check the questions of a bank. */
#include <err.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "qb.h"

enum { OPT_COUNT = OPT_TOOL, OPT_CHECK };

static const struct opt opts[] = {
	{ 't', "topic", "TEXT", "keep topics that contain TEXT, in any case" },
	{ 'l', "level", "LEVEL", "keep this level" },
	{ 'g', "tag", "TAG", "keep questions with this tag" },
	{ 'i', "id", "ID[,ID...]", "keep these ids" },
	{ 'c', "columns", "LIST", "write these columns, in this order" },
	{ 'x', "except", "LIST", "write all columns but these" },
	{ 's', "sort", "COL[:r]", "sort by a column; :r reverses" },
	{ 'n', "head", "N", "stop after N records" },
	{ 'T', "topics", NULL, "count the questions of each topic" },
	{ OPT_COUNT, "count", "COL", "count the records of each value of COL" },
	{ OPT_CHECK, "check", NULL, "print a line for each thing that is wrong" },
	OPTS_DISPLAY,
	OPTS_END,
};

static const struct tool tool = {
	"[-t TEXT] [-l LEVEL] [-g TAG] [-i ID[,ID...]] [-c LIST | -x LIST] [-s COL[:r]] [-n N] "
	"[--tsv | --table] [--color[=WHEN]] [bank ...]\n"
	"[-t TEXT] [-l LEVEL] [-g TAG] [-i ID[,ID...]] -T | --count COL [bank ...]\n"
	"--check [bank ...]",
	"Select, order, count and check the questions of a bank.",
	opts,
};

/* The values that an option was given; a record is kept if any of them fits. */
struct wanted {
	struct slice *value;
	size_t n;
	size_t col;
};

static struct wanted topic, level, tag;
static struct regex *topic_text;
static struct map *ids;
static size_t id_col;
static struct buf text;

static void
want(struct wanted *w, const char *value)
{
	w->value = xrealloc(w->value, w->n + 1, sizeof(*w->value));
	w->value[w->n++] = slice_of(value);
}

static void
want_ids(const char *list)
{
	struct slice rest = slice_of(list), id;

	if (ids == NULL)
		ids = map_new();
	while (slice_next(&rest, ',', &id))
		map_add(ids, id);
}

static void
need_column(const struct bank *b, const char *name, bool needed, size_t *col)
{
	if (needed && bank_column(b, name, col) == -1)
		die();
}

/* Finds the columns that the selection asks about. */
static void
prepare(const struct bank *b)
{
	need_column(b, "topic", topic.n > 0, &topic.col);
	need_column(b, "level", level.n > 0, &level.col);
	need_column(b, "tags", tag.n > 0, &tag.col);
	need_column(b, "id", ids != NULL, &id_col);
	if (topic.n > 0) {
		topic_text = regex_compile(topic.value, topic.n, RE_LITERAL | RE_CASELESS, MATCH_LIMIT);
		if (topic_text == NULL)
			die();
	}
}

static bool
is_wanted(const struct wanted *w, struct slice value)
{
	size_t i;

	for (i = 0; i < w->n; i++)
		if (slice_eq(w->value[i], value))
			return true;
	return false;
}

static bool
has_wanted_tag(struct record *r)
{
	struct slice tags = record_text(r, tag.col, &text), one;

	while (slice_next(&tags, ',', &one))
		if (is_wanted(&tag, slice_trim(one)))
			return true;
	return false;
}

static bool
has_wanted_topic(struct record *r)
{
	size_t start, end;
	int found = regex_match(topic_text, record_text(r, topic.col, &text), 0, &start, &end);

	if (found == -1) {
		record_fail(r, "topic: %s", failure());
		die();
	}
	return found;
}

static bool
selected(struct record *r)
{
	return (ids == NULL || map_find(ids, record_text(r, id_col, &text)) != NO_ENTRY) &&
	    (topic.n == 0 || has_wanted_topic(r)) &&
	    (level.n == 0 || is_wanted(&level, record_text(r, level.col, &text))) && (tag.n == 0 || has_wanted_tag(r));
}

int
main(int argc, char *argv[])
{
	struct display display = { 0 };
	struct bank *bank;
	struct out *out;
	struct writer *w;
	struct record *r;
	unsigned long long head = ULLONG_MAX, n = 0;
	int key;

	while ((key = opt_next(&tool, argc, argv)) != -1) {
		switch (key) {
		case 't':
			want(&topic, optarg);
			break;
		case 'l':
			want(&level, optarg);
			break;
		case 'g':
			want(&tag, optarg);
			break;
		case 'i':
			want_ids(optarg);
			break;
		case 'n':
			head = (unsigned long long)opt_number(&tool, "-n", 0, LLONG_MAX);
			break;
		default:
			opt_display(&tool, key, &display);
		}
	}
	bank = bank_open(argv + optind);
	if (bank == NULL)
		die();
	prepare(bank);
	out = out_open();
	w = writer_open(out, &display, bank_header(bank)->line, NULL);
	while (n < head && !out_failed(out) && (r = bank_next(bank)) != NULL) {
		if (!selected(r))
			continue;
		writer_line(w, r->line);
		n++;
	}
	writer_close(w);
	return finish(bank, out, n > 0);
}
