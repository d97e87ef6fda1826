/* One pattern as PCRE2 code, matched within limits of steps, time and memory. */
#ifndef QB_SEARCH_ENGINE_H
#define QB_SEARCH_ENGINE_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct slice;

/* What patterns share. */
struct engine {
	uint32_t options; /* of pcre2_compile() */
	uint32_t limit;   /* match limit */
	bool jit;
	pcre2_general_context *memory;
	pcre2_compile_context *compile;
	pcre2_match_context *match;
	pcre2_match_data *data;
	pcre2_jit_stack *stack; /* NULL: PCRE2's, of 32 KiB */
	bool reporting;         /* callouts are CODE_REPORT_END */
	size_t start, end;      /* of the longest match from start on that these reported */
};

/* In a pattern: stores the place in engine.end if it is the greatest, and fails, so that the match backtracks. */
#define CODE_REPORT_END "(?C)"

/* A pattern.  Before code_compile(), all is zero except the text and the options. */
struct code {
	struct buf text;
	uint32_t options; /* of pcre2_compile(), besides those of the engine */
	pcre2_code *code;
	pcre2_code *timed;   /* with callouts that check the time, to interpret; compiled when needed */
	pcre2_code *invalid; /* in invalid-UTF mode; compiled when needed */
	bool jit;            /* code is machine code, too */
	bool start_options;  /* such as (*UCP) */
	bool too_large;      /* with callouts */
};

/* engine_init: e must not move afterwards.  Free with engine_free(). */
void engine_init(struct engine *e, uint32_t options, uint32_t limit, bool jit);
void engine_free(struct engine *e);
/* code_compile: compiles the text; -1 if the pattern is invalid. */
int code_compile(struct code *c, struct engine *e);
/* code_jit: compiles the code to machine code, if e->jit and PCRE2 can. */
void code_jit(struct code *c, const struct engine *e);
/*
 * code_match: the leftmost match at or after from, as pcre2_match(): its offsets are in e->data.
 * valid: the subject is UTF-8.
 */
int code_match(struct code *c, struct engine *e, struct slice s, size_t from, bool valid);
/* code_fail: fail() with the reason for an error of code_match(). */
int code_fail(const char *what, int error);
void code_free(struct code *c);

#endif
