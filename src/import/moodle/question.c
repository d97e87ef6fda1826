/* A question of Moodle XML as a row. */
#include <libxml/tree.h>
#include <stdbool.h>
#include <string.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "import/html/html.h"
#include "import/import.h"
#include "import/moodle/common.h"
#include "import/moodle/moodle.h"
#include "import/moodle/xml.h"

enum question_kind { QUESTION_CHOICES, QUESTION_TRUE_FALSE, QUESTION_ANSWERS, QUESTION_ESSAY, QUESTION_SKIPPED };

static const struct question_type {
	const char *name;
	enum question_kind kind;
	const char *what; /* in the singular, for the summary */
} question_types[] = {
	{ "multichoice", QUESTION_CHOICES, NULL },
	{ "truefalse", QUESTION_TRUE_FALSE, NULL },
	{ "shortanswer", QUESTION_ANSWERS, NULL },
	{ "numerical", QUESTION_ANSWERS, NULL },
	{ "essay", QUESTION_ESSAY, NULL },
	{ "description", QUESTION_SKIPPED, "description" },
	{ "cloze", QUESTION_SKIPPED, "embedded cloze question" },
	{ "multianswer", QUESTION_SKIPPED, "embedded cloze question" },
	{ "matching", QUESTION_SKIPPED, "matching question" },
	{ "match", QUESTION_SKIPPED, "matching question" },
	{ "", QUESTION_SKIPPED, "question of another type" },
};

/* The elements between a question and a file in it, such as <answer> and <feedback>, are fewer. */
enum { QUESTION_FILES = 8 };

/* ---- Texts ---- */

void
moodle_convert(const struct moodle *m, const xmlNode *element, const char *format, struct buf *b)
{
	struct buf attribute = { 0 }, text = { 0 };
	struct slice given = xml_attribute(element, "format", &attribute), s;
	const xmlNode *content = xml_child(element, "text");

	if (given.p == NULL || given.n == 0)
		given = slice_of(format);
	if (content != NULL && xmlFirstElementChild((xmlNode *)content) != NULL)
		import_note(
		    m->im, xml_line(content), "elements in <text>, which must be escaped; only their text is read");
	xml_content(content, &text);
	s = slice_trim_ws(buf_slice(&text));
	if (slice_eq(given, slice_of("plain_text")) || slice_eq(given, slice_of("markdown")) ||
	    (slice_eq(given, slice_of("moodle_auto_format")) && !html_is_likely(s)))
		buf_append(b, s.p, s.n);
	else
		html_import(m->im, xml_line(element), s, b);
	buf_free(&attribute);
	buf_free(&text);
}

/* Sets the column to the text of the element, unless that is empty. */
static void
question_set(const struct moodle *m, size_t row, const char *column, const xmlNode *element)
{
	struct buf b = { 0 };

	if (element != NULL)
		moodle_convert(m, element, "html", &b);
	if (b.n > 0)
		import_set(m->im, row, slice_of(column), buf_slice(&b));
	buf_free(&b);
}

/* Sets the points to the lines of the information for graders. */
static void
question_set_points(const struct moodle *m, size_t row, const xmlNode *element)
{
	struct buf html = { 0 }, b = { 0 }, lines = { 0 }, attribute = { 0 };
	struct slice rest, line;

	xml_text(element, &html);
	if (slice_eq(xml_attribute(element, "format", &attribute), slice_of("plain_text")) ||
	    html_to_text(buf_slice(&html), &b) == -1) {
		b.n = 0;
		buf_append(&b, html.p, html.n);
	}
	for (rest = slice_trim_ws(buf_slice(&b)); rest.n > 0 && slice_next(&rest, '\n', &line);) {
		line = slice_trim_ws(line);
		if (line.n > 0 && lines.n > 0)
			buf_byte(&lines, '\n');
		buf_append(&lines, line.p, line.n);
	}
	if (lines.n > 0)
		import_set(m->im, row, slice_of("points"), buf_slice(&lines));
	buf_free(&html);
	buf_free(&b);
	buf_free(&lines);
	buf_free(&attribute);
}

/* ---- Parts ---- */

/* The id: the idnumber, or else, as in GIFT, the name. */
static void
question_set_id(struct moodle *m, const xmlNode *question, size_t row)
{
	struct buf b = { 0 };
	struct slice id;

	xml_content(xml_child(question, "idnumber"), &b);
	id = slice_trim_ws(buf_slice(&b));
	if (id.n == 0 && !m->native && !import_numbers_ids(m->im)) {
		xml_text(xml_child(question, "name"), &b);
		id = slice_trim_ws(buf_slice(&b));
		if (id.n > 0 && !name_is_id(m->im, &m->names, m->lineno, id))
			id.n = 0;
	}
	if (id.n > 0)
		import_set(m->im, row, slice_of("id"), id);
	buf_free(&b);
}

static void
question_set_topic(const struct moodle *m, size_t row)
{
	struct buf b = { 0 };

	category_unescape(category_skip_context(slice_trim_ws(buf_slice(&m->category))), &b);
	if (b.n > 0)
		import_set(m->im, row, slice_of("topic"), buf_slice(&b));
	buf_free(&b);
}

