/* Lines of a question or an answer, copied as CommonMark. */
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "import/html/html.h"
#include "import/import.h"
#include "import/md/body.h"
#include "import/md/clean.h"
#include "import/md/details.h"
#include "import/md/marker.h"
#include "import/md/prompt.h"
#include "import/md/scan.h"
#include "import/md/tags.h"
#include "markup/commonmark.h"

/* ---- Margins ---- */

/* The indentation of the body of a list item: that of its first line, or, if this is lazy, of most paragraphs. */
static unsigned
clean_common_indent(const struct scan *s)
{
	size_t i, paragraphs = 0, indented = 0;
	unsigned first = UINT_MAX, least = UINT_MAX;

	for (i = 0; i < s->n; i++) {
		const struct scan_line *l = &s->line[i];

		if (l->kind == SCAN_BLANK || l->kind == SCAN_CODE)
			continue;
		if (first == UINT_MAX)
			first = l->indent;
		else if (i > 0 && s->line[i - 1].kind != SCAN_BLANK)
			continue;
		paragraphs++;
		indented += l->indent > 0;
		if (l->indent > 0 && l->indent < least)
			least = l->indent;
	}
	if (first == UINT_MAX || (first == 0 && indented * 2 < paragraphs))
		return 0;
	return first > 0 ? first : least;
}

/* Whether every line with text is in a block quote. */
static bool
clean_is_quoted(const struct scan *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (s->line[i].kind != SCAN_BLANK && !s->line[i].quoted)
			return false;
	return true;
}

/* The line without one quote marker. */
static struct slice
clean_unquote(struct slice line)
{
	struct slice s = slice_trim(line);

	if (s.n == 0 || *s.p != '>')
		return line;
	s = slice_skip(s, 1);
	return s.n > 0 && *s.p == ' ' ? slice_skip(s, 1) : s;
}

/* Appends the text without its `<details>`; see clean_margin(). */
static size_t
clean_details(struct slice text, struct buf *b)
{
	struct details_list list = { 0 };
	struct scan s;
	const char *from = text.p;
	size_t i, answer = SIZE_MAX;

	scan_lines(&s, text);
	details_find(&s, &list);
	for (i = 0; i < list.n; i++) {
		const struct details *d = &list.list[i];

		if (d->from > from)
			buf_append(b, from, (size_t)(d->from - from));
		if (d->from >= from)
			from = d->body.p;
		if (d->summary.n > 0 && !prompt_reveals(d->summary)) {
			buf_str(b, "**");
			buf_append(b, d->summary.p, d->summary.n);
			buf_str(b, "**\n");
		} else if (answer == SIZE_MAX) {
			answer = b->n;
		}
	}
	buf_append(b, from, (size_t)(text.p + text.n - from));
	scan_free(&s);
	details_free(&list);
	return answer;
}

size_t
clean_margin(const struct body_source *src, struct slice text, struct buf *b)
{
	struct buf plain = { 0 };
	struct slice line;
	struct scan s;
	unsigned margin;
	bool quoted;
	size_t answer;

	scan_lines(&s, text);
	quoted = src->quoted && clean_is_quoted(&s);
	margin = src->item ? clean_common_indent(&s) : 0;
	scan_free(&s);
	while (text.n > 0 && slice_next(&text, '\n', &line)) {
		marker_add_line(quoted ? clean_unquote(line) : line, margin, false, &plain);
		buf_byte(&plain, '\n');
	}
	answer = clean_details(buf_slice(&plain), b);
	buf_free(&plain);
	return answer;
}

/* ---- Lines ---- */

/* Counts the links and images of a line that are relative to the file. */
static void
clean_count_links(const struct body_source *src, struct slice s)
{
	const char *p;

	while ((p = scan_find(s, "](")) != NULL) {
		struct slice address = { p + 2, (size_t)(s.p + s.n - p) - 2 };

		s = address;
		for (address.n = 0; address.n < s.n && strchr(") \t", address.p[address.n]) == NULL; address.n++)
			;
		if (address.n > 0 && *address.p != '#' && !link_is_external(address) && src->relative != NULL)
			++*src->relative;
	}
}

/* Appends a line outside of code; false if it is dropped. */
static bool
clean_line(const struct body_source *src, const struct scan *s, size_t line, struct buf *b)
{
	const struct scan_line *l = &s->line[line];
	struct slice text = slice_trim_cr(l->raw), out;
	size_t from = b->n;

	if (l->kind == SCAN_COMMENT && src->keep_comments) {
		buf_append(b, text.p, text.n);
		return true;
	}
	if (l->kind == SCAN_COMMENT) {
		import_skipped(src->im, src->lineno + line, "comment", l->text);
		return false;
	}
	if (l->kind == SCAN_HEADING && *l->text.p != '#' && scan_find(l->raw, "#") == NULL) {
		buf_append(b, "######", l->level); /* of HTML, or underlined */
		buf_byte(b, ' ');
		text = l->text;
	}
	tags_line(text, l->kind == SCAN_TABLE, b);
	out = slice_skip(buf_slice(b), from);
	if (tags_is_navigation(out)) {
		import_skipped(src->im, src->lineno + line, "link into the page", slice_trim_ws(out));
		b->n = from;
		return false;
	}
	if (slice_trim_ws(out).n == 0) {
		b->n = from;
		return false;
	}
	clean_count_links(src, out);
	return true;
}

