/* CommonMark as HTML: elements that are known, closed in their order, and nothing else that is markup. */
#include <strings.h>

#include <ctype.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "bank/table.h"
#include "bank/writer.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/fd.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/out.h"
#include "base/sandbox.h"
#include "base/slice.h"
#include "base/term.h"
#include "base/utf8.h"
#include "format/format.h"
#include "format/htmltext.h"
#include "format/job.h"
#include "fuzz.h"
#include "mark/answer.h"
#include "mark/rubric.h"
#include "markup/charref.h"
#include "markup/commonmark.h"
#include "markup/mdtext.h"
#include "markup/meta.h"
#include "query/check.h"
#include "query/sample.h"
#include "query/select.h"
#include "query/sort.h"
#include "review/fsrs.h"
#include "review/history.h"
#include "review/log.h"
#include "review/progress.h"
#include "search/literal.h"
#include "search/needle.h"
#include "search/pattern.h"
#include "search/regex.h"
#include "search/skip.h"
#include "search/trie.h"
#include "tsv/csv.h"
#include "tsv/escape.h"
#include "tsv/file.h"
#include "tsv/reader.h"
#include "tsv/scan.h"

enum { DEEPEST = 1 << 16 };

static const char *const elements[] = { "p", "blockquote", "li", "em", "strong", "code", "ul", "ol", "pre", "a", "h2",
	"h3", "h4", "h5", "h6" };

enum { ELEMENTS = sizeof(elements) / sizeof(*elements) };

/* Which element the name at p is; ELEMENTS where it is none. */
static size_t
element(const char *p)
{
	size_t i, n = strspn(p, "abcdefghijklmnopqrstuvwxyz0123456789");

	for (i = 0; i < ELEMENTS; i++)
		if (strlen(elements[i]) == n && memcmp(elements[i], p, n) == 0)
			break;
	return i;
}

/* The attributes between an element's name and its end. */
static void
check_attributes(const char *p, const char *end, size_t which)
{
	static const char *const allowed[] = { " start=\"", " tabindex=\"", " rel=\"", " href=\"" };
	size_t i;

	(void)which;
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
check_html(const char *p)
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
			which = element(p + 2);
			CHECK(depth > 0 && which < ELEMENTS && open[depth - 1] == which);
			CHECK(end == p + 2 + strlen(elements[which]));
			depth--;
		} else {
			which = element(p + 1);
			CHECK(which < ELEMENTS && depth < DEEPEST);
			open[depth++] = which;
			check_attributes(p + 1 + strlen(elements[which]), end, which);
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
		check_html(buf_cstr(&html));
	}
	return 0;
}
