/* Unit tests of src/bank. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bank/choices.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "tap.h"
#include "tsv/scan.h"

static void
test_headers(void)
{
	static const struct {
		const char *line;
		size_t n;
		const char *error; /* NULL: valid */
	} rows[] = {
		{ "id", 1, NULL },
		{ "id\tquestion", 2, NULL },
		{ "id\tQuestion text", 2, NULL },
		{ "id\t", 2, "f:1: column 2 has no name" },
		{ "\tid", 2, "f:1: column 1 has no name" },
		{ "id\tq\tid", 3, "f:1: two columns named 'id'" },
		{ "id\ta,b", 2, "f:1: a comma in the column name 'a,b'" },
	};
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		struct header h = { 0 };
		int status = header_parse(&h, slice_of(rows[i].line), rows[i].n, "f:1");

		tap_integer(status, rows[i].error ? -1 : 0, "header_parse: '%s'", rows[i].line);
		if (rows[i].error != NULL)
			tap_text(slice_of(failure()), slice_of(rows[i].error), "header_parse: the error of '%s'",
			    rows[i].line);
		header_free(&h);
	}
}

static void
test_columns(void)
{
	static const struct {
		const char *name;
		size_t col;
	} rows[] = { { "id", 0 }, { "a\tb", 1 }, { "q", 2 }, { "ID", NO_COLUMN }, { "", NO_COLUMN },
		{ "a\\tb", NO_COLUMN } };
	struct header h = { 0 };
	size_t i;

	header_parse(&h, slice_of("id\ta\\tb\tq"), 3, "f:1");
	for (i = 0; i < LENGTH(rows); i++)
		tap_ok(header_find(&h, slice_of(rows[i].name)) == rows[i].col, "header_find: '%s'", rows[i].name);
	header_free(&h);
}

static void
test_fields(void)
{
	static const char *const field[] = { "1", "", "two\\nlines", "" },
				 *const text[] = { "1", "", "two\nlines", "" };
	struct tabs t = { 0 };
	struct buf b = { 0 };
	struct record r = { .file = "f", .lineno = 7 };
	size_t i;

	record_set(&r, slice_of("1\t\ttwo\\nlines\t"), &t);
	for (i = 0; i < LENGTH(field); i++) {
		tap_text(record_field(&r, i), slice_of(field[i]), "record_field: column %zu", i);
		tap_text(record_text(&r, i, &b), slice_of(text[i]), "record_text: column %zu", i);
	}
	tap_integer(record_fail(&r, "%s", "reason"), -1, "record_fail");
	tap_text(slice_of(failure()), slice_of("f:7: reason"), "record_fail: the message");
	buf_free(&b);
	free(t.at);
}

/* ---- Choices ---- */

/* The choices as text: mark, weight, text and feedback of each. */
static void
describe_choices(const struct choices *c, struct buf *b)
{
	size_t i;

	b->n = 0;
	for (i = 0; i < c->n; i++) {
		buf_printf(b, "%s%s", i > 0 ? " | " : "", c->list[i].correct ? "right " : "wrong ");
		choice_percent(c->list[i].weight, b);
		buf_printf(b, " '%s'", c->list[i].text.p);
		if (c->list[i].feedback.n > 0)
			buf_printf(b, " (%s)", c->list[i].feedback.p);
	}
}

