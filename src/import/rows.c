/* The rows of an import: what the formats hand over, and what they report. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/progress.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/after.h"
#include "import/import.h"
#include "import/notes.h"
#include "import/rows.h"
#include "import/tool.h"
#include "tsv/escape.h"
#include "tsv/file.h"

enum { QUOTE_BYTES = 60 };

struct import *
import_new(const char *map, const char *prefix)
{
	struct import *im = xcalloc(1, sizeof(*im));

	im->columns = map_new();
	im->map = map;
	im->prefix = prefix;
	progress_start(&im->progress, "reading questions", 0);
	return im;
}

void
import_set_verbose(struct import *im)
{
	im->notes.verbose = true;
}

void
import_set_questions(struct import *im, const char *questions)
{
	im->questions = questions;
}

const char *
import_questions(const struct import *im)
{
	return im->questions;
}

void
import_free(struct import *im)
{
	size_t i;

	progress_end(&im->progress);
	for (i = 0; i < im->n; i++)
		free(im->row[i].field);
	free(im->row);
	map_free(im->columns);
	buf_free(&im->text);
	notes_free(&im->notes);
	free(im->omitted);
	import_end_encoding(im);
	after_free(im->after);
	free(im);
}

bool
import_numbers_ids(const struct import *im)
{
	return im->prefix != NULL;
}

void
import_recognize(struct import *im)
{
	im->recognize = true;
}

void
import_set_columns(struct import *im, const char *list)
{
	im->names = list;
}

const char *
import_column_list(const struct import *im)
{
	return im->names;
}

/* ---- Rows ---- */

size_t
import_add_column(struct import *im, struct slice name)
{
	return map_add(im->columns, name);
}

size_t
import_add_row(struct import *im, const char *operand, size_t lineno, size_t number)
{
	im->row = array_grow(im->row, im->n, &im->cap, sizeof(*im->row));
	im->row[im->n] = (struct import_row){ .file = file_name(operand), .lineno = lineno };
	im->row[im->n].number = number > 0 ? number : im->n + 1;
	progress_step(&im->progress, im->n);
	return im->n++;
}

void
import_set_column(struct import *im, size_t row, size_t col, struct slice text)
{
	struct import_row *r = &im->row[row];
	size_t offset = im->text.n;

	field_encode(text, &im->text);
	r->field = array_grow(r->field, r->n, &r->cap, sizeof(*r->field));
	r->field[r->n++] = (struct import_field){ col, offset, im->text.n - offset };
}

void
import_set(struct import *im, size_t row, struct slice name, struct slice text)
{
	import_set_column(im, row, import_add_column(im, name), text);
}

struct slice
import_value(const struct import *im, size_t row, struct slice name, struct buf *b)
{
	const struct import_row *r = &im->row[row];
	size_t col = map_find(im->columns, name), i;

	for (i = r->n; i > 0; i--)
		if (r->field[i - 1].col == col)
			return field_decode(
			    (struct slice){ im->text.p + r->field[i - 1].offset, r->field[i - 1].n }, b);
	return (struct slice){ "", 0 };
}

/* ---- Messages ---- */

void
import_report(const char *operand, size_t lineno, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	fail("%s:%zu: %s", file_name(operand), lineno, buf_cstr(&b));
	warn_failure();
	buf_free(&b);
}

const char *
import_quote(struct slice text, struct buf *b)
{
	struct slice rest = text;

	while (rest.n > 0 && text.n - rest.n < QUOTE_BYTES)
		utf8_next(&rest);
	b->n = 0;
	buf_byte(b, '"');
	escape_controls((struct slice){ text.p, text.n - rest.n }, "", b);
	buf_str(b, rest.n > 0 ? "…\"" : "\"");
	return buf_cstr(b);
}
