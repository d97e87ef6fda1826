/*
 * JSON, an object a line or an array of them.  Written here rather than by a
 * library, since it is on the fast path of pipes: what needs no escape, nearly
 * all of it, is copied in runs.
 */
#include <stdlib.h>
#include <string.h>

#include "format.h"

static struct buf line, text, valid;
static struct slice *keys; /* "name": for each column */

/* The length of what needs no escape at the front of the text. */
static size_t
plain(const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if ((unsigned char)p[i] < 0x20 || p[i] == '"' || p[i] == '\\' || p[i] == 0x7f)
			break;
	return i;
}

static void
add_string(struct slice s)
{
	s = text_repair(s, &valid);
	buf_byte(&line, '"');
	while (s.n > 0) {
		size_t n = plain(s.p, s.n);

		buf_add(&line, s.p, n);
		s.p += n;
		s.n -= n;
		if (s.n == 0)
			break;
		switch (*s.p) {
		case '"':
			buf_add(&line, "\\\"", 2);
			break;
		case '\\':
			buf_add(&line, "\\\\", 2);
			break;
		case '\n':
			buf_add(&line, "\\n", 2);
			break;
		case '\r':
			buf_add(&line, "\\r", 2);
			break;
		case '\t':
			buf_add(&line, "\\t", 2);
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
begin(struct job *j)
{
	const struct header *h = bank_header(j->bank);
	size_t i;

	keys = xcalloc(h->n, sizeof(*keys));
	for (i = 0; i < h->n; i++) {
		line.n = 0;
		buf_byte(&line, i == 0 ? '{' : ',');
		add_string(h->name[i]);
		buf_byte(&line, ':');
		keys[i] = (struct slice){ slice_dup(buf_slice(&line)), line.n };
	}
	return 0;
}

static int
record(struct job *j, struct record *r)
{
	size_t i;

	line.n = 0;
	for (i = 0; i <= r->ntab; i++) {
		struct slice s = record_text(r, i, &text);

		buf_add(&line, keys[i].p, keys[i].n);
		if (i == j->tags)
			add_tags(s);
		else
			add_string(s);
	}
	buf_str(&line, "}\n");
	out_slice(j->out, buf_slice(&line));
	return 0;
}

static int
end(struct job *j)
{
	size_t i, n = bank_header(j->bank)->n;

	for (i = 0; i < n; i++)
		free((char *)keys[i].p);
	free(keys);
	return 0;
}

static int
array_begin(struct job *j)
{
	out_str(j->out, "[\n");
	return begin(j);
}

static int
array_record(struct job *j, struct record *r)
{
	if (j->count > 1)
		out_str(j->out, ",");
	return record(j, r);
}

static int
array_end(struct job *j)
{
	out_str(j->out, "]\n");
	return end(j);
}

const struct format format_jsonl = {
	.name = "jsonl",
	.about = "JSON, an object a line",
	.begin = begin,
	.record = record,
	.end = end,
};

const struct format format_json = {
	.name = "json",
	.about = "JSON, one array",
	.begin = array_begin,
	.record = array_record,
	.end = array_end,
};
