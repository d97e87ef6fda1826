/*
 * Patterns that are nothing but plain texts, as foo|ba(r|z) is: a field need not be matched to
 * know whether one of them stands in it.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "search/literal.h"
#include "search/needle.h"
#include "search/plain.h"
#include "search/regex.h"

enum {
	FEW = 4,       /* texts; to match more of them costs less than to look for each */
	LONGEST = 200, /* bytes of a text */
	DEEPEST = 8    /* groups in each other */
};

struct texts {
	struct buf text[FEW];
	size_t n;
};

struct plain {
	struct needle text[FEW];
	size_t n;
};

static const struct slice none = { "", 0 };

static void
free_texts(struct texts *t)
{
	while (t->n > 0)
		buf_free(&t->text[--t->n]);
}

/* Adds a text that is the two together; false where there are too many, or it is too long. */
static bool
add_text(struct texts *t, struct slice head, struct slice tail)
{
	struct buf *b = &t->text[t->n];

	if (t->n == FEW || head.n + tail.n > LONGEST)
		return false;
	*b = (struct buf){ 0 };
	buf_append(b, head.p, head.n);
	buf_append(b, tail.p, tail.n);
	t->n++;
	return true;
}

/* Makes of each text as many as there are tails; false where these are too many. */
static bool
append(struct texts *t, const struct texts *tail)
{
	struct texts all = { 0 };
	bool fits = true;
	size_t i, j;

	for (i = 0; i < t->n; i++)
		for (j = 0; j < tail->n && fits; j++)
			fits = add_text(&all, buf_slice(&t->text[i]), buf_slice(&tail->text[j]));
	free_texts(t);
	*t = all;
	return fits;
}

static bool take_alternatives(struct slice *p, size_t depth, struct texts *t);

/*
 * Takes a character or a group off the pattern, and adds the texts that it is; false where it
 * is more than that: whatever repeats it is no such item itself.
 */
static bool
take_item(struct slice *p, size_t depth, struct texts *t)
{
	char c = *p->p;

	*p = slice_skip(*p, 1);
	if (c == '(') {
		if (p->n > 1 && p->p[0] == '?' && p->p[1] == ':')
			*p = slice_skip(*p, 2);
		if (depth == DEEPEST || !take_alternatives(p, depth + 1, t) || p->n == 0)
			return false;
		*p = slice_skip(*p, 1); /* the ) */
	} else if (c == '\\') {
		if (p->n == 0 || !ispunct((unsigned char)*p->p) || !add_text(t, (struct slice){ p->p, 1 }, none))
			return false;
		*p = slice_skip(*p, 1);
	} else if (strchr("^$.[]{}*+?", c) != NULL || !add_text(t, (struct slice){ &c, 1 }, none)) {
		return false;
	}
	return true;
}

/* The same up to the end of an alternative. */
static bool
take_sequence(struct slice *p, size_t depth, struct texts *t)
{
	bool plain = add_text(t, none, none);

	while (plain && p->n > 0 && *p->p != '|' && *p->p != ')') {
		struct texts item = { 0 };

		plain = take_item(p, depth, &item) && append(t, &item);
		free_texts(&item);
	}
	return plain;
}

/* The same up to the end of the group, or of the pattern. */
static bool
take_alternatives(struct slice *p, size_t depth, struct texts *t)
{
	for (;;) {
		struct texts one = { 0 };
		bool plain = take_sequence(p, depth, &one);
		size_t i;

		for (i = 0; i < one.n && plain; i++)
			plain = add_text(t, buf_slice(&one.text[i]), none);
		free_texts(&one);
		if (!plain || p->n == 0 || *p->p == ')')
			return plain;
		*p = slice_skip(*p, 1);
	}
}

/* Makes needles of the texts; false where one is empty or cannot be looked for. */
static bool
add_needles(struct plain *plain, const struct texts *t, bool caseless)
{
	size_t i, j;

	for (i = 0; i < t->n; i++) {
		struct slice text = buf_slice(&t->text[i]);

		if (text.n == 0 || plain->n == FEW)
			return false;
		for (j = 0; j < text.n; j++)
			if (!literal_findable(text.p[j], caseless))
				return false;
		plain->text[plain->n++] = needle_new(slice_copy(text), caseless);
	}
	return true;
}

static bool
add_pattern(struct plain *plain, struct slice pattern, unsigned flags)
{
	struct texts t = { 0 };
	bool good =
	    flags & RE_LITERAL ? add_text(&t, pattern, none) : take_alternatives(&pattern, 0, &t) && pattern.n == 0;

	good = good && add_needles(plain, &t, flags & RE_CASELESS);
	free_texts(&t);
	return good;
}

struct plain *
plain_new(const struct slice *pattern, size_t n, unsigned flags)
{
	struct plain *p = xcalloc(1, sizeof(*p));
	bool good = !(flags & (RE_WORD | RE_WHOLE));
	size_t i;

	for (i = 0; i < n && good; i++)
		good = add_pattern(p, pattern[i], flags);
	if (good)
		return p;
	plain_free(p);
	return NULL;
}

int
plain_match(const struct plain *p, struct slice field)
{
	size_t i;

	if (memchr(field.p, '\\', field.n) != NULL)
		return -1;
	for (i = 0; i < p->n; i++)
		if (needle_find(field, &p->text[i]))
			return 1;
	return 0;
}

void
plain_free(struct plain *p)
{
	if (p == NULL)
		return;
	while (p->n > 0)
		slice_free(p->text[--p->n].text);
	free(p);
}
