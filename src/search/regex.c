/* PCRE2, and what grep has but PCRE2 lacks: several patterns, words, and subjects that are not UTF-8. */
#include <stdbool.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "search/budget.h"
#include "search/engine.h"
#include "search/pattern.h"
#include "search/regex.h"
#include "search/trie.h"

enum { JOINED = 1 << 13 /* bytes of fixed strings in one pattern */ };

struct pattern {
	struct code code;
	/* Its last match in the subject. */
	enum { EMPTY, CACHED_NONE, CACHED_MATCH } cached;
	size_t start, end;
};

struct regex {
	struct pattern *pattern;
	size_t n;
	struct engine engine;
	bool always_valid; /* all subjects are UTF-8 */
	bool valid;        /* the current subject is */
	bool shared_time;  /* RE_SHARED_TIME */
};

/* Joins fixed strings into few patterns. */
static void
regex_join(struct regex *re, const struct slice *literal, size_t n, bool caseless)
{
	struct slice *text = trie_sort(literal, n, caseless);
	size_t i, end, bytes;

	re->n = 0;
	for (i = 0; i < n; i = end) {
		for (end = i, bytes = 0; end < n && bytes < JOINED; end++)
			bytes += text[end].n;
		trie_pattern(text + i, end - i, caseless, &re->pattern[re->n++].code.text);
	}
	trie_free(text, n);
}

/* Makes a pattern match words, by the first variant that compiles. */
static int
regex_compile_word(struct code *c, struct engine *e)
{
	struct buf pattern = c->text;
	int status = -1, variant;

	c->text = (struct buf){ 0 };
	for (variant = 0; status == -1 && variant < WORD_VARIANTS; variant++) {
		pattern_word(buf_slice(&pattern), variant, &c->text);
		status = code_compile(c, e);
	}
	buf_free(&pattern);
	return status;
}

struct regex *
regex_compile(const struct slice *pattern, size_t n, unsigned flags, uint32_t limit)
{
	struct regex *re = xcalloc(1, sizeof(*re));
	size_t i;

	re->n = n;
	re->always_valid = flags & RE_VALID;
	re->shared_time = flags & RE_SHARED_TIME;
	re->pattern = xcalloc(n, sizeof(*re->pattern));
	engine_init(&re->engine,
	    PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | (flags & RE_CASELESS ? PCRE2_CASELESS : 0) |
		(flags & RE_DOTALL ? PCRE2_DOTALL : 0) | (flags & RE_WHOLE ? PCRE2_ANCHORED | PCRE2_ENDANCHORED : 0),
	    limit, !(flags & RE_NOJIT));
	if (flags & RE_LITERAL)
		regex_join(re, pattern, n, flags & RE_CASELESS);
	for (i = 0; i < re->n; i++) {
		struct code *c = &re->pattern[i].code;

		if (!(flags & RE_LITERAL))
			buf_append(&c->text, pattern[i].p, pattern[i].n);
		if (code_compile(c, &re->engine) == -1 ||
		    (flags & RE_WORD && regex_compile_word(c, &re->engine) == -1)) {
			regex_free(re);
			return NULL;
		}
		code_jit(c, &re->engine);
	}
	return re;
}

/* Matches one pattern.  The last match is cached, since that of another pattern may precede it. */
static int
regex_match_one(struct regex *re, struct pattern *p, struct slice s, size_t from)
{
	const PCRE2_SIZE *span = pcre2_get_ovector_pointer(re->engine.data);
	int found;

	if (from > 0 && p->cached == CACHED_NONE)
		return 0;
	if (from > 0 && re->n > 1 && p->cached == CACHED_MATCH && p->start >= from)
		return 1;
	p->cached = EMPTY;
	found = code_match(&p->code, &re->engine, s, from, re->valid);
	if (found < 0 && found != PCRE2_ERROR_NOMATCH)
		return code_fail("match failed", found);
	if (found == PCRE2_ERROR_NOMATCH) {
		p->cached = CACHED_NONE;
		return 0;
	}
	p->cached = CACHED_MATCH;
	p->start = span[0];
	p->end = span[1];
	return 1;
}

int
regex_match(struct regex *re, struct slice subject, size_t from, size_t *start, size_t *end)
{
	int matched = 0;
	size_t i;

	if (from == 0) {
		re->valid = re->always_valid || utf8_is_valid(subject);
		if (!re->shared_time)
			budget_reset();
	}
	for (i = 0; i < re->n; i++) {
		const struct pattern *p = &re->pattern[i];
		int found = regex_match_one(re, &re->pattern[i], subject, from);

		if (found == -1)
			return -1;
		if (found == 0)
			continue;
		if (start == NULL)
			return 1;
		if (!matched || p->start < *start || (p->start == *start && p->end > *end)) {
			*start = p->start;
			*end = p->end;
		}
		matched = 1;
	}
	return matched;
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
		code_free(&re->pattern[i].code);
	engine_free(&re->engine);
	free(re->pattern);
	free(re);
}
