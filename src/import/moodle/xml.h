/* A Moodle XML file as a tree of libxml2. */
#ifndef QB_IMPORT_MOODLE_XML_H
#define QB_IMPORT_MOODLE_XML_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct buf;

/*
 * xml_parse: the tree of the document, which the caller frees with xmlFreeDoc(); NULL after fail() with
 * the file and the line.  Nothing else is loaded, and no entity is expanded: a document type declaration
 * is refused; so are tags of more than XML_ATTRIBUTES attributes, and elements nested deeper than XML_DEPTH.
 */
enum { XML_ATTRIBUTES = 100, XML_DEPTH = 256 };
xmlDocPtr xml_parse(const char *operand, struct slice s);

bool xml_is(const xmlNode *node, const char *element);
/* xml_child, xml_next: the first child element of that name, and the next one after a node; NULL: none. */
xmlNode *xml_child(const xmlNode *node, const char *element);
xmlNode *xml_next(const xmlNode *node, const char *element);
/* xml_line: the line of the file at which the element begins. */
size_t xml_line(const xmlNode *node);
/* xml_content: appends the text in the element; nothing for NULL.  xml_text: that of its child <text>. */
void xml_content(const xmlNode *node, struct buf *b);
void xml_text(const xmlNode *node, struct buf *b);
/* xml_attribute: the value, in *b, whose old content is lost; a p of NULL if there is none. */
struct slice xml_attribute(const xmlNode *node, const char *name, struct buf *b);

#endif
