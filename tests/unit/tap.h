/*
 * TAP for the unit tests: every check prints one line, titled by its row of a table, and, if
 * it fails, what it got and what it expected.  tests/unit.t runs the programs.
 */
#ifndef QB_UNIT_TAP_H
#define QB_UNIT_TAP_H

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/utf8.h"

/* A slice of a string literal, in an initializer; the literal may contain NUL bytes. */
#define TEXT(s)                                                                                                        \
	{                                                                                                              \
		s, sizeof(s) - 1                                                                                       \
	}
#define LENGTH(array) (sizeof(array) / sizeof(*(array)))

static size_t tap_count, tap_failed;

/* tap_line: prints prefix, then the text on one line, control characters escaped. */
static inline void
tap_line(const char *prefix, struct slice text)
{
	struct buf b = { 0 };

	escape_controls(text, "", &b);
	printf("%s%s\n", prefix, buf_cstr(&b));
	buf_free(&b);
}

static inline void __attribute__((format(printf, 2, 0))) tap_report(bool holds, const char *fmt, va_list ap)
{
	struct buf title = { 0 };

	buf_printf(&title, "ok %zu - ", ++tap_count);
	buf_vprintf(&title, fmt, ap);
	tap_line(holds ? "" : "not ", buf_slice(&title));
	tap_failed += !holds;
	buf_free(&title);
}

/* tap_ok: the condition holds. */
static inline void __attribute__((format(printf, 2, 3))) tap_ok(bool holds, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	tap_report(holds, fmt, ap);
	va_end(ap);
}

/* tap_text: got is the same text as want. */
static inline void __attribute__((format(printf, 3, 4)))
tap_text(struct slice got, struct slice want, const char *fmt, ...)
{
	bool same = slice_eq(got, want);
	va_list ap;

	va_start(ap, fmt);
	tap_report(same, fmt, ap);
	va_end(ap);
	if (!same) {
		tap_line("# want: ", want);
		tap_line("# got:  ", got);
	}
}

/* tap_integer: got equals want. */
static inline void __attribute__((format(printf, 3, 4)))
tap_integer(long long got, long long want, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	tap_report(got == want, fmt, ap);
	va_end(ap);
	if (got != want)
		printf("# want: %lld\n# got:  %lld\n", want, got);
}

/* tap_near: got differs from want by at most tolerance. */
static inline void __attribute__((format(printf, 4, 5)))
tap_near(double got, double want, double tolerance, const char *fmt, ...)
{
	bool near = fabs(got - want) <= tolerance;
	va_list ap;

	va_start(ap, fmt);
	tap_report(near, fmt, ap);
	va_end(ap);
	if (!near)
		printf("# want: %.17g\n# got:  %.17g\n", want, got);
}

/* tap_end: prints the plan; returns the exit status of the program. */
static inline int
tap_end(void)
{
	printf("1..%zu\n", tap_count);
	return tap_failed > 0;
}

#endif