static void
test_choices_parse(void)
{
	static const struct {
		const char *field, *parsed;
		const char *written; /* NULL: the same as field */
	} rows[] = {
		{ "", "", NULL },
		{ "=a\n~b", "right 100 'a' | wrong 0 'b'", NULL },
		{ "=epoll\n~one thread\n#Classic.\n~%50%kqueue",
		    "right 100 'epoll' | wrong 0 'one thread' (Classic.) | wrong 50 'kqueue'", NULL },
		{ "=a\n=b\n~c", "right 50 'a' | right 50 'b' | wrong -50 'c'", NULL },
		{ "=a\n=b\n=c", "right 33.33333 'a' | right 33.33333 'b' | right 33.33333 'c'", NULL },
		{ "=%33.33%a\n=%33.333%b\n=c\n~%-33.33333%d",
		    "right 33.33 'a' | right 33.333 'b' | right 33.33333 'c' | wrong -33.33333 'd'", "=a\n=b\n=c\n~d" },
		{ "=%70%a\n=%30%b\n~%0%c", "right 70 'a' | right 30 'b' | wrong 0 'c'", NULL },
		{ "~%50%a\n~%50%b\n~%-100%c", "right 50 'a' | right 50 'b' | wrong -100 'c'", "=a\n=b\n~%-100%c" },
		{ "~%100%a\n~b", "right 100 'a' | wrong 0 'b'", "=a\n~b" },
		{ "=%100%%50%a\n~b", "right 100 '%50%a' | wrong 0 'b'", NULL },
		{ "=%d%\n~%s\n~100%", "right 100 '%d%' | wrong 0 '%s' | wrong 0 '100%'", NULL },
		{ "==\n~~\n~=\n~ x ", "right 100 '=' | wrong 0 '~' | wrong 0 '=' | wrong 0 ' x '", NULL },
		{ "=\n~", "right 100 '' | wrong 0 ''", NULL },
		{ "=a\n#one\n#\n##two\n~b", "right 100 'a' (one\n\n#two) | wrong 0 'b'", NULL },
		{ "=a\n#\n~b", "right 100 'a' | wrong 0 'b'", "=a\n~b" },
		{ "~a\n~b", "wrong 0 'a' | wrong 0 'b'", NULL },
		{ "=a\n~b\n", "right 100 'a' | wrong 0 'b'", "=a\n~b" },
	};
	struct choices c = { 0 };
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		tap_integer(choices_parse(&c, slice_of(rows[i].field)), 0, "choices_parse: '%s'", rows[i].field);
		describe_choices(&c, &b);
		tap_text(buf_slice(&b), slice_of(rows[i].parsed), "choices_parse: the choices of '%s'", rows[i].field);
		b.n = 0;
		choices_write(&c, &b);
		tap_text(buf_slice(&b), slice_of(rows[i].written ? rows[i].written : rows[i].field),
		    "choices_write: '%s'", rows[i].field);
		tap_ok(choices_is_canonical(&c, slice_of(rows[i].field)) == (rows[i].written == NULL),
		    "choices_is_canonical: '%s'", rows[i].field);
	}
	choices_free(&c);
	buf_free(&b);
}

static void
test_choices_errors(void)
{
	static const struct {
		const char *field, *error;
	} rows[] = {
		{ "a", "line 1: no '=', '~' or '#' before 'a'" },
		{ "=a\nb\n~c", "line 2: no '=', '~' or '#' before 'b'" },
		{ "=a\n\n~c", "line 2: no '=', '~' or '#' before ''" },
		{ "#f\n=a", "line 1: feedback before the first choice" },
		{ "=a\n~%101%b", "line 2: weight 101 is out of range (-100 to 100)" },
		{ "=a\n~%-100.1%b", "line 2: weight -100.1 is out of range (-100 to 100)" },
	};
	struct choices c = { 0 };
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		tap_integer(choices_parse(&c, slice_of(rows[i].field)), -1, "choices_parse: '%s'", rows[i].field);
		tap_text(
		    slice_of(failure()), slice_of(rows[i].error), "choices_parse: the error of '%s'", rows[i].field);
		tap_ok(c.n == 0, "choices_parse: no choices of '%s'", rows[i].field);
	}
	choices_free(&c);
}

static void
list_problem(void *arg, const char *problem)
{
	struct buf *b = arg;

	buf_printf(b, "%s%s", b->n > 0 ? "; " : "", problem);
}

static void
test_choices_check(void)
{
	static const struct {
		const char *field, *problems;
	} rows[] = {
		{ "", "" },
		{ "=a\n~b", "" },
		{ "=a\n~%50%b", "" }, /* partial credit */
		{ "~%50%a\n~%50%b\n~c", "" },
		{ "=a\n=b\n=c\n~d", "" },
		{ "=%33.3%a\n=%33.3%b\n=%33.3%c\n~d", "" }, /* 99.9 */
		{ "=%33.2%a\n=%33.3%b\n=%33.3%c\n~d", "the positive weights sum to 99.8 %, not 100 %" },
		{ "=a\n=b\n~%10%c", "the positive weights sum to 110 %, not 100 %" },
		{ "=%50%a\n~b", "the positive weights sum to 50 %, not 100 %" },
		{ "=a", "only one choice" },
		{ "~a", "only one choice; no correct choice" },
		{ "~a\n~b", "no correct choice" },
		{ "=a\n~b\n~ a", "choice 3, 'a', is the same as choice 1" },
		{ "=a\n~\n~ ", "choice 2 is empty; choice 3 is empty" },
		{ "x\n=a\ny\n~b", "line 1: no '=', '~' or '#' before 'x'; line 3: no '=', '~' or '#' before 'y'" },
	};
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		b.n = 0;
		choices_check(slice_of(rows[i].field), list_problem, &b);
		tap_text(buf_slice(&b), slice_of(rows[i].problems), "choices_check: '%s'", rows[i].field);
	}
	buf_free(&b);
}

