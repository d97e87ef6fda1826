/* The text of a GIFT question: around its braces, and whether it is one of several embedded questions. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/gift/gift.h"
#include "import/gift/stem.h"
#include "import/gift/text.h"
#include "import/import.h"

bool
gift_has_cloze(struct slice s)
{
	static const char digits[] = "0123456789", letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_";
	struct buf b = { 0 };
	bool found = false;
	size_t i, n;

	for (i = 0; i < s.n; i++)
		if (s.p[i] != '\\')
			buf_byte(&b, s.p[i]);
	buf_cstr(&b);
	for (i = 0; i < b.n && !found; i++) {
		if (b.p[i] != '{')
			continue;
		n = strspn(b.p + i + 1, digits);
		found = b.p[i + 1 + n] == ':';
		i += 1 + n;
		n = found ? strspn(b.p + i + 1, letters) : 0;
		found = n > 1 && b.p[i + 1 + n] == ':';
		i--;
	}
	buf_free(&b);
	return found;
}

/* Whether the text after the braces has only tags of HTML, such as `</p>`. */
static bool
gift_is_markup(struct slice s)
{
	bool tag = false;
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '<')
			tag = true;
		else if (!tag && !ascii_is_space(s.p[i]))
			return false;
		if (s.p[i] == '>')
			tag = false;
	}
	return true;
}

void
gift_read_text(const struct gift *g, struct slice head, struct slice tail, struct buf *question)
{
	struct buf whole = { 0 };

	if (gift_find(tail, "{") < tail.n)
		import_note(g->im, g->lineno, "second answer kept in the question");
	buf_append(&whole, head.p, head.n);
	if (slice_trim_ws(tail).n > 0 && !gift_is_markup(tail)) {
		buf_str(&whole, "_____");
		buf_append(&whole, tail.p, tail.n);
	}
	gift_decode_formatted(g, buf_slice(&whole), question);
	buf_free(&whole);
}
