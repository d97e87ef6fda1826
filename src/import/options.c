/* Choices from the columns of a table. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/names.h"
#include "import/options.h"
#include "import/rows.h"
#include "tsv/escape.h"

struct options {
	struct import *im;
	size_t col[OPTIONS_MAX]; /* the columns of the choices, in order; NO_ENTRY: the place has none */
	size_t n;
	size_t list;    /* the column that has them all, or NO_ENTRY */
	bool wrong;     /* they are the wrong ones; the correct answer is one more */
	size_t key;     /* the column of the correct answer, or NO_ENTRY */
	size_t choices; /* the column that is made, or has choices without a correct one */
};

/* ---- Columns ---- */

/* Fills o->col with the columns of that base; returns how many there are. */
static size_t
options_columns(struct options *o, const char *base)
{
	struct buf b = { 0 };
	size_t i, n = 0, columns = map_count(o->im->columns);

	o->n = 0;
	for (i = 0; i < OPTIONS_MAX; i++)
		o->col[i] = NO_ENTRY;
	for (i = 0; i < columns; i++) {
		struct slice name = map_key(o->im->columns, i), its_base;
		size_t place = options_place(name, &b, &its_base);

		if (place == SIZE_MAX || !slice_eq(its_base, slice_of(base)) || names_is_mapped(o->im, name) ||
		    o->col[place] != NO_ENTRY)
			continue;
		o->col[place] = i;
		o->n = place >= o->n ? place + 1 : o->n;
		n++;
	}
	buf_free(&b);
	return n;
}

/* The decoded field of the row; uses *b. */
static struct slice
options_field(const struct import *im, size_t row, size_t col, struct buf *b)
{
	const struct import_row *r = &im->row[row];
	size_t i;

	for (i = r->n; i > 0; i--)
		if (r->field[i - 1].col == col)
			return field_decode(
			    (struct slice){ buf_slice(&im->text).p + r->field[i - 1].offset, r->field[i - 1].n }, b);
	return (struct slice){ "", 0 };
}

/* The character that separates the choices in most rows of a column; NUL: none. */
static char
options_separator(const struct options *o, size_t col)
{
	static const char separators[] = "|;\n";
	struct buf b = { 0 };
	size_t row, n[sizeof(separators)] = { 0 }, filled = 0, i, best = 3;

	for (row = 0; row < o->im->n; row++) {
		struct slice s = options_field(o->im, row, col, &b);

		filled += s.n > 0;
		for (i = 0; i < 3; i++)
			n[i] += s.n > 0 && memchr(s.p, separators[i], s.n) != NULL;
	}
	for (i = 3; i > 0; i--)
		if (2 * n[i - 1] > filled && n[i - 1] >= n[best])
			best = i - 1;
	buf_free(&b);
	return separators[best];
}

/* Makes choices, none of them correct, from a column that has all choices of a question, such as `a|b|c`. */
static void
options_split(struct options *o)
{
	size_t col, row, columns = map_count(o->im->columns), choices;
	struct buf b = { 0 }, field = { 0 };
	char separator = '\0';
	bool wrong;

	for (col = 0; col < columns && separator == '\0'; col++)
		if (o->key != NO_ENTRY && col != o->key && names_options(map_key(o->im->columns, col), &wrong) &&
		    !wrong && !names_is_mapped(o->im, map_key(o->im->columns, col)) &&
		    !slice_eq(map_key(o->im->columns, col), slice_of("choices")))
			separator = options_separator(o, col);
	if (separator == '\0')
		return;
	o->list = col - 1;
	choices = import_add_column(o->im, slice_of("choices"));
	for (row = 0; row < o->im->n; row++) {
		struct slice rest = options_field(o->im, row, o->list, &b), part;
		struct choices c = { 0 };

		while (rest.n > 0 && slice_next(&rest, separator, &part))
			if (slice_trim_ws(part).n > 0)
				choices_add(&c, false, slice_trim_ws(part));
		choices_finish(&c);
		field.n = 0;
		choices_write(&c, &field);
		import_set_column(o->im, row, choices, buf_slice(&field));
		choices_free(&c);
	}
	buf_free(&b);
	buf_free(&field);
}