static void
test_choices_build(void)
{
	struct choices c = { 0 };
	struct buf b = { 0 };

	choices_add(&c, true, slice_of(" two \n\n lines "));
	choice_comment(&c.list[0], slice_of("good\nvery"));
	choice_comment(&c.list[0], slice_of("good"));
	choice_weigh(choices_add(&c, false, slice_of("b")), 25);
	choices_add(&c, false, slice_of(""));
	choices_finish(&c);
	choices_write(&c, &b);
	tap_text(buf_slice(&b), slice_of("=two lines\n#good\n#very\n#good\n~%25%b\n~"), "choices_add");
	choices_free(&c);
	buf_free(&b);
}

static void
test_choice_letters(void)
{
	static const struct {
		size_t position;
		const char *letter;
	} rows[] = { { 0, "A" }, { 25, "Z" }, { 26, "AA" }, { 27, "AB" }, { 51, "AZ" }, { 52, "BA" }, { 701, "ZZ" },
		{ 702, "AAA" } };
	static const char *const none[] = { "", "1", "a1", "\xc3\xa4", "abcde", "a b" };
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < LENGTH(rows); i++) {
		b.n = 0;
		choice_letter(rows[i].position, &b);
		tap_text(buf_slice(&b), slice_of(rows[i].letter), "choice_letter: %zu", rows[i].position);
	}
	for (i = 0; i < 1000; i++) {
		b.n = 0;
		choice_letter(i, &b);
		if (choice_position(buf_slice(&b)) != i)
			break;
	}
	tap_integer((long long)i, 1000, "choice_position: the reverse of choice_letter");
	tap_integer((long long)choice_position(slice_of("aB")), 27, "choice_position: either case");
	for (i = 0; i < LENGTH(none); i++)
		tap_ok(choice_position(slice_of(none[i])) == SIZE_MAX, "choice_position: '%s'", none[i]);
	buf_free(&b);
}

/* The texts in the order of a seed, each followed by a space. */
static void
order_text(const char *field, const char *seed, const char *id, struct buf *b)
{
	struct choices c = { 0 };
	size_t order[8], i;

	choices_parse(&c, slice_of(field));
	choices_order(&c, seed != NULL ? slice_of(seed) : (struct slice){ NULL, 0 }, slice_of(id), order);
	b->n = 0;
	for (i = 0; i < c.n; i++)
		buf_printf(b, "%s ", c.list[order[i]].text.p);
	choices_free(&c);
}

static void
test_choices_order(void)
{
	struct buf b = { 0 }, other = { 0 };

	order_text("=a\n~b\n~c\n~d", NULL, "q1", &b);
	tap_text(buf_slice(&b), slice_of("a b c d "), "choices_order: without a seed");
	/* xxhsum -H64 of "A", TAB, "q1", TAB and the text. */
	order_text("=a\n~b\n~c\n~d", "A", "q1", &b);
	tap_text(buf_slice(&b), slice_of("b a d c "), "choices_order: seed A");
	order_text("~d\n~%50%c\n#feedback\n~b\n=a", "A", "q1", &other);
	tap_text(buf_slice(&other), buf_slice(&b), "choices_order: the order in the bank does not matter");
	order_text("=x\n~x\n~x", "A", "q1", &b);
	tap_text(buf_slice(&b), slice_of("x x x "), "choices_order: equal texts");
	buf_free(&b);
	buf_free(&other);
}

int
main(void)
{
	test_choices_parse();
	test_choices_errors();
	test_choices_check();
	test_choices_build();
	test_choice_letters();
	test_choices_order();
	test_headers();
	test_columns();
	test_fields();
	return tap_end();
}
