/*
 * PCRE2, with what grep has and PCRE2 has not: several patterns, words, and
 * subjects that are not UTF-8.
 *
 * A subject that is UTF-8 goes to the just-in-time compiled code, unchecked.  One
 * that is not goes to the interpreter, through a second compilation that allows
 * it: the compiled code does not agree with the interpreter there (10.42).
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "search/pattern.h"
#include "search/regex.h"
#include "search/trie.h"

enum {
	MAX_PATTERN = 1 << 20, /* bytes */
	JIT_STACK = 32 << 10,
	JIT_STACK_MAX = 64 << 20,
	HEAP_LIMIT = 64 << 10, /* KiB */
	LITERALS = 1 << 13,    /* bytes of plain texts that are one pattern */
	WORTH_JIT = 8,         /* uses of a pattern that may be the only ones */
	SHORT = 4096,          /* bytes of a subject that is first tried without a watch */
	QUICK = 10000,         /* the match limit of such a try, at most */
	UNWATCHED = 1000,      /* the match limit of a pattern that cannot be watched */
	CHECK = 1 << 16,       /* steps between looks at the clock */
	PATIENCE = 5           /* seconds of the processor for one subject */
};

/* What a try may cost that nobody watches, as bytes looked at: some seconds of the processor. */
static const uint64_t bearable = (uint64_t)4 << 30;

/* The match of a pattern that was found last in a subject. */
struct found {
	enum { UNKNOWN, NOWHERE, HERE } where;
	size_t start, end;
};

struct pattern {
	struct buf text;
	pcre2_code *code;
	pcre2_code *watched; /* for subjects that may take long; made when needed */
	pcre2_code *lenient; /* for subjects that are not UTF-8; made when needed */
	bool jit;
	bool settings; /* stand before it, as (*UCP) does */
	size_t uses;   /* of watched */
	struct found last;
};

struct regex {
	struct pattern *pattern;
	size_t n;
	uint32_t options, limit;
	bool jit;
	bool valid;         /* subjects need no check */
	bool whole;         /* a match is a whole subject */
	bool valid_subject; /* the last one is UTF-8 */
	size_t steps;       /* since the last look at the clock */
	clock_t deadline;   /* for the subject; 0 before the first look */
	pcre2_general_context *memory;
	pcre2_compile_context *compile;
	pcre2_match_context *match;
	pcre2_match_data *data;
	pcre2_jit_stack *stack;
};

/* Memory for PCRE2, which must not take the lack of it for a fault of a pattern. */
static void *
allocate(PCRE2_SIZE n, void *data)
{
	(void)data;
	return xrealloc(NULL, n, 1);
}

static void
release(void *p, void *data)
{
	(void)data;
	free(p);
}

/* Whether the subject, for which so many more steps are taken, has had its time. */
static bool
is_late(struct regex *re, size_t steps)
{
	re->steps += steps;
	if (re->steps < CHECK)
		return false;
	re->steps = 0;
	if (re->deadline == 0)
		re->deadline = clock() + PATIENCE * CLOCKS_PER_SEC;
	return clock() > re->deadline;
}

/* Called at each step of a match that is watched. */
static int
watch(pcre2_callout_block *block, void *data)
{
	(void)block;
	return is_late(data, 1) ? PCRE2_ERROR_CALLOUT : 0;
}

/* fail() with the reason that PCRE2 gives for the error. */
static int
fail_pcre(const char *what, int error)
{
	PCRE2_UCHAR why[256];

	if (error == PCRE2_ERROR_CALLOUT)
		return fail("%s: more than %d seconds", what, PATIENCE);
	pcre2_get_error_message(error, why, sizeof(why));
	return fail("%s: %s", what, (const char *)why);
}

static pcre2_code *
compile(struct regex *re, struct slice text, uint32_t options)
{
	int error;
	PCRE2_SIZE at;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)text.p, text.n, options, &error, &at, re->compile);

	if (code == NULL) {
		struct buf what = { 0 };

		buf_printf(
		    &what, "pattern '%.*s%s', at %zu", SHOWN(text), text.n > SHOWN_BYTES ? "..." : "", (size_t)at);
		fail_pcre(buf_cstr(&what), error);
		buf_free(&what);
	}
	return code;
}

/* Plain texts as few patterns. */
static void
join_literals(struct regex *re, const struct slice *literal, size_t n, bool caseless)
{
	struct slice *text = trie_sort(literal, n, caseless);
	size_t i, end, bytes;

	re->n = 0;
	for (i = 0; i < n; i = end) {
		for (end = i, bytes = 0; end < n && bytes < LITERALS; end++)
			bytes += text[end].n;
		trie_pattern(text + i, end - i, caseless, &re->pattern[re->n++].text);
	}
	trie_free(text, n);
}

