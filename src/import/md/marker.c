/* List markers of Markdown, and the indentation of the text after them. */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "import/md/marker.h"

/* CommonMark has no longer numbers. */
enum { MARKER_DIGITS = 9 };

static size_t
marker_next_tab_stop(size_t col)
{
	return col + 4 - col % 4;
}

size_t
marker_indent(struct slice line)
{
	size_t col = 0, i;

	for (i = 0; i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'); i++)
		col = line.p[i] == ' ' ? col + 1 : marker_next_tab_stop(col);
	return col;
}

void
marker_add_line(struct slice line, size_t margin, bool whole_tabs, struct buf *b)
{
	size_t col = 0;

	for (; line.n > 0 && col < margin && (*line.p == ' ' || *line.p == '\t'); line = slice_skip(line, 1))
		col = *line.p == ' ' ? col + 1 : marker_next_tab_stop(col);
	for (; col > margin && !whole_tabs; col--)
		buf_byte(b, ' ');
	buf_append(b, line.p, line.n);
}

/* The length of the list marker and the indentation before it; 0 if there is none. */
static size_t
marker_length(struct slice line, size_t *number)
{
	size_t i = 0, digits;

	while (i < line.n && i < 3 && line.p[i] == ' ')
		i++;
	*number = 0;
	for (digits = i; i < line.n && i < digits + MARKER_DIGITS && line.p[i] >= '0' && line.p[i] <= '9'; i++)
		*number = 10 * *number + (size_t)(line.p[i] - '0');
	if (i == line.n || strchr(i > digits ? ".)" : "-+*", line.p[i]) == NULL)
		return 0;
	return i + 1;
}

size_t
marker_parse(struct slice line, struct slice *text, size_t *number)
{
	size_t col = marker_length(line, number), spaces = 0;

	if (col == 0)
		return 0;
	*text = slice_skip(line, col);
	if (slice_trim_ws(*text).n == 0) {
		text->n = 0;
		return col + 1;
	}
	if (*text->p == '\t') {
		*text = slice_skip(*text, 1);
		return marker_next_tab_stop(col);
	}
	while (spaces < text->n && text->p[spaces] == ' ')
		spaces++;
	if (spaces == 0)
		return 0;
	if (spaces > 4)
		spaces = 1; /* the others are the indentation of a code block */
	*text = slice_skip(*text, spaces);
	return col + spaces;
}
