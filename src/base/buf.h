/* Byte buffers that grow. */
#ifndef QB_BASE_BUF_H
#define QB_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "base/slice.h"

/* All zero is a valid, empty buffer.  The owner frees it with buf_free(). */
struct buf {
	char *p;
	size_t n, cap;
};

/*
 * The bytes after the capacity that belong to the buffer, too: vector code may load up to SLACK
 * bytes past the content, but must not use them.
 */
enum { SLACK = 64 };

/* buf_grow: makes the capacity at least b->n + n; buf_reserve() calls it. */
void buf_grow(struct buf *b, size_t n);

/* buf_reserve: ensures space for n more bytes and returns where they go; they are not counted yet. */
static inline char *
buf_reserve(struct buf *b, size_t n)
{
	if (b->cap - b->n < n || b->p == NULL)
		buf_grow(b, n);
	return b->p + b->n;
}

static inline void
buf_append(struct buf *b, const void *p, size_t n)
{
	if (n > 0)
		memcpy(buf_reserve(b, n), p, n);
	b->n += n;
}

/* buf_consume: removes the first n bytes. */
static inline void
buf_consume(struct buf *b, size_t n)
{
	b->n -= n;
	if (n > 0)
		memmove(b->p, b->p + n, b->n);
}

static inline void
buf_byte(struct buf *b, char c)
{
	*buf_reserve(b, 1) = c;
	b->n++;
}

void buf_str(struct buf *b, const char *s);
/* buf_printf, buf_vprintf: append formatted text; exit with QB_ERROR if it exceeds INT_MAX bytes. */
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
/* buf_clear_slack: zeroes the SLACK bytes after the content, so that loading them is defined. */
static inline void
buf_clear_slack(struct buf *b)
{
	memset(buf_reserve(b, 0), 0, SLACK);
}

/* buf_slice: the content; valid until b changes. */
struct slice buf_slice(const struct buf *b);
/* buf_cstr: the content as a string: appends a NUL that is not counted. */
const char *buf_cstr(struct buf *b);
void buf_free(struct buf *b);

#endif
