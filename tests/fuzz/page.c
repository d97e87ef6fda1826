/* Rows of a terminal: none is too wide, and together they are the text. */
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "quiz/page.h"

/* Appends the text without SGR sequences. */
static void
plain(struct slice s, struct buf *b)
{
	while (s.n > 0) {
		size_t n = 1;

		if (*s.p == '\33') {
			while (n < s.n && s.p[n] != 'm')
				n++;
			n += n < s.n;
		} else {
			buf_byte(b, *s.p);
		}
		s = slice_skip(s, n);
	}
}

/* Makes text of the bytes as the quiz does: control characters escaped, and a style now and then. */
static void
make(struct slice s, struct buf *b)
{
	struct slice line;

	while (slice_next(&s, '\n', &line)) {
		struct slice part;

		while (slice_next(&line, '\1', &part)) {
			escape_controls(part, "", b);
			buf_str(b, line.p != NULL ? "\33[0;1m" : "\33[0m");
		}
		buf_byte(b, '\n');
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct buf text, whole, row, all;
	struct page p = { 0 };
	struct slice s, line;
	size_t columns, i;

	if (n < 1)
		return 0;
	columns = 1 + data[0] % 100;
	text.n = whole.n = all.n = 0;
	make((struct slice){ (const char *)data + 1, n - 1 }, &text);
	page_set(&p, buf_slice(&text), columns);
	for (i = 0; i < p.n; i++) {
		struct slice rest;

		row.n = 0;
		plain(page_row(&p, i), &row);
		rest = buf_slice(&row);
		if (rest.n > 0)
			utf8_next(&rest);
		CHECK(utf8_width(buf_slice(&row)) <= columns || utf8_width(rest) == 0);
		buf_append(&all, row.p, row.n);
	}
	s = buf_slice(&text);
	while (slice_next(&s, '\n', &line))
		plain(line, &whole);
	CHECK(slice_eq(buf_slice(&all), buf_slice(&whole)));
	for (i = 0; i < 20; i++) {
		page_scroll(&p, (long)(data[i % n] % 41) - 20, 1 + data[i % n] % 7);
		CHECK(p.top <= p.n);
	}
	page_free(&p);
	return 0;
}
