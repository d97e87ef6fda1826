/* Review logs: see qb-log(5). */
#include <stdlib.h>
#include <string.h>

#include "bank/record.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "review/log.h"
#include "tsv/escape.h"
#include "tsv/file.h"
#include "tsv/reader.h"

enum { TIME, ID, GRADE, NEEDED };

struct log {
	const char *name; /* for messages */
	struct reader *src;
	struct calendar *calendar;
	struct buf *warnings;
	size_t nfield; /* 0: an empty file */
	size_t col[NEEDED];
	struct buf id;
	time_t last; /* the time of the review before */
	bool any;    /* whether there is one */
	bool disorder;
};

/* Finds the columns in the header. */
static int
read_header(struct log *l, const struct line *line)
{
	static const char *const names[NEEDED] = { "time", "id", "grade" };
	struct slice rest = line->text, name;
	struct buf b = { 0 };
	size_t i, n;

	for (i = 0; i < NEEDED; i++)
		l->col[i] = NO_COLUMN;
	for (n = 0; slice_next(&rest, '\t', &name); n++) {
		name = field_decode(name, &b);
		for (i = 0; i < NEEDED; i++)
			if (l->col[i] == NO_COLUMN && slice_eq(name, slice_of(names[i])))
				l->col[i] = n;
	}
	buf_free(&b);
	for (i = 0; i < NEEDED; i++)
		if (l->col[i] == NO_COLUMN)
			return fail("%s:%zu: no column '%s'; a log begins with the header time, id, grade", l->name,
			    line->lineno, names[i]);
	l->nfield = n;
	return 0;
}

struct log *
log_open(const char *name, struct calendar *c, struct buf *warnings)
{
	struct log *l = xcalloc(1, sizeof(*l));
	struct line line;
	int status = -1;

	l->name = file_name(name);
	l->calendar = c;
	l->warnings = warnings;
	l->src = reader_open(name, 0);
	if (l->src != NULL)
		status = reader_line(l->src, &line);
	if (status == 1)
		status = read_header(l, &line);
	if (status == 0)
		return l;
	log_close(l);
	return NULL;
}

static const char *const names[] = { "again", "hard", "good", "easy" };

/* The grade, 1 to 4, or 0 where it is none. */
static int
parse_grade(struct slice s)
{
	int i;

	if (s.n == 1 && *s.p >= '1' && *s.p <= '4')
		return *s.p - '0';
	for (i = 0; i < 4; i++)
		if (slice_eq(s, slice_of(names[i])))
			return i + 1;
	return 0;
}

/* Whether this is the beginning, but not the whole, of the name of a grade. */
static bool
starts_grade(struct slice s)
{
	int i;

	for (i = 0; i < 4; i++)
		if (s.n < strlen(names[i]) && memcmp(names[i], s.p, s.n) == 0)
			return true;
	return false;
}

/* Takes the review from a line. */
static int
parse(struct log *l, const struct record *rec, struct review *r)
{
	struct slice time, grade;

	if (rec->ntab + 1 != l->nfield)
		return record_fail(rec, "expected %zu fields, found %zu", l->nfield, rec->ntab + 1);
	time = record_field(rec, l->col[TIME]);
	grade = record_field(rec, l->col[GRADE]);
	if (!time_parse(time, &r->time))
		return record_fail(
		    rec, "time: '%.*s' is not an RFC 3339 time, such as 2026-01-31T08:15:00Z", SHOWN(time));
	r->grade = parse_grade(grade);
	if (r->grade == 0)
		return record_fail(rec, "grade: '%.*s' is none of again, hard, good, easy, 1, 2, 3, 4", SHOWN(grade));
	r->day = calendar_day(l->calendar, r->time);
	if (r->time > l->calendar->now || r->day > l->calendar->today)
		return record_fail(rec, "time: %.*s is in the future", SHOWN(time));
	r->id = record_text(rec, l->col[ID], &l->id);
	return 0;
}

/*
 * Whether the file may end in this line because whoever was writing it did not
 * come to its end: then fields are missing, or the last one is not whole.
 */
static bool
cut_short(const struct log *l, const struct record *rec)
{
	struct slice last;
	time_t time;

	if (rec->ntab + 1 != l->nfield)
		return rec->ntab + 1 < l->nfield;
	last = record_field(rec, rec->ntab);
	if (l->col[TIME] == rec->ntab)
		return !time_parse(last, &time);
	return l->col[GRADE] == rec->ntab && starts_grade(last);
}

int
log_next(struct log *l, struct review *r)
{
	struct record rec;
	struct line line;
	int status;

	if (l->nfield == 0)
		return 0;
	do
		status = reader_line(l->src, &line);
	while (status == 1 && line.text.n == 0);
	if (status != 1)
		return status;
	record_from(&rec, l->name, &line);
	if (parse(l, &rec, r) == -1) {
		if (!line.unterminated || !cut_short(l, &rec))
			return -1;
		buf_printf(l->warnings, "%s; a line that is not yet whole is left out\n", failure());
		return 0;
	}
	if (l->any && r->time < l->last && !l->disorder) {
		l->disorder = true;
		buf_printf(
		    l->warnings, "%s:%zu: earlier than the review before it; sorted by time\n", l->name, line.lineno);
	}
	l->any = true;
	l->last = r->time;
	r->disorder = l->disorder;
	return 1;
}

void
log_close(struct log *l)
{
	reader_close(l->src);
	buf_free(&l->id);
	free(l);
}
