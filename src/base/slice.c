/* Slices: borrowed bytes. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/slice.h"

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
		s = slice_skip(s, 1);
	while (s.n > 0 && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
		s.n--;
	return s;
}

static bool
slice_is_ws(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct slice
slice_trim_ws(struct slice s)
{
	while (s.n > 0 && slice_is_ws(s.p[0]))
		s = slice_skip(s, 1);
	while (s.n > 0 && slice_is_ws(s.p[s.n - 1]))
		s.n--;
	return s;
}

struct slice
slice_trim_cr(struct slice line)
{
	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}
