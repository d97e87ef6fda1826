/* An item of a Markdown list, split into question, metadata and answer. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/md/blocks.h"
#include "import/md/comment.h"
#include "import/md/item.h"
#include "import/md/marker.h"
#include "import/md/outline.h"
#include "import/metadata.h"
#include "markup/charref.h"

/* ---- Text ---- */

/* The line after the last one of the item, which ends before the next part that has text. */
static size_t
item_end(const struct outline *o, size_t part, size_t margin)
{
	size_t limit = part + 1, end = o->part[part].last + 1;

	while (limit < o->n && o->part[limit].first == NO_LINE)
		limit++;
	limit = limit < o->n ? o->part[limit].first : o->lines;
	while (end < limit && (outline_is_blank(o, end) || marker_indent(o->line[end]) >= margin))
		end++;
	if (!o->native)
		while (outline_is_blank(o, end - 1))
			end--;
	else if (end < o->lines && outline_is_blank(o, end - 1))
		end--; /* the line between two parts; other blank lines belong to the answer */
	return end;
}

/* Adds the comments that begin in the line, which was just added to the text. */
static void
item_add_comments(const struct outline *o, size_t line, size_t *next, struct item *it)
{
	const char *end = o->line[line].p + o->line[line].n;

	for (; *next < o->comments && o->comment[*next] < end; ++*next) {
		size_t back = (size_t)(end - o->comment[*next]);

		if (back > it->text.n)
			continue;
		it->comment = array_grow(it->comment, it->comments, &it->cap, sizeof(*it->comment));
		it->comment[it->comments++] = (struct item_comment){ it->text.n - back, line + 1 };
	}
}

bool
item_find(const struct outline *o, size_t part, struct item *it)
{
	size_t line, next, margin;
	struct slice first;

	*it = (struct item){ 0 };
	if (o->part[part].first == NO_LINE || (margin = outline_marker(o, part, &line)) == 0)
		return false;
	marker_parse(o->line[line], &first, &it->number);
	it->first = line;
	it->last = item_end(o, part, margin) - 1;
	next = outline_comment(o, line);
	for (; line <= it->last; line++) {
		if (line == it->first)
			buf_append(&it->text, first.p, first.n);
		else
			marker_add_line(o->line[line], margin, o->native, &it->text);
		item_add_comments(o, line, &next, it);
		buf_byte(&it->text, '\n');
	}
	return true;
}

/* ---- Comments ---- */

/* Stores the comment at this offset in *c and returns the offset after it; 0 if it is not closed. */
static size_t
item_comment_end(const struct item *it, const struct item_comment *at, struct md_comment_text *c)
{
	size_t n = md_comment_split(slice_skip(buf_slice(&it->text), at->offset), &c->body);

	c->lineno = at->lineno;
	return n > 0 ? at->offset + n : 0;
}

/* Reports a comment that is kept as text; metadata that is there by mistake is an error. */
static void
item_keep_comment(const struct item_source *src, const struct item *it, size_t i, const char *where)
{
	struct buf quoted = { 0 }, hint = { 0 };
	struct slice text = slice_skip(buf_slice(&it->text), it->comment[i].offset);
	struct md_comment_text c;
	size_t end = item_comment_end(it, &it->comment[i], &c), lineno = it->comment[i].lineno;

	if (end > 0)
		text.n = end - it->comment[i].offset;
	else
		text.n = slice_trim_ws(text).n;
	import_quote(text, &quoted);
	if (end == 0 && src->o->native)
		import_error(src->im, lineno, "comment without '-->': %s", buf_cstr(&quoted));
	else if (src->o->native && md_comment_classify(src->keys, c.body) != MD_COMMENT_TEXT)
		import_error(src->im, lineno, "metadata that is not directly below a question: %s", buf_cstr(&quoted));
	else
		import_note(src->im, lineno, "%scomment kept in the %s: %s",
		    end > 0 && !src->o->native ? md_comment_hint(src->keys, c.body, &hint) : "", where,
		    buf_cstr(&quoted));
	buf_free(&quoted);
	buf_free(&hint);
}

