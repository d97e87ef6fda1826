/*
 * GIFT, as Moodle exports it and as people write it.  The answer of an essay question is its
 * general feedback; the answers of other kinds become text.  A native export begins with a
 * comment that names its columns, and is restored byte for byte.
 */
#include "import/gift/gift.h"
#include <string.h>

#include "bank/choices.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/slice.h"
#include "import/gift/answer.h"
#include "import/gift/stem.h"
#include "import/gift/text.h"
#include "import/import.h"
#include "import/keys.h"
#include "import/metadata.h"
#include "import/moodle/common.h"
#include "import/registry.h"
#include "markup/charref.h"
#include "markup/meta.h"
#include "tsv/file.h"

/* Appends the text before the first `]` without its escapes, `\]`.  Returns its length, s.n if there is no `]`. */
static size_t
gift_parse_bracket(struct slice s, struct buf *b)
{
	size_t i;

	for (i = 0; i < s.n && s.p[i] != ']'; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n && s.p[i + 1] == ']')
			i++;
		buf_byte(b, s.p[i]);
	}
	return i;
}

/* Adds each `[id:...]` and `[tag:...]` of a comment to the metadata; returns how many there are. */
static size_t
gift_parse_brackets(struct gift *g, struct slice s)
{
	struct buf b = { 0 };
	size_t found = 0, n;

	while (s.n > 0) {
		bool id = slice_starts(s, "[id:");

		if (!id && !slice_starts(s, "[tag:")) {
			s = slice_skip(s, 1);
			continue;
		}
		s = slice_skip(s, id ? 4 : 5);
		b.n = 0;
		n = gift_parse_bracket(s, &b);
		if (n < s.n && b.n > 0) {
			metadata_add(&g->metadata, slice_of(id ? "id" : "tags"), slice_trim(buf_slice(&b)), ',');
			found++;
		}
		s = slice_skip(s, n);
	}
	buf_free(&b);
	return found;
}

/* Parses a comment, without its slashes.  Those of a native export hold metadata. */
static void
gift_parse_comment(struct gift *g, struct slice s, size_t lineno)
{
	struct buf name = { 0 }, value = { 0 };

	if (!g->native && slice_starts(s, " qb: ")) {
		keys_add_list(&g->keys, g->im, slice_skip(s, 5));
		g->native = true;
		metadata_free(&g->metadata); /* of the title */
	} else if (gift_parse_brackets(g, s) == 0 && g->native) {
		if (!meta_decode(&charref_gift_meta, s, &name, &value))
			import_skipped(g->im, lineno, "comment", slice_trim(s));
		else if (!keys_has(&g->keys, buf_slice(&name)))
			keys_error(g->im, &g->keys, buf_slice(&name), lineno);
		else
			metadata_add(&g->metadata, buf_slice(&name), buf_slice(&value), '\n');
	}
	buf_free(&name);
	buf_free(&value);
}

/* ---- Questions ---- */

/* Removes `::name::` from the front of *s, if it is there, and appends the decoded name to *name. */
static void
gift_split_name(const struct gift *g, struct slice *s, struct buf *name)
{
	struct slice rest;
	size_t n;

	if (!slice_starts(*s, "::"))
		return;
	rest = slice_skip(*s, 2);
	for (n = gift_find(rest, ":"); n < rest.n && !slice_starts(slice_skip(rest, n), "::");)
		n += 1 + gift_find(slice_skip(rest, n + 1), ":");
	if (n >= rest.n)
		return;
	gift_decode(g, slice_trim_ws((struct slice){ rest.p, n }), true, name);
	*s = slice_skip(rest, n + 2);
}

/* Adds the record, with its metadata; returns its row. */
static size_t
gift_add_record(struct gift *g, struct slice question, struct slice answer, struct slice name)
{
	size_t i, row = import_add_row(g->im, g->operand, g->lineno, 0);
	bool has_id = false;

	if (g->topic.n > 0)
		import_set(g->im, row, slice_of("topic"), buf_slice(&g->topic));
	import_set(g->im, row, slice_of("question"), question);
	if (answer.n > 0)
		import_set(g->im, row, slice_of("answer"), answer);
	for (i = 0; i < g->metadata.n; i++) {
		struct slice key = map_key(g->metadata.names, i);

		has_id |= slice_eq(key, slice_of("id"));
		import_set(g->im, row, key, buf_slice(&g->metadata.value[i]));
	}
	if (!has_id && name.n > 0 &&
	    (g->native ? g->keys.has_id : !import_numbers_ids(g->im) && name_is_id(g->im, &g->names, g->lineno, name)))
		import_set(g->im, row, slice_of("id"), name);
	else if (!has_id && g->keys.has_id)
		keys_missing_id(g->im, g->lineno);
	return row;
}

static void
gift_read_question(struct gift *g, struct slice s)
{
	struct buf name = { 0 }, question = { 0 }, answer = { 0 }, text = { 0 };
	struct choices choices = { 0 };
	size_t open, close, row;

	gift_split_name(g, &s, &name);
	open = gift_find(s, "{");
	close = open < s.n ? open + 1 + gift_find(slice_skip(s, open + 1), "}") : s.n;
	if (g->native && close >= s.n) {
		import_error(g->im, g->lineno, "question without its '{}'");
	} else if (!g->native && gift_has_cloze(s)) {
		gift_skipped(g, "embedded cloze question", s);
	} else if (open == s.n) {
		gift_skipped(g, "description", s);
	} else if (close >= s.n) {
		gift_skipped(g, "question without a closing '}'", s);
	} else {
		gift_read_text(g, (struct slice){ s.p, open }, slice_skip(s, close + 1), &question);
		gift_answer(g, (struct slice){ s.p + open + 1, close - open - 1 }, &choices, &answer);
		row = gift_add_record(g, buf_slice(&question), buf_slice(&answer), buf_slice(&name));
		choices_write(&choices, &text);
		import_set_choices(g->im, row, g->lineno, buf_slice(&text), true);
	}
	buf_free(&name);
	buf_free(&question);
	buf_free(&answer);
	buf_free(&text);
	choices_free(&choices);
}

