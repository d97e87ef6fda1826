/*
 * CSV to TSV, and CSV fields.
 *
 * libcsv converts the header and each record for which csv_block_convert() is too simple.  It does
 * not count lines, so it is fed line by line.
 */
#include <csv.h>
#include <err.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "tsv/csv.h"
#include "tsv/csvblock.h"
#include "tsv/escape.h"

/* Converted records that began on n lines, one after the other. */
struct csv_run {
	size_t line, n;
};

struct csv {
	struct csv_parser parser;
	const char *name;
	char delim;
	struct buf *out;
	struct buf row;       /* the record so far, as TSV */
	size_t fields;        /* of the record so far */
	size_t columns;       /* of the header; 0 before it */
	size_t line;          /* the line being parsed */
	size_t begin;         /* the first line of the record */
	bool start;           /* at the start of a line that begins a record, not the first one */
	size_t bom;           /* bytes of a byte-order mark there that are not parsed yet */
	bool cr;              /* the last record ended with a CR; a newline may belong to it */
	struct csv_run *runs; /* queue of the converted records */
	size_t first, last;   /* its front and its end */
	size_t cap;
};

/* Adds n records on so many lines to the queue. */
static void
csv_queue(struct csv *c, size_t line, size_t n)
{
	struct csv_run *last = c->last > c->first ? &c->runs[c->last - 1] : NULL;

	if (last != NULL && last->line + last->n == line) {
		last->n += n;
		return;
	}
	c->runs = array_grow(c->runs, c->last, &c->cap, sizeof(*c->runs));
	c->runs[c->last++] = (struct csv_run){ line, n };
}

static int
csv_no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void
csv_end_field(void *p, size_t n, void *arg)
{
	struct csv *c = arg;

	c->start = false;
	if (c->fields++ > 0)
		buf_byte(&c->row, '\t');
	field_encode((struct slice){ p, n }, &c->row);
}

/* byte ended the record: CR, LF, or -1 at the end of the file. */
static void
csv_end_record(int byte, void *arg)
{
	struct csv *c = arg;
	bool crlf = c->cr && byte == '\n' && c->fields == 0;

	if (c->columns == 0)
		c->columns = c->fields;
	if (c->fields > 0 || (c->columns == 1 && !crlf)) {
		csv_queue(c, c->begin, 1);
		buf_byte(&c->row, '\n');
		buf_append(c->out, c->row.p, c->row.n);
	}
	c->row.n = 0;
	c->fields = 0;
	c->cr = byte == '\r';
	c->start = byte == '\n';
	c->begin = c->line + (byte == '\n');
}

