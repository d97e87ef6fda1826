/*
 * The text of an answer: words and clauses, so that what is said can be told
 * from what is denied.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "mark/answer.h"

enum {
	REACH = 3, /* words that a negator is looked for in */
	EN_DASH = 0x2013,
	EM_DASH = 0x2014,
	APOSTROPHE = 0x2019,
	BULLET = 0x2022
};

static bool
is_dash(int32_t c)
{
	return c == '-' || c == EN_DASH || c == EM_DASH;
}

static void
add_clause(struct answer *a)
{
	struct clauses *c = &a->clauses;

	c->start = array_grow(c->start, c->n, &c->cap, sizeof(*c->start));
	c->start[c->n++] = a->text.n;
}

/* Notes that the character from there to the end of the text belongs to a word. */
static void
add_to_word(struct answer *a, size_t from)
{
	struct words *w = &a->words;

	if (w->n > 0 && w->word[w->n - 1].to == from) {
		w->word[w->n - 1].to = a->text.n;
		return;
	}
	w->word = array_grow(w->word, w->n, &w->cap, sizeof(*w->word));
	w->word[w->n++] = (struct span){ from, a->text.n };
}

/* Whether a line that begins so is an item of a list. */
static bool
starts_item(struct slice s)
{
	size_t n = 0;
	int32_t c = utf8_next(&s);

	if (c == '-' || c == '*' || c == '+' || c == BULLET)
		return s.n > 0 && utf8_is_space(*s.p);
	for (; c >= '0' && c <= '9' && n < 9; n++)
		c = s.n > 0 ? utf8_next(&s) : 0;
	return n > 0 && (c == '.' || c == ')') && s.n > 0 && utf8_is_space(*s.p);
}

/* What of the text so far makes a clause end at the blank that follows it. */
struct ending {
	bool mark;        /* a punctuation mark just before */
	bool blank, dash; /* a blank before, and only dashes since */
};

/* Adds the blank that stands for white space with so many newlines. */
static void
add_blank(struct answer *a, struct ending *e, size_t newlines, struct slice rest)
{
	buf_byte(&a->text, ' ');
	if (e->mark || e->dash || newlines > 1 || (newlines == 1 && starts_item(rest)))
		add_clause(a);
	*e = (struct ending){ .blank = true };
}

static void
add_rune(struct answer *a, struct ending *e, int32_t c, struct slice bytes)
{
	size_t from = a->text.n;

	buf_append(&a->text, bytes.p, bytes.n);
	e->mark = c < 0x80 && strchr(".,:;!?()", (int)c) != NULL;
	e->dash = is_dash(c) && (e->blank || e->dash);
	e->blank = false;
	if (c == EM_DASH || (c < 0x80 && strchr(";()[]", (int)c) != NULL))
		add_clause(a);
	else if (utf8_is_word(c) || c == '_' || c == '\'' || c == '-' || c == APOSTROPHE)
		add_to_word(a, from);
}

void
answer_set(struct answer *a, struct slice text)
{
	struct slice rest = utf8_replace_invalid(text, &a->space);
	struct ending end = { 0 };
	size_t newlines = 0;
	bool space = false;

	a->text.n = a->words.n = a->clauses.n = 0;
	while (rest.n > 0) {
		struct slice here = rest;
		int32_t c = utf8_next(&rest);

		if (utf8_is_space(c)) {
			space = true;
			newlines += c == '\n';
			continue;
		}
		if (space && a->text.n > 0)
			add_blank(a, &end, newlines, here);
		space = false;
		newlines = 0;
		add_rune(a, &end, c, (struct slice){ here.p, here.n - rest.n });
	}
}

/* Whether the word, in any case, is in the list. */
static bool
is_one_of(struct slice word, const char *list)
{
	struct slice rest = slice_of(list), item;
	size_t i;

	while (slice_next(&rest, ' ', &item)) {
		for (i = 0; i < word.n && i < item.n && ascii_lower(word.p[i]) == item.p[i]; i++)
			;
		if (i == word.n && i == item.n)
			return true;
	}
	return false;
}

/* Whether the word ends in n't, with an apostrophe of either kind. */
static bool
is_contraction(struct slice w)
{
	size_t tail = w.n > 3 && memcmp(w.p + w.n - 4, "\xe2\x80\x99", 3) == 0 ? 4 : 2;

	if (w.n <= tail || (tail == 2 && w.p[w.n - 2] != '\''))
		return false;
	return (w.p[w.n - 1] | 32) == 't' && (w.p[w.n - tail - 1] | 32) == 'n';
}

static struct slice
word(const struct answer *a, size_t i)
{
	const struct span *s = &a->words.word[i];

	return (struct slice){ a->text.p + s->from, s->to - s->from };
}

/* Where the clause begins that holds the offset. */
static size_t
clause_start(const struct answer *a, size_t at)
{
	size_t lo = 0, hi = a->clauses.n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (a->clauses.start[mid] <= at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo > 0 ? a->clauses.start[lo - 1] : 0;
}

/* How many words end before the offset, so that it is not inside or right behind them. */
static size_t
words_before(const struct answer *a, size_t at)
{
	size_t lo = 0, hi = a->words.n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (a->words.word[mid].to < at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

bool
answer_negated(const struct answer *a, size_t at)
{
	static const char negators[] = "not no never without cannot nor neither none isnt dont doesnt cant wont";
	static const char breaks[] = "but because although however while whereas so instead then";
	size_t start = clause_start(a, at), end = words_before(a, at), i;

	for (i = end; i > 0 && end - i < REACH && a->words.word[i - 1].from >= start; i--) {
		struct slice w = word(a, i - 1);

		if (is_one_of(w, breaks))
			return false;
		if (!is_contraction(w) && !is_one_of(w, negators))
			continue;
		if (is_one_of(w, "not") && i < end && is_one_of(word(a, i), "only just merely simply"))
			continue;
		return true;
	}
	return false;
}

void
answer_free(struct answer *a)
{
	buf_free(&a->text);
	buf_free(&a->space);
	free(a->words.word);
	free(a->clauses.start);
	*a = (struct answer){ 0 };
}
