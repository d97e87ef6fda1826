/* CommonMark as HTML: only known elements, properly nested, and no other markup. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/htmltext.h"
#include "fuzz.h"

enum { DEEPEST = 1 << 16 };

static const char *const elements[] = { "p", "blockquote", "li", "em", "strong", "code", "ul", "ol", "pre", "a", "h2",
	"h3", "h4", "h5", "h6" };

enum { ELEMENTS = sizeof(elements) / sizeof(*elements) };

/* The index of the element whose name is at p, or ELEMENTS. */
static size_t
markdown_element(const char *p)
{
	size_t i, n = strspn(p, "abcdefghijklmnopqrstuvwxyz0123456789");

	for (i = 0; i < ELEMENTS; i++)
		if (strlen(elements[i]) == n && memcmp(elements[i], p, n) == 0)
			break;
	return i;
}

/* Checks the attributes between the name of an element and the end of its tag. */
static void
markdown_check_attributes(const char *p, const char *end)
{
	static const char *const allowed[] = { " start=\"", " tabindex=\"", " rel=\"", " href=\"" };
	size_t i;

	while (p < end) {
		for (i = 0; i < 4 && strncmp(p, allowed[i], strlen(allowed[i])) != 0; i++)
			;
		CHECK(i < 4);
		p += strlen(allowed[i]);
		CHECK(i != 3 || *p == '#' || strncasecmp(p, "http", 4) == 0 || strncasecmp(p, "mailto:", 7) == 0);
		p += strcspn(p, "\"<>");
		CHECK(*p++ == '"');
	}
}

static void
markdown_check_html(const char *p)
{
	static size_t open[DEEPEST];
	size_t depth = 0, which;

	while ((p += strcspn(p, "<>"), *p != '\0')) {
		const char *end = strchr(p, '>');

		CHECK(*p == '<' && end != NULL);
		if (strncmp(p, "<hr>", 4) == 0 || strncmp(p, "<br>", 4) == 0) {
			p = end + 1;
			continue;
		}
		if (p[1] == '/') {
			which = markdown_element(p + 2);
			CHECK(depth > 0 && which < ELEMENTS && open[depth - 1] == which);
			CHECK(end == p + 2 + strlen(elements[which]));
			depth--;
		} else {
			which = markdown_element(p + 1);
			CHECK(which < ELEMENTS && depth < DEEPEST);
			open[depth++] = which;
			markdown_check_attributes(p + 1 + strlen(elements[which]), end);
		}
		p = end + 1;
	}
	CHECK(depth == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct buf html;
	struct slice s = { (const char *)data, n };
	size_t i;

	if (memchr(s.p, '\0', s.n) != NULL)
		return 0;
	for (i = 0; i < 2; i++) {
		html.n = 0;
		CHECK(html_markdown(&html, s, i == 0 ? 0 : 2) == 0);
		CHECK(utf8_is_valid(buf_slice(&html)));
		markdown_check_html(buf_cstr(&html));
	}
	return 0;
}