/* The first form of the pattern for words that PCRE2 takes. */
static pcre2_code *
compile_word(struct regex *re, struct buf *text)
{
	pcre2_code *code = NULL;
	struct buf pattern = *text;
	int form;

	*text = (struct buf){ 0 };
	for (form = 0; code == NULL && form < WORD_VARIANTS; form++) {
		pattern_word(buf_slice(&pattern), form, text);
		code = compile(re, buf_slice(text), re->options);
	}
	buf_free(&pattern);
	return code;
}

static int
add_pattern(struct regex *re, struct pattern *p, unsigned flags)
{
	p->code = compile(re, buf_slice(&p->text), re->options);
	if (p->code != NULL && flags & RE_WORD) {
		pcre2_code_free(p->code);
		p->code = compile_word(re, &p->text);
	}
	if (p->code == NULL)
		return -1;
	p->settings = pattern_start_options(buf_slice(&p->text)) > 0;
	if (re->jit)
		p->jit = pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE) == 0;
	return 0;
}

struct regex *
regex_compile(const struct slice *pattern, size_t n, unsigned flags, uint32_t limit)
{
	struct regex *re = xcalloc(1, sizeof(*re));
	size_t i;

	re->n = n;
	re->jit = !(flags & RE_NOJIT);
	re->valid = flags & RE_VALID;
	re->whole = flags & RE_WHOLE;
	re->pattern = xcalloc(n, sizeof(*re->pattern));
	re->memory = pcre2_general_context_create(allocate, release, NULL);
	re->compile = pcre2_compile_context_create(re->memory);
	re->match = pcre2_match_context_create(re->memory);
	re->data = pcre2_match_data_create(1, re->memory);
	pcre2_set_max_pattern_length(re->compile, MAX_PATTERN);
	re->limit = limit;
	pcre2_set_heap_limit(re->match, HEAP_LIMIT);
	pcre2_set_callout(re->match, watch, re);
	re->options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | (flags & RE_CASELESS ? PCRE2_CASELESS : 0) |
	    (flags & RE_DOTALL ? PCRE2_DOTALL : 0) | (flags & RE_WHOLE ? PCRE2_ANCHORED | PCRE2_ENDANCHORED : 0);
	if (flags & RE_LITERAL)
		join_literals(re, pattern, n, flags & RE_CASELESS);
	for (i = 0; i < re->n; i++) {
		if (!(flags & RE_LITERAL))
			buf_append(&re->pattern[i].text, pattern[i].p, pattern[i].n);
		if (add_pattern(re, &re->pattern[i], flags) == -1) {
			regex_free(re);
			return NULL;
		}
	}
	return re;
}

/* The pattern by the interpreter: a match result of PCRE2. */
static int
interpret(struct regex *re, const pcre2_code *code, struct slice s, size_t from, uint32_t options)
{
	return pcre2_match(code, (PCRE2_SPTR)s.p, s.n, from, options | PCRE2_NO_JIT, re->data, re->match);
}

/*
 * The compiled pattern.  pcre2_jit_match() is the faster way, but does not know the settings
 * that may stand before one, such as (*NOTEMPTY).
 */
static int
run_compiled(struct regex *re, const struct pattern *p, const pcre2_code *code, struct slice s, size_t from)
{
	if (p->settings)
		return pcre2_match(code, (PCRE2_SPTR)s.p, s.n, from, PCRE2_NO_UTF_CHECK, re->data, re->match);
	return pcre2_jit_match(code, (PCRE2_SPTR)s.p, s.n, from, 0, re->data, re->match);
}

/* The same with a larger stack where it asks for one. */
static int
run(struct regex *re, const struct pattern *p, const pcre2_code *code, struct slice s, size_t from)
{
	int found = run_compiled(re, p, code, s, from);

	if (found == PCRE2_ERROR_JIT_STACKLIMIT && re->stack == NULL) {
		re->stack = pcre2_jit_stack_create(JIT_STACK, JIT_STACK_MAX, NULL);
		pcre2_jit_stack_assign(re->match, NULL, re->stack);
		found = run_compiled(re, p, code, s, from);
	}
	if (found == PCRE2_ERROR_JIT_STACKLIMIT || found == PCRE2_ERROR_JIT_BADOPTION)
		found = interpret(re, code, s, from, PCRE2_NO_UTF_CHECK);
	return found;
}

/* Sets the match limit of what comes, which is never above the caller's. */
static void
set_limit(struct regex *re, uint32_t limit)
{
	pcre2_set_match_limit(re->match, limit < re->limit ? limit : re->limit);
}

/* Matches with nobody watching. */
static int
match_unwatched(struct regex *re, struct pattern *p, struct slice s, size_t from, uint32_t limit)
{
	set_limit(re, limit);
	return p->jit ? run(re, p, p->code, s, from) : interpret(re, p->code, s, from, PCRE2_NO_UTF_CHECK);
}

