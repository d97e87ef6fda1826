/*
 * JSON: jsonl, an object per line, and json, an array of the same objects.  Written by hand because
 * it is the fast path of pipes: fields are escaped as they are in the bank, without decoding them.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/choices.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/choicelist.h"
#include "format/format.h"
#include "format/job.h"
#include "tsv/escape.h"
#include "tsv/scan.h"

struct json_state {
	struct slice *key; /* of each column: `{"name":` or `,"name":`; freed at the end */
	size_t keys;
	struct buf line; /* the record so far */
	struct buf valid, text;
	struct choicelist choices;
};

/* The length of the leading run of bytes that are not ASCII. */
static size_t
json_high_run(struct slice s)
{
	size_t i = 0;

	while (i < s.n && (unsigned char)s.p[i] >= 0x80)
		i++;
	return i;
}

/*
 * Appends the ASCII character at the front of a field that is not plain, and returns its length.
 * The escapes of a field are JSON's as well; any other backslash is escaped.
 */
static size_t
json_escape(struct buf *b, struct slice s)
{
	const char c = s.p[0];

	if (c == '\\' && s.n > 1 && (s.p[1] == 'n' || s.p[1] == '\\' || s.p[1] == 't' || s.p[1] == 'r')) {
		buf_append(b, s.p, 2);
		return 2;
	}
	if (c == '\\' || c == '"') {
		buf_byte(b, '\\');
		buf_byte(b, c);
	} else if (c == '\r') {
		buf_append(b, "\\r", 2);
	} else {
		buf_printf(b, "\\u%04x", (unsigned char)c);
	}
	return 1;
}

/* Appends a field as a string. */
static void
json_string(struct json_state *st, struct slice field)
{
	size_t n = scan_plain_run(field.p, field.n, '"');
	bool is_valid = false;
	char *to = buf_reserve(&st->line, field.n + 2);

	*to = '"';
	memcpy(to + 1, field.p, n);
	st->line.n += n + 1;
	field = slice_skip(field, n);
	while (field.n > 0) {
		if ((unsigned char)*field.p < 0x80) {
			field = slice_skip(field, json_escape(&st->line, field));
		} else {
			if (!is_valid)
				field = utf8_replace_invalid(field, &st->valid);
			is_valid = true;
			n = json_high_run(field);
			buf_append(&st->line, field.p, n);
			field = slice_skip(field, n);
		}
		n = scan_plain_run(field.p, field.n, '"');
		buf_append(&st->line, field.p, n);
		field = slice_skip(field, n);
	}
	buf_byte(&st->line, '"');
}

/* Appends tags as an array of strings; no escape of a field contains a comma. */
static void
json_tags(struct json_state *st, struct slice tags)
{
	struct slice tag;
	bool first = true;

	buf_byte(&st->line, '[');
	if (tags.n == 0)
		tags.p = NULL; /* no tags, rather than an empty one */
	while (slice_next(&tags, ',', &tag)) {
		if (!first)
			buf_byte(&st->line, ',');
		first = false;
		json_string(st, tag);
	}
	buf_byte(&st->line, ']');
}

/* Appends a text as a string, after its key. */
static void
json_text(struct json_state *st, const char *key, struct slice text)
{
	buf_str(&st->line, key);
	st->text.n = 0;
	if (text.n > 0)
		field_encode(text, &st->text);
	json_string(st, buf_slice(&st->text));
}

/*
 * Appends the choices as an array of objects.  If they do not restore the field, such as one with the
 * default weights, the first has the field as its source.
 */
static void
json_choices(struct json_state *st, struct slice field)
{
	const struct choices *c = &st->choices.choices;
	struct buf decoded = { 0 };
	size_t i;

	buf_byte(&st->line, '[');
	for (i = 0; i < c->n; i++) {
		const struct choice *choice = &c->list[i];

		json_text(st, i > 0 ? ",{\"text\":" : "{\"text\":", choice->text);
		buf_printf(&st->line, ",\"correct\":%s,\"weight\":", choice->correct ? "true" : "false");
		choice_percent(choice->weight, &st->line);
		json_text(st, ",\"feedback\":", choice->feedback);
		if (i == 0 && !choices_is_canonical(c, field_decode(field, &decoded))) {
			buf_str(&st->line, ",\"source\":");
			json_string(st, field);
		}
		buf_byte(&st->line, '}');
	}
	buf_byte(&st->line, ']');
	buf_free(&decoded);
}

static int
json_begin(void *state, struct job *j)
{
	const struct header *h = bank_header(j->bank);
	struct json_state *st = state;
	size_t i;

	st->keys = h->n;
	st->key = xcalloc(h->n, sizeof(*st->key));
	for (i = 0; i < h->n; i++) {
		st->line.n = 0;
		buf_byte(&st->line, i == 0 ? '{' : ',');
		json_string(st, h->field[i]);
		buf_byte(&st->line, ':');
		st->key[i] = slice_copy(buf_slice(&st->line));
	}
	return 0;
}

static int
json_record(void *state, struct job *j, struct record *r)
{
	struct json_state *st = state;
	size_t i;

	st->line.n = 0;
	if (j->choices != NO_COLUMN && choicelist_set(&st->choices, j, r) == -1)
		return -1;
	for (i = 0; i < st->keys; i++) {
		buf_append(&st->line, st->key[i].p, st->key[i].n);
		if (i == j->tags)
			json_tags(st, record_field(r, i));
		else if (i == j->choices)
			json_choices(st, record_field(r, i));
		else
			json_string(st, record_field(r, i));
	}
	buf_append(&st->line, "}\n", 2);
	out_slice(j->out, buf_slice(&st->line));
	return 0;
}

static int
json_end(void *state, struct job *j)
{
	struct json_state *st = state;
	size_t i;

	(void)j;
	for (i = 0; i < st->keys; i++)
		slice_free(st->key[i]);
	free(st->key);
	buf_free(&st->line);
	buf_free(&st->valid);
	buf_free(&st->text);
	choicelist_free(&st->choices);
	return 0;
}

static int
json_array_begin(void *state, struct job *j)
{
	out_str(j->out, "[\n");
	return json_begin(state, j);
}

static int
json_array_record(void *state, struct job *j, struct record *r)
{
	if (j->count > 1)
		out_byte(j->out, ',');
	return json_record(state, j, r);
}

static int
json_array_end(void *state, struct job *j)
{
	out_str(j->out, "]\n");
	return json_end(state, j);
}

const struct format format_jsonl = {
	.name = "jsonl",
	.state_size = sizeof(struct json_state),
	.begin = json_begin,
	.record = json_record,
	.end = json_end,
};

const struct format format_json = {
	.name = "json",
	.state_size = sizeof(struct json_state),
	.begin = json_array_begin,
	.record = json_array_record,
	.end = json_array_end,
};
