/* Differences between two texts, by words. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "query/worddiff.h"

enum { MAX_CHANGES = 1000 };

/* A text as words. */
struct worddiff_text {
	struct slice *word;
	size_t *number; /* equal for equal words */
	size_t n, cap, number_cap;
};

/* The search for the shortest list of changes between a and b, without their common ends. */
struct worddiff {
	const struct worddiff_text *a, *b;
	long from, na, nb;               /* the first word that differs, and how many words of each are left */
	long *furthest[MAX_CHANGES + 1]; /* by number of changes d and diagonal + d: how far it leads in a */
};

enum worddiff_class { CLASS_SPACE, CLASS_WORD, CLASS_OTHER };

static enum worddiff_class
worddiff_classify(int32_t c)
{
	if (utf8_is_space(c))
		return CLASS_SPACE;
	return c == '_' || utf8_is_word(c) ? CLASS_WORD : CLASS_OTHER;
}

/* Removes a word, a run of white space or another character from the front of *s, which is not empty. */
static struct slice
worddiff_next(struct slice *s)
{
	struct slice word = { s->p, 0 }, rest = *s;
	enum worddiff_class class = worddiff_classify(utf8_next(&rest));

	do {
		*s = rest;
		word.n = (size_t)(rest.p - word.p);
	} while (class != CLASS_OTHER && rest.n > 0 && worddiff_classify(utf8_next(&rest)) == class);
	return word;
}

/* Splits the text; equal words get equal numbers. */
static void
worddiff_split(struct worddiff_text *t, struct slice text, struct map *numbers)
{
	while (text.n > 0) {
		struct slice word = worddiff_next(&text);

		t->word = array_grow(t->word, t->n, &t->cap, sizeof(*t->word));
		t->number = array_grow(t->number, t->n, &t->number_cap, sizeof(*t->number));
		t->word[t->n] = word;
		t->number[t->n++] = map_add(numbers, word);
	}
}

static void
worddiff_add(struct words *d, struct slice word, enum word_change change)
{
	d->word = array_grow(d->word, d->n, &d->cap, sizeof(*d->word));
	d->word[d->n++] = (struct word){ word, change };
}

/* Whether word x of a and word y of b, counted from the first difference, are the same. */
static bool
worddiff_same(const struct worddiff *w, long x, long y)
{
	return w->a->number[w->from + x] == w->b->number[w->from + y];
}

/* How far d changes lead on diagonal k, on which x - y = k. */
static long
worddiff_start(const struct worddiff *w, long d, long k)
{
	const long *before = d > 0 ? w->furthest[d - 1] + (d - 1) : NULL;

	if (d == 0)
		return 0;
	if (k == -d || (k != d && before[k - 1] < before[k + 1]))
		return before[k + 1];
	return before[k - 1] + 1;
}

/* Finds the least number of changes; -1 if that is more than MAX_CHANGES. */
static long
worddiff_search(struct worddiff *w)
{
	long d, k;

	for (d = 0; d <= MAX_CHANGES; d++) {
		w->furthest[d] = xcalloc((size_t)(2 * d + 1), sizeof(long));
		for (k = -d; k <= d; k += 2) {
			long x = worddiff_start(w, d, k);

			while (x < w->na && x - k < w->nb && worddiff_same(w, x, x - k))
				x++;
			w->furthest[d][k + d] = x;
			if (x >= w->na && x - k >= w->nb)
				return d;
		}
	}
	return -1;
}

/* Marks the words that the d changes remove from a and add to b. */
static void
worddiff_mark(const struct worddiff *w, long d, bool *removed, bool *added)
{
	long x = w->na, y = w->nb;

	for (; d > 0; d--) {
		long k = x - y, start = worddiff_start(w, d, k);
		const long *before = w->furthest[d - 1] + (d - 1);
		bool insertion = k == -d || (k != d && before[k - 1] < before[k + 1]);

		if (insertion)
			added[start - k - 1] = true;
		else
			removed[start - 1] = true;
		x = insertion ? start : start - 1;
		y = insertion ? start - k - 1 : start - k;
	}
}

/* Appends the words between the common ends, with their changes. */
static void
worddiff_merge(struct words *out, struct worddiff *w)
{
	bool *removed = xcalloc((size_t)w->na + 1, sizeof(*removed)),
	     *added = xcalloc((size_t)w->nb + 1, sizeof(*added));
	long d = worddiff_search(w), x = 0, y = 0, i;

	if (d == -1) {
		memset(removed, true, (size_t)w->na * sizeof(*removed));
		memset(added, true, (size_t)w->nb * sizeof(*added));
	} else {
		worddiff_mark(w, d, removed, added);
	}
	while (x < w->na || y < w->nb) {
		bool remove = x < w->na && removed[x], add = !remove && y < w->nb && added[y];

		if (add)
			worddiff_add(out, w->b->word[w->from + y], WORD_ADDED);
		else
			worddiff_add(out, w->a->word[w->from + x], remove ? WORD_REMOVED : WORD_SAME);
		x += !add;
		y += !remove;
	}
	for (i = 0; i <= MAX_CHANGES; i++)
		free(w->furthest[i]);
	free(removed);
	free(added);
}

void
words_diff(struct words *d, struct slice old, struct slice new)
{
	struct worddiff_text a = { 0 }, b = { 0 };
	struct map *numbers = map_new();
	struct worddiff w = { .a = &a, .b = &b };
	size_t first = 0, last = 0, i;

	worddiff_split(&a, old, numbers);
	worddiff_split(&b, new, numbers);
	while (first < a.n && first < b.n && a.number[first] == b.number[first])
		first++;
	while (last < a.n - first && last < b.n - first && a.number[a.n - 1 - last] == b.number[b.n - 1 - last])
		last++;
	for (i = 0; i < first; i++)
		worddiff_add(d, a.word[i], WORD_SAME);
	w.from = (long)first;
	w.na = (long)(a.n - first - last);
	w.nb = (long)(b.n - first - last);
	worddiff_merge(d, &w);
	for (i = a.n - last; i < a.n; i++)
		worddiff_add(d, a.word[i], WORD_SAME);
	free(a.word);
	free(a.number);
	free(b.word);
	free(b.number);
	map_free(numbers);
}

bool
word_is_space(const struct word *w)
{
	struct slice s = w->text;

	return s.n > 0 && utf8_is_space(utf8_next(&s));
}
