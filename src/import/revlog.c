/*
 * The reviews of other programs: CSV or TSV with the columns of Anki's table of reviews, of ts-fsrs or
 * of the FSRS optimizers, and the JSON lines of py-fsrs.
 */
#include <jansson.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "bank/record.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/number.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/registry.h"
#include "import/reviews.h"
#include "tsv/csv.h"
#include "tsv/escape.h"
#include "tsv/file.h"

enum { CARD, TIME, RATING, DURATION, REVLOG_COLUMNS, REVLOG_FIELDS = 32 };

/* The names of each column; of the first ones that occur, the earlier one counts. */
static const char *const revlog_names[REVLOG_COLUMNS][5] = {
	[CARD] = { "card_id", "cid", NULL },
	[TIME] = { "review_time", "review_datetime", "id", NULL },
	[RATING] = { "review_rating", "rating", "ease", "grade", NULL },
	[DURATION] = { "review_duration", "time", NULL },
};

/* Times before 1973 in milliseconds: they are seconds. */
#define REVLOG_LEAST 1e11
#define REVLOG_MOST 253402300799999.0 /* the end of the year 9999 */

struct revlog {
	struct reviews *reviews;
	const char *file;
	size_t manual, first; /* reviews with the rating 0; the line of the first */
};

/* The grade of a rating, 0 to 4; -1 if it is none. */
static int
revlog_grade(struct slice s)
{
	static const char *const names[] = { "manual", "again", "hard", "good", "easy" };
	int i;

	for (i = 0; i < 5; i++)
		if ((s.n == 1 && *s.p == '0' + i) || (s.n == strlen(names[i]) && strncasecmp(s.p, names[i], s.n) == 0))
			return i;
	return -1;
}

/* The time of a number of milliseconds, or of a text as in a log. */
static int
revlog_time(struct slice s, time_t *time)
{
	double ms;

	if (time_parse(s, time))
		return 0;
	if (!parse_number(s, &ms))
		return fail("invalid time '%.*s'; expected milliseconds since 1970, or RFC 3339", SHOWN(s));
	if (ms < REVLOG_LEAST || ms > REVLOG_MOST)
		return fail("time %.*s is out of range; expected milliseconds since 1970", SHOWN(s));
	*time = (time_t)(ms / 1000);
	return 0;
}

/* Adds the review with these fields, decoded; fails with the reason alone. */
static int
revlog_add(struct revlog *l, const struct slice *field, size_t lineno)
{
	struct found_review r = { .grade = revlog_grade(field[RATING]), .seconds = -1 };
	double ms;

	if (field[CARD].n == 0)
		return fail("empty card id");
	if (r.grade == -1)
		return fail("invalid rating '%.*s'; expected 0 to 4", SHOWN(field[RATING]));
	if (revlog_time(field[TIME], &r.time) == -1)
		return -1;
	if (r.grade == 0) { /* Anki's manual rescheduling */
		l->first = l->manual++ == 0 ? lineno : l->first;
		return 0;
	}
	if (field[DURATION].n > 0 && parse_number(field[DURATION], &ms) && ms >= 0 && ms < REVLOG_MOST)
		r.seconds = (long)((ms + 500) / 1000);
	reviews_add(l->reviews, field[CARD], r);
	return 0;
}

/* A line as decoded fields, of which those beyond the last column are counted only. */
struct revlog_line {
	struct slice field[REVLOG_FIELDS];
	struct buf text[REVLOG_FIELDS];
	size_t n, lineno;
};

static void
revlog_split(struct revlog_line *x, struct slice line)
{
	struct slice field;

	for (x->n = 0; slice_next(&line, '\t', &field); x->n++)
		if (x->n < REVLOG_FIELDS)
			x->field[x->n] = slice_trim_ws(field_decode(field, &x->text[x->n]));
}

/* Finds the columns in the header. */
static int
revlog_columns(const struct revlog *l, const struct revlog_line *header, size_t *col)
{
	size_t i, j, k;

	for (i = 0; i < REVLOG_COLUMNS; i++) {
		col[i] = NO_COLUMN;
		for (j = 0; col[i] == NO_COLUMN && revlog_names[i][j] != NULL; j++)
			for (k = 0; col[i] == NO_COLUMN && k < header->n && k < REVLOG_FIELDS; k++)
				if (slice_eq(header->field[k], slice_of(revlog_names[i][j])))
					col[i] = k;
		if (col[i] == NO_COLUMN && i != DURATION)
			return fail("%s:%zu: no column '%s'", l->file, header->lineno, revlog_names[i][0]);
	}
	return 0;
}

