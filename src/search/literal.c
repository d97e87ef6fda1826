/*
 * The strings that a pattern requires.
 *
 * Patterns match decoded text, but the strings are searched in escaped fields: they contain no
 * byte that escaping changes.
 */
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "search/literal.h"

enum { MAX_DEPTH = 250 /* of groups; the limit of PCRE2 */ };

void
literals_free(struct literals *l)
{
	while (l->n > 0)
		buf_free(&l->text[--l->n]);
}

static void
literals_add(struct literals *l, struct slice head, struct slice tail)
{
	struct buf b = { 0 };

	buf_append(&b, head.p, head.n);
	buf_append(&b, tail.p, tail.n);
	l->text[l->n++] = b;
}

/* Appends each string of tail to each of l, if they are not too many. */
static bool
literals_append(struct literals *l, const struct literals *tail, size_t most)
{
	struct literals all = { .exact = l->exact };
	size_t i, j;

	if (l->n * tail->n > most)
		return false;
	for (i = 0; i < l->n && tail->n == 1; i++)
		buf_append(&l->text[i], tail->text[0].p, tail->text[0].n);
	if (tail->n == 1)
		return true;
	for (i = 0; i < l->n; i++)
		for (j = 0; j < tail->n; j++)
			literals_add(&all, buf_slice(&l->text[i]), buf_slice(&tail->text[j]));
	literals_free(l);
	*l = all;
	return true;
}

/* Keeps the longer of *best and the string in *run, and makes *run the empty string. */
static void
literals_close(struct literals *run, struct buf *best)
{
	struct buf *text = &run->text[0];

	if (run->n == 1 && text->n > best->n) {
		struct buf was = *best;

		*best = *text;
		*text = was;
	}
	while (run->n > 1)
		buf_free(&run->text[--run->n]);
	text->n = 0;
}

/*
 * Whether this byte of a literal can be searched for in an escaped field: it must not be escaped
 * itself, and if caseless, its variants must be ASCII (k and s match U+212A and U+017F, too).
 */
static bool
parse_is_searchable(char c, bool caseless)
{
	return !strchr("\t\n\r\\", c) && !(caseless && (strchr("ksKS", c) || (unsigned char)c >= 0x80));
}

/* Makes *item this character, or nothing if it cannot be searched for. */
static void
parse_literal(const struct parser *ps, struct slice c, struct literals *item)
{
	size_t i;

	for (i = 0; i < c.n; i++)
		if (!parse_is_searchable(c.p[i], ps->caseless))
			return;
	literals_add(item, c, slice_of(""));
	item->exact = true;
}

/* The length of the class [...] at the front of s, or 0 if it is not a simple one. */
static size_t
parse_class(struct slice s)
{
	size_t i = 1;

	i += i < s.n && s.p[i] == '^';
	i += i < s.n && s.p[i] == ']';
	for (; i < s.n; i++) {
		if (s.p[i] == ']')
			return i + 1;
		if (s.p[i] == '[')
			return 0;
		if (s.p[i] == '\\' && ++i < s.n && strchr("QEc", s.p[i]))
			return 0;
	}
	return 0;
}

/* The length of the escape at the front of s, or 0 if it is not known; escaped punctuation is an item. */
static size_t
parse_escape(const struct parser *ps, struct slice s, struct literals *item)
{
	char c = s.n > 1 ? s.p[1] : 'Q';

	if ((unsigned char)c >= 0x80)
		return 0;
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
		return strchr("dDwWsSbBhHvVRAzZGX", c) != NULL ? 2 : 0;
	parse_literal(ps, (struct slice){ s.p + 1, 1 }, item);
	return 2;
}

static bool parse_alternatives(struct parser *ps, struct literals *out);

