/* A line of Markdown by itself: what it begins with. */
#include <stdbool.h>
#include <string.h>

#include "base/slice.h"
#include "base/utf8.h"
#include "import/md/heading.h"
#include "import/md/marker.h"
#include "import/md/scan.h"
#include "import/md/scanline.h"

static struct scan_fence
scan_line_find_fence(struct slice text)
{
	struct scan_fence f = { 0 };
	struct slice info;

	if (text.n < 3 || (*text.p != '`' && *text.p != '~'))
		return f;
	while (f.n < text.n && text.p[f.n] == *text.p)
		f.n++;
	info = slice_trim_ws(slice_skip(text, f.n));
	if (f.n < 3 || (*text.p == '`' && info.n > 0 && memchr(info.p, '`', info.n) != NULL))
		return (struct scan_fence){ 0 };
	f.mark = *text.p;
	f.info = info.n > 0;
	return f;
}

static bool
scan_line_is_rule(struct slice text)
{
	size_t i, n = 0;

	if (text.n == 0 || strchr("-*_", *text.p) == NULL)
		return false;
	for (i = 0; i < text.n; i++)
		if (text.p[i] == *text.p)
			n++;
		else if (text.p[i] != ' ' && text.p[i] != '\t')
			return false;
	return n >= 3;
}

/* The level of a heading and its text, `## a` or, as published files have it, `##a`; 0 if it is none. */
static unsigned char
scan_line_heading(struct slice text, struct slice *title)
{
	size_t n = 0, end;

	if (text.n > 8 && *text.p == '<' && (text.p[1] == 'h' || text.p[1] == 'H') && text.p[2] >= '1' &&
	    text.p[2] <= '6' && text.p[text.n - 1] == '>' && slice_starts(slice_skip(text, text.n - 5), "</h")) {
		for (end = 3; end < text.n && text.p[end] != '>'; end++)
			;
		if (end + 6 >= text.n)
			return 0;
		*title = slice_trim((struct slice){ text.p + end + 1, text.n - end - 6 });
		return (unsigned char)(text.p[2] - '0');
	}
	while (n < text.n && text.p[n] == '#')
		n++;
	if (n == 0 || n > 6)
		return 0;
	if (n == text.n || text.p[n] == ' ' || text.p[n] == '\t') {
		*title = heading_source(text);
		return (unsigned char)n;
	}
	if (n < 2 || strchr("!{<", text.p[n]) != NULL)
		return 0;
	*title = slice_trim(slice_skip(text, n));
	return (unsigned char)n;
}

/* Removes the markers of block quotes. */
static struct slice
scan_line_unquote(struct slice raw, bool *quoted)
{
	struct slice s = raw, t;

	*quoted = false;
	while (marker_indent(s) < 4 && (t = slice_trim(s)).n > 0 && *t.p == '>') {
		s = slice_skip(t, 1);
		if (s.n > 0 && *s.p == ' ')
			s = slice_skip(s, 1);
		*quoted = true;
	}
	return s;
}

void
scan_line_read(struct scan_line *l, struct scan_fence *fence)
{
	struct slice s = scan_line_unquote(l->raw, &l->quoted), text = slice_trim_ws(s), after, title;
	size_t margin;

	l->indent = (unsigned)marker_indent(s);
	l->text = text;
	l->margin = l->indent;
	if (text.n == 0) {
		l->kind = SCAN_BLANK;
		return;
	}
	l->kind = SCAN_TEXT;
	*fence = scan_line_find_fence(text);
	if (scan_line_is_rule(text)) {
		l->kind = SCAN_RULE;
		return;
	}
	margin = marker_parse(text, &after, &l->number);
	if (margin > 0) {
		l->marker = true;
		l->kind = SCAN_ITEM;
		l->margin = l->indent + (unsigned)margin;
		l->text = text = slice_trim_ws(after);
		*fence = scan_line_find_fence(text);
	} else if (*text.p == '<' && text.n > 1 &&
	    (ascii_lower(text.p[1]) != text.p[1] || (text.p[1] >= 'a' && text.p[1] <= 'z') || text.p[1] == '/' ||
		text.p[1] == '!')) {
		l->kind = SCAN_HTML;
	}
	l->level = l->indent < 4 ? scan_line_heading(text, &title) : 0;
	if (l->level > 0) {
		l->kind = SCAN_HEADING;
		l->text = title;
	}
}

bool
scan_line_is_delimiter(struct slice text)
{
	size_t i;
	bool dash = false, bar = false;

	for (i = 0; i < text.n; i++) {
		dash |= text.p[i] == '-';
		bar |= text.p[i] == '|';
		if (strchr("|:- \t", text.p[i]) == NULL)
			return false;
	}
	return dash && bar;
}