/* Lines that are being copied. */
struct clean {
	const struct body_source *src;
	const struct scan *s;
	size_t end;   /* the line after them */
	size_t retry; /* no block of HTML that begins before this line is closed */
};

/*
 * Appends a block of HTML that begins at the line as CommonMark, and returns the line after it;
 * the line itself if there is none, or if it is not closed.
 */
static size_t
clean_block(struct clean *c, size_t line, struct buf *b)
{
	const struct scan *s = c->s;
	const char *name = s->line[line].kind == SCAN_HTML && line >= c->retry ? tags_block(s->line[line].text) : NULL;
	struct html_counts dropped = { 0 };
	int depth = 0;
	size_t i;

	if (name == NULL)
		return line;
	for (i = line; i < c->end; i++)
		if ((depth += tags_depth(s->line[i].raw, name)) <= 0)
			break;
	if (i == c->end || depth != 0 || html_to_markdown(scan_range(s, line, i), b, &dropped) == -1) {
		c->retry = i;
		return line;
	}
	html_report(c->src->im, c->src->lineno + line, &dropped);
	return i + 1;
}

/* Appends the lines with the indentation that they have. */
static void
clean_copy(const struct body_source *src, const struct scan *s, size_t first, size_t end, struct buf *b)
{
	struct clean c = { src, s, end, 0 };
	size_t i, blank = 0, from = b->n, after;

	for (i = first; i < end; i++) {
		const struct scan_line *l = &s->line[i];
		size_t start;

		if (l->kind == SCAN_BLANK) {
			blank++;
			continue;
		}
		start = b->n;
		for (; blank > 0 && b->n > from; blank = scan_is_code(l) && l->kind == SCAN_CODE ? blank - 1 : 0)
			buf_byte(b, '\n');
		blank = 0;
		if ((after = clean_block(&c, i, b)) > i) {
			i = after - 1;
		} else if (scan_is_code(l)) {
			struct slice raw = slice_trim_cr(l->raw);

			buf_append(b, raw.p, raw.n);
		} else if (!clean_line(src, s, i, b)) {
			b->n = start;
			blank = 1;
			continue;
		}
		buf_byte(b, '\n');
	}
}

/* Removes rules and blank lines at the end of the text, which begins at that offset. */
static void
clean_trim(size_t from, struct buf *b)
{
	for (;;) {
		size_t line, rule;

		while (b->n > from && strchr(" \t\r\n", b->p[b->n - 1]) != NULL)
			b->n--;
		for (line = b->n; line > from && b->p[line - 1] != '\n'; line--)
			;
		for (rule = line; rule < b->n && strchr("-*_ ", b->p[rule]) != NULL; rule++)
			;
		if (b->n - line < 3 || rule < b->n || (line > from + 1 && b->p[line - 2] != '\n'))
			return;
		b->n = line;
	}
}

/* Removes the indentation that all lines with text have. */
static void
clean_unindent(size_t from, struct buf *b)
{
	struct slice rest = slice_skip(buf_slice(b), from), line;
	size_t margin = SIZE_MAX;
	struct buf out = { 0 };

	while (rest.n > 0 && slice_next(&rest, '\n', &line))
		if (slice_trim_ws(line).n > 0 && marker_indent(line) < margin)
			margin = marker_indent(line);
	if (margin == 0 || margin == SIZE_MAX)
		return;
	rest = slice_skip(buf_slice(b), from);
	while (rest.n > 0 && slice_next(&rest, '\n', &line)) {
		marker_add_line(line, margin, false, &out);
		buf_byte(&out, '\n');
	}
	b->n = from;
	buf_append(b, out.p, out.n - 1);
	buf_free(&out);
}

void
clean_lines(const struct body_source *src, const struct scan *s, size_t first, size_t end, struct buf *b)
{
	size_t from = b->n;

	while (first < end && (s->line[first].kind == SCAN_BLANK || s->line[first].kind == SCAN_RULE))
		first++;
	clean_copy(src, s, first, end, b);
	clean_trim(from, b);
	clean_unindent(from, b);
}

void
clean_text(const struct body_source *src, struct slice text, struct buf *b)
{
	struct scan s;

	scan_lines(&s, text);
	clean_lines(src, &s, 0, s.n, b);
	scan_free(&s);
}
