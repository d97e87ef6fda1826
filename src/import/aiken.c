/*
 * Aiken: a question, its choices `A. ...` or `A) ...`, and `ANSWER: A`.  Blank lines are ignored, except
 * that they separate the paragraphs of a question.
 */
#include <stdbool.h>
#include <string.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/import.h"
#include "import/registry.h"

/* The question that is being read. */
struct aiken {
	struct import *im;
	const char *operand;
	size_t lineno; /* of its first line; 0: none yet */
	struct buf question;
	bool blank; /* a blank line follows what is in question */
	struct choices choices;
	bool broken; /* a fault was reported: the rest, up to its key, is ignored */
};

static void
aiken_clear(struct aiken *a)
{
	a->lineno = a->question.n = 0;
	a->blank = a->broken = false;
	choices_free(&a->choices);
	a->choices = (struct choices){ 0 };
}

/* Removes the letter of a choice and what follows it from the front of *line; returns its position, or SIZE_MAX. */
static size_t
aiken_split_letter(struct slice *line)
{
	size_t position;

	if (line->n < 2 || line->p[0] < 'A' || line->p[0] > 'Z' || strchr(".)", line->p[1]) == NULL ||
	    (line->n > 2 && !ascii_is_space(line->p[2])))
		return SIZE_MAX;
	position = (size_t)(line->p[0] - 'A');
	*line = slice_trim_ws(slice_skip(*line, 2));
	return position;
}

/* Removes `ANSWER:`, in any case, from the front of *line; false if it is not there. */
static bool
aiken_split_key(struct slice *line)
{
	static const char word[] = "answer:";

	if (!ascii_starts(*line, word))
		return false;
	*line = slice_trim_ws(slice_skip(*line, sizeof(word) - 1));
	return true;
}

static void
aiken_add_choice(struct aiken *a, size_t position, struct slice text, size_t lineno)
{
	if (a->lineno == 0)
		import_error(a->im, lineno, "choice without a question");
	else if (position != a->choices.n)
		import_error(
		    a->im, lineno, "choice %c where %c is expected", 'A' + (char)position, 'A' + (char)a->choices.n);
	a->broken = a->lineno == 0 || position != a->choices.n;
	choices_add(&a->choices, false, text);
}

/* Ends the question with its key. */
static void
aiken_add_key(struct aiken *a, struct slice key, size_t lineno)
{
	size_t position = choice_position(key), row;
	struct buf text = { 0 };

	if (a->broken) {
		/* it is reported */
	} else if (a->lineno == 0) {
		import_error(a->im, lineno, "'ANSWER:' without a question");
	} else if (a->choices.n < 2) {
		import_error(
		    a->im, lineno, "'ANSWER:' of a question with %s", a->choices.n == 0 ? "no choices" : "one choice");
	} else if (position >= a->choices.n) {
		import_error(a->im, lineno, "'%.*s' is not the letter of a choice", SHOWN(key));
	} else {
		a->choices.list[position].correct = true;
		choices_finish(&a->choices);
		row = import_add_row(a->im, a->operand, a->lineno, 0);
		import_set(a->im, row, slice_of("question"), buf_slice(&a->question));
		choices_write(&a->choices, &text);
		import_set(a->im, row, slice_of("choices"), buf_slice(&text));
	}
	aiken_clear(a);
	buf_free(&text);
}

static void
aiken_read_line(struct aiken *a, struct slice line, size_t lineno)
{
	size_t position;

	line = slice_trim_ws(line);
	if (line.n == 0) {
		a->blank = true;
	} else if (aiken_split_key(&line)) {
		aiken_add_key(a, line, lineno);
	} else if (a->broken) {
		return;
	} else if ((position = aiken_split_letter(&line)) != SIZE_MAX) {
		aiken_add_choice(a, position, line, lineno);
	} else if (a->choices.n > 0) {
		import_error(a->im, lineno, "neither a choice, such as '%c. ...', nor 'ANSWER:'",
		    a->choices.n < 26 ? 'A' + (char)a->choices.n : 'Z');
		a->broken = true;
	} else {
		if (a->lineno == 0)
			a->lineno = lineno;
		else
			buf_str(&a->question, a->blank ? "\n\n" : "\n");
		buf_append(&a->question, line.p, line.n);
		a->blank = false;
	}
}

static int
aiken_read(struct import *im, const char *operand)
{
	struct aiken a = { .im = im, .operand = operand };
	struct buf file = { 0 };
	int status = import_file(im, operand, &file);
	struct slice rest = buf_slice(&file), line;
	size_t lineno;

	for (lineno = 1; status == 0 && rest.n > 0 && slice_next(&rest, '\n', &line); lineno++)
		aiken_read_line(&a, line, lineno);
	if (status == 0) {
		if (a.lineno > 0 && !a.broken)
			import_error(im, a.lineno, "question without 'ANSWER:'");
		status = import_end(im, operand);
	}
	aiken_clear(&a);
	buf_free(&a.question);
	buf_free(&file);
	return status;
}

const struct import_format import_aiken = { "aiken", aiken_read, NULL, NULL };
