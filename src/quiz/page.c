/* Text as rows of a terminal. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "quiz/page.h"

/* The length of the SGR sequence at the front of s, or 0. */
static size_t
page_sgr(struct slice s)
{
	size_t n = 2;

	if (s.n < 3 || s.p[0] != '\33' || s.p[1] != '[')
		return 0;
	while (n < s.n && s.p[n] != 'm')
		n++;
	return n < s.n ? n + 1 : 0;
}

static void
page_end_row(struct page *p)
{
	p->end = array_grow(p->end, p->n, &p->cap, sizeof(*p->end));
	p->end[p->n++] = p->text.n;
}

/* Adds the rows of a line. */
static void
page_add(struct page *p, struct slice line, size_t columns)
{
	struct slice style = { "", 0 };
	size_t column = 0;

	while (line.n > 0) {
		struct slice rest = line;
		size_t n = page_sgr(line), width = 0;

		if (n > 0) {
			style = (struct slice){ line.p, n };
		} else {
			utf8_next(&rest);
			n = line.n - rest.n;
			width = utf8_width((struct slice){ line.p, n });
		}
		if (column > 0 && column + width > columns) {
			if (style.n > 0)
				buf_str(&p->text, "\33[m");
			page_end_row(p);
			buf_append(&p->text, style.p, style.n);
			column = 0;
		}
		buf_append(&p->text, line.p, n);
		column += width;
		line = slice_skip(line, n);
	}
	page_end_row(p);
}

void
page_set(struct page *p, struct slice text, size_t columns)
{
	struct slice line;

	p->text.n = p->n = p->top = 0;
	if (text.n > 0 && text.p[text.n - 1] == '\n')
		text.n--;
	while (slice_next(&text, '\n', &line))
		page_add(p, line, columns);
}

void
page_add_groups(struct buf *b, struct slice groups, size_t columns)
{
	size_t column = 0;

	while (groups.n > 0) {
		struct slice group = groups;
		size_t n, width;

		for (n = 0; n < groups.n && !(groups.p[n] == ' ' && n + 1 < groups.n && groups.p[n + 1] == ' '); n++)
			;
		group.n = n;
		width = utf8_width(group);
		if (column > 0 && column + 2 + width > columns) {
			buf_byte(b, '\n');
			column = 0;
		} else if (column > 0) {
			buf_str(b, "  ");
			column += 2;
		}
		buf_append(b, group.p, group.n);
		column += width;
		groups = slice_skip(groups, n);
		while (groups.n > 0 && *groups.p == ' ')
			groups = slice_skip(groups, 1);
	}
	if (column > 0)
		buf_byte(b, '\n');
}

struct slice
page_row(const struct page *p, size_t i)
{
	size_t from;

	if (i >= p->n)
		return (struct slice){ "", 0 };
	from = i > 0 ? p->end[i - 1] : 0;
	return (struct slice){ p->text.p + from, p->end[i] - from };
}

void
page_scroll(struct page *p, long by, size_t rows)
{
	size_t last = p->n > rows ? p->n - rows : 0;

	if (by < 0)
		p->top -= p->top < (size_t)-by ? p->top : (size_t)-by;
	else
		p->top += (size_t)by;
	if (p->top > last)
		p->top = last;
}

bool
page_is_last(const struct page *p, size_t rows)
{
	return p->top + rows >= p->n;
}

void
page_free(struct page *p)
{
	buf_free(&p->text);
	free(p->end);
	*p = (struct page){ 0 };
}
