/*
 * qb.h - what the tools share.
 *
 * The way of a record: a source turns a file into lines of TSV (through libcsv
 * where the file is CSV); a bank turns sources into records under one header; a
 * tool looks at a record's fields; a writer puts it out again, byte for byte
 * where nothing was changed.
 *
 * Failure: a function that can fail returns -1 or NULL, having called fail()
 * with the reason; failure() is that reason, for warnx(3).  Only tools exit.
 * There is one exception: where memory runs out, or printf(3) cannot format a
 * text, as one of more than INT_MAX bytes, the library says so and exits with
 * QB_ERROR, since no caller could do better.
 */
#ifndef QB_H
#define QB_H

#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

/* The exit statuses of every tool. */
enum status {
	QB_SELECTED = 0, /* something was written */
	QB_NONE = 1,     /* nothing was selected */
	QB_ERROR = 2     /* an error, whatever else happened */
};

/* Bytes that somebody else owns; not terminated, may hold anything. */
struct slice {
	const char *p;
	size_t n;
};

/* The front of a slice, which may be long, as the arguments of %.*s in a message. */
#define SHOWN_BYTES 60
#define SHOWN(s) (s).n > SHOWN_BYTES ? SHOWN_BYTES : (int)(s).n, (s).p

/* Bytes that grow.  All zero is a valid, empty buffer. */
struct buf {
	char *p;
	size_t n, cap;
};

struct map;

/* The columns of a bank, in order.  Belongs to its bank. */
struct header {
	struct slice line;   /* as it is written */
	struct slice *field; /* its fields: the names, escaped */
	struct slice *name;  /* decoded, a NUL behind each */
	struct map *names;   /* the same, to be found */
	size_t n;
};

/* No such column. */
#define NO_COLUMN SIZE_MAX

/* Where the TABs of a line are, as offsets.  All zero is a valid, empty list. */
struct tabs {
	size_t *at;
	size_t n, room;
};

/*
 * One line of a bank.  That of bank_next() belongs to its bank and is valid until
 * the next one is read.
 */
struct record {
	struct slice line; /* without its newline, in the first file's columns */
	const char *file;  /* the operand that it came from */
	size_t lineno;     /* where it begins there; the first line is 1 */
	const size_t *tab; /* where its TABs are, one fewer than the columns */
	size_t ntab;
	const char *readable; /* memory can be read up to here: the end of the line or behind it */
};

/* A line of TSV, as a source gives it. */
struct line {
	struct slice text; /* without its newline */
	size_t lineno;
	const struct tabs *tabs;
	bool torn;            /* the file ends before the newline */
	const char *readable; /* as of a record */
};

/* One row of a tool's table of options. */
struct opt {
	int key;          /* the letter, or a value from OPT_TOOL on */
	const char *name; /* the long name */
	const char *arg;  /* NULL: none; "[=X]": may be left out */
	const char *help; /* one line */
};

/* What a tool says of itself. */
struct tool {
	const char *usage; /* the SYNOPSIS, without the tool's name */
	const char *about; /* one line */
	const struct opt *opts;
};

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

/* How records are shown; the options that every filter has set it. */
struct display {
	bool tsv, table; /* neither: a table if the output is a terminal */
	enum when color;
};

enum {
	OPT_TSV = 256,
	OPT_TABLE,
	OPT_COLOR,
	OPT_TOOL /* the first value that is free for a tool's own */
};

/* clang-format off */
#define OPTS_DISPLAY \
	{ OPT_TSV, "tsv", NULL, "write TSV, even to a terminal" }, \
	{ OPT_TABLE, "table", NULL, "write an aligned table, even to a pipe" }, \
	{ OPT_COLOR, "color", "[=WHEN]", "colour: auto, always or never" }
#define OPTS_END \
	{ 'h', "help", NULL, "show this help" }, \
	{ 'V', "version", NULL, "show the version" }, \
	{ 0, NULL, NULL, NULL }
/* clang-format on */

/* ---- buf.c: failure and memory ---- */

/*
 * fail: keeps the formatted reason for failure() and returns -1.
 * failure: the last reason; valid until the next fail().
 */
int fail(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
const char *failure(void);

/*
 * xcalloc: n zeroed elements of size bytes each.  xrealloc: p made n elements
 * of size bytes long.  grown: p, which has room for *room of them, with room for one
 * more than n, and *room what it has now.  The caller frees.  They never return NULL:
 * see above.
 */
void *xcalloc(size_t n, size_t size) __attribute__((returns_nonnull));
void *xrealloc(void *p, size_t n, size_t size) __attribute__((returns_nonnull));
void *grown(void *p, size_t n, size_t *room, size_t size) __attribute__((returns_nonnull));

/* buf_grow: makes room for n more bytes; buf_room: the same, and where they go. */
void buf_grow(struct buf *b, size_t n);

static inline char *
buf_room(struct buf *b, size_t n)
{
	if (b->cap - b->n < n || b->p == NULL)
		buf_grow(b, n);
	return b->p + b->n;
}

static inline void
buf_add(struct buf *b, const void *p, size_t n)
{
	if (n > 0)
		memcpy(buf_room(b, n), p, n);
	b->n += n;
}

/* buf_drop: takes the first n bytes off. */
static inline void
buf_drop(struct buf *b, size_t n)
{
	b->n -= n;
	if (n > 0)
		memmove(b->p, b->p + n, b->n);
}

static inline void
buf_byte(struct buf *b, char c)
{
	*buf_room(b, 1) = c;
	b->n++;
}

void buf_str(struct buf *b, const char *s);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *fmt, va_list ap);
/* buf_slice: what b holds; valid until b next changes. */
struct slice buf_slice(const struct buf *b);
/* buf_cstr: the same as a string; a NUL is put behind it and not counted. */
const char *buf_cstr(struct buf *b);
void buf_free(struct buf *b);

