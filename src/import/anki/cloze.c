/* Cloze deletions of Anki: `{{c1::text}}` or `{{c1::text::hint}}`, which may be nested. */
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "import/anki/anki.h"
#include "import/import.h"

/* For each of them the rest of the text is searched; after so many, further ones are text. */
enum { CLOZE_UNCLOSED = 100 };

/* The length of `{{c1::` at the front of the text, or 0. */
static size_t
cloze_opening(struct slice s)
{
	size_t n = 3;

	if (!slice_starts(s, "{{c"))
		return 0;
	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n > 3 && slice_starts(slice_skip(s, n), "::") ? n + 2 : 0;
}

/* The offset of the `}}` that closes a deletion, after its opening; s.n: it has none. */
static size_t
cloze_end(struct slice s)
{
	size_t i, depth = 1;

	for (i = 0; i < s.n; i++) {
		depth += cloze_opening(slice_skip(s, i)) > 0;
		if (slice_starts(slice_skip(s, i), "}}") && --depth == 0)
			return i;
		i += slice_starts(slice_skip(s, i), "}}");
	}
	return s.n;
}

/* Appends the text of a deletion without deletions inside; stores its hint, if it has one. */
static void
cloze_text(struct slice s, struct buf *b, struct slice *hint)
{
	size_t i, n, depth = 0;

	*hint = (struct slice){ "", 0 };
	for (i = 0; i < s.n; i++) {
		struct slice rest = slice_skip(s, i);

		if ((n = cloze_opening(rest)) > 0) {
			depth++;
			i += n - 1;
		} else if (depth > 0 && slice_starts(rest, "}}")) {
			depth--;
			i++;
		} else if (depth == 0 && slice_starts(rest, "::")) {
			*hint = slice_skip(rest, 2);
			return;
		} else {
			buf_byte(b, s.p[i]);
		}
	}
}

bool
anki_cloze(struct slice text, struct buf *question, struct buf *answer)
{
	size_t n, end, found = 0, unclosed = 0;
	struct slice hint, first = { "", 0 };
	struct buf list = { 0 }, one = { 0 };

	while (text.n > 0) {
		n = unclosed < CLOZE_UNCLOSED ? cloze_opening(text) : 0;
		end = n > 0 ? cloze_end(slice_skip(text, n)) : 0;
		if (n == 0 || n + end == text.n) {
			unclosed += n > 0;
			buf_byte(question, *text.p);
			text = slice_skip(text, 1);
			continue;
		}
		one.n = 0;
		cloze_text((struct slice){ text.p + n, end }, &one, &hint);
		buf_str(&list, found++ > 0 ? "\n- " : "- ");
		buf_append(&list, one.p, one.n);
		buf_str(question, "_____");
		if (hint.n > 0) {
			buf_str(question, " (");
			buf_append(question, hint.p, hint.n);
			buf_byte(question, ')');
		}
		text = slice_skip(text, n + end + 2);
	}
	first = buf_slice(&list);
	if (found == 1)
		first = slice_skip(first, 2);
	buf_append(answer, first.p, first.n);
	buf_free(&list);
	buf_free(&one);
	return found > 0;
}

void
anki_read_cloze(struct import *im, size_t row, struct slice question, struct slice answer)
{
	struct buf blanks = { 0 }, hidden = { 0 };

	if (anki_cloze(question, &blanks, &hidden)) {
		if (answer.n > 0) {
			buf_str(&hidden, "\n\n");
			buf_append(&hidden, answer.p, answer.n);
		}
		import_set(im, row, slice_of("question"), buf_slice(&blanks));
		import_set(im, row, slice_of("answer"), buf_slice(&hidden));
	}
	buf_free(&blanks);
	buf_free(&hidden);
}

void
anki_add_tags(struct slice tags, struct buf *b)
{
	struct slice tag;

	while (slice_next(&tags, ' ', &tag)) {
		if (tag.n > 0 && b->n > 0)
			buf_byte(b, ',');
		buf_append(b, tag.p, tag.n);
	}
}