/* Finds the columns of the choices; false: there are none. */
static bool
options_find(struct options *o)
{
	static const char *const bases[] = { "option", "choice", "opt", "answeroption", "answer", "alternative",
		"response", "ans", "", "distractor", "incorrectanswer", "incorrect", "wronganswer", "wrong" };
	enum { WRONG = 9, BASES = sizeof(bases) / sizeof(*bases) };
	size_t i;

	for (i = 0; i < BASES; i++) {
		o->wrong = i >= WRONG;
		/* Columns `a` and `b` may be anything unless one has the correct answer. */
		if (options_columns(o, bases[i]) >= (o->wrong ? 1 : 2) && o->col[0] != NO_ENTRY &&
		    (*bases[i] != '\0' || o->key != NO_ENTRY) && (!o->wrong || o->key != NO_ENTRY))
			return true;
	}
	o->n = 0;
	o->wrong = false;
	options_split(o);
	o->choices = map_find(o->im->columns, slice_of("choices"));
	return o->choices != NO_ENTRY && o->key != NO_ENTRY;
}

static size_t
options_find_key(const struct import *im)
{
	size_t i, rank, best = SIZE_MAX, key = NO_ENTRY;

	for (i = 0; i < map_count(im->columns); i++) {
		rank = names_key(map_key(im->columns, i));
		if (rank < best && !names_is_mapped(im, map_key(im->columns, i))) {
			best = rank;
			key = i;
		}
	}
	return key;
}

/* ---- Rows ---- */

/* Stores the choices of a row; false: it has none, or one of them is marked as correct. */
static bool
options_load(const struct options *o, size_t row, struct options_row *r)
{
	struct buf b = { 0 };
	size_t i;

	*r = (struct options_row){ .placed = o->n > 0 };
	for (i = 0; i < o->n; i++) {
		struct slice text = o->col[i] == NO_ENTRY ? (struct slice){ "", 0 }
							  : slice_trim_ws(options_field(o->im, row, o->col[i], &b));

		if (text.n == 0)
			continue;
		r->place[r->c.n] = i;
		choices_add(&r->c, false, text);
	}
	if (o->n == 0 && choices_parse(&r->c, options_field(o->im, row, o->choices, &b)) == -1)
		r->c.n = 0;
	buf_free(&b);
	r->correct = xcalloc(r->c.n + 1, sizeof(*r->correct));
	return r->c.n > 0 && r->c.correct == 0;
}

static void
options_unload(struct options_row *r)
{
	choices_free(&r->c);
	free(r->correct);
}

/* ---- Rows that are complete ---- */

/* The mode that explains most rows; *marked of the *rows rows that have choices. */
static enum options_mode
options_choose(const struct options *o, size_t *marked, size_t *rows)
{
	static const enum options_mode table[] = { BY_TEXT, BY_LETTER, BY_NAME, FROM_ONE, FROM_ZERO };
	static const enum options_mode json[] = { BY_TEXT, BY_LETTER, BY_NAME, FROM_ZERO, FROM_ONE };
	const enum options_mode *order = o->im->foreign ? json : table;
	enum options_mode best = BY_TEXT;
	struct options_row r;
	struct buf b = { 0 };
	size_t count[OPTIONS_MODES] = { 0 }, row, i;

	for (*rows = row = 0; row < o->im->n; row++) {
		if (options_load(o, row, &r)) {
			++*rows;
			for (i = 0; i < OPTIONS_MODES; i++)
				count[i] +=
				    options_mark(&r, (enum options_mode)i, options_field(o->im, row, o->key, &b));
		}
		options_unload(&r);
	}
	for (i = 0, *marked = 0; i < OPTIONS_MODES; i++)
		if (count[order[i]] > *marked) {
			best = order[i];
			*marked = count[best];
		}
	buf_free(&b);
	return best;
}

/* ---- Writing ---- */

