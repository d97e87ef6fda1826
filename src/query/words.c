/* The words of questions: a table of words that takes few bytes for each, as banks may have a million. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/texts.h"
#include "base/utf8.h"
#include "query/words.h"

/* Words that introduce a question; qb-list(1) lists them. */
static const char introductions[] =
    "a an and are as at be by can could describe did do does explain for give how i in is it me of on or s tell "
    "that the this to was we what which with would you your";

enum { FEW = 32 /* words: sorting by insertion is faster */ };

struct words {
	struct texts all;
	uint32_t *slot; /* a hash table with open addressing: the number of a word + 1, or 0 */
	size_t mask;    /* slots, a power of two at least twice as many as words, - 1 */
	uint32_t introductions;
	char lower[128]; /* by byte of ASCII: the lower-case letter, the digit, or 0 */
	struct buf folded;
};

/* The slot that has the word, or the free slot where it would be added. */
static uint32_t *
words_slot(const struct words *w, struct slice word)
{
	size_t i = map_hash(word) & w->mask;

	for (; w->slot[i] != 0; i = (i + 1) & w->mask)
		if (slice_eq(texts_at(&w->all, w->slot[i] - 1), word))
			break;
	return &w->slot[i];
}

static void
words_grow(struct words *w)
{
	uint32_t i;

	free(w->slot);
	w->mask = w->mask * 2 + 1;
	w->slot = xcalloc(w->mask + 1, sizeof(*w->slot));
	for (i = 0; i < w->all.n; i++)
		*words_slot(w, texts_at(&w->all, i)) = i + 1;
}

/* Appends the number of the word to the list; -1 if the table is full. */
static int
words_add_word(struct words *w, struct slice word, struct word_list *list)
{
	uint32_t *slot = words_slot(w, word);

	if (*slot == 0) {
		if (texts_add(&w->all, word) == -1)
			return -1;
		*slot = (uint32_t)w->all.n;
		if (w->all.n * 2 > w->mask)
			words_grow(w);
		slot = words_slot(w, word);
	}
	list->word = array_grow(list->word, list->n, &list->cap, sizeof(*list->word));
	list->word[list->n++] = *slot - 1;
	return 0;
}

/* The length of the word at the front of a folded text; 0 if the character there is not part of one, and its length in *n. */
static size_t
words_length(struct slice s, size_t *n)
{
	struct slice rest = s;

	while (rest.n > 0) {
		struct slice here = rest;

		if (!utf8_is_word(utf8_next(&rest))) {
			*n = here.n - rest.n;
			return s.n - here.n;
		}
	}
	*n = 0;
	return s.n;
}

/* Appends the words of a folded text, with repetitions. */
static int
words_split(struct words *w, struct slice text, struct word_list *list)
{
	while (text.n > 0) {
		size_t gap, n = words_length(text, &gap);

		if (n > 0 && words_add_word(w, (struct slice){ text.p, n }, list) == -1)
			return -1;
		text = slice_skip(text, n + gap);
	}
	return 0;
}

/* The same for ASCII: the letters and digits of the table, in lower case. */
static int
words_split_ascii(struct words *w, struct slice text, struct word_list *list)
{
	char *p;
	size_t i, from = 0;

	w->folded.n = 0;
	p = buf_reserve(&w->folded, text.n + 1);
	for (i = 0; i <= text.n; i++) {
		p[i] = i < text.n ? w->lower[(unsigned char)text.p[i]] : '\0';
		if (p[i] != '\0')
			continue;
		if (i > from && words_add_word(w, (struct slice){ p + from, i - from }, list) == -1)
			return -1;
		from = i + 1;
	}
	return 0;
}

static int
words_compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

void
words_sort(uint32_t *word, size_t n)
{
	size_t i, j;

	if (n > FEW)
		qsort(word, n, sizeof(*word), words_compare);
	for (i = 1; i < n && n <= FEW; i++) {
		uint32_t moving = word[i];

		for (j = i; j > 0 && word[j - 1] > moving; j--)
			word[j] = word[j - 1];
		word[j] = moving;
	}
}

/* Sorts the words and removes repetitions; returns how many remain. */
static size_t
words_distinct(uint32_t *word, size_t n)
{
	size_t kept = 0, i;

	words_sort(word, n);
	for (i = 0; i < n; i++)
		if (kept == 0 || word[kept - 1] != word[i])
			word[kept++] = word[i];
	return kept;
}

long
words_add(struct words *w, struct slice text, struct word_list *list)
{
	size_t from = list->n, n, skip = 0;
	uint32_t *word;

	if (utf8_is_ascii(text)) {
		if (words_split_ascii(w, text, list) == -1)
			return -1;
	} else {
		utf8_fold(text, &w->folded);
		if (words_split(w, buf_slice(&w->folded), list) == -1)
			return -1;
	}
	if (list->n == from)
		return 0;
	word = list->word + from;
	n = words_distinct(word, list->n - from);
	while (skip < n && word[skip] < w->introductions)
		skip++;
	if (skip == n)
		skip = 0;
	memmove(word, word + skip, (n - skip) * sizeof(*word));
	list->n = from + n - skip;
	return (long)(n - skip);
}

struct words *
words_new(void)
{
	struct words *w = xcalloc(1, sizeof(*w));
	struct word_list list = { 0 };
	int c;

	w->mask = 127;
	w->slot = xcalloc(w->mask + 1, sizeof(*w->slot));
	for (c = 0; c < (int)sizeof(w->lower); c++)
		w->lower[c] = utf8_is_word(c) ? ascii_lower((char)c) : '\0';
	words_split(w, slice_of(introductions), &list);
	w->introductions = (uint32_t)w->all.n;
	free(list.word);
	return w;
}

size_t
words_count(const struct words *w)
{
	return w->all.n;
}

void
words_free(struct words *w)
{
	if (w == NULL)
		return;
	texts_free(&w->all);
	buf_free(&w->folded);
	free(w->slot);
	free(w);
}
