/* qb-format -f: a text for each record, with {column} and {n} in it. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/format.h"
#include "format/job.h"

/* A piece of the template: text, then a column or the number. */
struct piece {
	struct buf text;
	enum { NOTHING, COLUMN, NUMBER } then;
	size_t col;
};

static struct piece *piece;
static size_t npiece;

static struct piece *
new_piece(void)
{
	piece = xrealloc(piece, npiece + 1, sizeof(*piece));
	piece[npiece] = (struct piece){ .then = NOTHING };
	return &piece[npiece++];
}

/* Takes {name} off the front of *t into the piece. */
static int
parse_name(const struct bank *b, const char **t, struct piece *p)
{
	const char *end = strchr(*t, '}');
	struct slice name;
	int status = 0;

	if (end == NULL)
		return fail("template: '{' without '}'; '{{' stands for itself");
	name = (struct slice){ *t + 1, (size_t)(end - *t - 1) };
	if (slice_eq(name, slice_of("n"))) {
		p->then = NUMBER;
	} else {
		p->then = COLUMN;
		status = bank_find(b, name, &p->col);
	}
	*t = end + 1;
	return status;
}

/* The byte that the escape at t stands for, or 0 where it is none. */
static char
escape(const char *t)
{
	if (t[0] == '\\')
		return t[1] == 'n' ? '\n' : t[1] == 't' ? '\t' : t[1] == '\\' ? '\\' : 0;
	return (t[0] == '{' || t[0] == '}') && t[1] == t[0] ? t[0] : 0;
}

static int
template_begin(void *state, struct job *j)
{
	const char *t = j->template;
	struct piece *p = new_piece();

	(void)state;
	out_raw(j->out, true);
	while (*t != '\0') {
		char c = escape(t);

		if (c != 0) {
			buf_byte(&p->text, c);
			t += 2;
		} else if (*t == '}') {
			return fail("template: '}' without '{'; '}}' stands for itself");
		} else if (*t == '{') {
			if (parse_name(j->bank, &t, p) == -1)
				return -1;
			p = new_piece();
		} else {
			buf_byte(&p->text, *t++);
		}
	}
	return 0;
}

static int
template_record(void *state, struct job *j, struct record *r)
{
	struct buf text = { 0 }, shown = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < npiece; i++) {
		struct slice s = { "", 0 };

		out_slice(j->out, buf_slice(&piece[i].text));
		if (piece[i].then == NUMBER)
			out_printf(j->out, "%zu", j->n);
		else if (piece[i].then == COLUMN)
			s = record_text(r, piece[i].col, &text);
		if (j->escape) {
			shown.n = 0;
			escape_controls(s, "\n", &shown);
			s = buf_slice(&shown);
		}
		out_slice(j->out, s);
	}
	buf_free(&text);
	buf_free(&shown);
	return 0;
}

static int
template_end(void *state, struct job *j)
{
	size_t i;

	(void)state;
	(void)j;
	for (i = 0; i < npiece; i++)
		buf_free(&piece[i].text);
	free(piece);
	piece = NULL;
	npiece = 0;
	return 0;
}

const struct format format_template = {
	.name = "template",
	.begin = template_begin,
	.record = template_record,
	.end = template_end,
};
