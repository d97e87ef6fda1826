/* The escapes \t, \n, \r and \\ of a field; see qb-bank(5). */
#include <string.h>

#include "base/buf.h"
#include "base/slice.h"
#include "tsv/escape.h"
#include "tsv/scan.h"

/* The byte that a backslash and c encode, or 0 if they are not an escape. */
static char
escape_byte(char c)
{
	switch (c) {
	case 't':
		return '\t';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case '\\':
		return '\\';
	default:
		return 0;
	}
}

struct slice
field_decode(struct slice field, struct buf *b)
{
	const char *p = field.p, *end = field.p + field.n;
	const char *esc = field.n ? memchr(p, '\\', field.n) : NULL;

	if (esc == NULL)
		return field;
	b->n = 0;
	while (esc != NULL) {
		char c = esc + 1 < end ? escape_byte(esc[1]) : 0;

		buf_append(b, p, (size_t)(esc - p));
		buf_byte(b, c ? c : '\\');
		p = esc + (c ? 2 : 1);
		esc = memchr(p, '\\', (size_t)(end - p));
	}
	buf_append(b, p, (size_t)(end - p));
	return buf_slice(b);
}

/*
 * A backslash is escaped only where it would start an escape, so that \d in a rubric remains as
 * its author wrote it.
 */
void
field_encode(struct slice text, struct buf *b)
{
	const char *end = text.p + text.n, *p = text.p, *from = text.p;

	for (p += scan_plain_run(p, text.n, '"'); p < end; p++) {
		char c;

		switch (*p) {
		case '\t':
			c = 't';
			break;
		case '\n':
			c = 'n';
			break;
		case '\r':
			c = 'r';
			break;
		case '\\':
			if (p + 1 < end && !strchr("tnr\\\t\n\r", p[1]))
				continue;
			if (p + 1 == end)
				continue;
			c = '\\';
			break;
		default:
			continue;
		}
		buf_append(b, from, (size_t)(p - from));
		buf_byte(b, '\\');
		buf_byte(b, c);
		from = p + 1;
	}
	buf_append(b, from, (size_t)(end - from));
}
