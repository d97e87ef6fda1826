/* A file as lines of TSV: blocks, byte-order mark, line ends, detection of CSV. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "tsv/csv.h"
#include "tsv/file.h"
#include "tsv/reader.h"
#include "tsv/scan.h"
#include "tsv/sniff.h"

enum { ALIGN = 64, MAX_TORN = 16 << 20 /* bytes from the first NUL on */ };

struct reader {
	const char *name;
	int fd;
	size_t block;
	struct buf buf; /* TSV; from beg on it is not yet returned */
	size_t beg;
	struct tabs tabs; /* of the line */
	size_t lineno;
	bool eof;
	bool any;          /* a byte was read */
	bool torn_allowed; /* see reader_allow_torn_end() */
	struct csv *csv;   /* NULL if the file is TSV */
	struct buf raw;    /* a block of CSV */
	char *failure;     /* why reading failed; reported after the lines before that */
};

/*
 * Moves the bytes from *beg on to the front of *b and makes space for a block.  read(2) then
 * stores at a multiple of ALIGN: if the low 12 address bits of its loads and stores nearly
 * coincide, some processors suffer from false store forwarding ("4K aliasing").
 */
static void
reader_compact(struct buf *b, size_t *beg, size_t block)
{
	size_t rest = b->n - *beg, lead = -((uintptr_t)b->p + rest) % ALIGN;

	if (lead < *beg) {
		memmove(b->p + lead, b->p + *beg, rest);
		*beg = lead;
		b->n = lead + rest;
	}
	buf_reserve(b, block);
}

/* Converts more CSV into buf, at the end of the file all of it. */
static int
reader_convert(struct reader *s, const char *p, size_t n)
{
	int status = csv_convert(s->csv, p, n, &s->buf);

	if (status == 0 && s->eof)
		status = csv_finish(s->csv, &s->buf);
	s->eof |= status == -1;
	return status;
}

/* Reads a block and appends it, as TSV, to buf. */
static int
reader_refill(struct reader *s)
{
	struct buf *to = s->csv ? &s->raw : &s->buf;
	size_t end = s->raw.n, *beg = s->csv ? &end : &s->beg; /* a block of CSV is converted whole */
	ssize_t n;
	int status = 0;

	reader_compact(to, beg, s->block);
	n = file_read_block(s->fd, s->name, s->block, to);
	s->eof = n <= 0;
	s->any |= n > 0;
	if (n == -1)
		return -1;
	if (s->csv != NULL) {
		buf_consume(&s->buf, s->beg);
		s->beg = 0;
		status = reader_convert(s, s->raw.p + *beg, (size_t)n);
	}
	buf_clear_slack(&s->buf);
	return status;
}

/* The start of a file, in offsets from beg. */
struct reader_start {
	size_t text;  /* the first line that is not blank, after a byte-order mark */
	size_t lines; /* before that */
	size_t seen;  /* bytes in which newlines were searched */
};

/* Skips blank lines; returns whether the first line that is not blank is complete. */
static bool
reader_skip_blank(const struct reader *s, struct reader_start *start)
{
	struct slice rest = slice_skip(buf_slice(&s->buf), s->beg), line;
	const char *nl;

	while ((nl = memchr(rest.p + start->seen, '\n', rest.n - start->seen)) != NULL) {
		line = (struct slice){ rest.p + start->text, (size_t)(nl - rest.p) - start->text };
		start->seen = (size_t)(nl + 1 - rest.p);
		if (slice_trim_cr(slice_skip(line, file_bom(line))).n > 0)
			return true;
		start->text = start->seen;
		start->lines++;
	}
	start->seen = rest.n;
	return false;
}

/* Reads until the kind of the file can be recognized. */
static int
reader_read_start(struct reader *s, struct reader_start *start)
{
	bool nul = false, complete;

	do {
		size_t had = s->buf.n - s->beg;

		if (reader_refill(s) == -1)
			return -1;
		nul |= memchr(s->buf.p + s->beg + had, '\0', s->buf.n - s->beg - had) != NULL;
		complete = reader_skip_blank(s, start);
	} while (!s->eof && (nul ? s->buf.n - s->beg - start->text < SNIFF_BYTES : !complete));
	start->text += file_bom(slice_skip(buf_slice(&s->buf), s->beg + start->text));
	return 0;
}

/* The part of s before the first byte that ends a line, also in files whose lines end with a CR alone, or a NUL. */
static struct slice
reader_first_line(struct slice s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] != '\n' && s.p[n] != '\r' && s.p[n] != '\0')
		n++;
	return (struct slice){ s.p, n };
}