struct csv *
csv_new(const char *name, char delim)
{
	struct csv *c = xcalloc(1, sizeof(*c));

	if (csv_init(&c->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
		errx(QB_ERROR, "out of memory");
	csv_set_delim(&c->parser, (unsigned char)delim);
	csv_set_space_func(&c->parser, csv_no_space);
	csv_set_blk_size(&c->parser, 64 * 1024);
	c->name = name;
	c->delim = delim;
	c->line = c->begin = 1;
	return c;
}

/* fail() with the error in the current record. */
static int
csv_malformed(struct csv *c)
{
	int error = csv_error(&c->parser);

	if (error != CSV_EPARSE)
		return fail("%s:%zu: %s", c->name, c->line, csv_strerror(error));
	return fail("%s:%zu: a quote inside an unquoted field, or text after a closing quote", c->name, c->line);
}

/* Parses n bytes. */
static int
csv_feed(struct csv *c, const char *p, size_t n)
{
	return csv_parse(&c->parser, p, n, csv_end_field, csv_end_record, c) == n ? 0 : csv_malformed(c);
}

/*
 * Parses a byte-order mark at *p, at the start of a record, or the rest of one: nothing if a quote
 * follows, as where a file with such a mark was appended to another; otherwise it is part of the field.
 */
static int
csv_feed_bom(struct csv *c, const char **p, const char *end)
{
	static const char bom[] = "\xef\xbb\xbf";
	size_t n;

	while (*p < end && c->bom < 3 && **p == bom[c->bom]) {
		++*p;
		c->bom++;
	}
	if (*p == end)
		return 0;
	n = c->bom == 3 && **p == '"' ? 0 : c->bom;
	c->bom = 0;
	c->start = false;
	return csv_feed(c, bom, n);
}

/* Parses a line, or a part of one. */
static int
csv_feed_line(struct csv *c, const char *p, size_t n)
{
	const char *end = p + n, *nul = memchr(p, '\0', n);

	if (c->start && csv_feed_bom(c, &p, end) == -1)
		return -1;
	if (p == end)
		return 0;
	c->start = false;
	if (csv_feed(c, p, (size_t)((nul ? nul : end) - p)) == -1)
		return -1;
	return nul == NULL ? 0 : fail("%s:%zu: NUL byte", c->name, c->line);
}

/* Converts records without libcsv if one may begin here; returns how many bytes. */
static size_t
csv_convert_block(struct csv *c, struct slice csv)
{
	struct csv_done done;
	size_t bytes = 0;

	if (!c->start || c->bom > 0 || c->columns == 0)
		return 0;
	do {
		done = csv_block_convert(slice_skip(csv, bytes), c->delim, c->out);
		if (done.records > 0)
			csv_queue(c, c->line, done.records);
		c->line += done.lines;
		bytes += done.bytes;
	} while (done.records > 0);
	c->begin = c->line;
	return bytes;
}

int
csv_convert(struct csv *c, const char *p, size_t n, struct buf *out)
{
	const char *end = p + n;

	c->out = out;
	c->last -= c->first;
	if (c->first > 0)
		memmove(c->runs, c->runs + c->first, c->last * sizeof(*c->runs));
	c->first = 0;
	while (p < end) {
		const char *nl, *next;

		p += csv_convert_block(c, (struct slice){ p, (size_t)(end - p) });
		if (p == end)
			break;
		nl = memchr(p, '\n', (size_t)(end - p));
		next = nl ? nl + 1 : end;
		if (csv_feed_line(c, p, (size_t)(next - p)) == -1)
			return -1;
		c->line += nl != NULL;
		p = next;
	}
	return 0;
}

int
csv_finish(struct csv *c, struct buf *out)
{
	c->out = out;
	if (csv_feed(c, "\xef\xbb\xbf", c->bom) == -1)
		return -1;
	if (csv_fini(&c->parser, csv_end_field, csv_end_record, c) != 0)
		return fail("%s:%zu: unterminated quote", c->name, c->begin);
	return 0;
}

size_t
csv_lineno(struct csv *c)
{
	struct csv_run *run = &c->runs[c->first];

	c->first += --run->n == 0;
	return run->line++;
}

void
csv_destroy(struct csv *c)
{
	csv_free(&c->parser);
	buf_free(&c->row);
	free(c->runs);
	free(c);
}

/* Whether a field without a quote needs quoting, for a special byte or a space at an end, which some readers trim. */
static bool
csv_needs_quotes(struct slice s, const char *special)
{
	if (s.n == 0)
		return false;
	if (s.p[0] == ' ' || s.p[s.n - 1] == ' ')
		return true;
	for (; *special != '\0'; special++)
		if (memchr(s.p, *special, s.n) != NULL)
			return true;
	return false;
}

struct slice
csv_field(struct slice s, const char *special, struct buf *b)
{
	bool quote = s.n > 0 && memchr(s.p, '"', s.n) != NULL;
	size_t size = 2 * s.n + 2;

	if (!quote && !csv_needs_quotes(s, special))
		return s;
	b->n = 0;
	if (quote) {
		b->n = csv_write(buf_reserve(b, size), size, s.p, s.n);
	} else {
		buf_byte(b, '"');
		buf_append(b, s.p, s.n);
		buf_byte(b, '"');
	}
	return buf_slice(b);
}