/* Adds the reviews of the lines; c counts the lines of CSV, or is NULL. */
static int
revlog_lines(struct revlog *l, struct slice lines, struct csv *c)
{
	struct revlog_line x = { 0 };
	struct slice line, field[REVLOG_COLUMNS];
	size_t col[REVLOG_COLUMNS] = { 0 }, columns = 0, lineno = 0, i;
	int status = 0;

	while (status == 0 && lines.n > 0 && slice_next(&lines, '\n', &line)) {
		lineno = c != NULL ? csv_lineno(c) : lineno + 1;
		line = slice_trim_cr(line);
		if (line.n == 0)
			continue;
		x.lineno = lineno;
		revlog_split(&x, line);
		if (columns == 0) {
			columns = x.n;
			status = revlog_columns(l, &x, col);
			continue;
		}
		if (x.n != columns) {
			status = fail("%s:%zu: expected %zu fields, found %zu", l->file, lineno, columns, x.n);
			continue;
		}
		for (i = 0; i < REVLOG_COLUMNS; i++)
			field[i] = col[i] != NO_COLUMN ? x.field[col[i]] : slice_of("");
		if (revlog_add(l, field, lineno) == -1)
			status = fail("%s:%zu: %s", l->file, lineno, failure());
	}
	for (i = 0; i < REVLOG_FIELDS; i++)
		buf_free(&x.text[i]);
	return status;
}

/* Adds the reviews of CSV, or of TSV if the first line has a TAB. */
static int
revlog_table(struct revlog *l, struct slice file)
{
	struct slice rest = file, header;
	struct buf lines = { 0 };
	struct csv *c;
	int status;

	slice_next(&rest, '\n', &header);
	if (memchr(header.p, '\t', header.n) != NULL)
		return revlog_lines(l, file, NULL);
	c = csv_new(l->file, memchr(header.p, ';', header.n) != NULL ? ';' : ',');
	status = csv_convert(c, file.p, file.n, &lines) == 0 && csv_finish(c, &lines) == 0 ? 0 : -1;
	if (status == 0)
		status = revlog_lines(l, buf_slice(&lines), c);
	csv_destroy(c);
	buf_free(&lines);
	return status;
}

/* The text of the value of a key: a string or a number; empty for null or a key that is missing. */
static struct slice
revlog_json_text(const json_t *object, const char *key, struct buf *b)
{
	const json_t *v = json_object_get(object, key);

	b->n = 0;
	if (json_is_string(v))
		buf_append(b, json_string_value(v), json_string_length(v));
	else if (json_is_integer(v))
		buf_printf(b, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
	else if (json_is_real(v))
		buf_printf(b, "%.0f", json_real_value(v));
	return buf_slice(b);
}

/* Adds the reviews of JSON lines. */
static int
revlog_json(struct revlog *l, struct slice lines)
{
	struct buf text[REVLOG_COLUMNS] = { 0 };
	struct slice line, field[REVLOG_COLUMNS];
	size_t lineno, i, j;
	json_error_t error;
	int status = 0;

	for (lineno = 1; status == 0 && lines.n > 0 && slice_next(&lines, '\n', &line); lineno++) {
		json_t *object;

		if (slice_trim_ws(line).n == 0)
			continue;
		object = json_loadb(line.p, line.n, 0, &error);
		if (!json_is_object(object)) {
			status = fail("%s:%zu: %s", l->file, lineno, object ? "expected a JSON object" : error.text);
			json_decref(object);
			break;
		}
		for (i = 0; i < REVLOG_COLUMNS; i++) {
			field[i].n = 0;
			for (j = 0; field[i].n == 0 && revlog_names[i][j] != NULL; j++)
				field[i] = revlog_json_text(object, revlog_names[i][j], &text[i]);
		}
		json_decref(object);
		if (revlog_add(l, field, lineno) == -1)
			status = fail("%s:%zu: %s", l->file, lineno, failure());
	}
	for (i = 0; i < REVLOG_COLUMNS; i++)
		buf_free(&text[i]);
	return status;
}

static int
revlog_read(struct reviews *v, const char *operand)
{
	struct revlog l = { .reviews = v, .file = file_name(operand) };
	struct buf file = { 0 };
	struct slice text;
	int status = import_file(NULL, operand, &file);

	if (status == 0) {
		text = slice_trim_ws(buf_slice(&file));
		status = text.n > 0 && *text.p == '{' ? revlog_json(&l, buf_slice(&file))
						      : revlog_table(&l, buf_slice(&file));
	}
	if (status == 0 && l.manual > 0)
		import_report(operand, l.first, "skipped: %zu manual rescheduling%s (rating 0)", l.manual,
		    l.manual > 1 ? "s" : "");
	buf_free(&file);
	return status;
}

const struct import_format import_revlog = { "revlog", NULL, revlog_read, NULL };
