/* CSV with quotes that RFC 4180 does not allow: rewritten, field by field, for libcsv. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "import/import.h"
#include "import/loose.h"
#include "tsv/csv.h"
#include "tsv/file.h"

/* Each quote without an end is searched for up to the end of the file. */
enum { LOOSE_OPEN_QUOTES = 100 };

struct loose {
	struct import *im;
	struct slice s;
	char delim;
	size_t lineno;
	size_t open_quotes; /* how many are allowed still */
	struct buf *out;
};

static bool
loose_is_end(const struct loose *l, size_t i)
{
	return i >= l->s.n || l->s.p[i] == l->delim || l->s.p[i] == '\n' || l->s.p[i] == '\r';
}

static size_t
loose_skip_space(const struct loose *l, size_t i)
{
	while (i < l->s.n && l->s.p[i] == ' ' && l->delim != ' ')
		i++;
	return i;
}

/* The offset after the closing quote of the field whose opening quote is at i; 0: there is none. */
static size_t
loose_closing(const struct loose *l, size_t i)
{
	const char *at;

	for (i++; i < l->s.n && (at = memchr(l->s.p + i, '"', l->s.n - i)) != NULL; i++) {
		i = (size_t)(at - l->s.p) + 1;
		if (i >= l->s.n || l->s.p[i] != '"')
			return i;
	}
	return 0;
}

/* Writes the field at i as text, quoted if it has quotes, and returns its end. */
static size_t
loose_text(struct loose *l, size_t i)
{
	size_t from = i;
	bool quotes = false;

	while (!loose_is_end(l, i))
		quotes |= l->s.p[i++] == '"';
	if (quotes) {
		import_note(l->im, l->lineno, "a quote in a field without quotes around it is kept as text");
		buf_byte(l->out, '"');
		for (; from < i; from++) {
			if (l->s.p[from] == '"')
				buf_byte(l->out, '"');
			buf_byte(l->out, l->s.p[from]);
		}
		buf_byte(l->out, '"');
	} else {
		buf_append(l->out, l->s.p + from, i - from);
	}
	return i;
}

/* Writes the field at i and returns its end, or 0 after fail(). */
static size_t
loose_field(struct loose *l, const char *operand, size_t i)
{
	size_t open = loose_skip_space(l, i), closed, end;

	if (open >= l->s.n || l->s.p[open] != '"')
		return loose_text(l, i);
	closed = loose_closing(l, open);
	end = loose_skip_space(l, closed);
	if (closed == 0 && l->open_quotes-- == 0) {
		fail("%s:%zu: unterminated quote", file_name(operand), l->lineno);
		return 0;
	}
	if (closed == 0 || !loose_is_end(l, end))
		return loose_text(l, i);
	for (i = open; i < closed; i++)
		l->lineno += l->s.p[i] == '\n';
	buf_append(l->out, l->s.p + open, closed - open);
	return end;
}

/* Appends the text as CSV of RFC 4180 with the same lines. */
static int
loose_rewrite(struct import *im, const struct loose_input *in, struct buf *out)
{
	struct loose l = { im, in->text, in->delim, 1, in->open_quotes ? LOOSE_OPEN_QUOTES : 0, out };
	size_t i = 0, end;

	while (i < l.s.n) {
		end = i;
		if (!loose_is_end(&l, i) && (end = loose_field(&l, in->operand, i)) == 0)
			return -1;
		if (end < l.s.n) {
			l.lineno += l.s.p[end] == '\n';
			buf_byte(out, l.s.p[end++]);
		}
		i = end;
	}
	return 0;
}

struct csv *
loose_convert(struct import *im, const struct loose_input *in, struct buf *lines)
{
	struct csv *c = csv_new(file_name(in->operand), in->delim);
	struct buf strict = { 0 };
	int status = loose_rewrite(im, in, &strict);

	if (status == 0)
		status = csv_convert(c, buf_slice(&strict).p, strict.n, lines);
	if (status == 0)
		status = csv_finish(c, lines);
	buf_free(&strict);
	if (status == 0)
		return c;
	csv_destroy(c);
	return NULL;
}
