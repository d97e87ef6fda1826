/* The bank that an import continues: its ids and its questions. */
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "import/after.h"
#include "import/rows.h"
#include "import/tool.h"
#include "tsv/escape.h"

struct after {
	struct map *ids; /* escaped */
	struct map *questions;
	size_t last;
};

/* The text without white space and in lower case, as far as ASCII goes; in *b, whose old content is lost. */
static struct slice
after_simplify(struct slice s, struct buf *b)
{
	b->n = 0;
	while (s.n > 0) {
		struct slice c = s;

		if (utf8_is_space(utf8_next(&s)))
			continue;
		c.n -= s.n;
		if (c.n == 1)
			buf_byte(b, ascii_lower(*c.p));
		else
			buf_append(b, c.p, c.n);
	}
	return buf_slice(b);
}

/* Adds an id, escaped. */
static void
after_add_id(struct after *a, struct slice id, const char *prefix, struct buf *b)
{
	int number;

	map_add(a->ids, id);
	id = field_decode(id, b);
	if (prefix == NULL || !slice_starts(id, prefix))
		return;
	if (parse_digits(slice_skip(id, slice_of(prefix).n), &number) && (size_t)number > a->last)
		a->last = (size_t)number;
}

int
import_set_after(struct import *im, const char *bank)
{
	char *const operands[] = { (char *)bank, NULL };
	struct bank *b = bank_open(operands, 0, BANK_NO_OUTPUT);
	struct after *a;
	struct buf text = { 0 }, simple = { 0 };
	struct record *r;
	size_t id, question;

	if (b == NULL)
		return -1;
	if (bank_column(b, "id", &id) == -1 || bank_column(b, "question", &question) == -1) {
		char *reason = slice_dup(slice_of(failure()));

		bank_close(b);
		fail("%s: %s", bank, reason);
		free(reason);
		return -1;
	}
	a = xcalloc(1, sizeof(*a));
	a->ids = map_new();
	a->questions = map_new();
	while ((r = bank_next(b)) != NULL) {
		after_add_id(a, record_field(r, id), im->prefix, &text);
		map_add(a->questions, after_simplify(record_text(r, question, &text), &simple));
	}
	im->after = a;
	buf_free(&text);
	buf_free(&simple);
	return bank_close(b);
}

bool
after_has_question(const struct after *a, struct slice question)
{
	struct buf b = { 0 };
	bool has = a != NULL && map_find(a->questions, after_simplify(question, &b)) != NO_ENTRY;

	buf_free(&b);
	return has;
}

bool
after_has_id(const struct after *a, struct slice id)
{
	return a != NULL && map_find(a->ids, id) != NO_ENTRY;
}

size_t
after_last_number(const struct after *a)
{
	return a != NULL ? a->last : 0;
}

void
after_free(struct after *a)
{
	if (a == NULL)
		return;
	map_free(a->ids);
	map_free(a->questions);
	free(a);
}
