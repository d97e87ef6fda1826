/*
 * Moodle XML, as Moodle exports it and as programs such as R/exams write it.  HTML becomes CommonMark;
 * what qb-format wrote is restored field by field, except where it was changed: see own.c.
 */
#include <libxml/tree.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/keys.h"
#include "import/moodle/moodle.h"
#include "import/moodle/xml.h"
#include "import/registry.h"
#include "tsv/file.h"

static int
moodle_read_quiz(struct moodle *m, const xmlNode *quiz)
{
	const xmlNode *node;

	if (quiz == NULL || !xml_is(quiz, "quiz"))
		return fail("%s: is XML, but not Moodle XML: its first element is <%s>, not <quiz>",
		    file_name(m->operand), quiz != NULL ? (const char *)quiz->name : "");
	moodle_begin_own(m, quiz);
	for (node = quiz->children; node != NULL; node = node->next) {
		if (xml_is(node, "question"))
			moodle_question(m, node);
		else if (node->type == XML_ELEMENT_NODE && !xml_is(node, "qb"))
			import_skipped(m->im, xml_line(node), "element that is not a question",
			    slice_of((const char *)node->name));
	}
	return import_end(m->im, m->operand);
}

static int
moodle_read(struct import *im, const char *operand)
{
	struct moodle m = { .im = im, .operand = operand };
	struct buf file = { 0 };
	int status = import_file(im, operand, &file);
	struct slice s = slice_trim_ws(buf_slice(&file));
	xmlDocPtr doc = NULL;

	if (status == 0 && (s.n == 0 || *s.p != '<'))
		status = fail("%s: is not XML", file_name(operand));
	if (status == 0 && (doc = xml_parse(operand, buf_slice(&file))) == NULL)
		status = -1;
	if (status == 0)
		status = moodle_read_quiz(&m, xmlDocGetRootElement(doc));
	if (doc != NULL)
		xmlFreeDoc(doc);
	keys_free(&m.keys);
	if (m.names != NULL)
		map_free(m.names);
	buf_free(&m.category);
	buf_free(&file);
	return status;
}

const struct import_format import_moodle = { "moodle", moodle_read, NULL, NULL };