/* ascii_lower: the small letter for a capital of ASCII; any other byte as it is. */
static inline char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

struct slice slice_of(const char *s);

/* slice_from: s without its first n bytes, which it has. */
static inline struct slice
slice_from(struct slice s, size_t n)
{
	return (struct slice){ s.p + n, s.n - n };
}

bool slice_eq(struct slice a, struct slice b);
/* slice_starts: whether s begins with the string. */
bool slice_starts(struct slice s, const char *start);
/* slice_cmp: by bytes, the shorter first; negative, zero or positive. */
int slice_cmp(struct slice a, struct slice b);
/* slice_dup: the same bytes with a NUL behind them; the caller frees. */
char *slice_dup(struct slice s);
/* slice_copy: the same as a slice, to be freed with slice_free(), which takes one whose p is NULL, too. */
struct slice slice_copy(struct slice s);
void slice_free(struct slice s);
/*
 * slice_next: takes the part of *list before the first sep, or all of it, off
 * its front and stores it in *item.  Returns false when nothing is left.  "a,"
 * is two items, the second empty; "" is one.
 */
bool slice_next(struct slice *list, char sep, struct slice *item);
/* slice_trim: s without the blanks at either end. */
struct slice slice_trim(struct slice s);

/* ---- field.c: the escapes of qb-bank(5) ---- */

/*
 * field_decode: the text that the field stands for.  Borrows the field's bytes
 * where it has no escape; otherwise uses *b, whose old content is lost.
 */
struct slice field_decode(struct slice field, struct buf *b);
/* field_encode: appends to *b the field that stands for the text. */
void field_encode(struct slice text, struct buf *b);

/* ---- map.c: a set of byte strings ---- */

#define NO_ENTRY SIZE_MAX

/* map_new: an empty map, to be freed with map_free(). */
struct map *map_new(void);
/* map_add: the number of the key, the first added being 0; the key is copied. */
size_t map_add(struct map *m, struct slice key);
/* map_insert: the same, stored in *i; whether the key is new. */
bool map_insert(struct map *m, struct slice key, size_t *i);
/* map_find: the number of the key, or NO_ENTRY. */
size_t map_find(const struct map *m, struct slice key);
size_t map_count(const struct map *m);
/* map_key: the key with that number, a NUL behind it; belongs to the map. */
struct slice map_key(const struct map *m, size_t i);
void map_free(struct map *m);

/* ---- number.c, date.c ---- */

/* parse_number: a finite decimal number, and nothing else.  Where it is none, *value stays. */
bool parse_number(struct slice s, double *value);
/* parse_digits: one to nine decimal digits; the same. */
bool parse_digits(struct slice s, int *value);
/* date_parse: YYYY-MM-DD, which must exist, as days since 1970-01-01. */
bool date_parse(struct slice s, long *day);
/* date_print: appends the same the other way. */
void date_print(long day, struct buf *b);
/*
 * calendar_day: the local day that t belongs to, where a day begins at rollover.  The last
 * one is kept, so that times of the same day cost two comparisons each, but for a day on
 * which the clock is put forward or back.
 */
struct calendar {
	int rollover;    /* hours after midnight */
	time_t now;      /* what is later is in the future, */
	long today;      /* and so is what belongs to a later day */
	time_t from, to; /* the day asked for last: from <= t < to */
	long day;
};
long calendar_day(struct calendar *c, time_t t);
/* time_parse: an RFC 3339 time, as seconds since the epoch; fractions are dropped. */
bool time_parse(struct slice s, time_t *t);

/* ---- scan.c: lines and TABs ---- */

/*
 * scan_line: the offset of the first newline or NUL at or after from in these n
 * bytes, or n; the TABs before it are appended to *t.
 */
size_t scan_line(const char *line, size_t n, size_t from, struct tabs *t);
/*
 * scan_simple: how many of the n bytes, from the front, are printable ASCII and none
 * of ", \ and but, which is " where there is no other.  Memory is there up to readable, which is p + n or behind it.
 */
size_t scan_simple(const char *p, size_t n, const char *readable, char but);

/*
 * What the byte at some place of a text must be, once the bits of blur are set in it:
 * those that upper and lower case differ in.
 */
struct probe {
	size_t at;
	char byte, blur;
};

