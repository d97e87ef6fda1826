/* Many fixed strings as one pattern: an alternation in which common prefixes occur once, as in a trie. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "search/trie.h"

enum { MAX_DEPTH = 200 }; /* of groups; the limit of PCRE2 is 250 */

static void
trie_put_string(struct slice s, struct buf *b)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (strchr("\\^$.[|()?*+{", s.p[i]))
			buf_byte(b, '\\');
		buf_byte(b, s.p[i]);
	}
}

static int
trie_longest_first(const void *a, const void *b)
{
	const struct slice *x = a, *y = b;

	return (x->n < y->n) - (x->n > y->n);
}

/* Appends the alternation of the strings from offset at on. */
static void
trie_put_flat(struct slice *text, size_t n, size_t at, struct buf *b)
{
	size_t i;

	qsort(text, n, sizeof(*text), trie_longest_first);
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_byte(b, '|');
		trie_put_string((struct slice){ text[i].p + at, text[i].n - at }, b);
	}
}

/* The length of the common prefix of two strings from offset at on, in whole characters. */
static size_t
trie_common(struct slice a, struct slice b, size_t at)
{
	size_t i = at;

	while (i < a.n && i < b.n && a.p[i] == b.p[i])
		i++;
	while (i > at && i < a.n && ((unsigned char)a.p[i] & 0xc0) == 0x80)
		i--;
	return i - at;
}

/* Appends the pattern for sorted strings that are equal up to at, from there on. */
static void
trie_put(struct slice *text, size_t n, size_t at, unsigned depth, struct buf *b)
{
	size_t i = 0, j, same;
	bool ends = false;

	for (; i < n && text[i].n == at; i++)
		ends = true;
	if (i == n)
		return;
	if (depth == MAX_DEPTH) {
		buf_str(b, "(?:");
		trie_put_flat(text, n, at, b);
		buf_byte(b, ')');
		return;
	}
	buf_str(b, "(?:");
	for (; i < n; i = j) {
		struct slice first = text[i];

		for (j = i + 1; j < n && trie_common(first, text[j], at) > 0; j++)
			;
		same = trie_common(first, text[j - 1], at);
		trie_put_string((struct slice){ first.p + at, same }, b);
		trie_put(text + i, j - i, at + same, depth + 1, b);
		if (j < n)
			buf_byte(b, '|');
	}
	buf_str(b, ends ? ")?" : ")");
}

static int
trie_compare(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

static struct slice
trie_lower(struct slice s)
{
	char *p = slice_dup(s);
	size_t i;

	for (i = 0; i < s.n; i++)
		p[i] = ascii_lower(p[i]);
	return (struct slice){ p, s.n };
}

struct slice *
trie_sort(const struct slice *text, size_t n, bool caseless)
{
	struct slice *sorted = xcalloc(n, sizeof(*sorted));
	size_t i;

	for (i = 0; i < n; i++)
		sorted[i] = caseless && utf8_is_ascii(text[i]) ? trie_lower(text[i]) : slice_copy(text[i]);
	qsort(sorted, n, sizeof(*sorted), trie_compare);
	return sorted;
}

void
trie_pattern(struct slice *sorted, size_t n, bool caseless, struct buf *b)
{
	bool tree = true;
	size_t i;

	for (i = 0; i < n && caseless; i++)
		tree &= utf8_is_ascii(sorted[i]);
	if (tree)
		trie_put(sorted, n, 0, 0, b);
	else
		trie_put_flat(sorted, n, 0, b);
}

void
trie_free(struct slice *sorted, size_t n)
{
	while (n > 0)
		slice_free(sorted[--n]);
	free(sorted);
}
