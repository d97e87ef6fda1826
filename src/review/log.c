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

/* The columns that a log needs. */
enum { TIME, ID, GRADE, LOG_COLUMNS };

static const char *const log_columns[LOG_COLUMNS] = { "time", "id", "grade" };
static const char *const log_grades[] = { "again", "hard", "good", "easy" };

struct log {
	const char *name; /* for messages */
	struct reader *src;
	struct calendar *calendar;
	struct buf *warnings;
	size_t nfield; /* of the header; 0: an empty file */
	size_t col[LOG_COLUMNS];
	struct buf id;
	time_t last; /* the time of the previous review */
	bool any;    /* whether there is one */
	bool out_of_order;
};

/* Appends a warning about a line, escaped as by fail(). */
static void
log_warn(struct log *l, size_t lineno, const char *what)
{
	fail("%s:%zu: %s", l->name, lineno, what);
	buf_str(l->warnings, failure());
	buf_byte(l->warnings, '\n');
}

/* Finds the columns in the header. */
static int
log_read_header(struct log *l, const struct line *line)
{
	struct slice rest = line->text, name, shown;
	struct buf b = { 0 }, names = { 0 };
	size_t i, n;
	int status = 0;

	for (i = 0; i < LOG_COLUMNS; i++)
		l->col[i] = NO_COLUMN;
	for (n = 0; slice_next(&rest, '\t', &name); n++) {
		name = field_decode(name, &b);
		buf_str(&names, n > 0 ? ", " : "");
		buf_append(&names, name.p, name.n);
		for (i = 0; i < LOG_COLUMNS; i++)
			if (l->col[i] == NO_COLUMN && slice_eq(name, slice_of(log_columns[i])))
				l->col[i] = n;
	}
	shown = buf_slice(&names);
	for (i = 0; status == 0 && i < LOG_COLUMNS; i++)
		if (l->col[i] == NO_COLUMN)
			status = fail("%s:%zu: no column '%s'; columns: %.*s", l->name, line->lineno, log_columns[i],
			    SHOWN(shown));
	buf_free(&b);
	buf_free(&names);
	l->nfield = n;
	return status;
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
		status = log_read_header(l, &line);
	if (status == 0)
		return l;
	log_close(l);
	return NULL;
}

/* The grade, 1 to 4; 0 if it is invalid. */
static int
log_grade(struct slice s)
{
	int i;

	if (s.n == 1 && *s.p >= '1' && *s.p <= '4')
		return *s.p - '0';
	for (i = 0; i < 4; i++)
		if (slice_eq(s, slice_of(log_grades[i])))
			return i + 1;
	return 0;
}

/* Whether this is a proper prefix of the name of a grade. */
static bool
log_starts_grade(struct slice s)
{
	int i;

	for (i = 0; i < 4; i++)
		if (s.n < strlen(log_grades[i]) && memcmp(log_grades[i], s.p, s.n) == 0)
			return true;
	return false;
}

static int
log_parse(struct log *l, const struct record *rec, struct review *r)
{
	struct slice time, grade;

	if (rec->ntab + 1 != l->nfield)
		return record_fail(rec, "expected %zu fields, found %zu", l->nfield, rec->ntab + 1);
	time = record_field(rec, l->col[TIME]);
	grade = record_field(rec, l->col[GRADE]);
	if (!time_parse(time, &r->time))
		return record_fail(rec, "invalid time '%.*s'; use RFC 3339, such as 2026-01-31T08:15:00Z", SHOWN(time));
	r->grade = log_grade(grade);
	if (r->grade == 0)
		return record_fail(
		    rec, "invalid grade '%.*s'; choose from again, hard, good, easy, 1, 2, 3, 4", SHOWN(grade));
	r->day = calendar_day(l->calendar, r->time);
	if (r->time > l->calendar->now || r->day > l->calendar->today)
		return record_fail(rec, "time %.*s is in the future", SHOWN(time));
	r->id = record_text(rec, l->col[ID], &l->id);
	return 0;
}

/*
 * Whether the line, the last of the file, is the beginning of a valid one, as after an interrupted
 * write: fields are missing, or the last field is incomplete.
 */
static bool
log_is_incomplete(const struct log *l, const struct record *rec)
{
	struct slice last;
	time_t time;

	if (rec->ntab + 1 != l->nfield)
		return rec->ntab + 1 < l->nfield;
	last = record_field(rec, rec->ntab);
	if (l->col[TIME] == rec->ntab)
		return !time_parse(last, &time);
	return l->col[GRADE] == rec->ntab && log_starts_grade(last);
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
	if (log_parse(l, &rec, r) == -1) {
		if (!line.unterminated || !log_is_incomplete(l, &rec))
			return -1;
		log_warn(l, line.lineno, "incomplete last line skipped");
		return 0;
	}
	if (l->any && r->time < l->last && !l->out_of_order) {
		l->out_of_order = true;
		log_warn(l, line.lineno, "out-of-order timestamp; reviews were sorted by time");
	}
	l->any = true;
	l->last = r->time;
	r->out_of_order = l->out_of_order;
	return 1;
}

void
log_close(struct log *l)
{
	reader_close(l->src);
	buf_free(&l->id);
	free(l);
}
