/* A Moodle XML file as a tree of libxml2. */
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/libxml.h"
#include "import/moodle/xml.h"
#include "tsv/file.h"

/* ---- Parsing ---- */

/* The offset after the first end in s, or s.n. */
static size_t
xml_find_end(struct slice s, const char *end)
{
	size_t i, n = strlen(end);

	for (i = 0; i + n <= s.n; i++) {
		const char *p = memchr(s.p + i, *end, s.n - n + 1 - i);

		if (p == NULL)
			break;
		i = (size_t)(p - s.p);
		if (memcmp(p, end, n) == 0)
			return i + n;
	}
	return s.n;
}

/* Sets *n to the length of the tag at the front of s, and returns how many attributes it has. */
static size_t
xml_count_attributes(struct slice s, size_t *n)
{
	size_t i, count = 0;
	char quote = '\0';

	for (i = 1; i < s.n && (quote != '\0' || s.p[i] != '>'); i++) {
		if (quote != '\0')
			quote = s.p[i] == quote ? '\0' : quote;
		else if (s.p[i] == '"' || s.p[i] == '\'')
			quote = s.p[i];
		else
			count += s.p[i] == '=';
	}
	*n = i;
	return count;
}

/*
 * -1 after fail() at a tag with more attributes than libxml2, which compares each with those before, reads
 * fast, or nested too deeply.  The limits of libxml2 itself would refuse every file of more than 10 MB.
 */
static int
xml_check_tags(const char *operand, struct slice s)
{
	static const char *const other[][2] = { { "<!--", "-->" }, { "<![CDATA[", "]]>" }, { "<?", "?>" } };
	size_t line = 1, depth = 0, i, n;

	while (s.n > 0) {
		n = 1;
		if (*s.p == '<') {
			for (i = 0; i < 3 && !slice_starts(s, other[i][0]); i++)
				;
			if (i < 3)
				n = xml_find_end(s, other[i][1]);
			else if (xml_count_attributes(s, &n) > XML_ATTRIBUTES)
				return fail("%s:%zu: a tag with more than %d attributes", file_name(operand), line,
				    XML_ATTRIBUTES);
			else if (n > 1 && s.p[1] == '/')
				depth -= depth > 0;
			else if (s.p[n - 1] != '/' && ++depth > XML_DEPTH)
				return fail(
				    "%s:%zu: more than %d nested elements", file_name(operand), line, XML_DEPTH);
		}
		for (i = 0; i < n; i++)
			line += s.p[i] == '\n';
		s = slice_skip(s, n);
	}
	return 0;
}

/* Stops at a document type declaration, which may define entities; stores its line. */
static void
xml_refuse_doctype(void *arg, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	xmlParserCtxtPtr xml = arg;

	(void)name;
	(void)external;
	(void)system;
	*(int *)xml->_private = xml->input != NULL ? xml->input->line : 1;
	xmlStopParser(xml);
}

/* fail() with what libxml2 reports, in one line. */
static void
xml_fail(const char *operand, xmlParserCtxtPtr xml)
{
	const xmlError *e = xmlCtxtGetLastError(xml);
	struct slice message = slice_of(e != NULL && e->message != NULL ? e->message : "not XML");

	message = slice_trim_ws(message);
	fail("%s:%d: invalid XML: %.*s", file_name(operand), e != NULL ? e->line : 1, SHOWN(message));
}

xmlDocPtr
xml_parse(const char *operand, struct slice s)
{
	/* What was converted to UTF-8 may declare another encoding. */
	int options = XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES |
	    (utf8_is_valid(s) ? XML_PARSE_IGNORE_ENC : 0);
	xmlDocPtr doc;
	xmlParserCtxtPtr xml;
	int doctype = 0;

	if (s.n > INT_MAX / 2)
		fail("%s: XML of more than 1 GiB", file_name(operand));
	if (s.n > INT_MAX / 2 || xml_check_tags(operand, s) == -1)
		return NULL;
	libxml_prepare();
	xml = xmlNewParserCtxt();
	if (xml == NULL) {
		fail("out of memory");
		return NULL;
	}
	xml->sax->internalSubset = xml_refuse_doctype;
	xml->_private = &doctype;
	doc = xmlCtxtReadMemory(
	    xml, s.p, (int)s.n, NULL, (options & XML_PARSE_IGNORE_ENC) != 0 ? "UTF-8" : NULL, options);
	if (doctype > 0)
		fail("%s:%d: a document type declaration, which Moodle XML does not have, is refused",
		    file_name(operand), doctype);
	else if (doc == NULL)
		xml_fail(operand, xml);
	if (doctype > 0 && doc != NULL) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	xmlFreeParserCtxt(xml);
	return doc;
}

/* ---- Access ---- */

bool
xml_is(const xmlNode *node, const char *element)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, element) == 0;
}

/* The node or the first after it that is such an element. */
static xmlNode *
xml_from(xmlNode *node, const char *element)
{
	while (node != NULL && !xml_is(node, element))
		node = node->next;
	return node;
}

xmlNode *
xml_child(const xmlNode *node, const char *element)
{
	return node != NULL ? xml_from(node->children, element) : NULL;
}

xmlNode *
xml_next(const xmlNode *node, const char *element)
{
	return xml_from(node->next, element);
}

size_t
xml_line(const xmlNode *node)
{
	long line = xmlGetLineNo(node);

	return line > 0 ? (size_t)line : 1;
}

void
xml_content(const xmlNode *node, struct buf *b)
{
	xmlChar *content = node != NULL ? xmlNodeGetContent(node) : NULL;

	if (content == NULL)
		return;
	buf_str(b, (const char *)content);
	xmlFree(content);
}

void
xml_text(const xmlNode *node, struct buf *b)
{
	xml_content(xml_child(node, "text"), b);
}

struct slice
xml_attribute(const xmlNode *node, const char *name, struct buf *b)
{
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);

	b->n = 0;
	if (value == NULL)
		return (struct slice){ NULL, 0 };
	buf_str(b, (const char *)value);
	xmlFree(value);
	buf_cstr(b);
	return buf_slice(b);
}