/* Sets the choices, or the answer before the general feedback. */
static void
question_set_answers(const struct moodle *m, const xmlNode *question, enum question_kind kind, size_t row)
{
	const xmlNode *general = xml_child(question, "generalfeedback");
	struct choices c = { 0 };
	struct buf b = { 0 }, more = { 0 };

	if (kind == QUESTION_CHOICES) {
		moodle_choices(m, question, &c);
		choices_write(&c, &b);
		if (b.n > 0)
			import_set(m->im, row, slice_of("choices"), buf_slice(&b));
		b.n = 0;
	} else if (kind == QUESTION_TRUE_FALSE) {
		moodle_true_false(m, question, &b);
	} else if (kind == QUESTION_ANSWERS) {
		moodle_answers(m, question, &b);
	}
	if (general != NULL)
		moodle_convert(m, general, "html", &more);
	if (b.n > 0 && more.n > 0)
		buf_str(&b, "\n\n");
	buf_append(&b, more.p, more.n);
	if (b.n > 0)
		import_set(m->im, row, slice_of("answer"), buf_slice(&b));
	choices_free(&c);
	buf_free(&b);
	buf_free(&more);
}

/* Reports each <file> in the element, at most that deep. */
static void
question_report_files(const struct moodle *m, const xmlNode *element, int depth)
{
	const xmlNode *node;
	struct buf b = { 0 };

	for (node = element->children; node != NULL; node = node->next) {
		if (xml_is(node, "file"))
			import_skipped(m->im, xml_line(node), "embedded file", xml_attribute(node, "name", &b));
		else if (node->type == XML_ELEMENT_NODE && depth > 0)
			question_report_files(m, node, depth - 1);
	}
	buf_free(&b);
}

/* Reports what a bank has no column for. */
static void
question_report_rest(const struct moodle *m, const xmlNode *question)
{
	static const char *const parts[][2] = { { "hint", "hint" }, { "correctfeedback", "combined feedback" },
		{ "partiallycorrectfeedback", "combined feedback" }, { "incorrectfeedback", "combined feedback" },
		{ "responsetemplate", "response template" }, { "image_base64", "embedded file" } };
	const xmlNode *node;
	struct buf b = { 0 };
	size_t i;

	question_report_files(m, question, QUESTION_FILES);
	for (node = question->children; node != NULL; node = node->next)
		for (i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
			b.n = 0;
			if (!xml_is(node, parts[i][0]))
				continue;
			xml_text(node, &b);
			if (slice_trim_ws(buf_slice(&b)).n > 0 || xml_is(node, "image_base64"))
				import_skipped(m->im, xml_line(node), parts[i][1], slice_trim_ws(buf_slice(&b)));
		}
	buf_free(&b);
}

/* ---- Questions ---- */

static void
question_add(struct moodle *m, const xmlNode *question, enum question_kind kind)
{
	size_t row = import_add_row(m->im, m->operand, m->lineno, 0);
	struct buf tags = { 0 };

	question_set_topic(m, row);
	question_set(m, row, "question", xml_child(question, "questiontext"));
	question_set_answers(m, question, kind, row);
	if (kind == QUESTION_ESSAY && xml_child(question, "graderinfo") != NULL)
		question_set_points(m, row, xml_child(question, "graderinfo"));
	question_set_id(m, question, row);
	moodle_tags(question, &tags);
	if (tags.n > 0)
		import_set(m->im, row, slice_of("tags"), buf_slice(&tags));
	question_report_rest(m, question);
	moodle_set_own(m, question, row);
	buf_free(&tags);
}

/* Reports a question that is not imported: its name, and its type if the summary does not name it. */
static void
question_skip(const struct moodle *m, const xmlNode *question, const struct question_type *type, struct slice name)
{
	struct buf b = { 0 };

	if (*type->name == '\0')
		buf_printf(&b, "%.*s: ", SHOWN(name));
	xml_text(xml_child(question, "name"), &b);
	import_skipped(m->im, m->lineno, type->what, slice_trim_ws(buf_slice(&b)));
	buf_free(&b);
}

/* Sets the current category, and reports its description. */
static void
question_set_category(struct moodle *m, const xmlNode *question)
{
	struct buf info = { 0 };

	m->category.n = 0;
	xml_text(xml_child(question, "category"), &m->category);
	xml_text(xml_child(question, "info"), &info);
	if (slice_trim_ws(buf_slice(&info)).n > 0)
		import_skipped(m->im, m->lineno, "description of a category", slice_trim_ws(buf_slice(&info)));
	buf_free(&info);
}

void
moodle_question(struct moodle *m, const xmlNode *question)
{
	const struct question_type *type = question_types;
	struct buf b = { 0 };
	struct slice name = xml_attribute(question, "type", &b);

	m->lineno = xml_line(question);
	if (name.p == NULL)
		name = slice_of("no type");
	if (slice_eq(name, slice_of("category"))) {
		question_set_category(m, question);
		buf_free(&b);
		return;
	}
	while (type->name[0] != '\0' && !slice_eq(name, slice_of(type->name)))
		type++;
	if (type->kind == QUESTION_SKIPPED)
		question_skip(m, question, type, name);
	else
		question_add(m, question, type->kind);
	buf_free(&b);
}
