/* The text of an answer as words and clauses, so that negated matches can be recognized. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "mark/answer.h"

/* Words that negate what follows, besides those that end in n't. */
static const char negators[] = "not no never without cannot nor neither none isnt dont doesnt cant wont";
/* After "not", these words make no negation ("not only"). */
static const char cancels[] = "only just merely simply";
/* Words that begin a clause. */
static const char conjunctions[] = "but because although however while whereas so instead then";

enum {
	NEGATION_REACH = 3, /* words before a match that may negate it */
	EN_DASH = 0x2013,
	EM_DASH = 0x2014,
	APOSTROPHE = 0x2019,
	BULLET = 0x2022
};

/* Begins a clause at the end of the text so far. */
static void
answer_add_clause(struct answer *a)
{
	struct clauses *c = &a->clauses;

	c->start = array_grow(c->start, c->n, &c->cap, sizeof(*c->start));
	c->start[c->n++] = a->text.n;
}

/* Extends the last word, or begins a word, with the character from that offset to the end of the text. */
static void
answer_add_to_word(struct answer *a, size_t from)
{
	struct words *w = &a->words;

	if (w->n > 0 && w->word[w->n - 1].to == from) {
		w->word[w->n - 1].to = a->text.n;
		return;
	}
	w->word = array_grow(w->word, w->n, &w->cap, sizeof(*w->word));
	w->word[w->n++] = (struct span){ from, a->text.n };
}

/* Whether the line is an item of a list. */
static bool
answer_is_item(struct slice line)
{
	size_t n = 0;
	int32_t c = utf8_next(&line);

	if (c == '-' || c == '*' || c == '+' || c == BULLET)
		return line.n > 0 && utf8_is_space(*line.p);
	for (; c >= '0' && c <= '9' && n < 9; n++)
		c = line.n > 0 ? utf8_next(&line) : 0;
	return n > 0 && (c == '.' || c == ')') && line.n > 0 && utf8_is_space(*line.p);
}

/* How the text so far ends.  White space after a punctuation mark or a dash ends a clause. */
struct answer_end {
	bool punctuation;
	bool dash;  /* white space and then only dashes */
	bool space; /* white space */
};

/* Adds white space with that many newlines; rest is the text after it. */
static void
answer_add_space(struct answer *a, struct answer_end *e, size_t newlines, struct slice rest)
{
	buf_byte(&a->text, ' ');
	if (e->punctuation || e->dash || newlines > 1 || (newlines == 1 && answer_is_item(rest)))
		answer_add_clause(a);
	*e = (struct answer_end){ .space = true };
}

static void
answer_add_char(struct answer *a, struct answer_end *e, int32_t c, struct slice bytes)
{
	bool is_dash = c == '-' || c == EN_DASH || c == EM_DASH;
	size_t from = a->text.n;

	buf_append(&a->text, bytes.p, bytes.n);
	e->punctuation = c < 0x80 && strchr(".,:;!?()", (int)c) != NULL;
	e->dash = is_dash && (e->space || e->dash);
	e->space = false;
	if (c == EM_DASH || (c < 0x80 && strchr(";()[]", (int)c) != NULL))
		answer_add_clause(a);
	else if (utf8_is_word(c) || c == '_' || c == '\'' || c == '-' || c == APOSTROPHE)
		answer_add_to_word(a, from);
}

void
answer_set(struct answer *a, struct slice text)
{
	struct slice rest = utf8_replace_invalid(text, &a->space);
	struct answer_end end = { 0 };
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
			answer_add_space(a, &end, newlines, here);
		space = false;
		newlines = 0;
		answer_add_char(a, &end, c, (struct slice){ here.p, here.n - rest.n });
	}
}

/* Whether the list, of lower-case words, has the word in any case. */
static bool
answer_listed(struct slice word, const char *list)
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

/* Whether the word ends in n't, with an ASCII or a typographic apostrophe. */
static bool
answer_is_contraction(struct slice w)
{
	size_t tail = w.n > 3 && memcmp(w.p + w.n - 4, "\xe2\x80\x99", 3) == 0 ? 4 : 2;

	if (w.n <= tail || (tail == 2 && w.p[w.n - 2] != '\''))
		return false;
	return (w.p[w.n - 1] | 32) == 't' && (w.p[w.n - tail - 1] | 32) == 'n';
}

static struct slice
answer_word(const struct answer *a, size_t i)
{
	const struct span *s = &a->words.word[i];

	return (struct slice){ a->text.p + s->from, s->to - s->from };
}

/* The start of the clause that contains the offset. */
static size_t
answer_clause(const struct answer *a, size_t at)
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

/* The number of words that end before the offset, with something between the word and the offset. */
static size_t
answer_words_before(const struct answer *a, size_t at)
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
	size_t start = answer_clause(a, at), end = answer_words_before(a, at), i;

	for (i = end; i > 0 && end - i < NEGATION_REACH && a->words.word[i - 1].from >= start; i--) {
		struct slice w = answer_word(a, i - 1);

		if (answer_listed(w, conjunctions))
			return false;
		if (!answer_is_contraction(w) && !answer_listed(w, negators))
			continue;
		if (answer_listed(w, "not") && i < end && answer_listed(answer_word(a, i), cancels))
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
