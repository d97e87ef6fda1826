/* The answers of a question in Moodle XML, by its type. */
#include <libxml/tree.h>
#include <stdbool.h>
#include <strings.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/number.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/moodle/common.h"
#include "import/moodle/moodle.h"
#include "import/moodle/xml.h"

/* The share of the score of an answer, in percent; 0, which is reported, if it is no number from -100 to 100. */
static double
answer_fraction(const struct moodle *m, const xmlNode *answer)
{
	struct buf b = { 0 };
	struct slice s = slice_trim_ws(xml_attribute(answer, "fraction", &b));
	double fraction = 0;

	if (s.n > 0 && (!parse_number(s, &fraction) || fraction < -100 || fraction > 100)) {
		import_note(
		    m->im, xml_line(answer), "fraction '%.*s' is not a number from -100 to 100; taken as 0", SHOWN(s));
		fraction = 0;
	}
	buf_free(&b);
	return fraction;
}

/* Whether the element has the text true. */
static bool
answer_is_true(const xmlNode *element)
{
	struct buf b = { 0 };
	struct slice s;
	bool yes;

	xml_content(element, &b);
	buf_cstr(&b);
	s = slice_trim_ws(buf_slice(&b));
	yes = (s.n == 4 && strncasecmp(s.p, "true", 4) == 0) || slice_eq(s, slice_of("1"));
	buf_free(&b);
	return yes;
}

static void
answer_add_feedback(const struct moodle *m, const xmlNode *answer, struct choice *choice)
{
	const xmlNode *feedback = xml_child(answer, "feedback");
	struct buf b = { 0 };

	if (feedback != NULL)
		moodle_convert(m, feedback, "html", &b);
	if (b.n > 0)
		choice_comment(choice, buf_slice(&b));
	buf_free(&b);
}

/* Appends the tolerance of a numerical answer, unless it is 0. */
static void
answer_add_tolerance(const xmlNode *answer, struct buf *b)
{
	struct buf content = { 0 };
	struct slice s;
	double tolerance;

	xml_content(xml_child(answer, "tolerance"), &content);
	s = slice_trim_ws(buf_slice(&content));
	if (s.n > 0 && !(parse_number(s, &tolerance) && tolerance == 0)) {
		buf_str(b, " ± ");
		buf_append(b, s.p, s.n);
	}
	buf_free(&content);
}

/* Adds the answers; those with a greater fraction than the least are correct.  format: see moodle_convert(). */
static void
answer_add_all(const struct moodle *m, const xmlNode *question, double least, const char *format, struct choices *c)
{
	const xmlNode *answer;
	struct buf text = { 0 };

	for (answer = xml_child(question, "answer"); answer != NULL; answer = xml_next(answer, "answer")) {
		double fraction = answer_fraction(m, answer);
		struct choice *choice;

		text.n = 0;
		moodle_convert(m, answer, format, &text);
		answer_add_tolerance(answer, &text);
		choice = choices_add(c, fraction > least, buf_slice(&text));
		choice_weigh(choice, fraction);
		answer_add_feedback(m, answer, choice);
	}
	choices_finish(c);
	buf_free(&text);
}

void
moodle_choices(const struct moodle *m, const xmlNode *question, struct choices *c)
{
	const xmlNode *single = xml_child(question, "single");

	answer_add_all(m, question, single == NULL || answer_is_true(single) ? 99.99 : 0, "html", c);
}

void
moodle_true_false(const struct moodle *m, const xmlNode *question, struct buf *b)
{
	const xmlNode *answer, *feedback;
	struct buf text = { 0 }; /* feedback */

	for (answer = xml_child(question, "answer"); answer != NULL; answer = xml_next(answer, "answer")) {
		feedback = xml_child(answer, "feedback");
		if (answer_fraction(m, answer) > 0 && b->n == 0) {
			buf_str(b, answer_is_true(xml_child(answer, "text")) ? "True." : "False.");
			text.n = 0;
			if (feedback != NULL)
				moodle_convert(m, feedback, "html", &text);
			if (text.n > 0)
				buf_str(b, "\n\n");
			buf_append(b, text.p, text.n);
			continue;
		}
		text.n = 0;
		xml_text(feedback, &text);
		if (slice_trim_ws(buf_slice(&text)).n > 0)
			import_skipped(m->im, xml_line(feedback), "feedback for the wrong answer",
			    slice_trim_ws(buf_slice(&text)));
	}
	if (b->n == 0)
		import_note(m->im, m->lineno, "true-false question without a correct answer");
	buf_free(&text);
}

void
moodle_answers(const struct moodle *m, const xmlNode *question, struct buf *b)
{
	struct choices c = { 0 };

	answer_add_all(m, question, 0, "plain_text", &c);
	answers_add(m->im, m->lineno, &c, b);
	choices_free(&c);
}
