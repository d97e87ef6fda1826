/*
 * GIFT, as Moodle exports it and as people write it.  An essay question has its
 * answer as general feedback; the answers of other kinds become text where that is
 * clear, and what is lost is told.  An export of ours is known by the comment that
 * names its columns; it comes back byte for byte.
 */
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/slice.h"
#include "import/gift/gift.h"
#include "import/import.h"
#include "import/notes.h"
#include "markup/charref.h"
#include "markup/meta.h"

void
gift_report(const struct gift *g, const char *what, struct slice text)
{
	struct buf b = { 0 };

	import_report(g->operand, g->lineno, "not carried: %s: %s", what, import_quote(text, &b));
	buf_free(&b);
}

struct slice
gift_trim(struct slice s)
{
	while (s.n > 0 && strchr(" \t\n\r", s.p[0]) != NULL)
		s = slice_skip(s, 1);
	while (s.n > 0 && strchr(" \t\n\r", s.p[s.n - 1]) != NULL)
		s.n--;
	return s;
}

/* ---- Comments ---- */

/* What the comment has as `[id:...]` and `[tag:...]`, where a backslash keeps a bracket. */
static size_t
parse_brackets(struct gift *g, struct slice s)
{
	struct buf b = { 0 };
	size_t found = 0, i;

	while (s.n > 0) {
		bool id = slice_starts(s, "[id:"), tag = slice_starts(s, "[tag:");

		if (!id && !tag) {
			s = slice_skip(s, 1);
			continue;
		}
		b.n = 0;
		for (i = id ? 4 : 5; i < s.n && s.p[i] != ']'; i++) {
			if (s.p[i] == '\\' && i + 1 < s.n && s.p[i + 1] == ']')
				i++;
			buf_byte(&b, s.p[i]);
		}
		if (i < s.n && b.n > 0) {
			notes_add(&g->notes, slice_of(id ? "id" : "tags"), slice_trim(buf_slice(&b)), ',');
			found++;
		}
		s = slice_skip(s, i);
	}
	buf_free(&b);
	return found;
}

/* The comment that an export of ours begins with: its columns. */
static void
parse_columns(struct gift *g, struct slice list)
{
	struct slice name;
	struct buf b = { 0 };

	while (slice_next(&list, ',', &name)) {
		b.n = 0;
		meta_decode_name(name, &b);
		import_column(g->im, buf_slice(&b));
	}
	buf_free(&b);
	g->own = true;
}

/* A comment, behind its slashes. */
static void
parse_comment(struct gift *g, struct slice s)
{
	struct buf name = { 0 }, value = { 0 };

	if (!g->own && slice_starts(s, " qb: "))
		parse_columns(g, slice_skip(s, 5));
	else if (parse_brackets(g, s) == 0 && g->own && meta_decode(&charref_gift_meta, s, &name, &value))
		notes_add(&g->notes, buf_slice(&name), buf_slice(&value), '\n');
	buf_free(&name);
	buf_free(&value);
}

/* ---- Questions ---- */

/* Takes the name of a question off its front. */
static void
take_name(struct slice *s, const struct gift *g, struct buf *name)
{
	struct slice rest = slice_skip(*s, 2);
	size_t n;

	for (n = gift_find(rest, ":"); n < rest.n && !slice_starts(slice_skip(rest, n), "::");)
		n += 1 + gift_find(slice_skip(rest, n + 1), ":");
	if (n >= rest.n)
		return;
	gift_text(g, gift_trim((struct slice){ rest.p, n }), true, name);
	*s = slice_skip(rest, n + 2);
}

static void
add_record(struct gift *g, struct slice question, struct slice answer, struct slice name)
{
	size_t i, row = import_row(g->im, g->operand, g->lineno, 0);
	bool named = false;

	if (g->topic.n > 0)
		import_text(g->im, "topic", buf_slice(&g->topic));
	import_text(g->im, "question", question);
	if (answer.n > 0)
		import_text(g->im, "answer", answer);
	for (i = 0; i < g->notes.n; i++) {
		struct slice note = map_key(g->notes.names, i);

		named |= slice_eq(note, slice_of("id"));
		import_set(g->im, row, import_column(g->im, note), buf_slice(&g->notes.value[i]));
	}
	if (!named && !g->own && !import_numbered(g->im) && name.n > 0)
		import_text(g->im, "id", name);
}

