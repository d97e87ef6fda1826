/* Negators: the words of an answer that negate others. */
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "mark/answer.h"
#include "mark/negation.h"

/* Words that negate a verb and what depends on it, besides those that end in n't. */
static const char verbal[] = "not never cannot nor neither isnt dont doesnt cant wont";
/* Words that negate what directly follows. */
static const char nominal[] = "no without none";
/* Words that negate a claim. */
static const char of_claims[] = "nobody nothing hardly scarcely barely seldom rarely nowhere";
/* After a negator, these words make no negation ("not only"); the last line is of double negations. */
static const char cancels[] = "only just merely simply "
			      "doubt question matter wonder help forget fail omit ignore neglect overlook hesitate";
/* With these words, "not" limits the time and denies nothing ("does not run until"). */
static const char limits[] = "until unless";
/* Words that begin a clause; between a negator and the end of a match, "and" as well. */
static const char conjunctions[] = "but because although however while whereas so instead then since";
/* After a comma, these words begin a clause, others may continue a list. */
static const char subjects[] = "it they this that these those he you we i the a an each every all both one which";

enum { NEGATION_REACH = 3 /* words before a match that may negate it */ };

/* Whether the list, of lower-case words, has the word in any case. */
static bool
negation_listed(struct slice word, const char *list)
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

/* The length of the ending n't, with an ASCII or a typographic apostrophe; 0 if the word has another. */
static size_t
negation_contraction(struct slice w)
{
	size_t tail = w.n > 3 && memcmp(w.p + w.n - 4, "\xe2\x80\x99", 3) == 0 ? 4 : 2;

	if (w.n <= tail || (tail == 2 && w.p[w.n - 2] != '\''))
		return 0;
	return (w.p[w.n - 1] | 32) == 't' && (w.p[w.n - tail - 1] | 32) == 'n' ? tail + 1 : 0;
}

/* Whether word i is a negator whose meaning the word after it does not cancel; words from end on are not seen. */
static bool
negation_is(const struct answer *a, size_t i, size_t end, const char *list)
{
	struct slice w = answer_word(a, i);

	if (!negation_listed(w, list) && (list != verbal || negation_contraction(w) == 0))
		return false;
	return i + 1 >= end || !negation_listed(answer_word(a, i + 1), cancels);
}

static void
negation_add(struct negators *n, struct span word)
{
	if (n->n < MAX_NEGATORS)
		n->at[n->n++] = word;
}

/* Looks for a negator before the match, in its clause. */
static void
negation_before(const struct answer *a, size_t at, bool claim, struct negators *out)
{
	size_t start = answer_clause(a, at), end = answer_words_before(a, at), i;

	for (i = end; i > 0 && a->words.word[i - 1].from >= start; i--) {
		struct slice w = answer_word(a, i - 1);
		bool near = end - i < NEGATION_REACH;

		if (negation_listed(w, conjunctions) || (!near && (!claim || negation_listed(w, "and"))))
			return;
		if (negation_is(a, i - 1, end, verbal) || (near && negation_is(a, i - 1, end, nominal)) ||
		    (claim && negation_is(a, i - 1, end, of_claims))) {
			negation_add(out, a->words.word[i - 1]);
			return;
		}
	}
}

/* Whether a clause begins between the two words, next to each other. */
static bool
negation_is_boundary(const struct answer *a, size_t word, bool claim)
{
	const struct span *w = a->words.word;
	struct slice next = answer_word(a, word + 1);

	if (negation_listed(next, conjunctions) || negation_listed(next, "and"))
		return true;
	if (answer_clause(a, w[word].from) == answer_clause(a, w[word + 1].from))
		return false;
	return !claim || a->text.p[w[word].to] != ',' || negation_listed(next, subjects);
}

/* Whether a remark between commas follows the word, before the end of the match: "does not, as many think, protect". */
static bool
negation_is_interrupted(const struct answer *a, size_t word, size_t end)
{
	const struct span *w = a->words.word;
	size_t from = w[word].to, to = w[end - 1].from;

	return from < to && a->text.p[from] == ',' && memchr(a->text.p + from + 1, ',', to - from - 1) != NULL;
}

/* Whether negator i reaches the word before `end`, the last one of the match. */
static bool
negation_reaches(const struct answer *a, size_t i, size_t end, bool claim)
{
	bool interrupted = negation_is_interrupted(a, i, end);
	size_t j;

	for (j = i + 1; j < end; j++)
		if (negation_listed(answer_word(a, j), limits) ||
		    (!interrupted && negation_is_boundary(a, j - 1, claim)))
			return false;
	return true;
}

/* Looks for negators inside the match. */
static void
negation_inside(const struct answer *a, struct span match, bool claim, struct negators *out)
{
	const struct span *w = a->words.word;
	size_t first = answer_words_before(a, match.from), end, i;

	while (first < a->words.n && w[first].from < match.from)
		first++;
	for (end = first; end < a->words.n && w[end].from < match.to; end++)
		;
	for (i = first; i < end && w[i].to <= match.to; i++) {
		bool is = negation_is(a, i, end, verbal) || (claim && negation_is(a, i, end, of_claims)) ||
		    (end - i - 1 <= NEGATION_REACH && negation_is(a, i, end, nominal));

		if (is && negation_reaches(a, i, end, claim)) {
			out->inside += out->n < MAX_NEGATORS;
			negation_add(out, w[i]);
		}
	}
}

void
negation_find(const struct answer *a, struct span match, bool claim, struct negators *out)
{
	out->n = out->inside = 0;
	negation_before(a, match.from, claim, out);
	negation_inside(a, match, claim, out);
}

/* Appends what a negator is without its negation: "does" for "doesn't", "can" for "cannot". */
static void
negation_affirm(struct slice w, struct buf *b)
{
	size_t tail = negation_contraction(w);

	if (negation_listed(w, "cannot can't can\xe2\x80\x99t cant"))
		buf_append(b, w.p, 3);
	else if (negation_listed(w, "won't won\xe2\x80\x99t wont"))
		buf_str(b, "will");
	else if (negation_listed(w, "isnt dont doesnt"))
		buf_append(b, w.p, w.n - 2);
	else if (negation_listed(w, "without"))
		buf_append(b, w.p, 4);
	else if (tail > 0)
		buf_append(b, w.p, w.n - tail);
}

size_t
negation_without(const struct answer *a, const struct span *part, const struct negators *n, size_t at, struct buf *b)
{
	size_t from = part->from, place = SIZE_MAX, i;

	for (i = 0; i < n->n && n->at[i].to <= part->to; i++) {
		struct span w = n->at[i];
		size_t length;

		if (w.from < from)
			continue;
		if (place == SIZE_MAX && at <= w.from)
			place = b->n + at - from;
		buf_append(b, a->text.p + from, w.from - from);
		length = b->n;
		negation_affirm((struct slice){ a->text.p + w.from, w.to - w.from }, b);
		from = w.to + (b->n == length && w.to < part->to && a->text.p[w.to] == ' ');
	}
	if (place == SIZE_MAX)
		place = b->n + (at > from ? at - from : 0);
	buf_append(b, a->text.p + from, part->to - from);
	return place;
}