/* Sets the topic from the path of a category, in which `//` is a literal slash. */
static void
gift_read_category(struct gift *g, struct slice path)
{
	struct buf b = { 0 };

	path = slice_trim(path);
	if (!g->native)
		path = category_skip_context(path);
	category_unescape(path, &b);
	g->topic.n = 0;
	if (!g->native)
		buf_append(&g->topic, b.p, b.n);
	else if (!slice_eq(path, slice_of("-"))) /* "-": no topic */
		charref_decode(&charref_category, buf_slice(&b), &g->topic);
	buf_free(&b);
}

/* ---- The file ---- */

static void
gift_end_block(struct gift *g)
{
	struct slice s = buf_slice(&g->text);

	if (s.n > 0)
		s.n--; /* the last newline */
	if (s.n > 0)
		gift_read_question(g, g->native ? s : slice_trim_ws(s));
	g->text.n = g->lineno = 0;
	g->open = g->complete = g->searched = false;
	metadata_free(&g->metadata);
}

/* Ends a block at a blank line.  Metadata without a question belongs to the next one. */
static void
gift_end_lines(struct gift *g)
{
	if (g->text.n > 0)
		gift_end_block(g);
}

/* Adds a line to the block and looks for braces. */
static void
gift_add_line(struct gift *g, struct slice line, size_t lineno)
{
	size_t n;

	if (g->lineno == 0)
		g->lineno = lineno;
	buf_append(&g->text, line.p, line.n);
	buf_byte(&g->text, '\n');
	while ((n = gift_find(line, g->open ? "}" : "{")) < line.n) {
		g->complete |= g->open;
		g->open = !g->open;
		line = slice_skip(line, n + 1);
	}
}

/*
 * Whether the line belongs to another question than the lines before it: it begins with a name, or
 * that question has its braces, and others follow before the next blank line.
 */
static bool
gift_begins_question(struct gift *g, struct slice line, struct slice rest)
{
	struct slice s = slice_trim_ws(line);
	bool named = !g->native && slice_starts(s, "::");

	if (g->open || g->text.n == 0 || (!g->complete && !named))
		return false;
	if (named || slice_starts(s, "$CATEGORY:"))
		return true;
	if (g->searched)
		return false;
	do {
		s = slice_trim_ws(line);
		if (!slice_starts(s, "//") && gift_find(s, "{") < s.n)
			return true;
	} while (s.n > 0 && rest.n > 0 && slice_next(&rest, '\n', &line));
	g->searched = true;
	return false;
}

/* Reads a line; rest is what follows it. */
static void
gift_read_line(struct gift *g, struct slice line, struct slice rest, size_t lineno)
{
	struct slice s = slice_trim_ws(line);

	if (s.n > 0 && gift_begins_question(g, line, rest)) {
		import_note(g->im, lineno, "no blank line after the question at line %zu", g->lineno);
		gift_end_block(g);
	}
	if (s.n == 0)
		gift_end_lines(g);
	else if (slice_starts(s, "//"))
		gift_parse_comment(g, slice_skip(s, 2), lineno);
	else if (g->text.n == 0 && slice_starts(s, "$CATEGORY:"))
		gift_read_category(g, slice_skip(s, 10));
	else
		gift_add_line(g, line, lineno);
}

/* Ends the file; metadata at its end belongs to no question. */
static int
gift_end(struct gift *g, size_t lineno)
{
	gift_end_lines(g);
	if (g->metadata.n > 0 && g->native)
		import_error(g->im, lineno, "metadata without a question");
	else if (g->metadata.n > 0)
		import_skipped(g->im, lineno, "metadata without a question", buf_slice(&g->metadata.value[0]));
	metadata_free(&g->metadata);
	return import_end(g->im, g->operand);
}

static bool
gift_is_xml(struct slice s)
{
	return slice_starts(slice_trim_ws(s), "<?xml") || slice_starts(slice_trim_ws(s), "<quiz");
}

static int
gift_read(struct import *im, const char *operand)
{
	struct gift g = { .im = im, .operand = operand };
	struct buf file = { 0 };
	int status = import_file(im, operand, &file);
	struct slice rest = buf_slice(&file), line;
	size_t lineno;

	if (status == 0 && gift_is_xml(rest))
		status = fail("%s: is XML, such as Moodle XML, not GIFT%s", file_name(operand),
		    import_format_find("moodle") != NULL ? "; read it with -f moodle"
							 : "; export the questions as GIFT");
	for (lineno = 1; status == 0 && rest.n > 0 && slice_next(&rest, '\n', &line); lineno++)
		gift_read_line(&g, slice_trim_cr(line), rest, lineno);
	if (status == 0)
		status = gift_end(&g, lineno - 1);
	metadata_free(&g.metadata);
	keys_free(&g.keys);
	if (g.names != NULL)
		map_free(g.names);
	buf_free(&g.text);
	buf_free(&g.topic);
	buf_free(&file);
	return status;
}

const struct import_format import_gift = { "gift", gift_read, NULL, NULL };
