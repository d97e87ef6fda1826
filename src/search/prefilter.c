/* Deciding cheaply whether fields match: see prefilter.h. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "search/literal.h"
#include "search/needle.h"
#include "search/prefilter.h"
#include "search/regex.h"
#include "search/skip.h"

enum {
	MIN_LENGTH = 2,   /* a shorter inexact needle is too common to be useful */
	MAX_NEEDLES = 16, /* for skipping lines; with more of them, matching is faster */
	MAX_CHECKED = 4   /* and with more than these per field to check */
};

/* Every match contains one of them. */
struct needles {
	struct needle needle[MAX_NEEDLES];
	size_t n, shortest;
	bool exact; /* and what contains one matches */
};

struct prefilter {
	struct needles exact;               /* all strings that match */
	struct needles required;            /* a string per alternative */
	const struct needles *skip, *check; /* one of these; skip may be NULL */
};

static void
needles_free(struct needles *l)
{
	while (l->n > 0)
		slice_free(l->needle[--l->n].text);
}

/* Adds the strings; false if there are none, too many, or an empty one. */
static bool
needles_add(struct needles *l, const struct literals *literals, bool caseless)
{
	size_t i;

	if (literals->n == 0 || l->n + literals->n > MAX_NEEDLES)
		return false;
	for (i = 0; i < literals->n; i++) {
		struct slice text = buf_slice(&literals->text[i]);

		if (text.n == 0)
			return false;
		l->needle[l->n++] = needle_new(slice_copy(text), caseless);
		if (text.n < l->shortest)
			l->shortest = text.n;
	}
	l->exact &= literals->exact;
	return true;
}

static bool
needles_add_pattern(struct needles *l, struct slice pattern, unsigned flags, size_t most)
{
	struct parser ps = { pattern, flags & RE_CASELESS, flags & RE_LITERAL, most, 0 };

	for (;;) {
		struct literals literals = { 0 };
		bool known = literals_next(&ps, &literals) && needles_add(l, &literals, ps.caseless);

		literals_free(&literals);
		if (!known || ps.rest.n == 0)
			return known;
		if (*ps.rest.p != '|') /* an unmatched parenthesis */
			return false;
		ps.rest = slice_skip(ps.rest, 1);
	}
}

/* The needles of the patterns, at most so many per alternative; false if one has none. */
static bool
needles_from(struct needles *l, const struct slice *pattern, size_t n, unsigned flags, size_t most)
{
	size_t i;

	l->exact = true;
	l->shortest = SIZE_MAX;
	for (i = 0; i < n; i++)
		if (!needles_add_pattern(l, pattern[i], flags, most))
			return false;
	return true;
}

struct prefilter *
prefilter_new(const struct slice *pattern, size_t n, unsigned flags)
{
	struct prefilter *p = xcalloc(1, sizeof(*p));
	bool exact = !(flags & (RE_WORD | RE_WHOLE)) && needles_from(&p->exact, pattern, n, flags, MAX_LITERALS) &&
	    p->exact.exact && p->exact.n <= MAX_CHECKED;
	bool required = needles_from(&p->required, pattern, n, flags, 1) && p->required.shortest >= MIN_LENGTH;

	p->required.exact = false;
	p->check = exact ? &p->exact : &p->required;
	if (required)
		p->skip = p->required.n < p->exact.n || !exact ? &p->required : &p->exact;
	else if (exact && p->exact.shortest >= MIN_LENGTH)
		p->skip = &p->exact;
	if (exact || required)
		return p;
	prefilter_free(p);
	return NULL;
}

struct skipped
prefilter_skip(const struct prefilter *p, struct slice s, size_t tabs, const bool *columns)
{
	if (p == NULL || p->skip == NULL)
		return (struct skipped){ 0 };
	return skip_lines(s, tabs, columns, p->skip->needle, p->skip->n);
}

enum prefilter_result
prefilter_check(const struct prefilter *p, struct slice s, size_t fields, bool found)
{
	const struct needles *l = p->check;
	size_t i;

	found = (found && p->skip == l) || l->n > MAX_CHECKED * fields;
	for (i = 0; i < l->n && !found; i++)
		found = needle_find(s, &l->needle[i]);
	if (!found)
		return MATCH_NO;
	/* An escape may contain what looks like a needle, as \new contains "new". */
	return l->exact && fields == 1 && memchr(s.p, '\\', s.n) == NULL ? MATCH_YES : MATCH_MAYBE;
}

void
prefilter_free(struct prefilter *p)
{
	if (p == NULL)
		return;
	needles_free(&p->exact);
	needles_free(&p->required);
	free(p);
}
