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

bool
pattern_has_upper(struct slice p, bool fixed)
{
	while (p.n > 0) {
		int32_t rune;

		if (!fixed && pattern_skip_named(&p))
			continue;
		rune = utf8_next(&p);
		if (rune == '\\' && !fixed && p.n > 0)
			pattern_skip_escape(&p);
		else if (utf8_is_upper(rune))
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
