/*
 * One pattern as PCRE2 code.
 *
 * A UTF-8 subject is matched by JIT code, which does not check it.  Other subjects need a second
 * compilation in invalid-UTF mode, and the interpreter: in that mode, JIT code of PCRE2 10.42
 * finds other matches.
 */
#include <stdlib.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "search/budget.h"
#include "search/engine.h"
#include "search/pattern.h"

enum {
	MAX_PATTERN = 1 << 20, /* bytes */
	JIT_STACK = 32 << 10,
	JIT_STACK_MAX = 64 << 20,
	HEAP_LIMIT = 64 << 10, /* KiB */
	FALLBACK_LIMIT = 1000  /* match limit of a pattern that is too large for callouts */
};

/* Exits if memory runs out: PCRE2 would report an invalid pattern. */
static void *
engine_allocate(PCRE2_SIZE n, void *data)
{
	(void)data;
	return xrealloc(NULL, n, 1);
}

static void
engine_release(void *p, void *data)
{
	(void)data;
	free(p);
}

/* The callout of timed code, and CODE_REPORT_END. */
static int
engine_callout(pcre2_callout_block *block, void *data)
{
	struct engine *e = data;

	if (e->reporting && block->callout_number != 255) { /* 255: of PCRE2_AUTO_CALLOUT */
		/* In invalid-UTF mode, an anchored pattern is tried after each invalid byte, too. */
		if (block->start_match == e->start && block->current_position > e->end)
			e->end = block->current_position;
		return 1;
	}
	return budget_exceeded() ? PCRE2_ERROR_CALLOUT : 0;
}

void
engine_init(struct engine *e, uint32_t options, uint32_t limit, bool jit)
{
	*e = (struct engine){ .options = options, .limit = limit, .jit = jit };
	e->memory = pcre2_general_context_create(engine_allocate, engine_release, NULL);
	e->compile = pcre2_compile_context_create(e->memory);
	e->match = pcre2_match_context_create(e->memory);
	e->data = pcre2_match_data_create(1, e->memory);
	pcre2_set_max_pattern_length(e->compile, MAX_PATTERN);
	pcre2_set_heap_limit(e->match, HEAP_LIMIT);
	pcre2_set_callout(e->match, engine_callout, e);
}

void
engine_free(struct engine *e)
{
	pcre2_jit_stack_free(e->stack);
	pcre2_match_data_free(e->data);
	pcre2_match_context_free(e->match);
	pcre2_compile_context_free(e->compile);
	pcre2_general_context_free(e->memory);
}

int
code_fail(const char *what, int error)
{
	PCRE2_UCHAR why[256];

	if (error == PCRE2_ERROR_CALLOUT)
		return fail("match exceeded the time limit (%d s)", TIME_LIMIT);
	pcre2_get_error_message(error, why, sizeof(why));
	return fail("%s: %s", what, (const char *)why);
}

static pcre2_code *
code_new(const struct code *c, const struct engine *e, uint32_t options)
{
	int error;
	PCRE2_SIZE at;
	struct slice text = buf_slice(&c->text);
	pcre2_code *code =
	    pcre2_compile((PCRE2_SPTR)text.p, text.n, e->options | c->options | options, &error, &at, e->compile);

	if (code == NULL) {
		struct buf what = { 0 };

		buf_printf(
		    &what, "pattern '%.*s%s', at %zu", SHOWN(text), text.n > SHOWN_BYTES ? "..." : "", (size_t)at);
		code_fail(buf_cstr(&what), error);
		buf_free(&what);
	}
	return code;
}

int
code_compile(struct code *c, struct engine *e)
{
	pcre2_code_free(c->code);
	c->code = code_new(c, e, 0);
	c->start_options = pattern_start_options(buf_slice(&c->text)) > 0;
	return c->code != NULL ? 0 : -1;
}

void
code_jit(struct code *c, const struct engine *e)
{
	size_t size = 0;

	/* It succeeds without machine code for a pattern that begins with (*NO_JIT). */
	c->jit = e->jit && pcre2_jit_compile(c->code, PCRE2_JIT_COMPLETE) == 0 &&
	    pcre2_pattern_info(c->code, PCRE2_INFO_JITSIZE, &size) == 0 && size > 0;
}

/* Sets the match limit, at most the caller's. */
static void
code_set_limit(struct engine *e, uint32_t limit)
{
	pcre2_set_match_limit(e->match, limit < e->limit ? limit : e->limit);
}

static int
code_interpret(struct engine *e, const pcre2_code *code, struct slice s, size_t from, uint32_t options)
{
	return pcre2_match(code, (PCRE2_SPTR)s.p, s.n, from, options | PCRE2_NO_JIT, e->data, e->match);
}