static bool
parse_group(struct parser *ps, struct literals *item)
{
	bool known;

	ps->rest = slice_skip(ps->rest, 1);
	if (slice_starts(ps->rest, "?:"))
		ps->rest = slice_skip(ps->rest, 2);
	if (ps->depth == MAX_DEPTH || slice_starts(ps->rest, "?") || slice_starts(ps->rest, "*"))
		return false;
	ps->depth++;
	known = parse_alternatives(ps, item) && ps->rest.n > 0;
	ps->depth--;
	if (known)
		ps->rest = slice_skip(ps->rest, 1); /* the closing parenthesis */
	return known;
}

/* Removes a character, class, escape or group.  Its strings go to *item.  False if it is not known. */
static bool
parse_item(struct parser *ps, struct literals *item)
{
	size_t n = 1;

	switch (ps->fixed ? 'x' : *ps->rest.p) {
	case '(':
		return parse_group(ps, item);
	case '\\':
		n = parse_escape(ps, ps->rest, item);
		break;
	case '[':
		n = parse_class(ps->rest);
		break;
	case '*':
	case '+':
	case '?':
		return false;
	case '.':
	case '^':
	case '$':
	case '{':
	case '}':
		break;
	default:
		while (n < ps->rest.n && ((unsigned char)ps->rest.p[n] & 0xc0) == 0x80)
			n++;
		parse_literal(ps, (struct slice){ ps->rest.p, n }, item);
	}
	ps->rest = slice_skip(ps->rest, n);
	return n > 0;
}

/* At the end of an alternative. */
static bool
parse_ended(const struct parser *ps)
{
	return ps->rest.n == 0 || (!ps->fixed && (*ps->rest.p == '|' || *ps->rest.p == ')'));
}

enum quantifier { ONCE, REPEATED, OPTIONAL };

/* Removes the quantifiers at the front, such as + or {2,3}?. */
static enum quantifier
parse_quantifier(struct parser *ps)
{
	enum quantifier q = ONCE;
	struct slice *s = &ps->rest;

	for (; !ps->fixed && s->n > 0 && strchr("*+?{", *s->p) != NULL; *s = slice_skip(*s, 1)) {
		if (*s->p == '*' || *s->p == '{' || (*s->p == '?' && q == ONCE))
			q = OPTIONAL;
		else if (q == ONCE)
			q = REPEATED;
		if (*s->p == '{')
			while (s->n > 1 && strchr("0123456789, }", s->p[1]) != NULL)
				*s = slice_skip(*s, 1);
	}
	return q;
}

bool
literals_next(struct parser *ps, struct literals *out)
{
	struct buf best = { 0 };
	bool known = true;

	literals_add(out, slice_of(""), slice_of(""));
	out->exact = true;
	while (known && !parse_ended(ps)) {
		struct literals item = { 0 };
		enum quantifier q;

		known = parse_item(ps, &item);
		q = parse_quantifier(ps);
		if (q == OPTIONAL)
			literals_free(&item);
		item.exact &= item.n > 0;
		if (!item.exact || !literals_append(out, &item, ps->most) || q == REPEATED) {
			literals_close(out, &best);
			literals_close(&item, &best);
			out->exact = false;
		}
		literals_free(&item);
	}
	if (!out->exact) {
		literals_close(out, &best);
		buf_free(&out->text[0]);
		out->text[0] = best;
		out->n = best.n > 0;
	}
	return known;
}

/* The same for all alternatives up to the end of the group or pattern. */
static bool
parse_alternatives(struct parser *ps, struct literals *out)
{
	bool all = true; /* alternatives have strings, and there are not too many */

	out->exact = true;
	for (;;) {
		struct literals one = { 0 };
		bool known = literals_next(ps, &one);
		size_t i;

		all &= one.n > 0 && out->n + one.n <= ps->most;
		for (i = 0; all && i < one.n; i++)
			literals_add(out, buf_slice(&one.text[i]), slice_of(""));
		out->exact &= one.exact;
		literals_free(&one);
		if (!known)
			return false;
		if (ps->rest.n == 0 || *ps->rest.p == ')')
			break;
		ps->rest = slice_skip(ps->rest, 1);
	}
	if (!all) {
		literals_free(out);
		out->exact = false;
	}
	return true;
}
