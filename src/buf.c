/* Failure and memory: the reason of the last failure, buffers and slices. */
#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "qb.h"

static struct buf reason;

void
buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n < 0)
		errx(QB_ERROR, "cannot format a message");
	vsnprintf(buf_room(b, (size_t)n + 1), (size_t)n + 1, fmt, again);
	b->n += (size_t)n;
	va_end(again);
}

int
fail(const char *fmt, ...)
{
	struct buf said = { 0 }; /* the arguments may be in the old reason */
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&said, fmt, ap);
	va_end(ap);
	reason.n = 0;
	text_clean(buf_slice(&said), "\n", &reason); /* it may quote data, and goes to a terminal */
	buf_free(&said);
	return -1;
}

const char *
failure(void)
{
	return buf_cstr(&reason);
}

void *
xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size);

	if (p == NULL)
		err(QB_ERROR, NULL);
	return p;
}

void *
xrealloc(void *p, size_t n, size_t size)
{
	if (n > SIZE_MAX / size)
		errx(QB_ERROR, "out of memory");
	p = realloc(p, n ? n * size : 1);
	if (p == NULL)
		err(QB_ERROR, NULL);
	return p;
}

void *
grown(void *p, size_t n, size_t *room, size_t size)
{
	if (p != NULL && n < *room)
		return p;
	*room = 2 * n + 8;
	return xrealloc(p, *room, size);
}

void
buf_grow(struct buf *b, size_t n)
{
	size_t cap = b->cap ? b->cap : 64;

	if (n > SIZE_MAX / 2 - b->n)
		errx(QB_ERROR, "out of memory");
	while (cap < b->n + n)
		cap *= 2;
	b->p = xrealloc(b->p, cap, 1);
	b->cap = cap;
}

void
buf_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

struct slice
buf_slice(const struct buf *b)
{
	return (struct slice){ b->p ? b->p : "", b->n };
}

const char *
buf_cstr(struct buf *b)
{
	*buf_room(b, 1) = '\0';
	return b->p;
}

void
buf_free(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ 0 };
}

struct slice
slice_of(const char *s)
{
	return (struct slice){ s, strlen(s) };
}

bool
slice_eq(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool
slice_starts(struct slice s, const char *start)
{
	size_t n = strlen(start);

	return s.n >= n && memcmp(s.p, start, n) == 0;
}

int
slice_cmp(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	return c ? c : (a.n > b.n) - (a.n < b.n);
}

struct slice
slice_copy(struct slice s)
{
	return (struct slice){ slice_dup(s), s.n };
}

void
slice_free(struct slice s)
{
	free((char *)s.p);
}

char *
slice_dup(struct slice s)
{
	char *p = xrealloc(NULL, s.n + 1, 1);

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

bool
slice_next(struct slice *list, char sep, struct slice *item)
{
	const char *end;

	if (list->p == NULL)
		return false;
	*item = *list;
	end = list->n ? memchr(list->p, sep, list->n) : NULL;
	if (end == NULL) {
		list->p = NULL;
		return true;
	}
	item->n = (size_t)(end - list->p);
	list->p = end + 1;
	list->n -= item->n + 1;
	return true;
}

struct slice
slice_trim(struct slice s)
{
	while (s.n > 0 && (s.p[0] == ' ' || s.p[0] == '\t'))
		s = slice_from(s, 1);
	while (s.n > 0 && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
		s.n--;
	return s;
}
