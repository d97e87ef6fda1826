/* Mistakes that authors make, and that are valid all the same. */
#include <stdbool.h>
#include <string.h>

#include "base/slice.h"
#include "query/hints.h"

/* How often the byte is repeated at the front. */
static size_t
hint_run(struct slice s, char c)
{
	size_t n = 0;

	while (n < s.n && s.p[n] == c)
		n++;
	return n;
}

static bool
hint_has(struct slice s, char c)
{
	return s.n > 0 && memchr(s.p, c, s.n) != NULL;
}

/* The code span that begins with the backticks at the front, if it is closed; else s.n is 0. */
static struct slice
hint_span(struct slice s)
{
	size_t marks = hint_run(s, '`'), i = marks, n;

	while (i < s.n) {
		n = hint_run(slice_skip(s, i), '`');
		if (n == marks)
			return (struct slice){ s.p, i + n };
		i += n > 0 ? n : 1;
	}
	return (struct slice){ s.p, 0 };
}

/* The same as hint_code() for one paragraph. */
static bool
hint_paragraph(struct slice s, struct slice *span)
{
	while (s.n > 0) {
		size_t n = 1;

		if (*s.p == '\\' && s.n > 1)
			n = 2;
		if (*s.p == '`') {
			*span = hint_span(s);
			if (hint_has(*span, '\n') || hint_has(*span, '\t'))
				return true;
			n = span->n > 0 ? span->n : hint_run(s, '`');
		}
		s = slice_skip(s, n);
	}
	return false;
}

/* The number of backticks or tildes, three or more, with which the line begins or ends a code block; else 0. */
static size_t
hint_fence(struct slice line)
{
	struct slice s = slice_trim_ws(line);
	size_t n = s.n > 0 ? hint_run(s, *s.p) : 0;

	if (n < 3 || (*s.p != '`' && *s.p != '~') || (*s.p == '`' && hint_has(slice_skip(s, n), '`')))
		return 0;
	return n;
}

/* Whether the line ends a paragraph: it is blank, indented as code, or begins a heading, quotation, list or table. */
static bool
hint_ends_paragraph(struct slice line)
{
	struct slice s = slice_trim(line);
	size_t digits = 0;

	if (s.n == 0 || (line.n > 0 && *line.p == '\t') || hint_run(line, ' ') >= 4 || strchr("#>|", *s.p) != NULL)
		return true;
	if (s.n > 1 && s.p[1] == ' ' && strchr("-*+", *s.p) != NULL)
		return true;
	while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9')
		digits++;
	return digits > 0 && s.n - digits > 1 && strchr(".)", s.p[digits]) != NULL && s.p[digits + 1] == ' ';
}

bool
hint_code(struct slice text, struct slice *span)
{
	struct slice rest = text, line, paragraph = { text.p, 0 };
	size_t fence = 0, n;
	char mark = '\0';

	if (!hint_has(text, '`') || (!hint_has(text, '\n') && !hint_has(text, '\t')))
		return false;
	while (slice_next(&rest, '\n', &line)) {
		n = hint_fence(line);
		if (fence == 0 && n == 0 && !hint_ends_paragraph(line)) {
			paragraph.n = (size_t)(line.p + line.n - paragraph.p);
			continue;
		}
		if (fence == 0 && hint_paragraph(paragraph, span))
			return true;
		/* A line that begins something else is a paragraph of its own, unless it is code. */
		if (fence == 0 && n == 0 && line.n > 0 && *line.p != '\t' && hint_run(line, ' ') < 4) {
			paragraph = line;
			continue;
		}
		if (fence == 0 && n > 0) {
			fence = n;
			mark = *slice_trim_ws(line).p;
		} else if (fence > 0 && n >= fence && slice_trim_ws(line).n == n && *slice_trim_ws(line).p == mark) {
			fence = 0;
		}
		paragraph = (struct slice){ line.p + line.n + (rest.p != NULL), 0 };
	}
	return fence == 0 && hint_paragraph(paragraph, span);
}

/* Whether the item has an = that is not part of an operator such as => or ==. */
static bool
hint_equals(struct slice s)
{
	size_t i;

	for (i = 1; i + 1 < s.n; i++)
		if (s.p[i] == '=' && strchr("=<>!:~+-*/|&^%", s.p[i - 1]) == NULL && strchr("=>~", s.p[i + 1]) == NULL)
			return true;
	return false;
}

const char *
hint_point(struct slice item)
{
	struct slice s = slice_trim(item), label = s;
	size_t number = 0, i;

	for (i = 0; i + 3 <= s.n; i++)
		if (memcmp(s.p + i, " = ", 3) == 0)
			break;
	if (i + 3 <= s.n)
		label.n = i;
	else if (hint_equals(s))
		return "no blanks around '='; the whole item is a phrase";
	if (slice_starts(label, "- ") || slice_starts(label, "* ") || slice_starts(label, "+ "))
		return "the list mark is part of the label";
	label = slice_skip(label, slice_starts(label, "!"));
	while (number < label.n && strchr("0123456789.", label.p[number]) != NULL)
		number++;
	i = number;
	while (i < label.n && label.p[i] == ' ')
		i++;
	if (number > 0 && i > number && i < label.n && label.p[i] == '*')
		return "a blank before '*'; the number is part of the label";
	return NULL;
}

const char *
hint_fields(struct slice line)
{
	struct slice field;

	if (hint_has(line, ' ') && !hint_has(line, '\t'))
		return "fields are separated by TABs";
	while (slice_next(&line, '\t', &field))
		if (field.n > 0 && *field.p == '"' && (field.n == 1 || field.p[field.n - 1] != '"'))
			return "a field in quotation marks with a line break; convert the file with qb-import -f tsv";
	return NULL;
}

bool
hint_quoted(struct slice s)
{
	size_t i;

	if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"')
		return false;
	for (i = 1; i + 1 < s.n; i++)
		if (s.p[i] == '"' && (i + 2 == s.n || s.p[++i] != '"'))
			return false;
	return true;
}
