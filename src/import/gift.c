/*
 * GIFT, as Moodle exports it and as people write it.  An essay question has its
 * answer as general feedback; the answers of other kinds become text where that is
 * clear, and what is lost is told.  An export of ours is known by the comment that
 * names its columns; it comes back byte for byte.
 */
#include <stdlib.h>
#include <string.h>

#include "import.h"

struct gift {
	struct import *im;
	const char *operand;
	bool own;
	struct buf topic;
	/* The block of lines that is being read. */
	struct buf text; /* without its comments */
	size_t lineno;   /* of the first of them; 0 before it */
	size_t room;
	struct note {
		struct buf name, value;
	} * note;
	size_t notes;
};

static void
report(const struct gift *g, const char *what, struct slice text)
{
	struct buf b = { 0 };

	import_report(g->operand, g->lineno, "not carried: %s: %s", what, quote(text, &b));
	buf_free(&b);
}

static bool
starts_with(struct slice s, const char *start)
{
	size_t n = strlen(start);

	return s.n >= n && memcmp(s.p, start, n) == 0;
}

static struct slice
from(struct slice s, size_t n)
{
	return (struct slice){ s.p + n, s.n - n };
}

/* The text without white space at either end. */
static struct slice
trim(struct slice s)
{
	while (s.n > 0 && strchr(" \t\n\r", s.p[0]) != NULL)
		s = from(s, 1);
	while (s.n > 0 && strchr(" \t\n\r", s.p[s.n - 1]) != NULL)
		s.n--;
	return s;
}

/* ---- Comments ---- */

/* Adds to what the comments say; repeated, with the separator between. */
static void
add_note(struct gift *g, struct slice name, struct slice value, char sep)
{
	size_t i;

	for (i = 0; i < g->notes && !slice_eq(buf_slice(&g->note[i].name), name); i++)
		;
	if (i == g->notes) {
		if (g->notes == g->room) {
			g->room = 2 * g->room + 8;
			g->note = xrealloc(g->note, g->room, sizeof(*g->note));
		}
		g->note[g->notes++] = (struct note){ 0 };
		buf_add(&g->note[i].name, name.p, name.n);
	} else {
		buf_byte(&g->note[i].value, sep);
	}
	buf_add(&g->note[i].value, value.p, value.n);
}

/* What the comment has as `[id:...]` and `[tag:...]`, where a backslash keeps a bracket. */
static size_t
parse_brackets(struct gift *g, struct slice s)
{
	struct buf b = { 0 };
	size_t found = 0, i;

	while (s.n > 0) {
		bool id = starts_with(s, "[id:"), tag = starts_with(s, "[tag:");

		if (!id && !tag) {
			s = from(s, 1);
			continue;
		}
		b.n = 0;
		for (i = id ? 4 : 5; i < s.n && s.p[i] != ']'; i++) {
			if (s.p[i] == '\\' && i + 1 < s.n && s.p[i + 1] == ']')
				i++;
			buf_byte(&b, s.p[i]);
		}
		if (i < s.n && b.n > 0) {
			add_note(g, slice_of(id ? "id" : "tags"), slice_trim(buf_slice(&b)), ',');
			found++;
		}
		s = from(s, i);
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
		name_decode(name, &b);
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

	if (!g->own && starts_with(s, " qb: "))
		parse_columns(g, from(s, 5));
	else if (parse_brackets(g, s) == 0 && g->own && note_decode(&refs_gift_note, s, &name, &value))
		add_note(g, buf_slice(&name), buf_slice(&value), '\n');
	buf_free(&name);
	buf_free(&value);
}

/* ---- Text ---- */

/* Whether GIFT gives the byte a meaning. */
static bool
is_special(char c)
{
	return c != '\0' && strchr("\\~=#{}:", c) != NULL;
}

/* The offset of the first of these bytes that has no backslash before it, or the length. */
static size_t
find(struct slice s, const char *bytes)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n && (is_special(s.p[i + 1]) || s.p[i + 1] == 'n'))
			i++;
		else if (strchr(bytes, s.p[i]) != NULL)
			return i;
	}
	return s.n;
}

/* Appends the text without GIFT's escapes, and ours; line ends in plain text are blanks. */
static void
add_text(const struct gift *g, struct slice s, bool plain, struct buf *b)
{
	struct buf raw = { 0 };
	size_t i;

	for (i = 0; i < s.n; i++) {
		char next = i + 1 < s.n ? s.p[i + 1] : '\0';

		if (s.p[i] == '\\' && (next == 'n' || is_special(next))) {
			buf_byte(&raw, next == 'n' ? '\n' : next);
			i++;
		} else {
			buf_byte(&raw, plain && s.p[i] == '\n' ? ' ' : s.p[i]);
		}
	}
	if (g->own)
		refs_decode(&refs_gift, buf_slice(&raw), b);
	else
		buf_add(b, raw.p, raw.n);
	buf_free(&raw);
}