/* The index of the first comment at or after the offset. */
static size_t
item_comment_at(const struct item *it, size_t offset)
{
	size_t lo = 0, hi = it->comments;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (it->comment[mid].offset < offset)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* Reports the comments between two offsets, except those inside of another one. */
static void
item_keep_comments(const struct item_source *src, const struct item *it, const char *where, size_t from, size_t to)
{
	struct md_comment_text c;
	size_t i, end = from;

	for (i = item_comment_at(it, from); i < it->comments && it->comment[i].offset < to; i++) {
		if (it->comment[i].offset < end)
			continue;
		item_keep_comment(src, it, i, where);
		end = item_comment_end(it, &it->comment[i], &c);
		if (end == 0)
			return;
	}
}

/* ---- Question, metadata, answer ---- */

/* The offset after the line. */
static size_t
item_skip_line(const struct item *it, size_t offset)
{
	const char *nl = memchr(it->text.p + offset, '\n', it->text.n - offset);

	return nl != NULL ? (size_t)(nl - it->text.p) + 1 : it->text.n;
}

/* Whether there is only white space between two offsets. */
static bool
item_is_blank(const struct item *it, size_t from, size_t to)
{
	return slice_trim_ws((struct slice){ it->text.p + from, to - from }).n == 0;
}

/* Whether there is only indentation between the start of the line and the offset. */
static bool
item_begins_line(const struct item *it, size_t offset)
{
	while (offset > 0 && (it->text.p[offset - 1] == ' ' || it->text.p[offset - 1] == '\t'))
		offset--;
	return offset == 0 || it->text.p[offset - 1] == '\n';
}

static size_t
item_skip_spaces(const struct item *it, size_t offset)
{
	while (offset < it->text.n && (it->text.p[offset] == ' ' || it->text.p[offset] == '\t'))
		offset++;
	return offset;
}

/* The offset of the first line at or after the offset that is not blank. */
static size_t
item_skip_blank_lines(const struct item *it, size_t offset)
{
	size_t next;

	while (offset < it->text.n && item_is_blank(it, offset, next = item_skip_line(it, offset)))
		offset = next;
	return offset;
}

/*
 * Reads the metadata in a comment.  False if the comment is text: in a native export, one after
 * other metadata; elsewhere, one with any other line.
 */
static bool
item_read_metadata(const struct item_source *src, struct md_comment_text c, struct item *it)
{
	enum md_comment kind = md_comment_classify(src->keys, c.body);

	if (kind != MD_COMMENT_METADATA && (!src->o->native || (kind == MD_COMMENT_TEXT && it->metadata.n > 0)))
		return false;
	md_comment_read(src->im, src->keys, c, &it->metadata);
	return true;
}

/* The offset after the first paragraph, which is the question; 0 if the item begins with something else. */
static size_t
item_question_end(const struct outline *o, size_t part, const struct item *it)
{
	size_t question = o->part[part].question, line, end = 0;

	if (question == NO_LINE || question < it->first || (it->comments > 0 && it->comment[0].offset == 0))
		return 0;
	for (line = it->first; line <= question && end < it->text.n; line++)
		end = item_skip_line(it, end);
	return end;
}

/*
 * Metadata may end the paragraph of the question: its comment is indented too far, or, in a native
 * export, on the line of the question.  Returns the offset where the text of the question ends.
 */
static size_t
item_trim_question(const struct item_source *src, struct item *it, size_t end)
{
	size_t i = item_comment_at(it, end), from, after;
	struct md_comment_text c;

	if (i == 0)
		return end;
	from = it->comment[i - 1].offset;
	after = item_comment_end(it, &it->comment[i - 1], &c);
	if (after == 0 || after > end || !item_is_blank(it, after, end))
		return end;
	if (!src->o->native && !item_begins_line(it, from))
		return end;
	return item_read_metadata(src, c, it) ? from : end;
}

/* Reads the comments of metadata from the offset on; returns the offset after them and the blank lines before. */
static size_t
item_read_comments(const struct item_source *src, struct item *it, size_t offset)
{
	struct md_comment_text c;

	for (;;) {
		size_t at = item_skip_spaces(it, item_skip_blank_lines(it, offset)), i = item_comment_at(it, at), end;

		if (i == it->comments || it->comment[i].offset != at)
			return offset;
		end = item_comment_end(it, &it->comment[i], &c);
		if (end == 0 || !item_read_metadata(src, c, it))
			return offset;
		offset = item_skip_line(it, end);
		if (!item_is_blank(it, end, offset))
			return item_skip_spaces(it, end); /* text after the comment begins the answer */
	}
}

/* Sets the question to the text before the offset, on one line. */
static void
item_set_question(bool native, size_t end, struct item *it)
{
	struct slice text = { it->text.p, end }, line;
	struct buf joined = { 0 };

	text = slice_trim_ws(text);
	while (text.n > 0 && slice_next(&text, '\n', &line)) {
		if (joined.n > 0)
			buf_byte(&joined, ' ');
		buf_append(&joined, line.p, line.n);
	}
	if (native)
		charref_decode(&charref_question, buf_slice(&joined), &it->question);
	else
		buf_append(&it->question, joined.p, joined.n);
	buf_free(&joined);
}

/* Sets the answer to the text from the offset on; in a native export, a blank line precedes it. */
static void
item_set_answer(bool native, size_t offset, struct item *it)
{
	size_t next = item_skip_line(it, offset);
	struct slice text;

	if (!native)
		offset = item_skip_blank_lines(it, offset);
	else if (item_is_blank(it, offset, next))
		offset = next;
	if (offset >= it->text.n)
		return;
	text = (struct slice){ it->text.p + offset, it->text.n - offset - 1 };
	if (native)
		charref_decode(&charref_answer, text, &it->answer);
	else
		buf_append(&it->answer, text.p, text.n);
}

void
item_split(const struct item_source *src, size_t part, struct item *it)
{
	bool native = src->o->native;
	size_t end = item_question_end(src->o, part, it), question = item_trim_question(src, it, end), body, answer;

	item_set_question(native, question, it);
	answer = body = item_read_comments(src, it, end);
	if (native) {
		struct item_blocks b = blocks_read(src, it, body, false);

		item_keep_comments(src, it, "question", body, b.end);
		answer = b.answer;
	}
	item_set_answer(native, answer, it);
	if (!native && it->question.n == 0)
		return; /* the item is skipped */
	item_keep_comments(src, it, "question", 0, question);
	item_keep_comments(src, it, "answer", answer, it->text.n);
}

bool
item_deferred_answer(const struct item_source *src, struct item *it)
{
	struct slice body;
	size_t n = md_comment_split(buf_slice(&it->text), &body), end;

	if (n == 0 || !slice_eq(slice_trim_ws(body), slice_of("answer")))
		return false;
	end = item_skip_line(it, n);
	end = item_is_blank(it, n, end) ? end : item_skip_spaces(it, n);
	item_set_answer(true, blocks_read(src, it, end, true).answer, it);
	return true;
}

void
item_free(struct item *it)
{
	buf_free(&it->text);
	buf_free(&it->question);
	buf_free(&it->choices);
	buf_free(&it->answer);
	free(it->comment);
	metadata_free(&it->metadata);
}
