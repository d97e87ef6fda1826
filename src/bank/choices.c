/* The choices of a multiple-choice question, parsed and written. */
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/slice.h"

/* Weights that differ by less are the same, as 33.33 and 100/3. */
static const double choices_tolerance = 0.01;

/* ---- Building ---- */

/* The lines of the text as one, without blanks at their ends. */
static struct slice
choices_join(struct slice text)
{
	struct buf b = { 0 };
	struct slice line;

	while (slice_next(&text, '\n', &line)) {
		line = slice_trim_ws(line);
		if (b.n > 0 && line.n > 0)
			buf_byte(&b, ' ');
		buf_append(&b, line.p, line.n);
	}
	buf_cstr(&b);
	return buf_slice(&b);
}

struct choice *
choices_add(struct choices *c, bool correct, struct slice text)
{
	bool single = text.n == 0 || memchr(text.p, '\n', text.n) == NULL;
	struct choice *choice;

	c->list = array_grow(c->list, c->n, &c->cap, sizeof(*c->list));
	choice = &c->list[c->n++];
	*choice = (struct choice){ .text = single ? slice_copy(text) : choices_join(text), .correct = correct };
	return choice;
}

void
choice_weigh(struct choice *choice, double percent)
{
	choice->weight = percent;
	choice->weighted = true;
}

void
choice_comment(struct choice *choice, struct slice feedback)
{
	struct buf b = { 0 };

	if (choice->feedback.n > 0) {
		buf_append(&b, choice->feedback.p, choice->feedback.n);
		buf_byte(&b, '\n');
	}
	buf_append(&b, feedback.p, feedback.n);
	slice_free(choice->feedback);
	choice->feedback = slice_copy(buf_slice(&b));
	buf_free(&b);
}

double
choices_default(const struct choices *c, bool correct)
{
	double share = c->correct > 0 ? 100.0 / (double)c->correct : 0;

	return correct ? share : c->correct > 1 ? -share : 0;
}

bool
choices_is_default(const struct choices *c, const struct choice *choice)
{
	return fabs(choice->weight - choices_default(c, choice->correct)) < choices_tolerance;
}

/* Makes choices with a positive weight correct, if there are any; then those without a weight have 0. */
static void
choices_apply_gift(struct choices *c)
{
	size_t i;

	for (i = 0; i < c->n; i++) {
		c->list[i].correct = c->list[i].weighted && c->list[i].weight > 0;
		c->correct += c->list[i].correct;
	}
	for (i = 0; c->correct > 0 && i < c->n; i++)
		c->list[i].weighted = true;
}

void
choices_finish(struct choices *c)
{
	size_t i;

	c->correct = 0;
	for (i = 0; i < c->n; i++)
		c->correct += c->list[i].correct;
	if (c->correct == 0)
		choices_apply_gift(c);
	for (i = 0; i < c->n; i++)
		if (!c->list[i].weighted)
			c->list[i].weight = choices_default(c, c->list[i].correct);
}

void
choices_free(struct choices *c)
{
	size_t i;

	for (i = 0; i < c->n; i++) {
		slice_free(c->list[i].text);
		slice_free(c->list[i].feedback);
	}
	free(c->list);
	*c = (struct choices){ 0 };
}

/* ---- Parsing ---- */

/*
 * Removes a weight such as %50% from the front of *text.  Returns whether there is one; a number
 * between percent signs that is out of range is stored all the same.
 */
static bool
choices_split_weight(struct slice *text, double *weight)
{
	struct slice rest = *text, number, digits;

	if (!slice_starts(rest, "%"))
		return false;
	rest = slice_skip(rest, 1);
	if (!slice_next(&rest, '%', &number) || rest.p == NULL)
		return false;
	digits = number.n > 0 && strchr("+-", *number.p) != NULL ? slice_skip(number, 1) : number;
	if (digits.n == 0 || memchr(digits.p, 'e', digits.n) != NULL || memchr(digits.p, 'E', digits.n) != NULL ||
	    !parse_number(number, weight))
		return false;
	*text = rest;
	return true;
}

/* Adds a line of the field; fail() with the reason if it is neither a choice nor feedback. */
static int
choices_parse_line(struct choices *c, struct slice line)
{
	struct choice choice = { 0 };
	struct slice text;

	if (line.n > 0 && *line.p == '#') {
		if (c->n == 0)
			return fail("feedback before the first choice");
		choice_comment(&c->list[c->n - 1], slice_skip(line, 1));
		return 0;
	}
	if (line.n == 0 || (*line.p != '=' && *line.p != '~'))
		return fail("no '=', '~' or '#' before '%.*s'", SHOWN(line));
	choice.correct = *line.p == '=';
	text = slice_skip(line, 1);
	choice.weighted = choices_split_weight(&text, &choice.weight);
	if (choice.weighted && fabs(choice.weight) > 100)
		return fail("weight %.10g is out of range (-100 to 100)", choice.weight);
	choice.text = slice_copy(text);
	c->list = array_grow(c->list, c->n, &c->cap, sizeof(*c->list));
	c->list[c->n++] = choice;
	return 0;
}

