/* Which points tell good answers from bad ones: qb-stats --trial on the output of qb-score -m --points. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/index.h"
#include "bank/record.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/slice.h"
#include "stats/cell.h"
#include "stats/points.h"
#include "stats/trial.h"

/* Points while they are read. */
struct points_reader {
	size_t id, who, point, verdict, mark; /* columns; who may be NO_COLUMN */
	struct index *seen;                   /* rows by point and person */
	struct buf text, key;
	struct points *points;
};

bool
points_are_in(const struct bank *b)
{
	const struct header *h = bank_header(b);

	return header_find(h, slice_of("point")) != NO_COLUMN && header_find(h, slice_of("verdict")) != NO_COLUMN;
}

static int
points_find_columns(struct points_reader *t, const struct bank *b, const char *who, bool anonymous)
{
	t->who = header_find(bank_header(b), slice_of(who));
	if (t->who == NO_COLUMN && !anonymous)
		return bank_column(b, who, &t->who);
	return bank_column(b, "id", &t->id) == -1 || bank_column(b, "point", &t->point) == -1 ||
		bank_column(b, "verdict", &t->verdict) == -1 || bank_column(b, "mark", &t->mark) == -1
	    ? -1
	    : 0;
}

/* The point of the record, which may be new; NULL for an empty id. */
static struct point_stats *
points_find(struct points_reader *t, const struct record *r)
{
	struct points *p = t->points;
	struct slice text = record_text(r, t->id, &t->text);
	size_t item, i;

	if (text.n == 0) {
		record_fail(r, "empty id");
		return NULL;
	}
	item = map_add(p->items, text);
	t->key.n = 0;
	buf_printf(&t->key, "%zu\t", item);
	text = record_text(r, t->point, &t->text);
	buf_append(&t->key, text.p, text.n);
	if (map_insert(p->labels, buf_slice(&t->key), &i)) {
		p->point = array_grow(p->point, i, &p->cap, sizeof(*p->point));
		p->point[i] = (struct point_stats){ .item = item };
	}
	return &p->point[i];
}

/* Reports the record if its person has a row for the same point, which is the key. */
static int
points_check_repeated(struct points_reader *t, const struct record *r)
{
	const struct place *first;
	struct slice who;

	if (t->who == NO_COLUMN)
		return 0;
	who = record_text(r, t->who, &t->text);
	buf_byte(&t->key, '\0');
	buf_append(&t->key, who.p, who.n);
	first = index_add(t->seen, buf_slice(&t->key), r);
	if (first == NULL)
		return 0;
	return record_fail(
	    r, "duplicate mark of '%.*s' for the same point, first at %s:%zu", SHOWN(who), first->file, first->lineno);
}

/* Whether the verdict is that the answer has the point, and whether it is about a misconception. */
static int
points_parse_verdict(const struct record *r, struct slice verdict, bool *has, bool *misconception)
{
	static const char *const names[] = { "hit", "misconception", "missed", "negated", "absent" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (slice_eq(verdict, slice_of(names[i]))) {
			*has = i < 2;
			*misconception = i == 1 || i == 4;
			return 0;
		}
	return record_fail(r, "invalid verdict '%.*s'", SHOWN(verdict));
}

static int
points_add(struct points_reader *t, const struct record *r)
{
	struct slice mark = record_field(r, t->mark);
	bool has = false, misconception = false;
	struct point_stats *p;
	double value;

	if (!parse_number(mark, &value))
		return record_fail(r, "mark: invalid number '%.*s'", SHOWN(mark));
	if (value < 0 || value > 1)
		return record_fail(r, "mark: %.*s is out of range (0 to 1)", SHOWN(mark));
	if (points_parse_verdict(r, record_field(r, t->verdict), &has, &misconception) == -1)
		return -1;
	p = points_find(t, r);
	if (p == NULL || points_check_repeated(t, r) == -1)
		return -1;
	p->misconception |= misconception;
	if (value >= TRIAL_GOOD) {
		p->good++;
		p->in_good += has;
	} else {
		p->bad++;
		p->in_bad += has;
	}
	return 0;
}

int
points_read(struct bank *b, const char *who, bool anonymous, struct points *p)
{
	struct points_reader t = { .points = p };
	struct record *r;
	int status;

	p->items = map_new();
	p->labels = map_new();
	t.seen = index_new(false);
	status = points_find_columns(&t, b, who, anonymous);
	while (status == 0 && (r = bank_next(b)) != NULL)
		status = points_add(&t, r);
	index_free(t.seen);
	buf_free(&t.text);
	buf_free(&t.key);
	return status;
}

static struct slice
points_label(const struct points *p, size_t i)
{
	struct slice key = map_key(p->labels, i);
	const char *tab = memchr(key.p, '\t', key.n);

	return slice_skip(key, (size_t)(tab - key.p) + 1);
}

/* The share of the answers that have the point. */
static double
points_share(size_t has, size_t n)
{
	return n > 0 ? (double)has / (double)n : NAN;
}

void
points_report(const struct points *p, struct out *o, const struct display *d)
{
	struct writer *w = writer_open(o, d, slice_of("id\tpoint\tgood\thit_good\tbad\thit_bad"), NULL);
	size_t i;

	for (i = 0; i < map_count(p->labels); i++) {
		const struct point_stats *s = &p->point[i];

		writer_text(w, map_key(p->items, s->item));
		writer_text(w, points_label(p, i));
		writer_printf(w, "%zu", s->good);
		cell_number(w, points_share(s->in_good, s->good));
		writer_printf(w, "%zu", s->bad);
		cell_number(w, points_share(s->in_bad, s->bad));
	}
	writer_close(w);
}

/* Stores as failure() why the point does not tell good answers from bad ones; false if it does. */
static bool
points_explain(const struct point_stats *s, struct slice id, struct slice label)
{
	double good = points_share(s->in_good, s->good), bad = points_share(s->in_bad, s->bad);
	bool found = s->in_good + s->in_bad > 0;

	if (s->good == 0 || s->bad == 0)
		return false;
	if (!found && !s->misconception)
		fail("%.*s: '%.*s' is in no answer", SHOWN(id), SHOWN(label));
	else if (found && s->misconception && good >= bad)
		fail("%.*s: misconception '%.*s' is in %zu of %zu good answers, %zu of %zu bad ones", SHOWN(id),
		    SHOWN(label), s->in_good, s->good, s->in_bad, s->bad);
	else if (found && !s->misconception && bad >= good)
		fail("%.*s: '%.*s' is in %zu of %zu bad answers, %zu of %zu good ones", SHOWN(id), SHOWN(label),
		    s->in_bad, s->bad, s->in_good, s->good);
	else
		return false;
	return true;
}

void
points_useless(const struct points *p, struct buf *lines)
{
	size_t i;

	for (i = 0; i < map_count(p->labels); i++)
		if (points_explain(&p->point[i], map_key(p->items, p->point[i].item), points_label(p, i)))
			buf_printf(lines, "%s\n", failure());
}

void
points_free(struct points *p)
{
	map_free(p->items);
	map_free(p->labels);
	free(p->point);
	*p = (struct points){ 0 };
}
