/* The order in which choices are shown, and their letters. */
#include <stdint.h>
#include <stdlib.h>
#include <xxhash.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"

enum { LETTERS = 26 };

/* A choice to be sorted. */
struct ranked {
	uint64_t hash;
	size_t index;
};

static int
choiceorder_compare(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash > y->hash ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

void
choices_order(const struct choices *c, struct slice seed, struct slice id, size_t *order)
{
	struct ranked *ranked = xcalloc(c->n, sizeof(*ranked));
	struct buf key = { 0 };
	size_t i, prefix;

	buf_append(&key, seed.p, seed.n);
	buf_byte(&key, '\t');
	buf_append(&key, id.p, id.n);
	buf_byte(&key, '\t');
	prefix = key.n;
	for (i = 0; i < c->n; i++) {
		key.n = prefix;
		buf_append(&key, c->list[i].text.p, c->list[i].text.n);
		ranked[i] = (struct ranked){ seed.p != NULL ? XXH64(key.p, key.n, 0) : 0, i };
	}
	if (c->n > 0)
		qsort(ranked, c->n, sizeof(*ranked), choiceorder_compare);
	for (i = 0; i < c->n; i++)
		order[i] = ranked[i].index;
	free(ranked);
	buf_free(&key);
}

void
choice_letter(size_t position, struct buf *b)
{
	char letters[16];
	size_t n = sizeof(letters);

	for (position++; position > 0; position = (position - 1) / LETTERS)
		letters[--n] = (char)('A' + (position - 1) % LETTERS);
	buf_append(b, letters + n, sizeof(letters) - n);
}

size_t
choice_position(struct slice letter)
{
	size_t position = 0, i;

	if (letter.n == 0 || letter.n > 4)
		return SIZE_MAX;
	for (i = 0; i < letter.n; i++) {
		char c = ascii_lower(letter.p[i]);

		if (c < 'a' || c > 'z')
			return SIZE_MAX;
		position = position * LETTERS + (size_t)(c - 'a') + 1;
	}
	return position - 1;
}
