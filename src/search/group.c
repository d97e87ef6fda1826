/* Patterns that are matched as one. */
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "search/engine.h"
#include "search/group.h"
#include "search/pattern.h"
#include "search/regex.h"
#include "search/trie.h"

enum { PART = 1 << 13 /* bytes of a long text in one code */ };

static uint32_t
group_options(unsigned flags)
{
	return flags & RE_WHOLE ? PCRE2_ANCHORED | PCRE2_ENDANCHORED : 0;
}

/* Makes a pattern that compiles match words, by the first variant that compiles. */
static int
group_compile_word(struct code *c, struct engine *e)
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

static int
group_compile(struct group *g, struct engine *e, unsigned flags)
{
	g->code.options = group_options(flags);
	if (code_compile(&g->code, e) == -1 || (flags & RE_WORD && group_compile_word(&g->code, e) == -1))
		return -1;
	code_jit(&g->code, e);
	return 0;
}

int
group_pattern(struct group *g, struct engine *e, struct slice pattern, unsigned flags)
{
	buf_append(&g->code.text, pattern.p, pattern.n);
	return group_compile(g, e, flags);
}

/*
 * Compiles the pattern that finds the longest match: it tries the first match of each expression,
 * as that alone would find it, reports its end in a callout and fails.
 */
static int
group_compile_ends(struct group *g, struct engine *e, const struct trie_part *p, bool word)
{
	struct buf one = { 0 }, *b = &g->ends.text;
	size_t i;

	buf_str(b, "(?:");
	for (i = p->from; i < p->to; i++) {
		buf_str(b, i > p->from ? "|(?>" : "(?>");
		one.n = 0;
		if (word)
			pattern_word(p->trie->pattern[i], 0, &one);
		else
			buf_append(&one, p->trie->pattern[i].p, p->trie->pattern[i].n);
		buf_append(b, one.p, one.n);
		buf_byte(b, ')');
	}
	buf_str(b, ")" CODE_REPORT_END);
	buf_free(&one);
	g->ends.options = PCRE2_ANCHORED;
	return code_compile(&g->ends, e);
}

int
group_join(struct group *g, struct engine *e, const struct trie_part *p, unsigned flags)
{
	trie_append(p->trie, p->from, p->to, &g->code.text);
	if (group_compile(g, e, flags) == -1)
		return -1;
	/* Of texts the code finds the longest, and a whole subject has one length. */
	if (!p->trie->expressions || flags & RE_WHOLE)
		return 0;
	return group_compile_ends(g, e, p, flags & RE_WORD);
}

/* The length of a part at the front of the text, in whole characters. */
static size_t
group_part(struct slice text)
{
	size_t n = PART;

	if (text.n <= PART)
		return text.n;
	while (((unsigned char)text.p[n] & 0xc0) == 0x80)
		n--;
	return n;
}

/* Compiles one part of a text. */
static int
group_compile_part(struct code *c, struct engine *e, struct slice text, const char *before, const char *after)
{
	struct trie t = trie_new(&text, 1, false, false);
	int status;

	buf_str(&c->text, before);
	trie_append(&t, 0, 1, &c->text);
	buf_str(&c->text, after);
	trie_free(&t);
	status = code_compile(c, e);
	code_jit(c, e);
	return status;
}

int
group_long_text(struct group *g, struct engine *e, struct slice text, unsigned flags)
{
	bool word = flags & RE_WORD;
	uint32_t options = group_options(flags);
	size_t n = group_part(text), cap = 0;
	int status;

	g->code.options = options & ~(uint32_t)PCRE2_ENDANCHORED;
	status = group_compile_part(&g->code, e, (struct slice){ text.p, n }, word ? "(?<!\\w)" : "", "");
	for (text = slice_skip(text, n); text.n > 0 && status == 0; text = slice_skip(text, n)) {
		n = group_part(text);
		g->rest = array_grow(g->rest, g->nrest, &cap, sizeof(*g->rest));
		g->rest[g->nrest] = (struct code){ .options = PCRE2_ANCHORED };
		if (n == text.n)
			g->rest[g->nrest].options |= options;
		status = group_compile_part(
		    &g->rest[g->nrest++], e, (struct slice){ text.p, n }, "", word && n == text.n ? "(?!\\w)" : "");
	}
	return status;
}

/* Matches code, and stores where: 1, 0 or -1. */
static int
group_match_code(struct code *c, struct engine *e, struct slice s, size_t from, bool valid)
{
	int found = code_match(c, e, s, from, valid);

	if (found == PCRE2_ERROR_NOMATCH)
		return 0;
	return found < 0 ? code_fail("match failed", found) : 1;
}

/* Matches the rest of a long text, where its first part ends. */
static int
group_match_rest(struct group *g, struct engine *e, struct slice s, bool valid)
{
	const PCRE2_SIZE *span = pcre2_get_ovector_pointer(e->data);
	size_t i;
	int found = 1;

	for (i = 0; i < g->nrest && found == 1; i++) {
		found = group_match_code(&g->rest[i], e, s, g->end, valid);
		if (found == 1)
			g->end = span[1];
	}
	return found;
}

/* Makes the match at g->start the longest. */
static int
group_match_ends(struct group *g, struct engine *e, struct slice s, bool valid)
{
	int found;

	if (g->ends.text.n == 0)
		return 1;
	if (!g->ends_used)
		code_jit(&g->ends, e);
	g->ends_used = true;
	e->start = g->start;
	e->end = g->end;
	e->reporting = true;
	found = group_match_code(&g->ends, e, s, g->start, valid);
	e->reporting = false;
	g->end = e->end;
	return found == -1 ? -1 : 1;
}

int
group_match(struct group *g, struct engine *e, struct slice s, size_t from, bool valid)
{
	const PCRE2_SIZE *span = pcre2_get_ovector_pointer(e->data);

	for (;;) {
		struct slice next;
		int found = group_match_code(&g->code, e, s, from, valid);

		if (found != 1)
			return found;
		g->start = span[0];
		g->end = span[1];
		found = group_match_rest(g, e, s, valid);
		if (found == 1)
			return group_match_ends(g, e, s, valid);
		if (found == -1 || g->code.options & PCRE2_ANCHORED || g->start == s.n)
			return found;
		next = slice_skip(s, g->start);
		utf8_next(&next);
		from = s.n - next.n;
	}
}

void
group_free(struct group *g)
{
	size_t i;

	code_free(&g->code);
	code_free(&g->ends);
	for (i = 0; i < g->nrest; i++)
		code_free(&g->rest[i]);
	free(g->rest);
}