/* Matches a subject that may take long. */
static int
match_watched(struct regex *re, struct pattern *p, struct slice s, size_t from)
{
	if (p->uses++ == 0)
		p->watched = compile(re, buf_slice(&p->text), re->options | PCRE2_AUTO_CALLOUT);
	if (p->watched == NULL) /* with the steps it is too large for PCRE2 */
		return match_unwatched(re, p, s, from, UNWATCHED);
	set_limit(re, re->limit);
	if (!re->jit || p->uses < WORTH_JIT) {
		int found = interpret(re, p->watched, s, from, PCRE2_NO_UTF_CHECK);

		if (!re->jit || found != PCRE2_ERROR_HEAPLIMIT)
			return found;
		p->uses = WORTH_JIT; /* compiled code needs less memory */
	}
	if (p->uses == WORTH_JIT)
		pcre2_jit_compile(p->watched, PCRE2_JIT_COMPLETE);
	return run(re, p, p->watched, s, from);
}

/* Matches a subject that is not UTF-8. */
static int
match_lenient(struct regex *re, struct pattern *p, struct slice s, size_t from)
{
	/* .* may match behind a bad byte, too, not at the start only */
	uint32_t options = re->options | PCRE2_MATCH_INVALID_UTF | PCRE2_NO_DOTSTAR_ANCHOR;

	if (re->whole) /* of which the bad bytes are a part */
		return PCRE2_ERROR_NOMATCH;
	if (p->lenient == NULL)
		p->lenient = compile(re, buf_slice(&p->text), options | PCRE2_AUTO_CALLOUT);
	if (p->lenient == NULL) /* with the steps it is too large for PCRE2 */
		p->lenient = compile(re, buf_slice(&p->text), options);
	if (p->lenient == NULL)
		return PCRE2_ERROR_NOMEMORY;
	set_limit(re, re->limit);
	return interpret(re, p->lenient, s, from, 0);
}

/*
 * The match limit is none of time: PCRE2 counts anew wherever a match may start, and
 * each step that it counts may look at all the rest of the subject.  So a short subject is
 * tried with a limit by which both together are bearable, and watched only if that is
 * reached.
 */
static int
match_one(struct regex *re, struct pattern *p, struct slice s, size_t from)
{
	uint64_t length = s.n, limit = QUICK;
	int found;

	if (!re->valid_subject)
		return match_lenient(re, p, s, from);
	if (s.n > SHORT)
		return match_watched(re, p, s, from);
	if (length * length > bearable / QUICK)
		limit = bearable / length / length;
	found = match_unwatched(re, p, s, from, (uint32_t)limit);
	return found == PCRE2_ERROR_MATCHLIMIT && limit < re->limit ? match_watched(re, p, s, from) : found;
}

/*
 * The leftmost match of one of several patterns; the one that was found last may
 * still lie ahead, and is not looked for again.
 */
static int
find(struct regex *re, struct pattern *p, struct slice s, size_t from)
{
	const PCRE2_SIZE *span = pcre2_get_ovector_pointer(re->data);
	int found;

	if (from > 0 && p->last.where == NOWHERE)
		return 0;
	if (from > 0 && re->n > 1 && p->last.where == HERE && p->last.start >= from)
		return 1;
	found = from > 0 && is_late(re, s.n - from) ? PCRE2_ERROR_CALLOUT : match_one(re, p, s, from);
	if (found == PCRE2_ERROR_NOMATCH) {
		p->last.where = NOWHERE;
		return 0;
	}
	p->last = (struct found){ UNKNOWN, 0, 0 };
	if (found < 0)
		return fail_pcre("cannot be matched", found);
	p->last = (struct found){ HERE, span[0], span[1] };
	return 1;
}

int
regex_match(struct regex *re, struct slice subject, size_t from, size_t *start, size_t *end)
{
	int matched = 0;
	size_t i;

	if (from == 0) {
		re->valid_subject = re->valid || utf8_is_valid(subject);
		re->steps = 0;
		re->deadline = 0;
	}
	for (i = 0; i < re->n; i++) {
		const struct found *last = &re->pattern[i].last;
		int found = find(re, &re->pattern[i], subject, from);

		if (found == -1)
			return -1;
		if (found == 0)
			continue;
		if (start == NULL)
			return 1;
		if (!matched || last->start < *start || (last->start == *start && last->end > *end)) {
			*start = last->start;
			*end = last->end;
		}
		matched = 1;
	}
	return matched;
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
		rest = slice_skip(subject, *start > *at ? *start : *at); /* it is empty: go on behind a character */
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

	for (i = 0; i < re->n; i++) {
		pcre2_code_free(re->pattern[i].code);
		pcre2_code_free(re->pattern[i].watched);
		pcre2_code_free(re->pattern[i].lenient);
		buf_free(&re->pattern[i].text);
	}
	pcre2_jit_stack_free(re->stack);
	pcre2_match_data_free(re->data);
	pcre2_match_context_free(re->match);
	pcre2_compile_context_free(re->compile);
	pcre2_general_context_free(re->memory);
	free(re->pattern);
	free(re);
}
