/* An item of a Markdown list, taken apart into question, notes and answer. */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "import/md/md.h"
#include "import/notes.h"
#include "markup/charref.h"
#include "markup/meta.h"

/* ---- Lines ---- */

/* Whether nothing but blanks is in the line. */
static bool
is_blank(struct slice line)
{
	size_t i;

	for (i = 0; i < line.n; i++)
		if (strchr(" \t\r", line.p[i]) == NULL)
			return false;
	return true;
}

/* The column at which the line's text begins. */
static size_t
indent_of(struct slice line)
{
	size_t col = 0, i;

	for (i = 0; i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'); i++)
		col += line.p[i] == ' ' ? 1 : 4 - col % 4;
	return col;
}

/* Appends the line without its first blanks, up to that column. */
static void
add_line(struct slice line, size_t margin, struct buf *b)
{
	size_t col = 0;

	for (; line.n > 0 && col < margin && (*line.p == ' ' || *line.p == '\t'); line = slice_skip(line, 1))
		col += *line.p == ' ' ? 1 : 4 - col % 4;
	for (; col > margin; col--)
		buf_byte(b, ' ');
	buf_append(b, line.p, line.n);
}

/*
 * The column at which an item's text begins whose number or bullet the line has, and
 * *text, that text; 0 where the line has none.
 */
static size_t
parse_marker(struct slice line, struct slice *text)
{
	size_t i = 0, digits, width, blanks;

	while (i < line.n && i < 3 && line.p[i] == ' ')
		i++;
	for (digits = i; i < line.n && line.p[i] >= '0' && line.p[i] <= '9'; i++)
		;
	if (i == line.n || strchr(i > digits ? ".)" : "-+*", line.p[i]) == NULL || line.p[i] == '\0')
		return 0;
	width = ++i;
	*text = slice_skip(line, i);
	if (is_blank(*text)) {
		text->n = 0;
		return width + 1;
	}
	if (line.p[i] == '\t')
		width += 4 - width % 4;
	for (blanks = 0; blanks < text->n && text->p[blanks] == ' '; blanks++)
		;
	if (line.p[i] != '\t' && blanks == 0)
		return 0;
	blanks = blanks > 4 ? 1 : line.p[i] == '\t' ? 1 : blanks;
	text->p += blanks;
	text->n -= blanks;
	return width + (line.p[i] == '\t' ? 0 : blanks);
}

/* ---- Notes ---- */

/* Whether a file that is not ours can say the column in a comment. */
static bool
is_known(struct slice name)
{
	static const char *const known[] = { "id", "level", "tags", "points" };
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (slice_eq(name, slice_of(known[i])))
			return true;
	return false;
}

/*
 * Takes a comment with notes apart, whose first line the text begins with.  Returns
 * how long it is, or 0 where it is something else.
 */
static size_t
parse_notes(bool own, struct slice text, struct notes *notes)
{
	struct buf name = { 0 }, value = { 0 };
	struct slice body, line;
	size_t n;

	if (text.n < 7 || memcmp(text.p, "<!--", 4) != 0)
		return 0;
	for (n = 4; n + 3 <= text.n && memcmp(text.p + n, "-->", 3) != 0; n++)
		;
	if (n + 3 > text.n)
		return 0;
	body = (struct slice){ text.p + 4, n - 4 };
	for (n += 3; n < text.n && text.p[n] != '\n'; n++)
		;
	while (n > 0 && slice_next(&body, '\n', &line)) {
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		if (meta_decode(&charref_meta, line, &name, &value) && (own || is_known(buf_slice(&name))))
			notes_add(notes, buf_slice(&name), buf_slice(&value), '\n');
		else if (!own && slice_trim(line).n > 0)
			n = 0;
	}
	if (n == 0)
		notes_free(notes);
	buf_free(&name);
	buf_free(&value);
	return n;
}

/* ---- Items ---- */

/* The first line of the part after this one, or the end of the file. */
static size_t
next_first(const struct outline *o, size_t i)
{
	for (i++; i < o->n; i++)
		if (o->part[i].first != NO_LINE)
			return o->part[i].first;
	return o->lines;
}

/* Behind the last line that belongs to the item. */
static size_t
item_end(const struct outline *o, size_t i, size_t margin)
{
	size_t limit = next_first(o, i), end = o->part[i].last + 1;

	while (end < limit && (is_blank(o->line[end]) || indent_of(o->line[end]) >= margin))
		end++;
	if (o->own && end == limit && limit < o->lines && is_blank(o->line[end - 1]))
		return end - 1;
	while (!o->own && is_blank(o->line[end - 1]))
		end--;
	return end;
}

/* What stands below the question: notes, and the answer. */
static void
split_rest(const struct outline *o, struct item *it)
{
	struct slice rest = buf_slice(&it->rest), line;
	size_t n = rest.n > 0 ? parse_notes(o->own, rest, &it->notes) : 0;

	rest = slice_skip(rest, n);
	/* Behind the notes its newline; then a blank line. */
	if (n > 0 && rest.n > 0)
		rest = slice_skip(rest, 1);
	if (o->own && rest.n > 0)
		slice_next(&rest, '\n', &line);
	while (!o->own && rest.n > 0) {
		struct slice next = rest;

		slice_next(&next, '\n', &line);
		if (!is_blank(line) || next.p == NULL)
			break;
		rest = next;
	}
	if (rest.p == NULL || rest.n == 0)
		return;
	rest.n--; /* its last newline */
	if (o->own)
		charref_decode(&charref_answer, rest, &it->answer);
	else
		buf_append(&it->answer, rest.p, rest.n);
}

bool
item_split(const struct outline *o, size_t i, struct item *it)
{
	const struct part *p = &o->part[i];
	size_t start = p->first, margin, end, at;
	size_t earliest = i > 0 && o->part[i - 1].last != NO_LINE ? o->part[i - 1].last + 1 : 0;
	struct slice text;

	*it = (struct item){ 0 };
	it->lineno = (start != NO_LINE ? start : earliest) + 1;
	if (start == NO_LINE)
		return false;
	for (; (margin = parse_marker(o->line[start], &text)) == 0; start--)
		if (start <= earliest)
			return false;
	it->lineno = start + 1;
	end = item_end(o, i, margin);
	for (at = start; at < end; at++) {
		bool asked = p->question != NO_LINE && at <= p->question && !slice_starts(text, "<!--");
		struct buf *to = asked ? &it->question : &it->rest;

		if (asked && to->n > 0)
			buf_byte(to, ' ');
		if (at > start)
			add_line(o->line[at], margin, to);
		else if (text.n > 0)
			buf_append(to, text.p, text.n);
		else
			continue;
		if (!asked)
			buf_byte(to, '\n');
	}
	split_rest(o, it);
	return true;
}

void
item_free(struct item *it)
{
	buf_free(&it->question);
	buf_free(&it->rest);
	buf_free(&it->answer);
	notes_free(&it->notes);
}