/* Sets the choices of a row, and clears what they are made from. */
static void
options_write(const struct options *o, size_t row, struct options_row *r, struct slice key)
{
	struct slice none = { "", 0 };
	struct choices c = { 0 };
	struct buf field = { 0 };
	bool any = o->wrong && key.n > 0;
	size_t i;

	if (any)
		choices_add(&c, true, key);
	for (i = 0; i < r->c.n; i++) {
		choices_add(&c, r->correct[i], r->c.list[i].text);
		any |= r->correct[i];
	}
	choices_finish(&c);
	choices_write(&c, &field);
	import_set_column(o->im, row, o->choices, buf_slice(&field));
	if (any && o->key != NO_ENTRY)
		import_set_column(o->im, row, o->key, none);
	else if (o->key == NO_ENTRY || key.n == 0)
		import_report(o->im->row[row].file, o->im->row[row].lineno, "choices without a correct answer");
	else
		import_report(o->im->row[row].file, o->im->row[row].lineno,
		    "the correct answer is none of the choices: '%.*s'", SHOWN(key));
	choices_free(&c);
	buf_free(&field);
}

static bool
options_is_empty(const struct import *im, size_t col)
{
	struct buf b = { 0 };
	size_t row;

	for (row = 0; row < im->n && options_field(im, row, col, &b).n == 0; row++)
		;
	buf_free(&b);
	return row == im->n;
}

static void
options_omit(const struct options *o)
{
	size_t i;

	o->im->omitted = xcalloc(map_count(o->im->columns) + 1, sizeof(*o->im->omitted));
	for (i = 0; i < o->n; i++)
		if (o->col[i] != NO_ENTRY)
			o->im->omitted[o->col[i]] = true;
	if (o->list != NO_ENTRY)
		o->im->omitted[o->list] = true;
	if (o->key != NO_ENTRY)
		o->im->omitted[o->key] = options_is_empty(o->im, o->key);
}

static void
options_announce(const struct options *o)
{
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < o->n; i++)
		if (o->col[i] != NO_ENTRY) {
			struct slice name = map_key(o->im->columns, o->col[i]);

			buf_str(&b, b.n > 0 ? ", " : "choices taken from ");
			buf_append(&b, name.p, name.n);
		}
	if (o->key != NO_ENTRY)
		buf_printf(&b, "%s%s", b.n > 0 ? "; correct answers from " : "correct answers taken from ",
		    map_key(o->im->columns, o->key).p);
	fail("%s", buf_cstr(&b));
	warn_failure();
	buf_free(&b);
}

void
options_take(struct import *im)
{
	struct options o = { .im = im, .key = options_find_key(im), .list = NO_ENTRY };
	enum options_mode mode = BY_TEXT;
	struct options_row r;
	struct buf b = { 0 }, key = { 0 };
	size_t marked = 1, rows = 1, row;

	if (!options_find(&o))
		return;
	if (o.key != NO_ENTRY && !o.wrong)
		mode = options_choose(&o, &marked, &rows);
	if (rows == 0 || 2 * marked < rows) {
		if (rows > 0) {
			fail("the correct answers in '%s' are none of the choices; the columns are kept",
			    map_key(im->columns, o.key).p);
			warn_failure();
		}
		return;
	}
	options_announce(&o);
	o.choices = import_add_column(im, slice_of("choices"));
	for (row = 0; row < im->n; row++) {
		if (options_load(&o, row, &r)) {
			struct slice text =
			    o.key == NO_ENTRY ? (struct slice){ "", 0 } : options_field(im, row, o.key, &b);

			key.n = 0;
			buf_append(&key, text.p, text.n);
			if (!o.wrong && !options_mark(&r, mode, buf_slice(&key)))
				memset(r.correct, 0, r.c.n * sizeof(*r.correct));
			options_write(&o, row, &r, slice_trim_ws(buf_slice(&key)));
		}
		options_unload(&r);
	}
	options_omit(&o);
	buf_free(&b);
	buf_free(&key);
}
