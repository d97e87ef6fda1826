/* Text as CommonMark inline text that shows it. */
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/html/escape.h"

bool
html_is_in(const char *set, char c)
{
	return c != '\0' && strchr(set, c) != NULL;
}

bool
html_is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z');
}

/* Whether the text at i is the marker of a list, a heading or another block at the start of a line. */
static bool
escape_is_marker(struct slice s, size_t i)
{
	char next = i + 1 < s.n ? s.p[i + 1] : ' ';
	size_t digits = 0;

	switch (s.p[i]) {
	case '#':
	case '>':
	case '=':
		return i == 0;
	case '-':
		return i == 0 && (next == ' ' || next == '-' || next == ':');
	case '+':
		return i == 0 && next == ' ';
	case ':':
		return i == 0 && next == '-';
	case '.':
	case ')':
		while (digits < i && s.p[digits] >= '0' && s.p[digits] <= '9')
			digits++;
		return digits == i && i > 0 && next == ' ';
	default:
		return false;
	}
}

/* Whether the text after an ampersand is that of a character reference. */
static bool
escape_is_reference(struct slice s)
{
	size_t i = s.n > 0 && *s.p == '#';

	while (i < s.n && html_is_alnum(s.p[i]))
		i++;
	return i > 0 && i < s.n && s.p[i] == ';';
}

/* Whether CommonMark would read the byte at i of a text as markup. */
static bool
escape_needs_backslash(const struct html_place *place, size_t last_greater, struct slice s, size_t i)
{
	bool first = i == 0, last = i + 1 == s.n;
	char previous = first ? '\0' : s.p[i - 1], next = last ? '\0' : s.p[i + 1];

	switch (s.p[i]) {
	case '`':
		return true;
	case '\\':
		return last || !(html_is_alnum(next) || next == ' ' || (unsigned char)next >= 0x80);
	case '*':
		return (place->at_line && first) || previous != ' ' || next != ' ';
	case '_':
		return (previous != ' ' || next != ' ') && !(html_is_alnum(previous) && html_is_alnum(next));
	case '[':
		return place->in_link;
	case ']':
		return place->in_link || last || html_is_in("([:", next);
	case '!':
		return last;
	case '<':
		/* For md4c 0.4.8, an autolink may begin with any character, such as a space. */
		return html_is_in("/!?", next) || (ascii_lower(next) >= 'a' && ascii_lower(next) <= 'z') ||
		    i < last_greater;
	case '&':
		return escape_is_reference(slice_skip(s, i + 1));
	case '~':
		return last || next == '~' || previous == '~';
	default:
		return false;
	}
}

void
html_escape(struct slice s, const struct html_place *place, struct buf *b)
{
	size_t i, last_greater = s.n; /* the offset of the last `>`, or of one that may follow */

	while (place->is_last && last_greater > 0 && s.p[last_greater - 1] != '>')
		last_greater--;
	for (i = place->from; i < s.n; i++) {
		if (escape_needs_backslash(place, last_greater, s, i) || (place->at_line && escape_is_marker(s, i)))
			buf_byte(b, '\\');
		buf_byte(b, s.p[i]);
	}
}