/* A plain text to look for. */
struct needle {
	struct slice text; /* not empty; belongs to the caller */
	bool caseless;     /* ASCII letters stand in any case */
	struct probe a, z; /* the two of its bytes that are looked at first; of one byte, the same twice */
};

struct needle needle_new(struct slice text, bool caseless);
/* scan_find: whether the text stands in s.  Memory is there up to readable, which is the end of s or behind it. */
bool scan_find(struct slice s, const char *readable, const struct needle *t);

/* ---- skip.c: lines that are passed over ---- */

/*
 * What was passed over.  found: one of the texts stands in the next line, in a column that was
 * asked about or in one too many; false where that is not known.
 */
struct skipped {
	size_t bytes, lines;
	bool found;
};
/*
 * scan_skip: how much of s, from the front, are lines with their newline, that many TABs
 * each, no NUL and none of the nt texts in a column for which asked is true, or in any where
 * it is NULL.  Lines may be left out whose newline is one of the last bytes, of which there
 * are 63 more than the longest text has.
 */
struct skipped scan_skip(struct slice s, size_t tabs, const bool *asked, const struct needle *t, size_t nt);

/* ---- literal.c: what a pattern cannot match without ---- */

struct literals;

/*
 * literals_new: finds for each of the n patterns, with the flags of regex_compile(), a text
 * that every match has in it, and copies it.  NULL where there is none for one of them, or
 * there are too many to be of use.  To be freed with literals_free().
 */
struct literals *literals_new(const struct slice *pattern, size_t n, unsigned flags);
/*
 * literals_in: whether one of the texts stands in s, a line or a field as it is written; if
 * none does, nothing in it can match.  It is true, too, where to match so many fields costs
 * less than to look.  readable as in scan_find().
 */
bool literals_in(const struct literals *l, struct slice s, const char *readable, size_t fields);
/* literals_skip: scan_skip() for lines of which no column that is asked about can match. */
struct skipped literals_skip(const struct literals *l, struct slice s, size_t tabs, const bool *asked);
void literals_free(struct literals *l);
/* literal_findable: whether the byte, of a text to be matched, can be looked for in a field as it is written. */
bool literal_findable(char c, bool caseless);

/* ---- plain.c: patterns that are nothing but plain texts ---- */

struct plain;

/*
 * plain_new: the texts that the n patterns stand for, with the flags of regex_compile(), by
 * which they compile.  NULL where they stand for more than a few, or for anything else, as
 * they do with RE_WORD and RE_WHOLE.  To be freed with plain_free().
 */
struct plain *plain_new(const struct slice *pattern, size_t n, unsigned flags);
/*
 * plain_match: whether one of the texts stands in the field as it is written: 1 or 0, as the
 * patterns match; or -1 where the field has an escape, and has to be matched.  readable as in
 * scan_find().
 */
int plain_match(const struct plain *p, struct slice field, const char *readable);
void plain_free(struct plain *p);

/* ---- source.c, csv.c: files as lines of TSV ---- */

struct source;
struct csv;

/*
 * source_open: opens the file, "-" being standard input.  Where delim is 0, TSV
 * or CSV is told by the first line; otherwise the file is CSV with that
 * delimiter; with ANY_CSV, a comma or a semicolon as the first line says.  Blocks of
 * $QB_BLOCK bytes are read (128 KiB where that is not set).  name must outlive the
 * source.  NULL on failure.
 */
#define ANY_CSV '\1'
struct source *source_open(const char *name, char delim);
/*
 * source_line: the next line; valid until the next call.  Returns 1, or 0 at the
 * end, or -1: a read that failed, a NUL byte, CSV that is not well-formed.
 */
int source_line(struct source *s, struct line *line);
/*
 * source_skip: passes over lines that cannot match, as long as they have that many TABs and
 * no NUL; it may stop before the last of them.  True where a text is known to stand in the next
 * line, in a column that is asked about.
 */
bool source_skip(struct source *s, const struct literals *l, size_t tabs, const bool *asked);
void source_close(struct source *s);
/*
 * file_read: sets *b, which the caller frees, to the whole file, without a byte-order
 * mark; "-" is standard input.  -1 where it cannot be read or has a NUL byte.
 */
int file_read(const char *name, struct buf *b);
/* file_name: how messages call the operand. */
const char *file_name(const char *operand);

/* csv_new: a converter; name is for messages and must outlive it. */
struct csv *csv_new(const char *name, char delim);
/*
 * csv_convert: appends to *out the lines of TSV that n more bytes of CSV
 * complete.  Returns 0, or -1 where the CSV is not well-formed: what precedes
 * the fault has been converted.
 */
int csv_convert(struct csv *c, const char *p, size_t n, struct buf *out);
/* csv_finish: the same at the end of the file, for a last line without newline. */
int csv_finish(struct csv *c, struct buf *out);
/*
 * csv_lineno: where in the CSV the record began whose line of TSV is taken next;
 * to be called once for each of the converted lines, in their order.
 */
size_t csv_lineno(struct csv *c);
void csv_end(struct csv *c);
/*
 * csv_field: the field as CSV has it, in quotes where it has a quote, one of the special
 * bytes, or blanks at an end.  Borrows s or uses *b, whose content is lost.
 */