/*
 * Parses the field.  With report it is called for each line that is invalid, which is omitted;
 * without, the first of them ends parsing.
 */
static int
choices_parse_lines(struct choices *c, struct slice field, void (*report)(void *arg, const char *problem), void *arg)
{
	struct slice line;
	size_t lineno;

	for (lineno = 1; field.n > 0 && slice_next(&field, '\n', &line); lineno++) {
		char *reason;

		if (choices_parse_line(c, line) == 0)
			continue;
		reason = slice_dup(slice_of(failure()));
		fail("line %zu: %s", lineno, reason);
		free(reason);
		if (report == NULL)
			return -1;
		report(arg, failure());
	}
	choices_finish(c);
	return 0;
}

int
choices_parse(struct choices *c, struct slice field)
{
	choices_free(c);
	if (choices_parse_lines(c, field, NULL, NULL) == 0)
		return 0;
	choices_free(c);
	return -1;
}

/* ---- Writing ---- */

void
choice_percent(double percent, struct buf *b)
{
	char number[64];
	int n = snprintf(number, sizeof(number), "%.5f", percent);

	while (n > 0 && number[n - 1] == '0')
		n--;
	if (n > 0 && number[n - 1] == '.')
		n--;
	buf_append(b, number, (size_t)n);
}

bool
choices_shows_weight(const struct choices *c, const struct choice *choice)
{
	struct slice text = choice->text;
	double weight;

	return !choices_is_default(c, choice) || choices_split_weight(&text, &weight);
}

void
choices_write(const struct choices *c, struct buf *b)
{
	size_t i;

	for (i = 0; i < c->n; i++) {
		const struct choice *choice = &c->list[i];
		struct slice feedback = choice->feedback, line;

		if (i > 0)
			buf_byte(b, '\n');
		buf_byte(b, choice->correct ? '=' : '~');
		if (choices_shows_weight(c, choice)) {
			buf_byte(b, '%');
			choice_percent(choice->weight, b);
			buf_byte(b, '%');
		}
		buf_append(b, choice->text.p, choice->text.n);
		while (choice->feedback.n > 0 && slice_next(&feedback, '\n', &line)) {
			buf_str(b, "\n#");
			buf_append(b, line.p, line.n);
		}
	}
}

bool
choices_is_canonical(const struct choices *c, struct slice field)
{
	struct buf b = { 0 };
	bool same;

	choices_write(c, &b);
	same = slice_eq(buf_slice(&b), field);
	buf_free(&b);
	return same;
}

/* ---- Checking ---- */

/* Where problems are reported. */
struct choices_check {
	void (*report)(void *arg, const char *problem);
	void *arg;
};

static void __attribute__((format(printf, 2, 3))) choices_problem(const struct choices_check *k, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	k->report(k->arg, buf_cstr(&b));
	buf_free(&b);
}

static void
choices_check_texts(const struct choices *c, const struct choices_check *k)
{
	size_t i, j;

	for (i = 0; i < c->n; i++) {
		struct slice text = slice_trim(c->list[i].text);

		if (text.n == 0)
			choices_problem(k, "choice %zu is empty", i + 1);
		for (j = 0; text.n > 0 && j < i && !slice_eq(text, slice_trim(c->list[j].text)); j++)
			;
		if (text.n > 0 && j < i)
			choices_problem(k, "choice %zu, '%.*s', is the same as choice %zu", i + 1, SHOWN(text), j + 1);
	}
}

/* Checks that the positive weights sum to 100: of a single correct choice, its own; of several, all of them. */
static void
choices_check_weights(const struct choices *c, const struct choices_check *k)
{
	struct buf b = { 0 };
	double sum = 0;
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->list[i].weight > 0 && (c->correct > 1 || c->list[i].correct))
			sum += c->list[i].weight;
	if (fabs(sum - 100) > 0.1 + 1e-9) {
		choice_percent(sum, &b);
		choices_problem(k, "the positive weights sum to %s %%, not 100 %%", buf_cstr(&b));
	}
	buf_free(&b);
}

void
choices_check(struct slice field, void (*report)(void *arg, const char *problem), void *arg)
{
	struct choices_check k = { report, arg };
	struct choices c = { 0 };

	choices_parse_lines(&c, field, report, arg);
	if (c.n == 1)
		choices_problem(&k, "only one choice");
	if (c.n > 0 && c.correct == 0)
		choices_problem(&k, "no correct choice");
	choices_check_texts(&c, &k);
	if (c.correct > 0)
		choices_check_weights(&c, &k);
	choices_free(&c);
}
