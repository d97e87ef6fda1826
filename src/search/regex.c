/* PCRE2, and what grep has but PCRE2 lacks: several patterns, words, and subjects that are not UTF-8. */
#include <stdbool.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "search/budget.h"
#include "search/engine.h"
#include "search/group.h"
#include "search/regex.h"
#include "search/token.h"
#include "search/trie.h"

enum {
	JOINED = 1 << 13, /* bytes of patterns in one group */
	MIN_JOINED = 4    /* fewer expressions are faster alone */
};

struct regex {
	struct group *group;
	size_t n, cap;
	/* Of the groups that match, a heap by the place of the match, as long as all were asked. */
	struct group **heap;
	size_t nheap;
	bool asked;
	struct engine engine;
	bool always_valid; /* all subjects are UTF-8 */
	bool valid;        /* the current subject is */
	bool shared_time;  /* RE_SHARED_TIME */
};

/* ---- Compiling ---- */

/* Patterns by the way they are compiled. */
struct regex_sorted {
	struct slice *text, *expression, *other; /* texts and expressions are copies */
	size_t ntext, nexpression, nother;
};

static struct group *
regex_new_group(struct regex *re)
{
	re->group = array_grow(re->group, re->n, &re->cap, sizeof(*re->group));
	re->group[re->n] = (struct group){ 0 };
	return &re->group[re->n++];
}

/* Joins the patterns, in parts if they are too large together; -1 if one of them is invalid. */
static int
regex_join_some(struct regex *re, const struct trie *t, size_t from, size_t to, unsigned flags)
{
	struct group *g = regex_new_group(re);
	size_t middle = from + (to - from) / 2;

	if (group_join(g, &re->engine, &(struct trie_part){ t, from, to }, flags) == 0)
		return 0;
	group_free(g);
	re->n--;
	if (to - from == 1)
		return group_pattern(regex_new_group(re), &re->engine, t->pattern[from], flags);
	if (regex_join_some(re, t, from, middle, flags) == -1)
		return -1;
	return regex_join_some(re, t, middle, to, flags);
}

/* Joins texts or expressions into few groups. */
static int
regex_join(struct regex *re, const struct slice *pattern, size_t n, bool expressions, unsigned flags)
{
	struct trie t = trie_new(pattern, n, expressions, flags & RE_CASELESS);
	size_t i, end, bytes;
	int status = 0;

	for (i = 0; i < n && status == 0; i = end) {
		bytes = t.pattern[i].n;
		for (end = i + 1; end < n && bytes + t.pattern[end].n <= JOINED; end++)
			bytes += t.pattern[end].n;
		if (bytes > JOINED && !expressions)
			status = group_long_text(regex_new_group(re), &re->engine, t.pattern[i], flags);
		else
			status = regex_join_some(re, &t, i, end, flags);
	}
	trie_free(&t);
	return status;
}

/* Copies an expression so that alternatives are one item. */
static struct slice
regex_item(struct slice pattern, bool alternatives)
{
	struct buf b = { 0 };
	struct slice copy;

	buf_str(&b, alternatives ? "(?:" : "");
	buf_append(&b, pattern.p, pattern.n);
	buf_str(&b, alternatives ? ")" : "");
	copy = slice_copy(buf_slice(&b));
	buf_free(&b);
	return copy;
}

static void
regex_sort(struct regex_sorted *l, const struct slice *pattern, size_t n, unsigned flags)
{
	struct buf text = { 0 };
	size_t i;

	l->text = xcalloc(n, sizeof(*l->text));
	l->expression = xcalloc(n, sizeof(*l->expression));
	l->other = xcalloc(n, sizeof(*l->other));
	for (i = 0; i < n; i++) {
		bool literal = flags & RE_LITERAL, alternatives;
		bool valid = utf8_is_valid(pattern[i]); /* PCRE2 reports where one is not */

		if (valid && (literal || ((n > 1 || pattern[i].n > JOINED) && token_is_text(pattern[i], &text))))
			l->text[l->ntext++] = slice_copy(literal ? pattern[i] : buf_slice(&text));
		else if (valid && n >= MIN_JOINED && token_is_joinable(pattern[i], &alternatives))
			l->expression[l->nexpression++] = regex_item(pattern[i], alternatives);
		else
			l->other[l->nother++] = pattern[i];
	}
	buf_free(&text);
}

static void
regex_sorted_free(struct regex_sorted *l)
{
	while (l->ntext > 0)
		slice_free(l->text[--l->ntext]);
	while (l->nexpression > 0)
		slice_free(l->expression[--l->nexpression]);
	free(l->text);
	free(l->expression);
	free(l->other);
}