struct slice csv_field(struct slice s, const char *special, struct buf *b);

/* ---- record.c: a record and its header ---- */

/*
 * header_parse: takes the n names from a header line, which must outlive the header.
 * -1 where one is empty, has a comma or is there twice; the message names the file.
 */
int header_parse(struct header *h, struct slice line, size_t n, const char *file);
/* header_find: the column of that name, or NO_COLUMN. */
size_t header_find(const struct header *h, struct slice name);
/* header_free: what header_parse() made, also where that failed; *h is then a header without columns. */
void header_free(struct header *h);

/* record_set: makes line the record's; its TABs are kept in *t. */
void record_set(struct record *r, struct slice line, struct tabs *t);
/* record_from: makes line, which comes from file, the record; valid as long as line is. */
void record_from(struct record *r, const char *file, const struct line *line);

/* record_field: the field of column col as it stands in the line, escaped. */
static inline struct slice
record_field(const struct record *r, size_t col)
{
	size_t from = col > 0 ? r->tab[col - 1] + 1 : 0;
	size_t to = col < r->ntab ? r->tab[col] : r->line.n;

	return (struct slice){ r->line.p + from, to - from };
}

/* record_text: the same, decoded: see field_decode(). */
struct slice record_text(const struct record *r, size_t col, struct buf *b);
/* record_fail: fail() with the record's file and line before the message. */
int record_fail(const struct record *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* ---- bank.c: operands as records ---- */

struct bank;

/*
 * bank_open: the operands, a list that ends with NULL, as one bank.  Without
 * any: standard input, unless it is a terminal; then $QB_BANK, then the
 * installed bank.  The list must outlive the bank.  The first operand that is a
 * bank is opened and its header read; NULL where none is.
 */
struct bank *bank_open(char *const *operands);
/* bank_open_csv: the same for CSV with this delimiter: see source_open(). */
struct bank *bank_open_csv(char *const *operands, char delim);
/* bank_open_list: the same for what may be empty, as an empty pick is: then the header has no columns. */
struct bank *bank_open_list(char *const *operands);
/* bank_header: the columns, which belong to the bank. */
const struct header *bank_header(const struct bank *b);
/* bank_name: the operand that is being read, for messages. */
const char *bank_name(const struct bank *b);
/*
 * bank_next: the next record; NULL at the end, or where a line is not one or
 * cannot be read.  An operand that is no bank is left out.
 */
struct record *bank_next(struct bank *b);
/*
 * bank_skip: passes over well-formed records that cannot match in a column for which asked,
 * a flag for each of the bank's, is true, or in any where it is NULL; it may stop before
 * the last of them.  True where a text is known to stand in the next record, in such a
 * column.
 */
bool bank_skip(struct bank *b, const struct literals *l, const bool *asked);
/* bank_failed: whether anything failed, so that what was read is not all. */
bool bank_failed(const struct bank *b);
/*
 * bank_ragged: whether bank_next() gave NULL for a line with too many fields or too
 * few; then it can be called again, for the lines behind that one.
 */
bool bank_ragged(const struct bank *b);
/* bank_close: frees; -1 if anything failed, and failure() then has a line for each such thing. */
int bank_close(struct bank *b);

/* bank_reads: whether the file is one of the operands, read or yet to be read. */
bool bank_reads(const struct bank *b, const char *path);

/* bank_find, bank_column: the column of that name; -1 where there is none, naming the bank's columns. */
int bank_find(const struct bank *b, struct slice name, size_t *col);
int bank_column(const struct bank *b, const char *name, size_t *col);
/*
 * bank_columns: the columns of a comma-separated list, in its order.  Stores a
 * new array, which the caller frees, and its length.  -1 for an unknown or
 * empty name.
 */
int bank_columns(const struct bank *b, const char *list, size_t **cols, size_t *n);

/* ---- out.c: checked output ---- */

struct out;

/* out_open: standard output.  To a terminal control characters are shown, not sent: see text_clean(). */
struct out *out_open(void);
/*
 * out_file: a file, written aside, put on the disk and renamed by out_close(), so that
 * it is either the old one or the new one, whole; one that is not a regular file is
 * written itself.  NULL on failure, as where there is a file that may not be written.
 * Nothing else is left where the program exits or a signal of POSIX ends it, but for
 * SIGKILL, realtime signals and those that tell of a fault of its own, such as SIGSEGV.
 */
struct out *out_file(const char *path);
/* A write that fails is remembered, and what follows it is dropped. */
void out_write(struct out *o, const void *p, size_t n);
void out_byte(struct out *o, char c);
void out_str(struct out *o, const char *s);
void out_slice(struct out *o, struct slice s);
/*
 * out_room: room for n bytes behind what was written; out_added: n bytes were put
 * there, before anything else was written.
 */
char *out_room(struct out *o, size_t n);
void out_added(struct out *o, size_t n);
void out_printf(struct out *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* out_trust: while trusted, control characters are sent as they are: whoever writes has seen to them. */
void out_trust(struct out *o, bool trusted);
/* out_failed: whether going on is of no use. */
bool out_failed(const struct out *o);
/* out_abandon: what was written to a file is given up by out_close(), and the old file stays. */
void out_abandon(struct out *o);
/* out_close: writes what is left and frees; -1 where any of it was not written. */
int out_close(struct out *o);

/* ---- sandbox.c: what a tool cannot do ---- */

/*
 * sandbox: from now on no file can be written, made, removed or executed, and no
 * TCP connection made, where the system has a way to see to that; where it has none,
 * nothing happens and nothing is told.  What is open stays so, and reading goes on.  path is a file that
 * out_file() has opened, or NULL.
 */
void sandbox(const char *path);

/* ---- fsrs.c: a model of memory ---- */

#define FSRS_PARAMS 21
#define FSRS_MAX_DAYS 36500

/* FSRS-6 with its parameters w0 to w20. */
struct fsrs {
	double w[FSRS_PARAMS];
	double factor, growth, lapse_floor, easiest; /* what follows from them */
};

/* All zero: never reviewed. */
struct memory {
	double stability;  /* days until the recall probability is 0.9 */
	double difficulty; /* 1 to 10 */
};

/* fsrs_init: the default parameters. */
void fsrs_init(struct fsrs *f);
/* fsrs_parse: those of a list with commas; -1, and *f not to be used, where it has not 21 numbers in their ranges. */
int fsrs_parse(struct fsrs *f, const char *list);
/* fsrs_review: takes account of a review, days after the one before; the grade is 1 to 4. */
void fsrs_review(const struct fsrs *f, struct memory *m, long days, int grade);
/* fsrs_recall: the probability of recall that many days after the last review. */
double fsrs_recall(const struct fsrs *f, long days, double stability);
/* fsrs_interval: the days, 1 to FSRS_MAX_DAYS, after which that has fallen to retention. */
long fsrs_interval(const struct fsrs *f, double retention, double stability);

/* ---- log.c: one review log, see qb-log(5) ---- */

struct log;

struct review {
	struct slice id; /* decoded; valid until the log's next review */
	time_t time;
	long day;      /* of the calendar */
	int grade;     /* 1 to 4 */
	bool disorder; /* this one or one before it was earlier than its predecessor */
};

/*
 * log_open: opens the file and reads its header; an empty file is a log, too.
 * What is wrong but no failure is added to *warnings, a line each.  Name,
 * calendar and warnings must outlive the log.  NULL on failure.
 */
struct log *log_open(const char *name, struct calendar *c, struct buf *warnings);
/*
 * log_next: the next review, in the order of the file.  Returns 1, 0 at the end, or
 * -1 for a line that is no review or is in the future.  A last line without a
 * newline that is no review is warned about, and is the end.
 */
int log_next(struct log *l, struct review *r);
void log_close(struct log *l);

/* ---- history.c: what the logs say of each id ---- */

struct history;

struct progress {
	struct memory memory;
	time_t time; /* of the last review */
	long day;    /* the day that belongs to */
	size_t reps, lapses;
	bool asked; /* somebody has looked for it */
};

/* history_new: a question is due when its recall has fallen to retention; the calendar must outlive it. */
struct history *history_new(const struct fsrs *f, double retention, struct calendar *c);
/*
 * history_replay: replays the reviews of the n logs, in the order of their times;
 * where these are equal, of the operands and lines.  Memory is in proportion to
 * the ids; to the reviews only where the reviews of an id are out of order, or a
 * log is no regular file.  Warnings as for log_open(); -1 on failure.
 */
int history_replay(struct history *h, char *const *names, size_t n, struct buf *warnings);
/* history_find: NULL where the logs have no such id; valid until the history is freed.  The id is then asked. */
struct progress *history_find(struct history *h, struct slice id);
/* history_recall: the probability of recall today. */
double history_recall(const struct history *h, const struct progress *p);
/* history_due: the day when it is due; history_is_due: whether that has come. */
long history_due(const struct history *h, const struct progress *p);
bool history_is_due(const struct history *h, const struct progress *p);
/* history_unasked: how many ids of the logs nobody has looked for, and how many reviews they have. */
size_t history_unasked(const struct history *h, size_t *reviews);
void history_free(struct history *h);

/* ---- report.c ---- */

/*
 * report: reads the bank, which has a column id, to its end and writes a row for
 * each value of the column by, for each tag if that is tags, and one for all.
 * Nothing is written where the bank failed.  Returns 1, 0 where it has no questions,
 * or -1 where the report has a column of that name itself.
 */
int report(struct bank *b, struct history *h, size_t by, struct out *o, const struct display *d);

/* ---- answer.c, rubric.c: marking free text ---- */

/*
 * The text of an answer with each run of white space as one blank.  All zero is a valid,
 * empty answer, to be given texts one after the other.
 */
struct answer {
	struct buf text; /* UTF-8, whatever was given */
	struct words {
		struct span {
			size_t from, to;
		} * word;
		size_t n, room;
	} words;
	struct clauses {
		size_t *start; /* where the second and further ones begin */
		size_t n, room;
	} clauses;
	struct buf space;
};

void answer_set(struct answer *a, struct slice text);
/* answer_negated: whether a negator precedes what begins at that offset: see qb-score(1). */
bool answer_negated(const struct answer *a, size_t at);
void answer_free(struct answer *a);

enum verdict { MISSED, NEGATED, HIT, MISCONCEPTION };

/* An item of a rubric. */
struct point {
	struct slice label;
	double weight;
	bool wrong; /* a misconception */
	struct regex *pattern;
	enum verdict verdict; /* of the answer that was marked last */
	struct slice text;    /* of the answer, that led to it; valid until the answer is set anew */
};

struct rubric {
	struct point *point;
	size_t n;
	double possible; /* what the points that are not wrong weigh */
	double earned;   /* by the answer that was marked last; may be negative */
};

/*
 * rubric_parse: the rubric of a decoded field of the column points, which is copied; flags
 * are RE_NOJIT or 0.  NULL where an item is not well-formed; the reason names it.
 */
struct rubric *rubric_parse(struct slice text, unsigned flags);
/* rubric_mark: marks the answer; -1 where a pattern reached its limit. */
int rubric_mark(struct rubric *r, const struct answer *a);
void rubric_free(struct rubric *r);

struct rubrics;

/*
 * rubrics_read: the rubrics of the bank, which is read to its end; the operands
 * must outlive them.  NULL where the bank has not the columns, or an id twice, or
 * cannot be read.
 */
struct rubrics *rubrics_read(struct bank *b);
/*
 * rubrics_find: that of the id, which belongs to rs.  NULL where there is none, which is
 * the fault of the record, or where it is not well-formed, which is the bank's.
 */
struct rubric *rubrics_find(struct rubrics *rs, const struct record *r, struct slice id);
void rubrics_free(struct rubrics *rs);

/* ---- select.c: records by topic, level, tag and id ---- */

struct select;

/* select_new: selects every record. */
struct select *select_new(void);
/*
 * select_topic: a text that the topic contains, in any case; select_level,
 * select_tag: a value; select_ids: a comma-separated list.  Of what one of them was
 * given any must fit; all of them must be satisfied.  The strings must outlive s.
 */
void select_topic(struct select *s, const char *part);
void select_level(struct select *s, const char *level);
void select_tag(struct select *s, const char *tag);
void select_ids(struct select *s, const char *list);
/* select_any: whether every record is selected. */
bool select_any(const struct select *s);
/* select_prepare: finds the columns that are asked about; -1 where the bank lacks one. */
int select_prepare(struct select *s, const struct bank *b);
/* select_test: 1 if the record is selected, 0 if not, -1 where that could not be told. */
int select_test(struct select *s, struct record *r);
void select_free(struct select *s);

/* ---- check.c: what is wrong with a bank ---- */

/*
 * check: reads the bank to its end and writes a line for each problem found, as
 * `file:line: id: what is wrong`.  Returns how many they were.
 */
size_t check(struct bank *b, struct out *o);

/* ---- sort.c: records in order ---- */

struct sort;

/*
 * sort_new: records of this bank, in the order of the n keys, each `COL` or
 * `COL:r` for the reverse.  NULL where the bank has no such column.  To be freed
 * with sort_free().
 */
struct sort *sort_new(const struct bank *b, char *const *key, size_t n);
/* sort_add: keeps a copy of the record. */
void sort_add(struct sort *s, const struct record *r);
/*
 * sort_next: the records in order, then NULL; after the first call none can be
 * added.  Numbers come before other text and are compared as numbers, text by
 * its bytes; records that are equal stay as they were added.
 */
struct record *sort_next(struct sort *s);
void sort_free(struct sort *s);

/* ---- sample.c: bottom-k sampling ---- */

/* A record that takes part; the one that comes before another is the better. */
struct draw {
	long due;          /* a day, or NEVER_SEEN; what is due sooner comes first */
	double key;        /* the lesser comes first */
	uint64_t hash;     /* then the greater */
	size_t seq;        /* its place in the bank; does not count */
	struct slice line; /* then the lesser */
};

#define NEVER_SEEN LONG_MAX

/* The k best of the draws that were offered.  All zero but for k is empty. */
struct sample {
	size_t k;
	struct draw *draw; /* once sorted, the best first */
	size_t n, room;
};

/* sample_offer: takes a copy of the draw, line included, if it is among the k best so far. */
void sample_offer(struct sample *s, const struct draw *d);
/* sample_sort: puts the draws in order; nothing can be offered afterwards. */
void sample_sort(struct sample *s);
void sample_free(struct sample *s);
/*
 * draw_hash: XXH64, with seed 0, of the seed's text, a TAB, and the id; b is
 * working space, whose content is lost.
 */
uint64_t draw_hash(struct slice seed, struct slice id, struct buf *b);
/*
 * draw_key: -ln(u)/weight with u = (floor(hash / 2^11) + 1/2) / 2^53, so that the
 * k least keys are a weighted sample without replacement: Efraimidis and
 * Spirakis, Weighted random sampling with a reservoir, 2006.
 */
double draw_key(uint64_t hash, double weight);
/*
 * daily_slots: of n records, k a day, those of a day, which counts from 0 and may be
 * negative: *cycle, and *first, the place of its first in the order of the
 * cycle; the others follow, after the last the first.  Returns how many they are.
 */
size_t daily_slots(size_t n, size_t k, long day, long *cycle, size_t *first);

/* ---- writer.c, table.c: records to standard output ---- */

struct writer;
struct table;

/* Bytes of the decoded text of a column, to be set off from the others. */
struct mark {
	size_t col, start, end;
};

#define MARK_ON "\33[1;31m"
#define MARK_OFF "\33[m"

/*
 * writer_open: begins a bank on o, as TSV or as a table, as d says.  The header
 * is a line as it is written.  show[i], where show is not NULL, puts column i
 * into a table even where it is not one of id, topic, level and question.  Whether
 * the output is a terminal is asked of standard output, whatever o is.
 */
struct writer *writer_open(struct out *o, const struct display *d, struct slice header, const bool *show);
/*
 * writer_extend: the same for a bank with n columns added behind its own; those of
 * its own that have such a name are left out.
 */
struct writer *writer_extend(
    struct out *o, const struct display *d, const struct header *h, const char *const *added, size_t n);
/* writer_record: begins a record of such a bank; the added fields are to follow. */
void writer_record(struct writer *w, const struct record *r);
/*
 * writer_mark: sets off bytes of the record that is written next: with colour, and in a
 * table a field is cut so that its first are seen.  Marks of one column come in order and
 * do not overlap.  writer_marks: whether there is any use in that.
 */
bool writer_marks(const struct writer *w);
void writer_mark(struct writer *w, size_t col, size_t start, size_t end);
/* writer_line: a whole record, as it was read. */
void writer_line(struct writer *w, struct slice line);
/* writer_field: the next field of a record, escaped; the last one ends it. */
void writer_field(struct writer *w, struct slice field);
/* writer_text: the next field, from its decoded text; writer_printf: formatted. */
void writer_text(struct writer *w, struct slice text);
void writer_printf(struct writer *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* writer_close: ends the bank and frees; o stays open. */
void writer_close(struct writer *w);

/*
 * table_open, table_row, table_close: what a writer does, as a table as wide as the
 * terminal.  The first rows decide the widths of the columns and are kept back
 * until these are known, so a bank of any length takes the same memory.
 */
struct table *table_open(struct out *o, bool color, struct slice header, const bool *show);
void table_row(struct table *t, struct slice line, const struct mark *mark, size_t nmark);
void table_close(struct table *t);

/* ---- text.c: what a person sees ---- */

/* term_width: the columns of the terminal: $COLUMNS, or what it says, or 80. */
size_t term_width(void);
/* use_color: whether to colour standard output: when, NO_COLOR, TERM, a terminal. */
bool use_color(enum when when);
/*
 * text_rune: takes one character off the front of *s, which is not empty, and
 * returns it; U+FFFD for a byte that is not part of valid UTF-8.
 */
int32_t text_rune(struct slice *s);
/* text_upper: whether the character is an upper-case letter. */
bool text_upper(int32_t rune);
/* text_space, text_word: whether the character is white space; a letter, a digit or a mark. */
bool text_space(int32_t rune);
bool text_word(int32_t rune);
/* text_symbol: whether the character is a symbol, as emoji are, or joins or varies them. */
bool text_symbol(int32_t rune);
/* text_width: how many columns a terminal gives to the text. */
size_t text_width(struct slice s);
/* text_ascii, text_valid: whether it is ASCII; UTF-8. */
bool text_ascii(struct slice s);
bool text_valid(struct slice s);
/*
 * text_repair: the text with U+FFFD for each byte that is not part of valid UTF-8.
 * Borrows it where it is valid; otherwise uses *b, whose old content is lost.
 */
struct slice text_repair(struct slice s, struct buf *b);
/*
 * text_clean: appends the text to *b as it may be shown on a terminal: control
 * characters (but those of keep) and bytes that are not UTF-8 as
 * \x1b, white space as blanks.
 */
void text_clean(struct slice s, const char *keep, struct buf *b);

/* ---- refs.c: text in other formats, that comes back byte for byte ---- */

/*
 * Which bytes are written as decimal character references, `&#10;`, which mean the
 * byte in CommonMark and in HTML.
 */
struct refs {
	const char *inside; /* wherever they stand */
	const char *ends;   /* at either end of the text */
	const char *some;   /* where the caller of refs_encode() says so */
	const char *again;  /* after the same byte; or NULL */
};

/* For CommonMark: a question on one line; an answer, line by line; a note in a comment. */
extern const struct refs refs_question, refs_answer, refs_note;
/* For GIFT: any text, a category, a note in a comment. */
extern const struct refs refs_gift, refs_category, refs_gift_note;

/*
 * refs_encode: appends the text to *b with references for the bytes that r names,
 * and for those at which also is true; it may be NULL, or has a member a byte.  A
 * reference to one of these bytes that is part of the text gets one more zero
 * before its number, which means the same.  refs_decode: the reverse.
 */
void refs_encode(const struct refs *r, struct slice text, const bool *also, struct buf *b);
void refs_decode(const struct refs *r, struct slice s, struct buf *b);
/* md_escape: appends plain text as CommonMark inline text on one line; md_unescape: the reverse. */
void md_escape(struct slice text, struct buf *b);
void md_unescape(struct slice s, struct buf *b);
/* name_encode, name_decode: the name of a column as it stands in notes. */
void name_encode(struct slice name, struct buf *b);
void name_decode(struct slice s, struct buf *b);
/*
 * note_encode: appends `name: value` and a newline for each line of the value;
 * nothing where it is empty.  Returns the number of lines.  note_decode: takes such a
 * line apart, without its newline; *name and *value are set, their old content is
 * lost.  False where it is no note.
 */
size_t note_encode(const struct refs *r, struct slice name, struct slice value, struct buf *b);
bool note_decode(const struct refs *r, struct slice line, struct buf *name, struct buf *value);

/* ---- pattern.c: patterns as text ---- */

/* pattern_has_upper: whether it has an upper-case letter that stands for itself, as in a plain pattern every letter does. */
bool pattern_has_upper(struct slice p, bool plain);
/* pattern_settings: how many bytes are settings at its front, as (*UCP) is. */
size_t pattern_settings(struct slice p);
/*
 * pattern_word: sets *b to what matches the pattern where no word character stands next
 * to it, as grep -w does.  How that is written depends on the pattern, which must be one
 * that compiles: the first of WORD_FORMS forms that compiles is right.
 */
#define WORD_FORMS 4
void pattern_word(struct slice p, int form, struct buf *b);

/* ---- words.c: many plain texts ---- */

/*
 * words_sort: copies of the texts, sorted, those of ASCII in lower case where case does
 * not matter; to be freed with words_free().
 *
 * words_pattern: appends a pattern of PCRE2 to *b that matches any of these sorted texts, the
 * longest where several match at a place; where caseless, it is to be compiled so. May reorder them.
 */
struct slice *words_sort(const struct slice *text, size_t n, bool caseless);
void words_pattern(struct slice *sorted, size_t n, bool caseless, struct buf *b);
void words_free(struct slice *sorted, size_t n);

/* ---- regex.c: PCRE2 ---- */

struct regex;

enum {
	RE_CASELESS = 1,
	RE_LITERAL = 2, /* the pattern is plain text */
	RE_WORD = 4,    /* a match is whole words, as grep -w */
	RE_WHOLE = 8,   /* a match is the whole subject, as grep -x */
	RE_DOTALL = 16, /* a dot matches a newline, too */
	RE_NOJIT = 32,
	RE_VALID = 64 /* the subjects are known to be UTF-8 */
};

/* The default for regex_compile's limit, as PCRE2's: under a second for one place to start at. */
#define MATCH_LIMIT 10000000

/*
 * regex_compile: the patterns, any of which may match, as one; they are copied.  limit
 * bounds the work of one match, as PCRE2's match limit.  NULL where a pattern is not
 * well-formed.  To be freed with regex_free().
 */
struct regex *regex_compile(const struct slice *pattern, size_t n, unsigned flags, uint32_t limit);
/*
 * regex_match: the leftmost match at or after the offset, which is 0 for a new
 * subject; otherwise the subject is that of the call before.  Returns 1 and stores
 * where it begins and ends, in bytes; 0, nothing stored, where there is none; -1
 * where the limit was reached, or the subject took five seconds.  With start NULL any match
 * will do.  A subject that is not UTF-8 is matched as far as it is.
 */
int regex_match(struct regex *re, struct slice subject, size_t from, size_t *start, size_t *end);
/*
 * regex_next: the next match that is not empty at or behind *at, which is 0 for a new
 * subject and then belongs to these calls.  Returns as regex_match().
 */
int regex_next(struct regex *re, struct slice subject, size_t *at, size_t *start, size_t *end);
void regex_free(struct regex *re);

/* ---- opt.c: options, start and end of a tool ---- */

/*
 * opt_next: the key of the next option, its argument in optarg; -1 when only
 * operands are left, from argv[optind] on.  Answers --help and --version itself,
 * and exits; a wrong option ends in usage().
 */
int opt_next(const struct tool *t, int argc, char *argv[]);
/* opt_path: the name by which the tool was called, with its directory if it had one. */
const char *opt_path(void);
/* opt_display: sees to the key, if it is one of OPTS_DISPLAY. */
void opt_display(const struct tool *t, int key, struct display *d);
/* opt_number: optarg as a whole number from lo to hi; otherwise usage(), naming the option. */
long long opt_number(const struct tool *t, const char *option, long long lo, long long hi);
/* usage: what is wrong, and the usage, on standard error; exits. */
void usage(const struct tool *t, const char *fmt, ...) __attribute__((noreturn, format(printf, 2, 3)));
/* complain: warnx(3) for each line of failure(). */
void complain(void);
/* die: complain(), exit(QB_ERROR). */
void die(void) __attribute__((noreturn));
/*
 * finish: closes the bank and the output (either may be NULL), tells what failed
 * and returns the exit status.
 */
enum status finish(struct bank *b, struct out *o, bool selected);

#endif
