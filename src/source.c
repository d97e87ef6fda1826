/* A file as lines of TSV: blocks, byte-order mark, line ends, TSV told from CSV. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "qb.h"

enum {
	BLOCK = 128 * 1024,
	PAGE = 4096,
	LEAD = 16 * 1024 /* room before a block for what is left of the one before */
};

static const char bom[] = "\xef\xbb\xbf";

struct source {
	const char *name;
	int fd;
	size_t block;
	struct buf buf; /* TSV that is read but not yet given out: from beg on */
	size_t beg;
	struct tabs tabs; /* of the line */
	size_t lineno;
	bool eof;
	struct csv *csv; /* NULL: the file is TSV */
	struct buf raw;  /* for CSV: one block of it */
	char *failure;   /* why no more can be read, told when the lines before it are out */
};

static size_t
block_size(void)
{
	const char *s = getenv("QB_BLOCK");
	long n = s ? strtol(s, NULL, 10) : 0;

	return n > 0 && n <= 1L << 30 ? (size_t)n : BLOCK;
}

/*
 * Moves what is in *b from *beg on to where the next block, behind it, begins a page.
 * Where the ends of a copy differ by a few bytes in the lower twelve bits of their
 * addresses, a processor takes what it loads for what it has just stored, and the copy
 * of read(2) is several times slower.  A longer rest goes to the front.
 */
static void
make_way(struct buf *b, size_t *beg, size_t block)
{
	size_t rest = b->n - *beg, at = rest;

	if (rest <= LEAD) {
		if (b->cap < LEAD + PAGE + block)
			buf_room(b, LEAD + PAGE + block);
		at = LEAD + PAGE - (uintptr_t)(b->p + LEAD) % PAGE;
	}
	if (rest > 0)
		memmove(b->p + at - rest, b->p + *beg, rest);
	*beg = at - rest;
	b->n = at;
}

/* Appends one block to *b. Returns how much that is, 0 at the end, or -1. */
static ssize_t
read_block(struct source *s, struct buf *b)
{
	char *to = buf_room(b, s->block);
	ssize_t n;

	do
		n = read(s->fd, to, s->block);
	while (n == -1 && errno == EINTR);
	if (n == -1)
		return fail("%s: %s", s->name, strerror(errno));
	b->n += (size_t)n;
	return n;
}

/* Converts more CSV into buf; at the end of the file, what is left of it. */
static int
convert(struct source *s, const char *p, size_t n)
{
	int status = csv_convert(s->csv, p, n, &s->buf);

	if (status == 0 && s->eof)
		status = csv_finish(s->csv, &s->buf);
	s->eof |= status == -1;
	return status;
}

/* Reads more into buf, after what of it is not yet given out. */
static int
refill(struct source *s)
{
	struct buf *to = s->csv ? &s->raw : &s->buf;
	size_t end = s->raw.n, *beg = s->csv ? &end : &s->beg; /* nothing of a block of CSV is left */
	ssize_t n;

	make_way(to, beg, s->block);
	n = read_block(s, to);
	s->eof = n <= 0;
	if (n == -1 || s->csv == NULL)
		return n == -1 ? -1 : 0;
	buf_drop(&s->buf, s->beg);
	s->beg = 0;
	return convert(s, s->raw.p + *beg, (size_t)n);
}

/* The delimiter of the CSV that begins with this line, or 0 where there is none. */
static char
csv_delimiter(struct slice line)
{
	bool quoted = false;
	size_t i;

	for (i = 0; i < line.n; i++) {
		if (line.p[i] == '"')
			quoted = !quoted;
		else if (!quoted && (line.p[i] == ',' || line.p[i] == ';'))
			return line.p[i];
	}
	return 0;
}

