/* Patterns as text. */
#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "search/pattern.h"

/* Removes an escape with a name or number in delimiters, such as \p{Lu}, or the start of a named group. */
static bool
pattern_skip_named(struct slice *p)
{
	static const char *const named[] = { "\\p{}", "\\P{}", "\\x{}", "\\N{}", "\\o{}", "\\k{}", "\\g{}", "\\k<>",
		"\\g<>", "\\k''", "\\g''", "(?<>", "(?P<>", "(?''", "(?P=)", "(?P>)", "(?&)" };
	size_t i;

	for (i = 0; i < sizeof(named) / sizeof(*named); i++) {
		size_t n = strlen(named[i]) - 1;
		const char *end;

		if (p->n <= n || memcmp(p->p, named[i], n) != 0 || p->p[n] == '=' || p->p[n] == '!')
			continue; /* lookbehind: (?<= and (?<! */
		end = memchr(p->p + n, named[i][n], p->n - n);
		if (end == NULL)
			continue;
		p->n -= (size_t)(end + 1 - p->p);
		p->p = end + 1;
		return true;
	}
	return false;
}

/* Removes what follows a backslash: \S, \pL, \cA, \x4A. */
static void
pattern_skip_escape(struct slice *p)
{
	int32_t rune = utf8_next(p);
	size_t more = rune == 'x' ? 2 : rune == 'p' || rune == 'P' || rune == 'c';

	for (; more > 0 && p->n > 0 && (rune != 'x' || isxdigit((unsigned char)*p->p)); more--)
		utf8_next(p);
}

/* Removes up to n bytes, or up to the first occurrence of end after them, and end. */
static void
pattern_skip_to(struct slice *p, size_t n, const char *end)
{
	while (n < p->n && !slice_starts(slice_skip(*p, n), end))
		n++;
	n += n < p->n ? strlen(end) : 0;
	*p = slice_skip(*p, n < p->n ? n : p->n);
}

/* Removes a callout: (?C), (?C1) or (?C'text'), in which a doubled delimiter stands for itself. */
static void
pattern_skip_callout(struct slice *p)
{
	char end[2] = { p->n > 3 ? p->p[3] : ')', '\0' };

	if (end[0] == ')' || isdigit((unsigned char)end[0])) {
		pattern_skip_to(p, 3, ")");
		return;
	}
	if (end[0] == '{')
		end[0] = '}';
	pattern_skip_to(p, 4, end);
	while (slice_starts(*p, end))
		pattern_skip_to(p, 1, end);
	pattern_skip_to(p, 0, ")");
}

/* Removes the start of a group as far as its letters match nothing: a verb, comment, callout, condition or settings. */
static bool
pattern_skip_group(struct slice *p)
{
	size_t n = 2;

	if (slice_starts(*p, "(*")) {
		while (n < p->n && (islower((unsigned char)p->p[n]) || p->p[n] == '_'))
			n++;
		if (n > 2 && n < p->n && p->p[n] == ':') /* (*positive_lookahead:text) */
			*p = slice_skip(*p, n);
		else
			pattern_skip_to(p, 2, ")");
		return true;
	}
	if (slice_starts(*p, "(?#")) {
		pattern_skip_to(p, 3, ")");
		return true;
	}
	if (slice_starts(*p, "(?C")) {
		pattern_skip_callout(p);
		return true;
	}
	if (slice_starts(*p, "(?(") && p->n > 3 && p->p[3] != '?' && p->p[3] != '*') {
		pattern_skip_to(p, 3, ")");
		return true;
	}
	if (!slice_starts(*p, "(?"))
		return false;
	while (n < p->n && (isalpha((unsigned char)p->p[n]) || p->p[n] == '^' || p->p[n] == '-'))
		n++;
	if (n == p->n || (p->p[n] != ')' && p->p[n] != ':'))
		return false;
	*p = slice_skip(*p, n);
	return true;
}

/* Removes the start of a class, or its end. */
static bool
pattern_skip_bracket(struct slice *p, bool *class)
{
	size_t n = 1;

	if (*class && slice_starts(*p, "[:")) {
		pattern_skip_to(p, 2, ":]");
		return true;
	}
	if (*p->p != (*class ? ']' : '['))
		return false;
	*class = !*class;
	if (*class) {
		n += n < p->n && p->p[n] == '^';
		n += n < p->n && p->p[n] == ']';
	}
	*p = slice_skip(*p, n);
	return true;
}

/* Removes what is not a literal character. */
static bool
pattern_skip_syntax(struct slice *p, bool *class)
{
	if (*p->p == '(')
		return !*class && (pattern_skip_named(p) || pattern_skip_group(p));
	if (*p->p == '\\' && pattern_skip_named(p))
		return true;
	if (*p->p == '\\' && p->n > 1) {
		*p = slice_skip(*p, 1);
		pattern_skip_escape(p);
		return true;
	}
	return pattern_skip_bracket(p, class);
}

/* Removes \Q...\E and returns the text between. */
static struct slice
pattern_skip_quoted(struct slice *p)
{
	struct slice text = slice_skip(*p, 2);
	size_t n = 0;

	while (n < text.n && !slice_starts(slice_skip(text, n), "\\E"))
		n++;
	*p = slice_skip(text, n < text.n ? n + 2 : n);
	text.n = n;
	return text;
}

bool
pattern_has_upper(struct slice p, bool fixed)
{
	bool class = false;

	while (p.n > 0) {
		if (!fixed && slice_starts(p, "\\Q")) {
			if (pattern_has_upper(pattern_skip_quoted(&p), true))
				return true;
			continue;
		}
		if (!fixed && pattern_skip_syntax(&p, &class))
			continue;
		if (utf8_is_upper(utf8_next(&p)))
			return true;
	}
	return false;
}

size_t
pattern_start_options(struct slice p)
{
	static const char name[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_=0123456789";
	size_t n = 0, i;

	while (p.n - n > 2 && p.p[n] == '(' && p.p[n + 1] == '*') {
		for (i = n + 2; i < p.n && memchr(name, p.p[i], sizeof(name) - 1) != NULL; i++)
			;
		if (i == p.n || p.p[i] != ')')
			break;
		n = i + 1;
	}
	return n;
}

/*
 * \E closes an unterminated \Q; the newline closes a trailing comment of extended mode and is
 * tried second.  Start-of-pattern options must remain at the start.  The pattern compiles alone,
 * so it cannot close the group early.
 */
void
pattern_word(struct slice p, int variant, struct buf *b)
{
	size_t front = variant < 2 ? 0 : pattern_start_options(p);

	b->n = 0;
	buf_append(b, p.p, front);
	buf_str(b, "(?<!\\w)(?:");
	buf_append(b, p.p + front, p.n - front);
	buf_str(b, variant % 2 == 0 ? "\\E)(?!\\w)" : "\\E\n)(?!\\w)");
}