struct regex *
regex_compile(const struct slice *pattern, size_t n, unsigned flags, uint32_t limit)
{
	struct regex *re = xcalloc(1, sizeof(*re));
	struct regex_sorted sorted = { 0 };
	size_t i;
	int status = 0;

	re->always_valid = flags & RE_VALID;
	re->shared_time = flags & RE_SHARED_TIME;
	engine_init(&re->engine,
	    PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | (flags & RE_CASELESS ? PCRE2_CASELESS : 0) |
		(flags & RE_DOTALL ? PCRE2_DOTALL : 0),
	    limit, !(flags & RE_NOJIT));
	regex_sort(&sorted, pattern, n, flags);
	for (i = 0; i < sorted.nother && status == 0; i++)
		status = group_pattern(regex_new_group(re), &re->engine, sorted.other[i], flags);
	if (status == 0)
		status = regex_join(re, sorted.text, sorted.ntext, false, flags);
	if (status == 0)
		status = regex_join(re, sorted.expression, sorted.nexpression, true, flags);
	regex_sorted_free(&sorted);
	re->heap = xcalloc(re->n, sizeof(struct group *));
	if (status == 0)
		return re;
	regex_free(re);
	return NULL;
}

/* ---- Matching ---- */

/* Whether the match of a comes first: the leftmost, and of those the longest. */
static bool
regex_precedes(const struct group *a, const struct group *b)
{
	return a->start < b->start || (a->start == b->start && a->end > b->end);
}

/* Moves the group at place i of the heap down to where it belongs. */
static void
regex_sift(struct regex *re, size_t i)
{
	struct group *g = re->heap[i];
	size_t child;

	for (; (child = 2 * i + 1) < re->nheap; i = child) {
		if (child + 1 < re->nheap && regex_precedes(re->heap[child + 1], re->heap[child]))
			child++;
		if (!regex_precedes(re->heap[child], g))
			break;
		re->heap[i] = re->heap[child];
	}
	re->heap[i] = g;
}

/* Asks all groups; if any is true, only until one matches.  Returns whether one does, or -1. */
static int
regex_ask(struct regex *re, struct slice s, size_t from, bool any)
{
	size_t i;

	re->nheap = 0;
	re->asked = false;
	for (i = 0; i < re->n; i++) {
		int found = group_match(&re->group[i], &re->engine, s, from, re->valid);

		if (found == -1 || (found == 1 && any))
			return found;
		if (found == 1)
			re->heap[re->nheap++] = &re->group[i];
	}
	for (i = re->nheap / 2; i > 0; i--)
		regex_sift(re, i - 1);
	re->asked = !any;
	return re->nheap > 0;
}

/* Asks the groups whose match begins before from again; -1 if that fails. */
static int
regex_ask_again(struct regex *re, struct slice s, size_t from)
{
	while (re->nheap > 0 && re->heap[0]->start < from) {
		int found = group_match(re->heap[0], &re->engine, s, from, re->valid);

		if (found == -1)
			return -1;
		if (found == 0)
			re->heap[0] = re->heap[--re->nheap];
		if (re->nheap > 0)
			regex_sift(re, 0);
	}
	return 0;
}

int
regex_match(struct regex *re, struct slice subject, size_t from, size_t *start, size_t *end)
{
	int status;

	if (from == 0) {
		re->valid = re->always_valid || utf8_is_valid(subject);
		if (!re->shared_time)
			budget_reset();
	}
	if (start == NULL)
		return regex_ask(re, subject, from, true);
	status = from > 0 && re->asked ? regex_ask_again(re, subject, from) : regex_ask(re, subject, from, false);
	if (status == -1)
		return -1;
	if (re->nheap == 0)
		return 0;
	*start = re->heap[0]->start;
	*end = re->heap[0]->end;
	return 1;
}

void
regex_rewind(struct regex *re)
{
	re->asked = false;
	re->valid = re->always_valid;
}

void
regex_reset_time(void)
{
	budget_reset();
}

int
regex_next(struct regex *re, struct slice subject, size_t *at, size_t *start, size_t *end)
{
	while (*at < subject.n) {
		struct slice rest;
		int found = regex_match(re, subject, *at, start, end);

		if (found != 1)
			return found;
		if (*end > *start && *end > *at) {
			*at = *end;
			return 1;
		}
		rest = slice_skip(subject, *start > *at ? *start : *at); /* empty: continue after a character */
		if (rest.n > 0)
			utf8_next(&rest);
		*at = subject.n - rest.n;
	}
	return 0;
}

void
regex_free(struct regex *re)
{
	size_t i;

	for (i = 0; i < re->n; i++)
		group_free(&re->group[i]);
	engine_free(&re->engine);
	free(re->group);
	free(re->heap);
	free(re);
}