/* Reads the first line, to drop a byte-order mark and to tell TSV from CSV. */
static int
sniff(struct source *s, char delim)
{
	const char *nl = NULL, *nul = NULL;

	while (nl == NULL && nul == NULL && !s->eof) {
		size_t had = s->buf.n - s->beg;

		if (refill(s) == -1)
			return -1;
		had += s->beg;
		nl = memchr(s->buf.p + had, '\n', s->buf.n - had);
		nul = memchr(s->buf.p + had, '\0', s->buf.n - had);
	}
	if (s->buf.n - s->beg >= 3 && memcmp(s->buf.p + s->beg, bom, 3) == 0)
		s->beg += 3;
	if (delim == 0 || delim == ANY_CSV) {
		const char *p = s->buf.p + s->beg, *end = nl && (!nul || nl < nul) ? nl : nul;
		struct slice line = { p, end ? (size_t)(end - p) : s->buf.n - s->beg };
		bool tsv = delim == 0 && memchr(line.p, '\t', line.n) != NULL;
		char found = tsv ? 0 : csv_delimiter(line);

		delim = delim == ANY_CSV && found == 0 ? ',' : found;
	}
	if (delim != 0) {
		struct buf csv = s->buf;

		s->buf = (struct buf){ 0 };
		buf_room(&s->buf, 1);
		s->csv = csv_new(s->name, delim);
		if (convert(s, csv.p + s->beg, csv.n - s->beg) == -1)
			s->failure = slice_dup(slice_of(failure()));
		s->beg = 0;
		buf_free(&csv);
	}
	return 0;
}

const char *
file_name(const char *operand)
{
	return strcmp(operand, "-") == 0 ? "standard input" : operand;
}

/* Opens the operand; -1 on failure. */
static int
open_operand(struct source *s, const char *operand)
{
	s->name = file_name(operand);
	s->block = block_size();
	s->fd = strcmp(operand, "-") == 0 ? STDIN_FILENO : open(operand, O_RDONLY | O_CLOEXEC);
	return s->fd != -1 ? 0 : fail("%s: %s", s->name, strerror(errno));
}

struct source *
source_open(const char *name, char delim)
{
	struct source *s = xcalloc(1, sizeof(*s));

	if (open_operand(s, name) == -1) {
		free(s);
		return NULL;
	}
	buf_room(&s->buf, 1);
	if (sniff(s, delim) == -1) {
		source_close(s);
		return NULL;
	}
	return s;
}

int
source_line(struct source *s, struct line *line)
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
		if (refill(s) == -1)
			s->failure = slice_dup(slice_of(failure()));
	}
	if (n == left && s->failure != NULL)
		return fail("%s", s->failure);
	if (left == 0)
		return 0;
	line->lineno = s->csv ? csv_lineno(s->csv) : ++s->lineno;
	if (n < left && p[n] == '\0')
		return fail("%s:%zu: NUL byte", s->name, line->lineno);
	s->beg += n + (n < left);
	line->torn = n == left;
	line->tabs = &s->tabs;
	line->text = (struct slice){ p, n };
	line->readable = p + left;
	if (!line->torn && n > 0 && p[n - 1] == '\r')
		line->text.n--;
	return 1;
}

bool
source_skip(struct source *s, const struct literals *l, size_t tabs, const bool *asked)
{
	struct skipped skipped = { 0 };

	if (s->csv == NULL)
		skipped = literals_skip(l, slice_from(buf_slice(&s->buf), s->beg), tabs, asked);
	s->beg += skipped.bytes;
	s->lineno += skipped.lines;
	return skipped.found;
}

void
source_close(struct source *s)
{
	if (s == NULL)
		return;
	if (s->fd != STDIN_FILENO)
		close(s->fd);
	if (s->csv != NULL)
		csv_end(s->csv);
	buf_free(&s->buf);
	buf_free(&s->raw);
	free(s->tabs.at);
	free(s->failure);
	free(s);
}

/* The line on which the byte stands. */
static size_t
line_of(const struct buf *b, const char *p)
{
	const char *nl = b->p;
	size_t n = 1;

	while ((nl = memchr(nl, '\n', (size_t)(p - nl))) != NULL) {
		nl++;
		n++;
	}
	return n;
}

int
file_read(const char *name, struct buf *b)
{
	struct source s = { 0 };
	const char *nul = NULL;
	ssize_t n = 0;

	if (open_operand(&s, name) == -1)
		return -1;
	b->n = 0;
	do {
		n = read_block(&s, b);
		if (n > 0)
			nul = memchr(b->p + b->n - (size_t)n, '\0', (size_t)n);
	} while (n > 0 && nul == NULL);
	if (s.fd != STDIN_FILENO)
		close(s.fd);
	if (n == -1)
		return -1;
	if (nul != NULL)
		return fail("%s:%zu: NUL byte", s.name, line_of(b, nul));
	if (b->n >= 3 && memcmp(b->p, bom, 3) == 0) {
		b->n -= 3;
		memmove(b->p, b->p + 3, b->n);
	}
	return 0;
}