static void
read_question(struct gift *g, struct slice s)
{
	struct buf name = { 0 }, question = { 0 }, answer = { 0 };
	size_t open, close;

	if (slice_starts(s, "::"))
		take_name(&s, g, &name);
	open = gift_find(s, "{");
	close = open < s.n ? open + 1 + gift_find(slice_skip(s, open + 1), "}") : s.n;
	if (open == s.n) {
		gift_report(g, "a description", s);
	} else if (close >= s.n) {
		gift_report(g, "a question whose answer does not end", s);
	} else {
		gift_formatted(g, (struct slice){ s.p, open }, &question);
		if (gift_trim(slice_skip(s, close + 1)).n > 0) {
			buf_str(&question, question.n > 0 ? " _____ " : "_____ ");
			gift_formatted(g, slice_skip(s, close + 1), &question);
		}
		gift_answer(g, (struct slice){ s.p + open + 1, close - open - 1 }, &answer);
		add_record(g, buf_slice(&question), buf_slice(&answer), buf_slice(&name));
	}
	buf_free(&name);
	buf_free(&question);
	buf_free(&answer);
}

/* The topic of a category: its path without the context; a doubled slash is one. */
static void
read_category(struct gift *g, struct slice path)
{
	struct buf b = { 0 };
	size_t i;

	path = slice_trim(path);
	if (!g->own && slice_starts(path, "$"))
		path = slice_skip(path,
		    memchr(path.p, '/', path.n) ? (size_t)((char *)memchr(path.p, '/', path.n) - path.p) + 1 : path.n);
	if (!g->own && slice_starts(path, "top/"))
		path = slice_skip(path, 4);
	for (i = 0; i < path.n; i++) {
		buf_byte(&b, path.p[i]);
		i += path.p[i] == '/' && i + 1 < path.n && path.p[i + 1] == '/';
	}
	g->topic.n = 0;
	if (!g->own)
		buf_append(&g->topic, b.p, b.n);
	else if (!slice_eq(path, slice_of("-")))
		charref_decode(&charref_category, buf_slice(&b), &g->topic);
	buf_free(&b);
}

/* ---- The file ---- */

/* Ends a block of lines. */
static void
end_block(struct gift *g)
{
	struct slice s = buf_slice(&g->text);

	if (s.n > 0)
		s.n--; /* its last newline */
	if (s.n > 0)
		read_question(g, g->own ? s : gift_trim(s));
	notes_free(&g->notes);
	g->text.n = g->lineno = 0;
}

static void
read_line(struct gift *g, struct slice line, size_t lineno)
{
	struct slice s = gift_trim(line);

	if (s.n == 0) {
		end_block(g);
	} else if (slice_starts(s, "//")) {
		parse_comment(g, slice_skip(s, 2));
	} else if (g->text.n == 0 && slice_starts(s, "$CATEGORY:")) {
		read_category(g, slice_skip(s, 10));
	} else {
		if (g->lineno == 0)
			g->lineno = lineno;
		buf_append(&g->text, line.p, line.n);
		buf_byte(&g->text, '\n');
	}
}

static int
read_gift(struct import *im, const char *operand)
{
	struct gift g = { .im = im, .operand = operand };
	struct buf file = { 0 };
	int status = import_file(operand, &file);
	struct slice rest = buf_slice(&file), line;
	size_t lineno;

	for (lineno = 1; status == 0 && rest.n > 0 && slice_next(&rest, '\n', &line); lineno++) {
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		read_line(&g, line, lineno);
	}
	end_block(&g);
	buf_free(&g.text);
	buf_free(&g.topic);
	buf_free(&file);
	return status;
}

const struct import_format import_gift = { "gift", read_gift };
