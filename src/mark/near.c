/* Words with typing errors: the optimal string alignment distance, in characters. */
#include <stdbool.h>
#include <stdint.h>

#include <utf8proc.h>

#include "base/slice.h"
#include "base/utf8.h"
#include "mark/answer.h"
#include "mark/near.h"

enum {
	ONE_EDIT = 5, /* characters of a word that may have one error */
	TWO_EDITS = 9,
	LONGEST = 64 /* longer words have no errors */
};

/* The characters of a word, in lower case; n is LONGEST + 1 if it is longer. */
struct near_word {
	int32_t c[LONGEST];
	size_t n;
	bool digits;
};

static void
near_read(struct slice word, struct near_word *w)
{
	w->digits = false;
	for (w->n = 0; word.n > 0 && w->n <= LONGEST; w->n++) {
		int32_t c = utf8proc_tolower(utf8_next(&word));

		w->digits |= c >= '0' && c <= '9';
		if (w->n < LONGEST)
			w->c[w->n] = c;
	}
}

/* Whether at most `limit` edits lead from one word to the other, of at most LONGEST characters. */
static bool
near_within(const struct near_word *x, const struct near_word *y, size_t limit)
{
	size_t row[3][LONGEST + 1], i, j;

	for (j = 0; j <= y->n; j++)
		row[0][j] = j;
	for (i = 1; i <= x->n; i++) {
		size_t *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];

		now[0] = i;
		for (j = 1; j <= y->n; j++) {
			size_t best = last[j - 1] + (x->c[i - 1] != y->c[j - 1]);

			best = last[j] + 1 < best ? last[j] + 1 : best;
			best = now[j - 1] + 1 < best ? now[j - 1] + 1 : best;
			if (i > 1 && j > 1 && x->c[i - 1] == y->c[j - 2] && x->c[i - 2] == y->c[j - 1] &&
			    before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			now[j] = best;
		}
	}
	return row[x->n % 3][y->n] <= limit;
}

/* Whether the word is the wanted one, but for typing errors, if they are allowed. */
static bool
near_equal(struct slice wanted, struct slice word, bool errors)
{
	struct near_word x, y;
	size_t limit;

	if (slice_eq(wanted, word))
		return true;
	near_read(wanted, &x);
	near_read(word, &y);
	if (x.n > LONGEST || y.n > LONGEST || x.n == 0 || y.n == 0 || x.c[0] != y.c[0])
		return false;
	limit = !errors || x.digits || y.digits || x.n < ONE_EDIT ? 0 : x.n < TWO_EDITS ? 1 : 2;
	if (x.n > y.n + limit || y.n > x.n + limit)
		return false;
	return near_within(&x, &y, limit);
}

int
near_find(const struct answer *phrase, const struct answer *text, size_t from, struct span *out)
{
	const struct span *w = text->words.word;
	size_t n = phrase->words.n, i, j;

	for (i = answer_words_before(text, from); i + n <= text->words.n; i++) {
		if (w[i].from < from)
			continue;
		for (j = 0; j < n && near_equal(answer_word(phrase, j), answer_word(text, i + j), true); j++)
			;
		if (j < n || n == 0 || w[i + n - 1].to > answer_sentence(text, w[i].from).to)
			continue;
		*out = (struct span){ w[i].from, w[i + n - 1].to };
		return 1;
	}
	return 0;
}

bool
near_is_exact(const struct answer *phrase, const struct answer *text, struct span place)
{
	size_t first = answer_words_before(text, place.from), i;

	while (text->words.word[first].from < place.from)
		first++;
	for (i = 0; i < phrase->words.n; i++)
		if (!near_equal(answer_word(phrase, i), answer_word(text, first + i), false))
			return false;
	return true;
}
