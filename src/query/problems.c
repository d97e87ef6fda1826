/* The lines of qb-list --check. */
#include <stdarg.h>

#include "bank/record.h"
#include "base/buf.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "query/problems.h"

void
problems_of(struct problems *p, struct slice id)
{
	p->who.n = 0;
	escape_controls(id, "", &p->who);
	if (p->who.n == 0)
		buf_byte(&p->who, '-');
}

static void __attribute__((format(printf, 4, 0)))
problems_write(struct problems *p, const char *kind, const struct record *r, const char *fmt, va_list ap)
{
	struct buf why = { 0 }, line = { 0 };

	buf_printf(&why, "%s%s:%zu: %s: ", kind, r->file, r->lineno, buf_cstr(&p->who));
	buf_vprintf(&why, fmt, ap);
	escape_message(buf_slice(&why), &line);
	buf_byte(&line, '\n');
	out_slice(p->out, buf_slice(&line));
	buf_free(&why);
	buf_free(&line);
}

void
problem(struct problems *p, const struct record *r, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	problems_write(p, "", r, fmt, ap);
	va_end(ap);
	p->n++;
}

void
problem_note(struct problems *p, const struct record *r, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	problems_write(p, "note: ", r, fmt, ap);
	va_end(ap);
}

void
problems_free(struct problems *p)
{
	buf_free(&p->who);
}