/* Interprets timed code, with the caller's match limit. */
static int
code_interpret_timed(struct code *c, struct engine *e, struct slice s, size_t from)
{
	if (c->timed == NULL && !c->too_large) {
		c->timed = code_new(c, e, PCRE2_AUTO_CALLOUT);
		c->too_large = c->timed == NULL;
	}
	if (c->too_large) {
		code_set_limit(e, FALLBACK_LIMIT);
		return code_interpret(e, c->code, s, from, PCRE2_NO_UTF_CHECK);
	}
	budget_watch();
	code_set_limit(e, e->limit);
	return code_interpret(e, c->timed, s, from, PCRE2_NO_UTF_CHECK);
}

/* A call of machine code. */
struct code_call {
	const struct code *c;
	struct engine *e;
	struct slice s;
	size_t from;
	int found; /* its result */
};

/* pcre2_jit_match() is faster, but ignores start-of-pattern options such as (*NOTEMPTY). */
static void
code_call_once(void *data)
{
	struct code_call *call = data;
	const struct engine *e = call->e;
	PCRE2_SPTR text = (PCRE2_SPTR)call->s.p;

	call->found = call->c->start_options
	    ? pcre2_match(call->c->code, text, call->s.n, call->from, PCRE2_NO_UTF_CHECK, e->data, e->match)
	    : pcre2_jit_match(call->c->code, text, call->s.n, call->from, 0, e->data, e->match);
}

/* Runs machine code, which allocates nothing, so that it can be abandoned. */
static int
code_call(struct code_call *call, bool timed)
{
	if (!timed)
		code_call_once(call);
	else if (!budget_run(code_call_once, call))
		return PCRE2_ERROR_CALLOUT;
	return call->found;
}

/* Runs machine code, with a larger stack if it needs one. */
static int
code_run(struct code *c, struct engine *e, struct slice s, size_t from, bool timed)
{
	struct code_call call = { c, e, s, from, 0 };
	int found = code_call(&call, timed);

	if (found == PCRE2_ERROR_JIT_STACKLIMIT && e->stack == NULL) {
		e->stack = pcre2_jit_stack_create(JIT_STACK, JIT_STACK_MAX, NULL);
		pcre2_jit_stack_assign(e->match, NULL, e->stack);
		found = code_call(&call, timed);
	}
	if (found == PCRE2_ERROR_JIT_STACKLIMIT || found == PCRE2_ERROR_JIT_BADOPTION)
		found = code_interpret_timed(c, e, s, from);
	return found;
}

/* Matches a short subject with this match limit. */
static int
code_match_untimed(struct code *c, struct engine *e, struct slice s, size_t from, uint32_t limit)
{
	code_set_limit(e, limit);
	return c->jit ? code_run(c, e, s, from, false) : code_interpret(e, c->code, s, from, PCRE2_NO_UTF_CHECK);
}

static int
code_match_timed(struct code *c, struct engine *e, struct slice s, size_t from)
{
	code_set_limit(e, e->limit);
	return c->jit ? code_run(c, e, s, from, true) : code_interpret_timed(c, e, s, from);
}

static int
code_match_invalid(struct code *c, struct engine *e, struct slice s, size_t from)
{
	/* .* may match after an invalid byte, too, not only at the start. */
	const uint32_t options = PCRE2_MATCH_INVALID_UTF | PCRE2_NO_DOTSTAR_ANCHOR;

	if (c->options & PCRE2_ENDANCHORED) /* a whole subject includes the invalid bytes */
		return PCRE2_ERROR_NOMATCH;
	if (c->invalid == NULL && !c->too_large)
		c->invalid = code_new(c, e, options | PCRE2_AUTO_CALLOUT);
	c->too_large |= c->invalid == NULL;
	if (c->invalid == NULL)
		c->invalid = code_new(c, e, options);
	if (c->invalid == NULL)
		return PCRE2_ERROR_NOMEMORY;
	budget_watch();
	code_set_limit(e, c->too_large ? FALLBACK_LIMIT : e->limit);
	return code_interpret(e, c->invalid, s, from, 0);
}

int
code_match(struct code *c, struct engine *e, struct slice s, size_t from, bool valid)
{
	uint32_t limit = budget_untimed_limit(s.n);
	int found;

	if (!budget_spend(s.n - from))
		return PCRE2_ERROR_CALLOUT;
	if (!valid)
		return code_match_invalid(c, e, s, from);
	if (limit == 0)
		return code_match_timed(c, e, s, from);
	found = code_match_untimed(c, e, s, from, limit);
	return found == PCRE2_ERROR_MATCHLIMIT && limit < e->limit ? code_match_timed(c, e, s, from) : found;
}

void
code_free(struct code *c)
{
	pcre2_code_free(c->code);
	pcre2_code_free(c->timed);
	pcre2_code_free(c->invalid);
	buf_free(&c->text);
}
