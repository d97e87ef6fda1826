/* Many patterns as one: an alternation in which common prefixes occur once, as in a trie. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "search/token.h"
#include "search/trie.h"

enum { MAX_DEPTH = 200 }; /* of groups; the limit of PCRE2 is 250 */

/* The trie being appended, and where to. */
struct trie_output {
	bool expressions;
	struct buf *b;
};

static void
trie_put_pattern(const struct trie_output *o, struct slice s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (!o->expressions && strchr("\\^$.[|()?*+{", s.p[i]))
			buf_byte(o->b, '\\');
		buf_byte(o->b, s.p[i]);
	}
}

static size_t
trie_characters(struct slice s)
{
	size_t n = 0, i;

	for (i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

/* By characters: one that is compared without case may differ in bytes from what it matches. */
static int
trie_longest_first(const void *a, const void *b)
{
	size_t x = trie_characters(*(const struct slice *)a), y = trie_characters(*(const struct slice *)b);

	return (x < y) - (x > y);
}

/* Appends the alternation of the patterns from offset at on. */
static void
trie_put_flat(const struct trie_output *o, struct slice *p, size_t n, size_t at)
{
	size_t i;

	qsort(p, n, sizeof(*p), trie_longest_first);
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_byte(o->b, '|');
		trie_put_pattern(o, slice_skip(p[i], at));
	}
}

/* The length of the common prefix of two texts, in whole characters. */
static size_t
trie_common_text(struct slice a, struct slice b)
{
	size_t i = 0;

	while (i < a.n && i < b.n && a.p[i] == b.p[i])
		i++;
	while (i > 0 && i < a.n && ((unsigned char)a.p[i] & 0xc0) == 0x80)
		i--;
	return i;
}

/* The length of the common prefix of two expressions, in whole items. */
static size_t
trie_common_items(struct slice a, struct slice b)
{
	size_t i = 0;

	for (;;) {
		struct slice x = slice_skip(a, i), y = slice_skip(b, i);
		size_t n = token_length(x);

		if (n == 0 || n != token_length(y) || memcmp(x.p, y.p, n) != 0)
			return i;
		i += n;
	}
}

static size_t
trie_common(const struct trie_output *o, struct slice a, struct slice b)
{
	return o->expressions ? trie_common_items(a, b) : trie_common_text(a, b);
}

/* Appends the pattern for sorted patterns that are equal up to at, from there on. */
static void
trie_put(const struct trie_output *o, struct slice *p, size_t n, size_t at, unsigned depth)
{
	size_t i = 0, j, same;
	bool ends = false;

	for (; i < n && p[i].n == at; i++)
		ends = true;
	if (i == n)
		return;
	buf_str(o->b, "(?:");
	if (depth == MAX_DEPTH) {
		trie_put_flat(o, p, n, at);
		buf_byte(o->b, ')');
		return;
	}
	for (; i < n; i = j) {
		struct slice first = slice_skip(p[i], at);

		for (j = i + 1; j < n && trie_common(o, first, slice_skip(p[j], at)) > 0; j++)
			;
		same = trie_common(o, first, slice_skip(p[j - 1], at));
		trie_put_pattern(o, (struct slice){ first.p, same });
		trie_put(o, p + i, j - i, at + same, depth + 1);
		if (j < n)
			buf_byte(o->b, '|');
	}
	buf_str(o->b, ends ? ")?" : ")");
}

static int
trie_compare_texts(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

/* By items, so that those with a common prefix are adjacent. */
static int
trie_compare_items(const void *a, const void *b)
{
	struct slice x = *(const struct slice *)a, y = *(const struct slice *)b;
	size_t same = trie_common_items(x, y);

	x = slice_skip(x, same);
	y = slice_skip(y, same);
	return slice_cmp((struct slice){ x.p, token_length(x) }, (struct slice){ y.p, token_length(y) });
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

struct trie
trie_new(const struct slice *pattern, size_t n, bool expressions, bool caseless)
{
	struct trie t = { expressions, caseless, xcalloc(n, sizeof(*t.pattern)), n };
	size_t i;

	for (i = 0; i < n; i++)
		t.pattern[i] = !expressions && caseless && utf8_is_ascii(pattern[i]) ? trie_lower(pattern[i])
										     : slice_copy(pattern[i]);
	qsort(t.pattern, n, sizeof(*t.pattern), expressions ? trie_compare_items : trie_compare_texts);
	return t;
}

void
trie_append(const struct trie *t, size_t from, size_t to, struct buf *b)
{
	const struct trie_output o = { t->expressions, b };
	bool tree = true;
	size_t i;

	for (i = from; i < to && t->caseless && !t->expressions; i++)
		tree &= utf8_is_ascii(t->pattern[i]);
	if (tree)
		trie_put(&o, t->pattern + from, to - from, 0, 0);
	else
		trie_put_flat(&o, t->pattern + from, to - from, 0);
}

void
trie_free(struct trie *t)
{
	while (t->n > 0)
		slice_free(t->pattern[--t->n]);
	free(t->pattern);
}
