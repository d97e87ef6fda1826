/* A record, and the header that names its fields. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "tsv/escape.h"
#include "tsv/reader.h"
#include "tsv/scan.h"

void
header_free(struct header *h)
{
	map_free(h->names);
	free(h->name);
	free(h->field);
	*h = (struct header){ 0 };
}

int
header_parse(struct header *h, struct slice line, size_t n, const char *place)
{
	struct buf b = { 0 };
	size_t i;
	int status = 0;

	h->n = n;
	h->name = xcalloc(h->n, sizeof(*h->name));
	h->field = xcalloc(h->n, sizeof(*h->field));
	h->names = map_new();
	h->line = line;
	if (line.n > 0 && memchr(line.p, '\r', line.n) != NULL)
		status = fail("%s: lines end with CR alone; convert the file with: tr '\\r' '\\n'", place);
	for (i = 0; i < h->n && status == 0; i++) {
		size_t which;

		slice_next(&line, '\t', &h->field[i]);
		which = map_add(h->names, field_decode(h->field[i], &b));
		h->name[i] = map_key(h->names, which);
		if (h->name[i].n == 0)
			status = fail("%s: column %zu has no name", place, i + 1);
		else if (strchr(h->name[i].p, ',') != NULL)
			status = fail("%s: a comma in the column name '%.*s'", place, SHOWN(h->name[i]));
		else if (which < i)
			status = fail("%s: two columns named '%.*s'", place, SHOWN(h->name[i]));
	}
	buf_free(&b);
	return status;
}

size_t
header_find(const struct header *h, struct slice name)
{
	return map_find(h->names, name); /* NO_ENTRY is NO_COLUMN */
}

void
record_set(struct record *r, struct slice line, struct tabs *t)
{
	t->n = 0;
	scan_line(line.p, line.n, 0, t);
	r->line = line;
	r->tab = t->at;
	r->ntab = t->n;
}

void
record_from(struct record *r, const char *file, const struct line *line)
{
	r->line = line->text;
	r->file = file;
	r->lineno = line->lineno;
	r->tab = line->tabs->at;
	r->ntab = line->tabs->n;
}

struct record *
record_dup(const struct record *r)
{
	struct record *copy = xrealloc(NULL, 1, sizeof(*r) + r->ntab * sizeof(*r->tab) + r->line.n);
	size_t *tab = (size_t *)(copy + 1);
	char *line = (char *)(tab + r->ntab);

	*copy = *r;
	if (r->ntab > 0)
		memcpy(tab, r->tab, r->ntab * sizeof(*tab));
	if (r->line.n > 0)
		memcpy(line, r->line.p, r->line.n);
	copy->tab = tab;
	copy->line.p = line;
	return copy;
}

struct slice
record_text(const struct record *r, size_t col, struct buf *b)
{
	return field_decode(record_field(r, col), b);
}

int
record_fail(const struct record *r, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	fail("%s:%zu: %s", r->file, r->lineno, buf_cstr(&b));
	buf_free(&b);
	return -1;
}

bool
line_is_conflict_mark(struct slice line)
{
	return slice_starts(line, "<<<<<<< ") || slice_starts(line, "||||||| ") || slice_starts(line, ">>>>>>> ") ||
	    slice_eq(line, slice_of("======="));
}

int
record_fail_fields(const struct record *r, size_t expected)
{
	if (line_is_conflict_mark(r->line))
		return record_fail(r, "unresolved merge conflict");
	return record_fail(r, "expected %zu fields, found %zu", expected, r->ntab + 1);
}
