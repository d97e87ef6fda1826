/* What is between the title of a question and its answer in a native export. */
#include <stdbool.h>
#include <stddef.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/keys.h"
#include "import/md/blocks.h"
#include "import/md/comment.h"
#include "import/md/item.h"
#include "import/md/tasks.h"
#include "markup/charref.h"

/* Whether the line is the comment that ends the question. */
static bool
blocks_is_end(struct slice line)
{
	struct slice body, s = slice_trim_ws(line);
	size_t n = line.n > 0 && *line.p == '<' ? md_comment_split(s, &body) : 0;

	return n > 0 && n == s.n && slice_eq(slice_trim_ws(body), slice_of("answer"));
}

/* The offset of that line, or text.n; stores the offset after it. */
static size_t
blocks_find_end(struct slice text, size_t *after)
{
	struct slice rest = text, line;

	while (rest.n > 0 && slice_next(&rest, '\n', &line))
		if (blocks_is_end(line)) {
			*after = rest.p != NULL ? (size_t)(rest.p - text.p) : text.n;
			return (size_t)(line.p - text.p);
		}
	*after = text.n;
	return text.n;
}

/* Appends the blocks to the question, without the blank line after them, or before them if there is no title. */
static void
blocks_add_blocks(struct item *it, struct slice blocks)
{
	if (it->question.n > 0)
		buf_byte(&it->question, '\n');
	else if (slice_starts(blocks, "\n"))
		blocks = slice_skip(blocks, 1);
	if (blocks.n > 0 && blocks.p[blocks.n - 1] == '\n')
		blocks.n--;
	if (blocks.n > 0 && blocks.p[blocks.n - 1] == '\n')
		blocks.n--;
	charref_decode(&charref_answer, blocks, &it->question);
}

/* Reads the list at the front of the text; returns the offset after it. */
static size_t
blocks_add_choices(struct item *it, struct slice text)
{
	struct choices c = { 0 };
	size_t end = tasks_read(text, true, &c);

	choices_write(&c, &it->choices);
	choices_free(&c);
	return end;
}

struct item_blocks
blocks_read(const struct item_source *src, struct item *it, size_t from, bool is_answer)
{
	struct slice text = slice_skip(buf_slice(&it->text), from), blocks;
	size_t after, end = blocks_find_end(text, &after), list, list_end;
	bool ends = end < text.n;

	text.n = end;
	list = keys_has(src->keys, slice_of("choices")) ? tasks_find(text) : text.n;
	blocks = (struct slice){ text.p, list };
	if (slice_trim_ws(blocks).n > 0 && (is_answer || !ends))
		return (struct item_blocks){ from, from }; /* no choices: all of it is the answer */
	if (slice_trim_ws(blocks).n > 0)
		blocks_add_blocks(it, blocks);
	if (list == text.n)
		return (struct item_blocks){ from + list, ends ? from + after : from };
	list_end = list + blocks_add_choices(it, slice_skip(text, list));
	if (!ends)
		return (struct item_blocks){ from, from + list_end };
	if (slice_trim_ws(slice_skip(text, list_end)).n > 0)
		import_error(src->im, it->first + 1, "text between the choices and '<!-- answer -->'");
	return (struct item_blocks){ from + list, from + after };
}
