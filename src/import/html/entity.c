/* The entities of HTML 5 that libxml2, which may know those of HTML 4 only, would leave as text. */
#include <libxml/HTMLparser.h>
#include <libxml/xmlstring.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "import/html/escape.h"
#include "import/html/tree.h"
#include "markup/commonmark.h"

/* The longest name of HTML, CounterClockwiseContourIntegral, has 31 characters. */
enum { ENTITY_NAME = 32 };

/* The length of the entity at the front, with its & and ;, if libxml2 may not know it; otherwise 0. */
static size_t
entity_length(struct slice s)
{
	char name[ENTITY_NAME + 1];
	size_t n = 0;

	while (n < ENTITY_NAME && n + 1 < s.n && html_is_alnum(s.p[n + 1])) {
		name[n] = s.p[n + 1];
		n++;
	}
	name[n] = '\0';
	if (n == 0 || n + 1 >= s.n || s.p[n + 1] != ';' || htmlEntityLookup((const xmlChar *)name) != NULL)
		return 0;
	return n + 2;
}

bool
html_resolve_entities(struct slice html, struct buf *b)
{
	struct buf scratch = { 0 };
	bool found = false;
	const char *at;
	size_t n;

	while (html.n > 0 && (at = memchr(html.p, '&', html.n)) != NULL) {
		buf_append(b, html.p, (size_t)(at - html.p));
		html = slice_skip(html, (size_t)(at - html.p));
		n = entity_length(html);
		if (n > 0) {
			struct slice text = entity_text((struct slice){ html.p, n }, &scratch);

			found = true;
			if (text.n == 1 && html_is_in("<&", *text.p))
				text = slice_of(*text.p == '<' ? "&lt;" : "&amp;");
			buf_append(b, text.p, text.n);
		} else {
			n = 1;
			buf_byte(b, '&');
		}
		html = slice_skip(html, n);
	}
	buf_append(b, html.p, html.n);
	buf_free(&scratch);
	return found;
}
