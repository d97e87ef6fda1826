/* A record's own fields in Moodle XML, in an element that Moodle ignores. */
#include <libxml/tree.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/keys.h"
#include "import/moodle/moodle.h"
#include "import/moodle/xml.h"
#include "markup/xmltext.h"

/* The value of a hexadecimal digit, or -1. */
static int
own_digit(char c)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *p = c != '\0' ? strchr(digits, c) : NULL;

	return p != NULL ? (int)(p - digits) : -1;
}

/* Appends the text with the bytes for %XX; other signs of percent are kept. */
static void
own_decode(struct slice s, struct buf *b)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		int high = s.p[i] == '%' && i + 2 < s.n ? own_digit(s.p[i + 1]) : -1;
		int low = high >= 0 ? own_digit(s.p[i + 2]) : -1;

		if (low >= 0 && high + low > 0) {
			buf_byte(b, (char)(16 * high + low));
			i += 2;
		} else {
			buf_byte(b, s.p[i]);
		}
	}
}

void
moodle_begin_own(struct moodle *m, const xmlNode *quiz)
{
	const xmlNode *qb = xml_child(quiz, "qb");
	struct buf attribute = { 0 }, list = { 0 };
	struct slice columns = { NULL, 0 };

	if (qb != NULL)
		columns = xml_attribute(qb, "columns", &attribute);
	if (columns.p != NULL) {
		own_decode(columns, &list);
		keys_add_list(&m->keys, m->im, buf_slice(&list));
		m->native = true;
	}
	buf_free(&attribute);
	buf_free(&list);
}

void
moodle_tags(const xmlNode *question, struct buf *b)
{
	const xmlNode *first = xml_child(xml_child(question, "tags"), "tag"), *tag;

	for (tag = first; tag != NULL; tag = xml_next(tag, "tag")) {
		if (tag != first)
			buf_byte(b, ',');
		xml_text(tag, b);
	}
}

/* Appends the fractions, texts and feedback of the answers. */
static void
own_add_answers(const xmlNode *question, struct buf *b)
{
	const xmlNode *answer;
	struct buf fraction = { 0 };

	for (answer = xml_child(question, "answer"); answer != NULL; answer = xml_next(answer, "answer")) {
		struct slice s = xml_attribute(answer, "fraction", &fraction);

		buf_append(b, s.p, s.n);
		buf_byte(b, '\t');
		xml_text(answer, b);
		buf_byte(b, '\t');
		xml_text(xml_child(answer, "feedback"), b);
		buf_byte(b, '\n');
	}
	buf_free(&fraction);
}

/* Appends what Moodle shows of the column; false if it shows nothing of it. */
static bool
own_shown(const struct moodle *m, const xmlNode *question, struct slice name, struct buf *b)
{
	static const char *const texts[][2] = { { "question", "questiontext" }, { "answer", "generalfeedback" },
		{ "points", "graderinfo" } };
	size_t i;

	for (i = 0; i < 3; i++)
		if (slice_eq(name, slice_of(texts[i][0]))) {
			xml_text(xml_child(question, texts[i][1]), b);
			return true;
		}
	if (slice_eq(name, slice_of("id")))
		xml_content(xml_child(question, "idnumber"), b);
	else if (slice_eq(name, slice_of("tags")))
		moodle_tags(question, b);
	else if (slice_eq(name, slice_of("topic")))
		buf_append(b, m->category.p, m->category.n);
	else if (slice_eq(name, slice_of("choices")))
		own_add_answers(question, b);
	else
		return false;
	return true;
}

/* Whether the field is what is shown, as far as its check says. */
static bool
own_is_shown(
    const struct moodle *m, const xmlNode *question, const xmlNode *field, struct slice name, struct slice value)
{
	struct buf shown = { 0 }, attribute = { 0 };
	char check[OWN_CHECK];
	bool same = true;

	if (own_shown(m, question, name, &shown)) {
		own_check(value, buf_slice(&shown), check);
		same = slice_eq(xml_attribute(field, "check", &attribute), slice_of(check));
	}
	buf_free(&shown);
	buf_free(&attribute);
	return same;
}

static void
own_set(struct moodle *m, const xmlNode *question, const xmlNode *field, size_t row)
{
	static const char *const shown[] = { "topic", "question", "answer" };
	struct buf attribute = { 0 }, name = { 0 }, content = { 0 }, value = { 0 };
	struct slice encoded = xml_attribute(field, "name", &attribute);
	bool known;
	size_t i;

	if (encoded.p != NULL)
		own_decode(encoded, &name);
	xml_content(field, &content);
	if (slice_eq(xml_attribute(field, "encoding", &attribute), slice_of("url")))
		own_decode(buf_slice(&content), &value);
	else
		buf_append(&value, content.p, content.n);
	known = keys_has(&m->keys, buf_slice(&name));
	for (i = 0; i < 3; i++)
		known |= slice_eq(buf_slice(&name), slice_of(shown[i]));
	if (!known)
		import_error(m->im, xml_line(field), "unknown column '%.*s' in <qb>", SHOWN(buf_slice(&name)));
	else if (own_is_shown(m, question, field, buf_slice(&name), buf_slice(&value)))
		import_set(m->im, row, buf_slice(&name), buf_slice(&value));
	buf_free(&attribute);
	buf_free(&name);
	buf_free(&content);
	buf_free(&value);
}

void
moodle_set_own(struct moodle *m, const xmlNode *question, size_t row)
{
	const xmlNode *field;

	for (field = xml_child(xml_child(question, "qb"), "field"); field != NULL; field = xml_next(field, "field"))
		own_set(m, question, field, row);
}