/* Converts what was read, which is CSV. */
static void
reader_begin_csv(struct reader *s, const struct reader_start *start, char delim)
{
	struct buf csv = s->buf;
	size_t i;

	s->buf = (struct buf){ 0 };
	buf_reserve(&s->buf, 1);
	s->csv = csv_new(s->name, delim);
	for (i = 0; i < start->lines; i++)
		csv_convert(s->csv, "\n", 1, &s->buf); /* counts the line */
	if (reader_convert(s, csv.p + s->beg, csv.n - s->beg) == -1)
		s->failure = slice_dup(slice_of(failure()));
	buf_clear_slack(&s->buf);
	s->beg = 0;
	buf_free(&csv);
}

/* Reads the first line, removes a byte-order mark, and detects CSV and what is not text. */
static int
reader_sniff(struct reader *s, char delim)
{
	struct reader_start start = { 0 };
	struct slice rest, line;
	char separator;

	if (reader_read_start(s, &start) == -1)
		return -1;
	rest = slice_skip(buf_slice(&s->buf), s->beg + start.text);
	if (sniff_text(s->name, rest) == -1)
		return -1;
	line = reader_first_line(rest);
	if (sniff_table(s->name, line) == -1)
		return -1;
	if (sniff_separator(line, &separator)) {
		size_t end = line.n + (line.n < rest.n && rest.p[line.n] == '\r');

		end += end < rest.n && rest.p[end] == '\n';
		start.lines += end > line.n && rest.p[end - 1] == '\n';
		start.text += end;
		delim = delim == 0 && separator == '\t' ? 0 : separator;
	} else if (delim == ANY_CSV || (delim == 0 && memchr(line.p, '\t', line.n) == NULL)) {
		char found = sniff_delimiter(line);

		delim = delim == ANY_CSV && found == 0 ? ',' : found;
	}
	s->beg += start.text;
	if (delim != 0)
		reader_begin_csv(s, &start, delim);
	else
		s->lineno = start.lines;
	return 0;
}
struct reader *
reader_open(const char *name, char delim)
{
	struct reader *s = xcalloc(1, sizeof(*s));

	s->name = file_name(name);
	s->block = file_block_size();
	s->fd = file_open(name);
	if (s->fd == -1) {
		free(s);
		return NULL;
	}
	buf_reserve(&s->buf, 1);
	if (reader_sniff(s, delim) == -1) {
		reader_close(s);
		return NULL;
	}
	return s;
}

void
reader_allow_torn_end(struct reader *s)
{
	s->torn_allowed = true;
}

/* Whether the NUL that is n bytes after beg is in the last line, and that is unterminated and may be torn. */
static bool
reader_is_torn(struct reader *s, size_t n)
{
	size_t seen = n, limit = n + MAX_TORN;

	if (!s->torn_allowed || s->csv != NULL)
		return false;
	for (;;) {
		size_t left = s->buf.n - s->beg;

		if (left > seen && memchr(s->buf.p + s->beg + seen, '\n', left - seen) != NULL)
			return false;
		if (s->eof)
			return s->failure == NULL;
		if (left > limit)
			return false;
		seen = left;
		if (reader_refill(s) == -1)
			s->failure = slice_dup(slice_of(failure()));
	}
}

int
reader_line(struct reader *s, struct line *line)
{
	size_t left, n;
	const char *p;

	s->tabs.n = 0;
	for (n = 0;;) {
		p = s->buf.p + s->beg;
		left = s->buf.n - s->beg;
		n = scan_line(p, left, n, &s->tabs);
		if (n < left || s->eof)
			break;
		if (reader_refill(s) == -1)
			s->failure = slice_dup(slice_of(failure()));
	}
	if (n == left && s->failure != NULL)
		return fail("%s", s->failure);
	if (left == 0)
		return 0;
	line->lineno = s->csv ? csv_lineno(s->csv) : ++s->lineno;
	line->torn = n < left && p[n] == '\0';
	if (line->torn && !reader_is_torn(s, n))
		return fail("%s:%zu: NUL byte", s->name, line->lineno);
	line->unterminated = n == left || line->torn;
	p = s->buf.p + s->beg; /* looking for the end of the file may have moved it */
	s->beg = line->torn ? s->buf.n : s->beg + n + (n < left);
	line->tabs = &s->tabs;
	line->text = (struct slice){ p, n };
	if (!line->unterminated && n > 0 && p[n - 1] == '\r')
		line->text.n--;
	return 1;
}

bool
reader_is_empty_pipe(const struct reader *s)
{
	return !s->any && file_is_pipe(s->fd);
}

struct slice
reader_peek(const struct reader *s)
{
	return s->csv == NULL ? slice_skip(buf_slice(&s->buf), s->beg) : slice_of("");
}

void
reader_consume(struct reader *s, size_t bytes, size_t lines)
{
	s->beg += bytes;
	s->lineno += lines;
}

void
reader_close(struct reader *s)
{
	if (s == NULL)
		return;
	file_close(s->fd);
	if (s->csv != NULL)
		csv_destroy(s->csv);
	buf_free(&s->buf);
	buf_free(&s->raw);
	free(s->tabs.at);
	free(s->failure);
	free(s);
}
