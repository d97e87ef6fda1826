/* An item of a Markdown list, split into question, metadata and answer. */
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "import/md/item.h"
#include "import/md/outline.h"
#include "import/metadata.h"
#include "markup/charref.h"
#include "markup/meta.h"

/* The lines of an item. */
struct item_span {
	size_t start, end;  /* the line of the list marker; the line after the last one */
	size_t margin;      /* the column at which the text begins */
	struct slice first; /* the text of the first line */
};

/* ---- Lines ---- */

static bool
item_is_blank(struct slice line)
{
	return slice_trim_ws(line).n == 0;
}

static size_t
item_next_tab_stop(size_t col)
{
	return col + 4 - col % 4;
}

/* The column at which the text of the line begins. */
static size_t
item_indent(struct slice line)
{
	size_t col = 0, i;

	for (i = 0; i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'); i++)
		col = line.p[i] == ' ' ? col + 1 : item_next_tab_stop(col);
	return col;
}

/* Appends the line without its indentation up to the column margin. */
static void
item_add_line(struct slice line, size_t margin, struct buf *b)
{
	size_t col = 0;

	for (; line.n > 0 && col < margin && (*line.p == ' ' || *line.p == '\t'); line = slice_skip(line, 1))
		col = *line.p == ' ' ? col + 1 : item_next_tab_stop(col);
	for (; col > margin; col--)
		buf_byte(b, ' ');
	buf_append(b, line.p, line.n);
}

/* The length of the list marker, such as `7.` or `-`, and the indentation before it; 0 if there is none. */
static size_t
item_marker_length(struct slice line)
{
	size_t i = 0, digits;

	while (i < line.n && i < 3 && line.p[i] == ' ')
		i++;
	for (digits = i; i < line.n && line.p[i] >= '0' && line.p[i] <= '9'; i++)
		;
	if (i == line.n || strchr(i > digits ? ".)" : "-+*", line.p[i]) == NULL)
		return 0;
	return i + 1;
}

/*
 * If the line begins with a list marker: stores the text after it in *text and returns the
 * column at which the text of the item begins; otherwise 0.  See CommonMark, "List items".
 */
static size_t
item_parse_marker(struct slice line, struct slice *text)
{
	size_t col = item_marker_length(line), spaces = 0;

	if (col == 0)
		return 0;
	*text = slice_skip(line, col);
	if (item_is_blank(*text)) {
		text->n = 0;
		return col + 1;
	}
	if (*text->p == '\t') {
		*text = slice_skip(*text, 1);
		return item_next_tab_stop(col);
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

/* ---- Metadata ---- */

/* Whether a comment may set the column in a file that is not a native export. */
static bool
item_may_set(struct slice name)
{
	static const char *const names[] = { "id", "level", "tags", "points" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (slice_eq(name, slice_of(names[i])))
			return true;
	return false;
}

/* If the text begins with a comment: stores its content in *body and returns the length of its lines; otherwise 0. */
static size_t
item_comment_length(struct slice text, struct slice *body)
{
	size_t n = 4;

	if (!slice_starts(text, "<!--"))
		return 0;
	while (n < text.n && (text.p[n] != '-' || !slice_starts(slice_skip(text, n), "-->")))
		n++;
	if (n == text.n)
		return 0;
	*body = (struct slice){ text.p + 4, n - 4 };
	while (n < text.n && text.p[n] != '\n')
		n++;
	return n;
}

/* Adds a line of a comment to the metadata.  False if the comment cannot be metadata. */
static bool
item_add_metadata(bool native, struct slice line, struct metadata *m)
{
	struct buf name = { 0 }, value = { 0 };
	bool known;

	line = slice_trim_cr(line);
	known = meta_decode(&charref_meta, line, &name, &value) && (native || item_may_set(buf_slice(&name)));
	if (known)
		metadata_add(m, buf_slice(&name), buf_slice(&value), '\n');
	buf_free(&name);
	buf_free(&value);
	return known || native || slice_trim(line).n == 0;
}

/* Adds a comment at the start of the text to the metadata.  Returns its length, or 0 if there is no metadata. */
static size_t
item_parse_metadata(bool native, struct slice text, struct metadata *m)
{
	struct slice body, line;
	size_t n = item_comment_length(text, &body);

	while (n > 0 && slice_next(&body, '\n', &line))
		if (!item_add_metadata(native, line, m))
			n = 0;
	if (n == 0)
		metadata_free(m);
	return n;
}

/* ---- Items ---- */

/* The first line of the next part that has text, or the end of the file. */
static size_t
item_limit(const struct outline *o, size_t i)
{
	for (i++; i < o->n; i++)
		if (o->part[i].first != NO_LINE)
			return o->part[i].first;
	return o->lines;
}

/* The line after the last one of part i, whose text begins at the column margin. */
static size_t
item_end(const struct outline *o, size_t i, size_t margin)
{
	size_t limit = item_limit(o, i), end = o->part[i].last + 1;

	while (end < limit && (item_is_blank(o->line[end]) || item_indent(o->line[end]) >= margin))
		end++;
	if (!o->native)
		while (item_is_blank(o->line[end - 1]))
			end--;
	else if (end == limit && limit < o->lines && item_is_blank(o->line[end - 1]))
		end--; /* the line between two parts; other blank lines belong to the answer */
	return end;
}

/* Finds the lines of part i: its list marker may precede the first line that has text. */
static bool
item_find(const struct outline *o, size_t i, size_t earliest, struct item_span *span)
{
	span->start = o->part[i].first;
	if (span->start == NO_LINE)
		return false;
	while ((span->margin = item_parse_marker(o->line[span->start], &span->first)) == 0)
		if (span->start-- <= earliest)
			return false;
	span->end = item_end(o, i, span->margin);
	return true;
}

/* Splits the lines into the question, which is joined, and the rest. */
static void
item_split_lines(const struct outline *o, size_t i, const struct item_span *span, struct item *it)
{
	/* The first line after the question.  An item that begins with a comment has no question. */
	size_t question = o->part[i].question, rest = span->start, at;

	if (question != NO_LINE && !slice_starts(span->first, "<!--"))
		rest = question + 1;
	for (at = span->start; at < span->end; at++) {
		struct buf *to = at < rest ? &it->question : &it->rest;

		if (at < rest && to->n > 0)
			buf_byte(to, ' ');
		if (at > span->start)
			item_add_line(o->line[at], span->margin, to);
		else if (span->first.n > 0)
			buf_append(to, span->first.p, span->first.n);
		else
			continue;
		if (at >= rest)
			buf_byte(to, '\n');
	}
}

/* s without its leading blank lines; the last line is kept. */
static struct slice
item_skip_blank_lines(struct slice s)
{
	struct slice next = s, line;

	while (s.n > 0) {
		slice_next(&next, '\n', &line);
		if (!item_is_blank(line) || next.p == NULL)
			break;
		s = next;
	}
	return s;
}

/* Splits the rest into metadata and answer. */
static void
item_split_rest(bool native, struct item *it)
{
	struct slice rest = buf_slice(&it->rest), line;
	size_t n = item_parse_metadata(native, rest, &it->metadata);

	rest = slice_skip(rest, n);
	if (n > 0 && rest.n > 0)
		rest = slice_skip(rest, 1); /* the newline after the comment */
	if (!native)
		rest = item_skip_blank_lines(rest);
	else if (rest.n > 0)
		slice_next(&rest, '\n', &line); /* the one blank line before the answer */
	if (rest.p == NULL || rest.n == 0)
		return;
	rest.n--; /* the last newline */
	if (native)
		charref_decode(&charref_answer, rest, &it->answer);
	else
		buf_append(&it->answer, rest.p, rest.n);
}

bool
item_split(const struct outline *o, size_t i, struct item *it)
{
	size_t earliest = i > 0 && o->part[i - 1].last != NO_LINE ? o->part[i - 1].last + 1 : 0;
	struct item_span span;

	*it = (struct item){ .lineno = (o->part[i].first != NO_LINE ? o->part[i].first : earliest) + 1 };
	if (!item_find(o, i, earliest, &span))
		return false;
	it->lineno = span.start + 1;
	item_split_lines(o, i, &span, it);
	item_split_rest(o->native, it);
	return true;
}

void
item_free(struct item *it)
{
	buf_free(&it->question);
	buf_free(&it->rest);
	buf_free(&it->answer);
	metadata_free(&it->metadata);
}
