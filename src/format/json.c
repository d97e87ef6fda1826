/*
 * JSON, an object a line or an array of them.  Written here rather than by a
 * library, since it is on the fast path of pipes: what needs no escape, nearly
 * all of it, is copied in runs.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bank/bank.h"
#include "bank/record.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "format/format.h"
#include "format/job.h"
#include "tsv/scan.h"

static struct buf line, text, valid;
static struct slice *keys; /* "name": for each column */
static size_t keys_size;   /* of all of them */

/* The length of what needs no escape at the front of the text, which is UTF-8. */
static size_t
plain(const char *p, size_t n)
{
	size_t i = 0;

	do {
		i += scan_plain_run(p + i, n - i, '"');
		while (i < n && (unsigned char)p[i] >= 0x80)
			i++;
	} while (i < n && (unsigned char)p[i] >= ' ' && p[i] != '"' && p[i] != '\\' && p[i] != 0x7f);
	return i;
}

/* Appends the text as a string. */
static void
add_string(struct slice s)
{
	s = utf8_replace_invalid(s, &valid);
	buf_byte(&line, '"');
	while (s.n > 0) {
		size_t n = plain(s.p, s.n);

		buf_append(&line, s.p, n);
		s = slice_skip(s, n);
		if (s.n == 0)
			break;
		switch (*s.p) {
		case '"':
			buf_append(&line, "\\\"", 2);
			break;
		case '\\':
			buf_append(&line, "\\\\", 2);
			break;
		case '\n':
			buf_append(&line, "\\n", 2);
			break;
		case '\r':
			buf_append(&line, "\\r", 2);
			break;
		case '\t':
			buf_append(&line, "\\t", 2);
			break;
		default:
			buf_printf(&line, "\\u%04x", (unsigned char)*s.p);
		}
		s.p++;
		s.n--;
	}
	buf_byte(&line, '"');
}

static void
add_tags(struct slice tags)
{
	struct slice tag;
	bool first = true;

	buf_byte(&line, '[');
	if (tags.n == 0)
		tags.p = NULL;
	while (slice_next(&tags, ',', &tag)) {
		if (!first)
			buf_byte(&line, ',');
		first = false;
		add_string(tag);
	}
	buf_byte(&line, ']');
}

static int
json_begin(void *state, struct job *j)
{
	const struct header *h = bank_header(j->bank);
	size_t i;

	(void)state;
	keys = xcalloc(h->n, sizeof(*keys));
	keys_size = 0;
	for (i = 0; i < h->n; i++) {
		line.n = 0;
		buf_byte(&line, i == 0 ? '{' : ',');
		add_string(h->name[i]);
		buf_byte(&line, ':');
		keys[i] = slice_copy(buf_slice(&line));
		keys_size += line.n;
	}
	return 0;
}

static char *
put(char *to, struct slice s)
{
	memcpy(to, s.p, s.n);
	return to + s.n;
}

/* The same as add_tags() for tags that are simple. */
static char *
put_tags(char *to, struct slice tags)
{
	const char *p = tags.p, *end = tags.p + tags.n, *comma = p;

	*to++ = '[';
	while (tags.n > 0 && comma != NULL) {
		comma = memchr(p, ',', (size_t)(end - p));
		*to++ = '"';
		to = put(to, (struct slice){ p, (size_t)((comma ? comma : end) - p) });
		*to++ = '"';
		if (comma != NULL)
			*to++ = ',';
		p = comma ? comma + 1 : end;
	}
	*to++ = ']';
	return to;
}

/*
 * The field, as it stands in the line, as a string: its escapes are those of JSON.
 * NULL where it has a byte that is none of ASCII, or a control character.
 */
static char *
put_string(char *to, struct slice field)
{
	*to++ = '"';
	for (;;) {
		size_t n = scan_plain_run(field.p, field.n, '"'), taken = 1;

		memcpy(to, field.p, n);
		to += n;
		field = slice_skip(field, n);
		if (field.n == 0)
			break;
		if (*field.p != '"' && *field.p != '\\')
			return NULL;
		*to++ = '\\';
		if (*field.p == '\\' && field.n > 1 && strchr("tnr\\", field.p[1]) != NULL)
			taken = 2;
		*to++ = field.p[taken - 1];
		field = slice_skip(field, taken);
	}
	*to++ = '"';
	return to;
}

/*
 * Writes the fields from *i on, at once, as long as they are ASCII, as most are; *i is
 * then that which is not.  A string of n bytes takes 2n + 2 at most; n bytes of tags with
 * c commas among them n + 2c + 4, which is no more than 3n + 4.
 */
static void
write_simple(struct job *j, const struct record *r, size_t *i)
{
	struct slice first = *i <= r->ntab ? record_field(r, *i) : (struct slice){ r->line.p + r->line.n, 0 };
	size_t cap = keys_size + (size_t)(r->line.p + r->line.n - first.p) * 3 + 4 * (r->ntab + 1 - *i);
	char *start = out_reserve(j->out, cap), *to = start;

	for (; *i <= r->ntab; ++*i) {
		struct slice field = record_field(r, *i);
		char *next = put(to, keys[*i]);

		if (*i != j->tags)
			next = put_string(next, field);
		else
			next =
			    scan_plain_run(field.p, field.n, '"') < field.n ? NULL : put_tags(next, field);
		if (next == NULL)
			break;
		to = next;
	}
	out_commit(j->out, (size_t)(to - start));
}

static int
json_record(void *state, struct job *j, struct record *r)
{
	size_t i = 0;

	(void)state;
	for (;; i++) {
		struct slice s;

		write_simple(j, r, &i);
		if (i > r->ntab)
			break;
		s = record_text(r, i, &text);
		line.n = 0;
		buf_append(&line, keys[i].p, keys[i].n);
		if (i == j->tags)
			add_tags(s);
		else
			add_string(s);
		out_slice(j->out, buf_slice(&line));
	}
	out_write(j->out, "}\n", 2);
	return 0;
}

static int
json_end(void *state, struct job *j)
{
	size_t i, n = bank_header(j->bank)->n;

	(void)state;
	for (i = 0; i < n; i++)
		slice_free(keys[i]);
	free(keys);
	keys = NULL;
	buf_free(&line);
	buf_free(&text);
	buf_free(&valid);
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
		out_str(j->out, ",");
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
	.begin = json_begin,
	.record = json_record,
	.end = json_end,
};

const struct format format_json = {
	.name = "json",
	.begin = json_array_begin,
	.record = json_array_record,
	.end = json_array_end,
};
