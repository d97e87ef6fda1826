/* The title of a question, found by the beginnings of its lines. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/slice.h"
#include "markup/title.h"

/* A line without up to three spaces, by which blocks may be indented. */
static struct slice
title_dedent(struct slice line)
{
	size_t n;

	for (n = 0; n < 3 && line.n > 0 && *line.p == ' '; n++)
		line = slice_skip(line, 1);
	return line;
}

/* The length of a fence at the front of a line, or 0. */
static size_t
title_fence(struct slice line)
{
	struct slice s = title_dedent(line);
	char c = s.n > 0 ? *s.p : '\0';
	size_t n = 0;

	if (c != '`' && c != '~')
		return 0;
	while (n < s.n && s.p[n] == c)
		n++;
	if (n < 3 || (c == '`' && memchr(s.p + n, '`', s.n - n) != NULL))
		return 0;
	return n;
}

/* Whether the line is a thematic break, or underlines a heading: only one of -, *, _ and =, and blanks. */
static bool
title_is_rule(struct slice s)
{
	char c = s.n > 0 ? *s.p : '\0';
	size_t i, n = 0;

	if (c == '\0' || strchr("-*_=", c) == NULL)
		return false;
	for (i = 0; i < s.n; i++) {
		if (s.p[i] != c && s.p[i] != ' ' && s.p[i] != '\t' && s.p[i] != '\r')
			return false;
		n += s.p[i] == c;
	}
	return n >= 3;
}

/* Whether the line makes the paragraph before it a heading: only = or only -. */
static bool
title_is_underline(struct slice line)
{
	struct slice s = slice_trim_ws(line);
	size_t i;

	for (i = 0; i < s.n && s.p[i] == *s.p; i++)
		;
	return i == s.n && s.n >= 3 && (*s.p == '=' || *s.p == '-');
}

/* Whether the line begins a block that ends a paragraph. */
static bool
title_is_block(struct slice line)
{
	struct slice s = title_dedent(line);
	size_t n = 0;

	if (title_fence(line) > 0 || title_is_rule(s) || slice_starts(s, ">"))
		return true;
	while (n < s.n && n < 6 && s.p[n] == '#')
		n++;
	if (n == 0 && s.n > 0 && strchr("-*+", *s.p) != NULL)
		n = 1;
	if (n == 0 && (slice_starts(s, "1.") || slice_starts(s, "1)")))
		n = 2;
	return n > 0 && n < s.n && (s.p[n] == ' ' || s.p[n] == '\t') && slice_trim_ws(slice_skip(s, n)).n > 0;
}

/* The first line of a code block that is not blank, or the line of its fence if there is none. */
static struct slice
title_of_code(struct slice question)
{
	struct slice fence, line;
	size_t n;

	slice_next(&question, '\n', &fence);
	n = title_fence(fence);
	while (slice_next(&question, '\n', &line)) {
		if (title_fence(line) >= n && *title_dedent(line).p == *title_dedent(fence).p)
			break;
		if (slice_trim_ws(line).n > 0)
			return slice_trim_ws(line);
	}
	return slice_trim_ws(fence);
}

/* The text from the first line on that is not blank: line, or one of the following. */
static struct slice
title_skip_blank(struct slice question, struct slice line, struct slice following)
{
	while (slice_trim_ws(line).n == 0)
		if (!slice_next(&following, '\n', &line))
			return (struct slice){ "", 0 };
	return slice_skip(question, (size_t)(line.p - question.p));
}

struct title
title_split(struct slice question)
{
	struct slice rest = question, line, from;
	bool first = true;

	while (rest.n > 0) {
		from = rest;
		slice_next(&rest, '\n', &line);
		if (rest.p == NULL && first)
			break;
		if (first && title_fence(line) > 0)
			return (struct title){ title_of_code(from), question, true };
		if (!first && (slice_trim_ws(line).n == 0 || title_is_block(line))) {
			struct slice text = { question.p, (size_t)(line.p - question.p) };

			if (title_is_underline(line))
				line.n = 0;
			return (struct title){ slice_trim_ws(text), title_skip_blank(question, line, rest), false };
		}
		first &= slice_trim_ws(line).n == 0; /* blank lines before the title */
		if (rest.p == NULL)
			break;
	}
	return (struct title){ question, { "", 0 }, false };
}
