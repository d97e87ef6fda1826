/* Patterns as text: whether one has upper case, and what makes it one of words. */
#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "search/pattern.h"

/* Takes off an escape with a name or a number in brackets or quotes, or the name of a group. */
static bool
skip_named(struct slice *p)
{
	static const char *const named[] = { "\\p{}", "\\P{}", "\\x{}", "\\N{}", "\\o{}", "\\k{}", "\\g{}", "\\k<>",
		"\\g<>", "\\k''", "\\g''", "(?<>", "(?P<>", "(?''", "(?P=)", "(?P>)", "(?&)" };
	size_t i;

	for (i = 0; i < sizeof(named) / sizeof(*named); i++) {
		size_t n = strlen(named[i]) - 1;
		const char *end;

		if (p->n <= n || memcmp(p->p, named[i], n) != 0 || p->p[n] == '=' || p->p[n] == '!')
			continue; /* or (?<= and (?<!, which have none */
		end = memchr(p->p + n, named[i][n], p->n - n);
		if (end == NULL)
			continue;
		p->n -= (size_t)(end + 1 - p->p);
		p->p = end + 1;
		return true;
	}
	return false;
}

/* Takes off what follows a backslash: \S, \pL, \cA, \x4A. */
static void
skip_escape(struct slice *p)
{
	int32_t rune = utf8_next(p);
	size_t more = rune == 'x' ? 2 : rune == 'p' || rune == 'P' || rune == 'c';

	for (; more > 0 && p->n > 0 && (rune != 'x' || isxdigit((unsigned char)*p->p)); more--)
		utf8_next(p);
}

bool
pattern_has_upper(struct slice p, bool plain)
{
	while (p.n > 0) {
		int32_t rune;

		if (!plain && skip_named(&p))
			continue;
		rune = utf8_next(&p);
		if (rune == '\\' && !plain && p.n > 0)
			skip_escape(&p);
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
 * The pattern was compiled alone before, so it cannot close the group early; \E ends a
 * \Q, the newline a comment of an extended pattern, for which alone it is allowed.
 * Settings are understood at the front only.
 */
void
pattern_word(struct slice p, int form, struct buf *b)
{
	size_t front = form < 2 ? 0 : pattern_start_options(p);

	b->n = 0;
	buf_append(b, p.p, front);
	buf_str(b, "(?<!\\w)(?:");
	buf_append(b, p.p + front, p.n - front);
	buf_str(b, form % 2 == 0 ? "\\E)(?!\\w)" : "\\E\n)(?!\\w)");
}