/* A text with its format before it, `[html]`; that is told, for a bank has none. */
static void
add_formatted(const struct gift *g, struct slice s, struct buf *b)
{
	static const char *const formats[] = { "[markdown]", "[plain]", "[moodle]", "[html]" };
	bool plain = true;
	size_t i;

	if (!g->own)
		s = trim(s);
	for (i = 0; i < 4; i++)
		if (starts_with(s, formats[i])) {
			s = from(s, strlen(formats[i]));
			plain = i == 1 || i == 2;
			if (i == 3)
				import_report(g->operand, g->lineno, "HTML, kept as text");
			break;
		}
	add_text(g, g->own ? s : trim(s), plain && !g->own, b);
}

/* Appends a text as a paragraph of its own. */
static void
add_paragraph(const struct gift *g, struct slice s, struct buf *b)
{
	if (trim(s).n == 0)
		return;
	if (b->n > 0)
		buf_str(b, "\n\n");
	add_formatted(g, s, b);
}

/* ---- Answers ---- */

/* Takes the feedback, behind a #, off the answer. */
static struct slice
split_feedback(struct slice *answer)
{
	size_t n = find(*answer, "#");
	struct slice feedback = n < answer->n ? from(*answer, n + 1) : (struct slice){ "", 0 };

	answer->n = n;
	return feedback;
}

static void
add_true_false(const struct gift *g, struct slice s, struct buf *b)
{
	struct slice feedback = split_feedback(&s), wrong, right;

	buf_str(b, trim(s).p[0] == 'T' ? "True." : "False.");
	wrong = feedback;
	right = split_feedback(&wrong);
	if (trim(wrong).n > 0)
		report(g, "the feedback for a wrong answer", trim(wrong));
	add_paragraph(g, right, b);
}

/* `1822:5`, `1..5`, or a number, behind the #. */
static void
add_numerical(const struct gift *g, struct slice s, struct buf *b)
{
	struct slice feedback;
	size_t i;

	s = trim(s);
	if (s.n > 0 && (*s.p == '=' || *s.p == '~')) {
		report(g, "a numerical question with many answers", s);
		return;
	}
	feedback = split_feedback(&s);
	for (s = trim(s), i = 0; i < s.n; i++) {
		if (s.p[i] == ':')
			buf_str(b, " ± ");
		else if (s.p[i] == '.' && i + 1 < s.n && s.p[i + 1] == '.')
			buf_str(b, " to "), i++;
		else
			buf_byte(b, s.p[i]);
	}
	add_paragraph(g, feedback, b);
}

/* Takes the weight, `%50%`, off the front of a choice; it is right where that is positive. */
static bool
take_weight(struct slice *s, bool right)
{
	struct slice rest = *s, weight;
	double value;

	if (s->n == 0 || *s->p != '%')
		return right;
	rest = from(rest, 1);
	if (!slice_next(&rest, '%', &weight) || rest.p == NULL || !parse_number(weight, &value))
		return right;
	*s = rest;
	return value > 0;
}

/* `=right ~wrong`: those that are right, as a list where they are many. */
static void
add_choices(const struct gift *g, struct slice s, struct buf *b)
{
	struct buf list = { 0 };
	size_t n = 0, wrong = 0;

	for (s = from(s, find(s, "=~")); s.n > 0;) {
		bool right = *s.p == '=';
		size_t length = find(from(s, 1), "=~");
		struct slice choice = trim((struct slice){ s.p + 1, length }), feedback;

		s = from(s, length + 1);
		right = take_weight(&choice, right);
		feedback = split_feedback(&choice);
		wrong += !right;
		if (!right)
			continue;
		buf_str(&list, n++ > 0 ? "\n- " : "- ");
		add_formatted(g, choice, &list);
		if (trim(feedback).n > 0) {
			buf_str(&list, ": ");
			add_formatted(g, feedback, &list);
		}
	}
	buf_add(b, list.p + (n == 1 ? 2 : 0), list.n - (n == 1 ? 2 : 0));
	if (wrong > 0)
		import_report(g->operand, g->lineno, "not carried: the wrong choices, %zu", wrong);
	buf_free(&list);
}

static bool
is_true_false(struct slice s)
{
	static const char *const words[] = { "T", "F", "TRUE", "FALSE" };
	size_t i;

	split_feedback(&s);
	for (i = 0; i < 4; i++)
		if (slice_eq(trim(s), slice_of(words[i])))
			return true;
	return false;
}

/* Where the general feedback begins, behind ####, or the length. */
static size_t
find_general(struct slice s)
{
	size_t i, n;

	for (i = 0; i < s.n; i += n + 1) {
		n = find(from(s, i), "#");
		if (starts_with(from(s, i + n), "####"))
			return i + n;
	}
	return s.n;
}

