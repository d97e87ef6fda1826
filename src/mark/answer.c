/* The text of an answer as words, clauses and sentences, so that negated matches can be recognized. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "mark/answer.h"

enum { EN_DASH = 0x2013, EM_DASH = 0x2014, APOSTROPHE = 0x2019, RIGHT_QUOTE = 0x201D, BULLET = 0x2022 };

/* Begins a clause, or a sentence, at the end of the text so far. */
static void
answer_begin(const struct answer *a, struct starts *l)
{
	l->start = array_grow(l->start, l->n, &l->cap, sizeof(*l->start));
	l->start[l->n++] = a->text.n;
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
	bool stop;  /* . ! or ?, and then only quotation marks, brackets and emphasis */
	bool dash;  /* white space and then only dashes */
	bool space; /* white space */
};

/* Whether the text so far ends in an abbreviation, whose full stop ends no sentence. */
static bool
answer_is_abbreviated(const struct answer *a)
{
	static const char *const abbreviations[] = { "e.g.", "i.e.", "vs.", "etc.", "cf.", "approx.", "incl." };
	struct slice t = buf_slice(&a->text);
	size_t i, j;

	for (i = 0; i < sizeof(abbreviations) / sizeof(*abbreviations); i++) {
		struct slice s = slice_of(abbreviations[i]);

		if (t.n < s.n || (t.n > s.n && utf8_is_word((unsigned char)t.p[t.n - s.n - 1])))
			continue;
		for (j = 0; j < s.n && ascii_lower(t.p[t.n - s.n + j]) == s.p[j]; j++)
			;
		if (j == s.n)
			return true;
	}
	return false;
}

/*
 * Adds white space with that many newlines, as one space, or as a newline at the end of a sentence;
 * rest is the text after it.
 */
static void
answer_add_space(struct answer *a, struct answer_end *e, size_t newlines, struct slice rest)
{
	bool breaks = newlines > 1 || (newlines == 1 && answer_is_item(rest));
	bool ends = breaks || (e->stop && !answer_is_abbreviated(a));

	buf_byte(&a->text, ends ? '\n' : ' ');
	if (e->punctuation || e->dash || ends)
		answer_begin(a, &a->clauses);
	if (ends)
		answer_begin(a, &a->sentences);
	*e = (struct answer_end){ .space = true };
}

static void
answer_add_char(struct answer *a, struct answer_end *e, int32_t c, struct slice bytes)
{
	bool is_dash = c == '-' || c == EN_DASH || c == EM_DASH;
	size_t from = a->text.n;

	buf_append(&a->text, bytes.p, bytes.n);
	e->stop = c < 0x80 ? strchr(".!?", (int)c) != NULL || (e->stop && strchr("\"')]*_`", (int)c) != NULL)
			   : e->stop && (c == RIGHT_QUOTE || c == APOSTROPHE);
	e->punctuation = c < 0x80 && strchr(".,:;!?()", (int)c) != NULL;
	e->dash = is_dash && (e->space || e->dash);
	e->space = false;
	if (c == EM_DASH || (c < 0x80 && strchr(";()[]", (int)c) != NULL))
		answer_begin(a, &a->clauses);
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

	a->text.n = a->words.n = a->clauses.n = a->sentences.n = 0;
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

struct slice
answer_word(const struct answer *a, size_t i)
{
	const struct span *s = &a->words.word[i];

	return (struct slice){ a->text.p + s->from, s->to - s->from };
}

/* The number of offsets in the list, which is in order, that are at most at. */
static size_t
answer_count_until(const struct starts *l, size_t at)
{
	size_t lo = 0, hi = l->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (l->start[mid] <= at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

size_t
answer_clause(const struct answer *a, size_t at)
{
	size_t n = answer_count_until(&a->clauses, at);

	return n > 0 ? a->clauses.start[n - 1] : 0;
}

struct span
answer_sentence(const struct answer *a, size_t at)
{
	size_t n = answer_count_until(&a->sentences, at);
	size_t to = n < a->sentences.n ? a->sentences.start[n] - 1 : a->text.n;

	return (struct span){ n > 0 ? a->sentences.start[n - 1] : 0, to };
}

size_t
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

void
answer_free(struct answer *a)
{
	buf_free(&a->text);
	buf_free(&a->space);
	free(a->words.word);
	free(a->clauses.start);
	free(a->sentences.start);
	*a = (struct answer){ 0 };
}
