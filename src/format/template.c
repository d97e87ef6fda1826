/* qb-format -f: a text per record, in which {column} and {n} are replaced. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/choices.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/choicelist.h"
#include "format/encode.h"
#include "format/format.h"
#include "format/job.h"

/* A part of the template: literal text, followed by a field or the number, except at the end. */
struct template_part {
	struct buf text;
	enum { TEMPLATE_END, TEMPLATE_FIELD, TEMPLATE_NUMBER, TEMPLATE_CHOICES, TEMPLATE_KEY } next;
	size_t col;       /* of the field */
	encoding *encode; /* or NULL */
};

struct template_state {
	struct template_part *part;
	size_t n;
	struct buf text, encoded, escaped;
	bool has_choices; /* the template has {choices} or {key} */
	struct choicelist choices;
};

static struct template_part *
template_new_part(struct template_state *st)
{
	st->part = xrealloc(st->part, st->n + 1, sizeof(*st->part));
	st->part[st->n] = (struct template_part){ .next = TEMPLATE_END };
	return &st->part[st->n++];
}

/* Stores in the part what the name means. */
static int
template_find_name(const struct bank *b, struct slice name, struct template_part *p)
{
	bool has_choices = header_find(bank_header(b), slice_of("choices")) != NO_COLUMN;

	p->next = TEMPLATE_FIELD;
	p->col = header_find(bank_header(b), name);
	if (slice_eq(name, slice_of("n")))
		p->next = TEMPLATE_NUMBER;
	else if (has_choices && slice_eq(name, slice_of("choices")))
		p->next = TEMPLATE_CHOICES;
	else if (has_choices && slice_eq(name, slice_of("key")) && p->col == NO_COLUMN)
		p->next = TEMPLATE_KEY;
	else
		return bank_find(b, name, &p->col);
	return 0;
}

/* The same for a name that may end with a colon and an encoding. */
static int
template_find_encoded(const struct bank *b, struct slice name, struct template_part *p)
{
	struct buf names = { 0 };
	size_t i = name.n;

	while (i > 0 && name.p[i - 1] != ':')
		i--;
	if (i == 0 || header_find(bank_header(b), name) != NO_COLUMN)
		return template_find_name(b, name, p);
	if (template_find_name(b, (struct slice){ name.p, i - 1 }, p) == -1)
		return -1;
	p->encode = encode_find(slice_skip(name, i));
	if (p->encode != NULL)
		return 0;
	fail("template: invalid encoding '%.*s'; choose from %s", SHOWN(slice_skip(name, i)), encode_names(&names));
	buf_free(&names);
	return -1;
}

/* Removes {name} from the front of *t and stores what it means in the part. */
static int
template_parse_name(const struct bank *b, const char **t, struct template_part *p)
{
	const char *end = strchr(*t, '}'), *name = *t + 1;

	if (end == NULL)
		return fail("template: unmatched '{'; write '{{' for a brace");
	*t = end + 1;
	return template_find_encoded(b, (struct slice){ name, (size_t)(end - name) }, p);
}

/* The byte encoded by the escape at t, or 0 if there is none. */
static char
template_unescape(const char *t)
{
	if (t[0] == '\\')
		return t[1] == 'n' ? '\n' : t[1] == 't' ? '\t' : t[1] == '\\' ? '\\' : 0;
	return (t[0] == '{' || t[0] == '}') && t[1] == t[0] ? t[0] : 0;
}

static int
template_begin(void *state, struct job *j)
{
	struct template_state *st = state;
	struct template_part *p = template_new_part(st);
	const char *t = j->template;

	out_raw(j->out, true);
	while (*t != '\0') {
		char c = template_unescape(t);

		if (c != 0) {
			buf_byte(&p->text, c);
			t += 2;
		} else if (*t == '}') {
			return fail("template: unmatched '}'; write '}}' for a brace");
		} else if (*t == '{') {
			if (template_parse_name(j->bank, &t, p) == -1)
				return -1;
			st->has_choices |= p->next == TEMPLATE_CHOICES || p->next == TEMPLATE_KEY;
			p = template_new_part(st);
		} else {
			buf_byte(&p->text, *t++);
		}
	}
	return 0;
}

static void
template_put_field(struct template_state *st, struct job *j, const struct template_part *p, struct slice s)
{
	if (p->encode != NULL) {
		st->encoded.n = 0;
		p->encode(&st->encoded, s);
		s = buf_slice(&st->encoded);
	}
	if (j->escape) {
		st->escaped.n = 0;
		escape_controls(s, "\n", &st->escaped);
		s = buf_slice(&st->escaped);
	}
	out_slice(j->out, s);
}

/* The choices, one a line, each after its letter. */
static struct slice
template_choices(struct template_state *st)
{
	const struct choicelist *l = &st->choices;
	size_t i;

	st->text.n = 0;
	for (i = 0; i < l->choices.n; i++) {
		const struct choice *c = choicelist_at(l, i);

		if (i > 0)
			buf_byte(&st->text, '\n');
		choicelist_letter(i, &st->text);
		buf_byte(&st->text, ' ');
		buf_append(&st->text, c->text.p, c->text.n);
	}
	return buf_slice(&st->text);
}

/* The letters of the correct choices; nothing without choices. */
static struct slice
template_key(struct template_state *st)
{
	st->text.n = 0;
	if (st->choices.choices.n > 0)
		choicelist_key(&st->choices, &st->text);
	return buf_slice(&st->text);
}

static struct slice
template_number(struct template_state *st, size_t n)
{
	st->text.n = 0;
	buf_printf(&st->text, "%zu", n);
	return buf_slice(&st->text);
}

static int
template_record(void *state, struct job *j, struct record *r)
{
	struct template_state *st = state;
	size_t i;

	if (st->has_choices && choicelist_set(&st->choices, j, r) == -1)
		return -1;
	for (i = 0; i < st->n; i++) {
		const struct template_part *p = &st->part[i];

		out_slice(j->out, buf_slice(&p->text));
		if (p->next == TEMPLATE_NUMBER)
			template_put_field(st, j, p, template_number(st, j->n));
		else if (p->next == TEMPLATE_FIELD)
			template_put_field(st, j, p, record_text(r, p->col, &st->text));
		else if (p->next == TEMPLATE_CHOICES)
			template_put_field(st, j, p, template_choices(st));
		else if (p->next == TEMPLATE_KEY)
			template_put_field(st, j, p, template_key(st));
	}
	return 0;
}

static int
template_end(void *state, struct job *j)
{
	struct template_state *st = state;
	size_t i;

	(void)j;
	for (i = 0; i < st->n; i++)
		buf_free(&st->part[i].text);
	free(st->part);
	buf_free(&st->text);
	buf_free(&st->encoded);
	buf_free(&st->escaped);
	choicelist_free(&st->choices);
	return 0;
}

const struct format format_template = {
	.name = "template",
	.state_size = sizeof(struct template_state),
	.begin = template_begin,
	.record = template_record,
	.end = template_end,
};
