/* The syntax of patterns, as far as several can be joined into one. */
#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "search/token.h"

static bool
token_in(const char *set, char c)
{
	return c != '\0' && strchr(set, c) != NULL;
}

enum { MAX_DEPTH = 40 }; /* of groups; the limit of PCRE2 is 250, and joining adds some */

static size_t token_length_in(struct slice s, unsigned depth);

static bool
token_is_punctuation(char c)
{
	return (unsigned char)c < 0x80 && ispunct((unsigned char)c);
}

/* The length of what ends with this character, or 0. */
static size_t
token_until(struct slice s, char end)
{
	const char *found = memchr(s.p, end, s.n);

	return found ? (size_t)(found + 1 - s.p) : 0;
}

/* The length of an escape: a character, a class or an assertion. */
static size_t
token_escape(struct slice s)
{
	char c = s.n > 1 ? s.p[1] : 'Q';
	size_t n = 2;

	if (token_is_punctuation(c))
		return 2;
	switch (c) {
	case 'p':
	case 'P':
	case 'x':
		if (s.n > 2 && s.p[2] == '{')
			return token_until(s, '}');
		if (c != 'x')
			return s.n > 2 && isalpha((unsigned char)s.p[2]) ? 3 : 0;
		while (n < 4 && n < s.n && isxdigit((unsigned char)s.p[n]))
			n++;
		return n;
	case 'N':
		return s.n > 2 && s.p[2] == '{' ? 0 : 2;
	default:
		return (unsigned char)c < 0x80 && strchr("dDwWsSbBhHvVRXAzZaefnrt", c) != NULL ? 2 : 0;
	}
}

/* The length of a class [...], or 0. */
static size_t
token_class(struct slice s)
{
	size_t i = 1;

	i += i < s.n && s.p[i] == '^';
	i += i < s.n && s.p[i] == ']';
	for (; i < s.n; i++) {
		if (s.p[i] == ']')
			return i + 1;
		if (s.p[i] == '[' && i + 1 < s.n && token_in(":.=", s.p[i + 1])) { /* [:alpha:] */
			size_t n = token_until(slice_skip(s, i), ']');

			if (n < 5)
				return 0;
			i += n - 1;
		} else if (s.p[i] == '\\') {
			size_t n = token_escape(slice_skip(s, i));

			if (n == 0)
				return 0;
			i += n - 1;
		}
	}
	return 0;
}

/* The length of a group of known kind, or 0. */
static size_t
token_group(struct slice s, unsigned depth)
{
	static const char *const kinds[] = { "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(" };
	size_t i = 0, n;

	if (depth == MAX_DEPTH)
		return 0;
	while (!slice_starts(s, kinds[i]))
		i++;
	n = strlen(kinds[i]);
	if (n == 1 && n < s.n && (s.p[n] == '?' || s.p[n] == '*'))
		return 0;
	while (n < s.n && s.p[n] != ')') {
		size_t item = s.p[n] == '|' ? 1 : token_length_in(slice_skip(s, n), depth + 1);

		if (item == 0)
			return 0;
		n += item;
	}
	return n < s.n ? n + 1 : 0;
}

/* The length of {2}, {2,} or {2,3}, or 0. */
static size_t
token_braces(struct slice s)
{
	size_t i = 1, digits = 0;

	for (; i < s.n && isdigit((unsigned char)s.p[i]); i++)
		digits++;
	if (digits > 0 && i < s.n && s.p[i] == ',')
		for (i++; i < s.n && isdigit((unsigned char)s.p[i]); i++)
			;
	return digits > 0 && i < s.n && s.p[i] == '}' ? i + 1 : 0;
}

/* Adds the length of a quantifier to n, that of an item; 0 if there is more than one. */
static size_t
token_quantified(struct slice s, size_t n)
{
	if (n == 0 || n == s.n || strchr("*+?{", s.p[n]) == NULL || s.p[n] == '\0')
		return n;
	if (s.p[n] == '{') {
		size_t braces = token_braces(slice_skip(s, n));

		if (braces == 0)
			return 0;
		n += braces;
	} else {
		n++;
	}
	n += n < s.n && (s.p[n] == '?' || s.p[n] == '+');
	return n < s.n && s.p[n] != '\0' && strchr("*+?{", s.p[n]) != NULL ? 0 : n;
}

static size_t
token_length_in(struct slice s, unsigned depth)
{
	size_t n = 1;

	if (s.n == 0)
		return 0;
	switch (*s.p) {
	case '(':
		n = token_group(s, depth);
		break;
	case '[':
		n = token_class(s);
		break;
	case '\\':
		n = token_escape(s);
		break;
	case ')':
	case '|':
	case '*':
	case '+':
	case '?':
	case '{':
		return 0;
	default:
		while (n < s.n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
			n++;
	}
	return token_quantified(s, n);
}

size_t
token_length(struct slice s)
{
	return token_length_in(s, 0);
}

bool
token_is_text(struct slice pattern, struct buf *text)
{
	size_t i;

	text->n = 0;
	for (i = 0; i < pattern.n; i++) {
		char c = pattern.p[i];

		if (c == '\\') {
			if (++i == pattern.n || !token_is_punctuation(pattern.p[i]))
				return false;
			c = pattern.p[i];
		} else if (token_in("^$.[|()?*+{", c)) {
			return false;
		}
		buf_byte(text, c);
	}
	return true;
}

bool
token_is_joinable(struct slice pattern, bool *alternatives)
{
	*alternatives = false;
	while (pattern.n > 0) {
		size_t n = token_length(pattern);

		if (n == 0 && *pattern.p == '|') {
			*alternatives = true;
			n = 1;
		}
		if (n == 0)
			return false;
		pattern = slice_skip(pattern, n);
	}
	return true;
}
