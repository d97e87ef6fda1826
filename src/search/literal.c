/*
 * What a pattern cannot match without: a plain text for each of its alternatives.
 * Lines in which none of the texts stands are passed over, and a field is matched only
 * where one of them does.
 *
 * A text is taken from a field as it is matched, decoded, and looked for in the
 * line as it stands, so it must be one that escapes do not change.  Where the
 * pattern has something that is not understood here nothing is known.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "search/literal.h"
#include "search/needle.h"
#include "search/regex.h"
#include "search/skip.h"

enum {
	SHORTEST = 2, /* a shorter text is found too often to be of use */
	MOST = 16,    /* texts; with more of them matching is faster than looking, */
	FEW = 4       /* and with more of these for each field that is to be matched */
};

struct literals {
	struct needle text[MOST];
	size_t n;
	bool unknown; /* whether there is such a text */
};

/*
 * Escapes may stand for the first four; and in any case, k and s are matched by the Kelvin
 * sign and the long s, too.
 */
bool
literal_findable(char c, bool caseless)
{
	return !strchr("\t\n\r\\", c) && !(caseless && (strchr("ksKS", c) || (unsigned char)c >= 0x80));
}

/* Takes the last character off the text, since it is repeated or optional. */
static void
drop_last(struct buf *run)
{
	while (run->n > 0 && ((unsigned char)run->p[--run->n] & 0xc0) == 0x80)
		;
}

static void
keep_longest(struct buf *best, struct buf *run)
{
	if (run->n > best->n) {
		struct buf was = *best;

		*best = *run;
		*run = was;
	}
	run->n = 0;
}

/* The length of the class [...] at p, or 0 where it is not a simple one. */
static size_t
class_length(struct slice p)
{
	size_t i = 1;

	i += i < p.n && p.p[i] == '^';
	i += i < p.n && p.p[i] == ']';
	for (; i < p.n; i++) {
		if (p.p[i] == ']')
			return i + 1;
		if (p.p[i] == '[')
			return 0;
		if (p.p[i] == '\\' && ++i < p.n && strchr("QEc", p.p[i]))
			return 0;
	}
	return 0;
}

/* The length of the group (...) at p, or 0 where it is not a simple one. */
static size_t
group_length(struct slice p)
{
	size_t depth = 0, i = 0;

	while (i < p.n) {
		struct slice rest = { p.p + i, p.n - i };
		size_t n = 1;

		switch (*rest.p) {
		case '(':
			depth++;
			if (rest.n > 1 && rest.p[1] == '*')
				return 0;
			if (rest.n > 1 && rest.p[1] == '?') {
				if (rest.n < 3 || rest.p[2] != ':')
					return 0;
				n = 3;
			}
			break;
		case ')':
			if (--depth == 0)
				return i + 1;
			break;
		case '[':
			n = class_length(rest);
			break;
		case '\\':
			n = rest.n > 1 && !strchr("QEc", rest.p[1]) ? 2 : 0;
			break;
		default:
			break;
		}
		if (n == 0)
			return 0;
		i += n;
	}
	return 0;
}

/* The length of the escape at p, or 0 where it is not understood; a plain character goes to *run. */
static size_t
escape_length(struct slice p, bool caseless, struct buf *best, struct buf *run)
{
	char c = p.n > 1 ? p.p[1] : 'Q';
	bool word =
	    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;

	if (word && (c & 0x80 || !strchr("dDwWsSbBhHvVRAzZGX", c)))
		return 0;
	if (!word && literal_findable(c, caseless))
		buf_byte(run, c);
	else
		keep_longest(best, run);
	return 2;
}

/* The length of the next thing in the pattern, or 0; what must stand in a match goes to *run, the longest to *best. */
static size_t
next_thing(struct slice p, bool caseless, struct buf *best, struct buf *run)
{
	size_t n = 1;

	switch (*p.p) {
	case '\\':
		return escape_length(p, caseless, best, run);
	case '[':
		n = class_length(p);
		break;
	case '(':
		n = group_length(p);
		break;
	case ')':
		return 0;
	case '{':
		while (n < p.n && strchr("0123456789, ", p.p[n]))
			n++;
		drop_last(run);
		break;
	case '*':
	case '?':
		drop_last(run);
		break;
	case '.':
	case '^':
	case '$':
	case '+':
	case '}':
		break;
	default:
		if (literal_findable(*p.p, caseless)) {
			buf_byte(run, *p.p);
			return 1;
		}
	}
	keep_longest(best, run);
	return n;
}

static void
add_text(struct literals *l, struct buf *best, bool caseless)
{
	if (best->n < SHORTEST || l->n == MOST) {
		l->unknown = true;
		return;
	}
	l->text[l->n++] = needle_new(slice_copy(buf_slice(best)), caseless);
	best->n = 0;
}

/* A plain text: the longest part of it that can be looked for. */
static void
add_plain(struct literals *l, struct slice p, bool caseless)
{
	struct buf best = { 0 }, run = { 0 };
	size_t i;

	for (i = 0; i < p.n; i++)
		if (literal_findable(p.p[i], caseless))
			buf_byte(&run, p.p[i]);
		else
			keep_longest(&best, &run);
	keep_longest(&best, &run);
	add_text(l, &best, caseless);
	buf_free(&best);
	buf_free(&run);
}

static void
add_pattern(struct literals *l, struct slice p, bool caseless)
{
	struct buf best = { 0 }, run = { 0 };

	while (p.n > 0 && !l->unknown) {
		size_t n = 1;

		if (*p.p == '|') {
			keep_longest(&best, &run);
			add_text(l, &best, caseless);
		} else {
			n = next_thing(p, caseless, &best, &run);
		}
		if (n == 0)
			l->unknown = true;
		p = slice_skip(p, n);
	}
	keep_longest(&best, &run);
	add_text(l, &best, caseless);
	buf_free(&best);
	buf_free(&run);
}

struct literals *
literals_new(const struct slice *pattern, size_t n, unsigned flags)
{
	struct literals *l = xcalloc(1, sizeof(*l));
	size_t i;

	for (i = 0; i < n && !l->unknown; i++)
		if (flags & RE_LITERAL)
			add_plain(l, pattern[i], flags & RE_CASELESS);
		else
			add_pattern(l, pattern[i], flags & RE_CASELESS);
	if (!l->unknown)
		return l;
	literals_free(l);
	return NULL;
}

bool
literals_in(const struct literals *l, struct slice s, size_t fields)
{
	bool found = l->n > FEW * fields;
	size_t i;

	for (i = 0; i < l->n && !found; i++)
		found = needle_find(s, &l->text[i]);
	return found;
}

struct skipped
literals_skip(const struct literals *l, struct slice s, size_t tabs, const bool *asked)
{
	return skip_lines(s, tabs, asked, l->text, l->n);
}

void
literals_free(struct literals *l)
{
	size_t i;

	if (l == NULL)
		return;
	for (i = 0; i < l->n; i++)
		slice_free(l->text[i].text);
	free(l);
}
