/* Parts of Moodle XML. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "format/htmltext.h"
#include "format/moodleparts.h"

void
moodle_add_text(struct buf *xml, struct slice s)
{
	bool marked = s.n > 0 &&
	    (memchr(s.p, '<', s.n) != NULL || memchr(s.p, '&', s.n) != NULL || memchr(s.p, '>', s.n) != NULL);
	size_t i;

	buf_str(xml, marked ? "<![CDATA[" : "");
	for (i = 0; i < s.n; i++) {
		if (marked && s.p[i] == '>' && i > 1 && s.p[i - 1] == ']' && s.p[i - 2] == ']')
			buf_str(xml, "]]><![CDATA[");
		buf_byte(xml, s.p[i]);
	}
	buf_str(xml, marked ? "]]>" : "");
}

void
moodle_add_element(struct buf *xml, const char *open, const char *close, struct slice s)
{
	buf_printf(xml, "<%s><text>", open);
	moodle_add_text(xml, s);
	buf_printf(xml, "</text></%s>\n", close);
}

int
moodle_add_html(struct buf *b, struct slice s, int level)
{
	struct buf html = { 0 };
	int status = html_markdown(&html, s, level);
	size_t i;

	for (i = 0; i < html.n; i++)
		if (html.p[i] == '\r')
			buf_str(b, "&#13;");
		else
			buf_byte(b, html.p[i]);
	buf_free(&html);
	return status;
}

double
moodle_grade(double weight)
{
	static const double grades[] = { 0, 5, 10, 100.0 / 9, 12.5, 100.0 / 7, 50.0 / 3, 20, 25, 30, 100.0 / 3, 40, 50,
		60, 200.0 / 3, 70, 75, 80, 250.0 / 3, 90, 100 };
	double size = weight < 0 ? -weight : weight, best = 100;
	size_t i;

	for (i = 0; i < sizeof(grades) / sizeof(*grades); i++) {
		double off = size - grades[i], least = size - best;

		if ((off < 0 ? -off : off) < (least < 0 ? -least : least))
			best = grades[i];
	}
	return weight < 0 ? -best : best;
}