/* What stands between the braces. */
static void
add_answer(const struct gift *g, struct slice s, struct buf *b)
{
	size_t general = find_general(s);
	struct slice feedback = general < s.n ? from(s, general + 4) : (struct slice){ "", 0 };
	struct slice answer = trim((struct slice){ s.p, general });

	if (answer.n == 0 && g->own)
		add_formatted(g, feedback, b);
	if (g->own)
		return;
	if (answer.n > 0 && *answer.p == '#')
		add_numerical(g, from(answer, 1), b);
	else if (answer.n > 0 && is_true_false(answer))
		add_true_false(g, answer, b);
	else if (answer.n > 0 && find(answer, "=~") < answer.n)
		add_choices(g, answer, b);
	else if (answer.n > 0)
		add_formatted(g, answer, b);
	add_paragraph(g, feedback, b);
}

/* ---- Questions ---- */

/* Takes the name of a question off its front. */
static void
take_name(struct slice *s, const struct gift *g, struct buf *name)
{
	struct slice rest = from(*s, 2);
	size_t n;

	for (n = find(rest, ":"); n < rest.n && !starts_with(from(rest, n), "::");)
		n += 1 + find(from(rest, n + 1), ":");
	if (n >= rest.n)
		return;
	add_text(g, trim((struct slice){ rest.p, n }), true, name);
	*s = from(rest, n + 2);
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
	for (i = 0; i < g->notes; i++) {
		struct slice note = buf_slice(&g->note[i].name);

		named |= slice_eq(note, slice_of("id"));
		import_set(g->im, row, import_column(g->im, note), buf_slice(&g->note[i].value));
	}
	if (!named && !g->own && !import_numbered(g->im) && name.n > 0)
		import_text(g->im, "id", name);
}

static void
read_question(struct gift *g, struct slice s)
{
	struct buf name = { 0 }, question = { 0 }, answer = { 0 };
	size_t open, close;

	if (starts_with(s, "::"))
		take_name(&s, g, &name);
	open = find(s, "{");
	close = open < s.n ? open + 1 + find(from(s, open + 1), "}") : s.n;
	if (open == s.n) {
		report(g, "a description", s);
	} else if (close >= s.n) {
		report(g, "a question whose answer does not end", s);
	} else {
		add_formatted(g, (struct slice){ s.p, open }, &question);
		if (trim(from(s, close + 1)).n > 0) {
			buf_str(&question, question.n > 0 ? " _____ " : "_____ ");
			add_formatted(g, from(s, close + 1), &question);
		}
		add_answer(g, (struct slice){ s.p + open + 1, close - open - 1 }, &answer);
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
	if (!g->own && starts_with(path, "$"))
		path = from(path,
		    memchr(path.p, '/', path.n) ? (size_t)((char *)memchr(path.p, '/', path.n) - path.p) + 1 : path.n);
	if (!g->own && starts_with(path, "top/"))
		path = from(path, 4);
	for (i = 0; i < path.n; i++) {
		buf_byte(&b, path.p[i]);
		i += path.p[i] == '/' && i + 1 < path.n && path.p[i + 1] == '/';
	}
	g->topic.n = 0;
	if (!g->own)
		buf_add(&g->topic, b.p, b.n);
	else if (!slice_eq(path, slice_of("-")))
		refs_decode(&refs_category, buf_slice(&b), &g->topic);
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
		read_question(g, g->own ? s : trim(s));
	while (g->notes > 0) {
		buf_free(&g->note[--g->notes].name);
		buf_free(&g->note[g->notes].value);
	}
	g->text.n = g->lineno = 0;
}

static void
read_line(struct gift *g, struct slice line, size_t lineno)
{
	struct slice s = trim(line);

	if (s.n == 0) {
		end_block(g);
	} else if (starts_with(s, "//")) {
		parse_comment(g, from(s, 2));
	} else if (g->text.n == 0 && starts_with(s, "$CATEGORY:")) {
		read_category(g, from(s, 10));
	} else {
		if (g->lineno == 0)
			g->lineno = lineno;
		buf_add(&g->text, line.p, line.n);
		buf_byte(&g->text, '\n');
	}
}

static int
read_gift(struct import *im, const char *operand)
{
	struct gift g = { .im = im, .operand = operand };
	struct buf file = { 0 };
	int status = file_read(operand, &file);
	struct slice rest = buf_slice(&file), line;
	size_t lineno;

	for (lineno = 1; status == 0 && rest.n > 0 && slice_next(&rest, '\n', &line); lineno++) {
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		read_line(&g, line, lineno);
	}
	end_block(&g);
	free(g.note);
	buf_free(&g.text);
	buf_free(&g.topic);
	buf_free(&file);
	return status;
}

const struct reader reader_gift = { "gift", read_gift };
