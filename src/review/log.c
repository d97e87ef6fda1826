/* Review logs: see qb-log(5). */
#include <stddef.h>
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
#include "tsv/scan.h"

/* The columns that a log needs, and those that qb programs write besides. */
enum { TIME, ID, GRADE, LOG_COLUMNS, LOG_KNOWN = 5 };

static const char *const log_columns[LOG_KNOWN] = { "time", "id", "grade", "hash", "seconds" };
static const char *const log_grades[] = { "again", "hard", "good", "easy", "undo" };

enum { LOG_GRADES = sizeof(log_grades) / sizeof(*log_grades), LOG_AHEAD = 86400, LOG_SOON = 60 /* seconds */ };

struct log {
	const char *name; /* for messages */
	struct reader *src;
	struct log_context *context;
	size_t nfield; /* of the header; 0: there is none */
	size_t col[LOG_COLUMNS];
	struct buf id;
	time_t last; /* the time of the previous review */
	bool any;    /* whether there is one */
	bool out_of_order;
	struct tabs tabs; /* of log_line() */
};

/* Finds the columns in the header. */
static int
log_find_columns(struct log *l, const struct line *line)
{
	struct slice rest = line->text, name, shown;
	struct buf b = { 0 }, names = { 0 };
	size_t i, n;
	int status = 0;

	for (i = 0; i < LOG_COLUMNS; i++)
		l->col[i] = NO_COLUMN;
	if (line_is_conflict_mark(line->text))
		return fail("%s:%zu: unresolved merge conflict", l->name, line->lineno);
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

/* Whether the string starts with the slice. */
static bool
log_begins(const char *string, struct slice s)
{
	return s.n <= strlen(string) && memcmp(string, s.p, s.n) == 0;
}

/*
 * Whether a header that lacks columns is the beginning of one that a qb program writes: columns
 * that it knows, the last one perhaps incomplete, or a part of a byte-order mark.  Anything else
 * is not a log.
 */
static bool
log_is_torn_header(const struct line *line)
{
	struct slice rest = line->text, name;
	bool last;
	size_t i;

	if (!line->unterminated)
		return false;
	if (line->text.n == 0 || log_begins("\xef\xbb\xbf", line->text))
		return true;
	do {
		slice_next(&rest, '\t', &name);
		last = rest.p == NULL;
		for (i = 0; i < LOG_KNOWN; i++)
			if (last ? log_begins(log_columns[i], name) : slice_eq(name, slice_of(log_columns[i])))
				break;
		if (i == LOG_KNOWN)
			return false;
	} while (!last);
	return true;
}

/* Removes the carriage return of a last line whose newline is missing. */
static void
log_trim_line(struct line *line)
{
	if (line->unterminated && line->text.n > 0 && line->text.p[line->text.n - 1] == '\r')
		line->text.n--;
}

/* Appends a warning about a line, escaped as by fail(). */
static void
log_warn(struct log *l, size_t lineno, const char *what)
{
	fail("%s:%zu: %s", l->name, lineno, what);
	buf_str(l->context->warnings, failure());
	buf_byte(l->context->warnings, '\n');
}

static int
log_read_header(struct log *l)
{
	struct line line;
	int status = reader_line(l->src, &line);

	if (status != 1)
		return status;
	log_trim_line(&line);
	if (log_find_columns(l, &line) == 0) {
		if (line.torn)
			log_warn(l, line.lineno, "NUL bytes at the end skipped");
		return 0;
	}
	if (!log_is_torn_header(&line))
		return -1;
	log_warn(l, line.lineno, "incomplete header skipped");
	l->nfield = 0;
	return 0;
}

struct log *
log_open(const char *name, struct log_context *context)
{
	struct log *l = xcalloc(1, sizeof(*l));

	l->name = file_name(name);
	l->context = context;
	l->src = reader_open(name, 0);
	if (l->src != NULL) {
		reader_allow_torn_end(l->src);
		if (log_read_header(l) == 0)
			return l;
	}
	log_close(l);
	return NULL;
}

/* The grade, 1 to 4 or GRADE_UNDO; 0 if it is invalid. */
static int
log_grade(struct slice s)
{
	int i;

	if (s.n == 1 && *s.p >= '1' && *s.p <= '4')
		return *s.p - '0';
	for (i = 0; i < LOG_GRADES && s.n > 0; i++)
		if (*s.p == *log_grades[i] && slice_eq(s, slice_of(log_grades[i]))) /* rarely compares twice */
			return i + 1;
	return 0;
}

/* Whether this is the beginning of the name of a grade. */
static bool
log_begins_grade(struct slice s)
{
	int i;

	for (i = 0; i < LOG_GRADES; i++)
		if (log_begins(log_grades[i], s))
			return true;
	return false;
}

static int
log_parse(struct log *l, const struct record *rec, struct review *r)
{
	struct slice time, grade;

	if (rec->ntab + 1 != l->nfield)
		return record_fail_fields(rec, l->nfield);
	time = record_field(rec, l->col[TIME]);
	grade = record_field(rec, l->col[GRADE]);
	if (!time_parse(time, &r->time))
		return record_fail(rec, "invalid time '%.*s'; use RFC 3339, such as 2026-01-31T08:15:00Z", SHOWN(time));
	r->grade = log_grade(grade);
	if (r->grade == 0)
		return record_fail(
		    rec, "invalid grade '%.*s'; choose from again, hard, good, easy, undo, 1, 2, 3, 4", SHOWN(grade));
	r->id = record_text(rec, l->col[ID], &l->id);
	r->file = l->name;
	r->lineno = rec->lineno;
	return 0;
}

/* Sets the day.  Returns 1, 0 if the review is to be ignored, or -1 if it is too far in the future. */
static int
log_date(struct log *l, const struct record *rec, struct review *r)
{
	struct log_context *x = l->context;
	time_t now = x->calendar->now;

	r->day = calendar_day(x->calendar, r->time);
	if (r->time <= now && r->day <= x->calendar->today)
		return 1;
	if (x->ignore_later)
		return 0;
	if (r->time > now && r->time - now > LOG_AHEAD)
		return record_fail(
		    rec, "time %.*s is more than 24 hours in the future", SHOWN(record_field(rec, l->col[TIME])));
	r->day = x->calendar->today;
	if (r->time - now <= LOG_SOON)
		return 1; /* grades of one second get consecutive times */
	if (!x->warned_later)
		log_warn(l, rec->lineno, "time is in the future; counted as now");
	x->warned_later = true;
	return 1;
}

/*
 * Whether the line, the last of the file, is the beginning of a valid one, as after an interrupted
 * write: fields are missing, or the last field is incomplete.  NULs after it are no part of any line.
 */
static bool
log_is_incomplete(const struct log *l, const struct line *line, const struct record *rec)
{
	struct slice last;
	time_t time;

	if (!line->unterminated || line->torn)
		return line->torn;
	if (rec->ntab + 1 != l->nfield)
		return rec->ntab + 1 < l->nfield;
	last = record_field(rec, rec->ntab);
	if (l->col[TIME] == rec->ntab)
		return !time_parse(last, &time);
	return l->col[GRADE] == rec->ntab && log_grade(last) == 0 && log_begins_grade(last);
}

/* Notes the time of the review. */
static void
log_order(struct log *l, struct review *r)
{
	if (l->any && r->time < l->last && !l->out_of_order) {
		l->out_of_order = true;
		log_warn(l, r->lineno, "out-of-order timestamp; reviews were sorted by time");
	}
	l->any = true;
	l->last = r->time;
	if (r->time > l->context->latest)
		l->context->latest = r->time;
	r->out_of_order = l->out_of_order;
}

int
log_next(struct log *l, struct review *r)
{
	struct record rec;
	struct line line;
	int status;

	if (l->nfield == 0)
		return 0;
	do {
		do
			status = reader_line(l->src, &line);
		while (status == 1 && line.text.n == 0 && !line.torn);
		if (status != 1)
			return status;
		log_trim_line(&line);
		record_from(&rec, l->name, &line);
		if (log_parse(l, &rec, r) == -1) {
			if (!log_is_incomplete(l, &line, &rec))
				return -1;
			log_warn(l, line.lineno, "incomplete last line skipped");
			return 0;
		}
		if (line.torn)
			log_warn(l, line.lineno, "NUL bytes at the end skipped");
		status = log_date(l, &rec, r);
	} while (status == 0);
	if (status == 1)
		log_order(l, r);
	return status;
}

bool
log_has_header(const struct log *l)
{
	return l->nfield > 0;
}

int
log_line(struct log *l, struct slice line, struct review *r)
{
	struct record rec = { .file = l->name };
	int status;

	record_set(&rec, slice_trim_cr(line), &l->tabs);
	l->context->warned_later = true;
	status = log_parse(l, &rec, r);
	return status == 0 ? log_date(l, &rec, r) : -1;
}

void
log_close(struct log *l)
{
	reader_close(l->src);
	buf_free(&l->id);
	free(l->tabs.at);
	free(l);
}
