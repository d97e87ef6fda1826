/*
 * Markdown: list items are questions, what stands below one in it is its answer,
 * headings are topics.  An export of ours is known by a comment below its title,
 * which names the columns; it comes back byte for byte.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "../format/format.h"
#include "import.h"
#include "markdown.h"

/* How the comment begins by which an export of ours is known, and the lines above it at most. */
#define MARK "<!-- qb: "
enum { MARK_LINES = 8 };

struct md {
	struct import *im;
	const char *operand;
	struct outline o;
	bool own;               /* an export of ours */
	bool answering;         /* its answers at the end */
	size_t first_row;       /* its first record */
	size_t rows;            /* the records so far */
	struct buf topic, tags; /* of the heading */
	size_t heading;         /* its line, while it has no question; or NO_LINE */
};

/* ---- Lines ---- */

static bool
starts_with(struct slice s, const char *start)
{
	size_t n = strlen(start);

	return s.n >= n && memcmp(s.p, start, n) == 0;
}

/* Whether nothing but blanks is in the line. */
static bool
is_blank(struct slice line)
{
	size_t i;

	for (i = 0; i < line.n; i++)
		if (strchr(" \t\r", line.p[i]) == NULL)
			return false;
	return true;
}

/* The column at which the line's text begins. */
static size_t
indent_of(struct slice line)
{
	size_t col = 0, i;

	for (i = 0; i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'); i++)
		col += line.p[i] == ' ' ? 1 : 4 - col % 4;
	return col;
}

/* Appends the line without its first blanks, up to that column. */
static void
add_line(struct slice line, size_t margin, struct buf *b)
{
	size_t col = 0;

	for (; line.n > 0 && col < margin && (*line.p == ' ' || *line.p == '\t'); line.p++, line.n--)
		col += *line.p == ' ' ? 1 : 4 - col % 4;
	for (; col > margin; col--)
		buf_byte(b, ' ');
	buf_add(b, line.p, line.n);
}

/*
 * The column at which an item's text begins whose number or bullet the line has, and
 * *text, that text; 0 where the line has none.
 */
static size_t
parse_marker(struct slice line, struct slice *text)
{
	size_t i = 0, digits, width, blanks;

	while (i < line.n && i < 3 && line.p[i] == ' ')
		i++;
	for (digits = i; i < line.n && line.p[i] >= '0' && line.p[i] <= '9'; i++)
		;
	if (i == line.n || strchr(i > digits ? ".)" : "-+*", line.p[i]) == NULL || line.p[i] == '\0')
		return 0;
	width = ++i;
	*text = (struct slice){ line.p + i, line.n - i };
	if (is_blank(*text)) {
		text->n = 0;
		return width + 1;
	}
	if (line.p[i] == '\t')
		width += 4 - width % 4;
	for (blanks = 0; blanks < text->n && text->p[blanks] == ' '; blanks++)
		;
	if (line.p[i] != '\t' && blanks == 0)
		return 0;
	blanks = blanks > 4 ? 1 : line.p[i] == '\t' ? 1 : blanks;
	text->p += blanks;
	text->n -= blanks;
	return width + (line.p[i] == '\t' ? 0 : blanks);
}

/* ---- Notes ---- */

/* Whether a file that is not ours can say the column in a comment. */
static bool
is_known(struct slice name)
{
	static const char *const known[] = { "id", "level", "tags", "points" };
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (slice_eq(name, slice_of(known[i])))
			return true;
	return false;
}

/* The notes of an item, as name and value in turn; a name that is repeated has one more line. */
struct notes {
	struct buf *text;
	size_t n;
};

static void
add_note(struct notes *notes, struct slice name, struct slice value)
{
	size_t i;

	for (i = 0; i < notes->n; i += 2)
		if (slice_eq(buf_slice(&notes->text[i]), name))
			break;
	if (i == notes->n) {
		notes->n += 2;
		notes->text = xrealloc(notes->text, notes->n, sizeof(*notes->text));
		notes->text[i] = notes->text[i + 1] = (struct buf){ 0 };
		buf_add(&notes->text[i], name.p, name.n);
	} else {
		buf_byte(&notes->text[i + 1], '\n');
	}
	buf_add(&notes->text[i + 1], value.p, value.n);
}

static void
notes_free(struct notes *notes)
{
	while (notes->n > 0)
		buf_free(&notes->text[--notes->n]);
	free(notes->text);
	notes->text = NULL;
}

/*
 * Takes a comment with notes apart, whose first line the text begins with.  Returns
 * how long it is, or 0 where it is something else.
 */
static size_t
parse_notes(bool own, struct slice text, struct notes *notes)
{
	struct buf name = { 0 }, value = { 0 };
	struct slice body, line;
	size_t n;

	if (text.n < 7 || memcmp(text.p, "<!--", 4) != 0)
		return 0;
	for (n = 4; n + 3 <= text.n && memcmp(text.p + n, "-->", 3) != 0; n++)
		;
	if (n + 3 > text.n)
		return 0;
	body = (struct slice){ text.p + 4, n - 4 };
	for (n += 3; n < text.n && text.p[n] != '\n'; n++)
		;
	while (n > 0 && slice_next(&body, '\n', &line)) {
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		if (note_decode(&refs_note, line, &name, &value) && (own || is_known(buf_slice(&name))))
			add_note(notes, buf_slice(&name), buf_slice(&value));
		else if (!own && slice_trim(line).n > 0)
			n = 0;
	}
	if (n == 0)
		notes_free(notes);
	buf_free(&name);
	buf_free(&value);
	return n;
}

/* ---- Items ---- */

/* An item, taken apart. */
struct item {
	size_t lineno;
	struct buf question, rest, answer;
	struct notes notes;
};

/* The first line of the part after this one, or the end of the file. */
static size_t
next_first(const struct md *m, size_t i)
{
	for (i++; i < m->o.n; i++)
		if (m->o.part[i].first != NO_LINE)
			return m->o.part[i].first;
	return m->o.lines;
}

/* Behind the last line that belongs to the item. */
static size_t
item_end(const struct md *m, size_t i, size_t margin)
{
	size_t limit = next_first(m, i), end = m->o.part[i].last + 1;

	while (end < limit && (is_blank(m->o.line[end]) || indent_of(m->o.line[end]) >= margin))
		end++;
	if (m->own && end == limit && limit < m->o.lines && is_blank(m->o.line[end - 1]))
		return end - 1;
	while (!m->own && is_blank(m->o.line[end - 1]))
		end--;
	return end;
}

/* What stands below the question: notes, and the answer. */
static void
split_rest(const struct md *m, struct item *it)
{
	struct slice rest = buf_slice(&it->rest), line;
	size_t n = rest.n > 0 ? parse_notes(m->own, rest, &it->notes) : 0;

	rest.p += n;
	rest.n -= n;
	/* Behind the notes its newline; then a blank line. */
	if (n > 0 && rest.n > 0)
		rest.p++, rest.n--;
	if (m->own && rest.n > 0)
		slice_next(&rest, '\n', &line);
	while (!m->own && rest.n > 0) {
		struct slice next = rest;

		slice_next(&next, '\n', &line);
		if (!is_blank(line) || next.p == NULL)
			break;
		rest = next;
	}
	if (rest.p == NULL || rest.n == 0)
		return;
	rest.n--; /* its last newline */
	if (m->own)
		refs_decode(&refs_answer, rest, &it->answer);
	else
		buf_add(&it->answer, rest.p, rest.n);
}

/* Takes part i apart; false where it is not understood. */
static bool
split_item(const struct md *m, size_t i, struct item *it)
{
	const struct part *p = &m->o.part[i];
	size_t start = p->first, margin, end, at;
	size_t lowest = i > 0 && m->o.part[i - 1].last != NO_LINE ? m->o.part[i - 1].last + 1 : 0;
	struct slice text;

	it->lineno = (start != NO_LINE ? start : lowest) + 1;
	if (start == NO_LINE)
		return false;
	for (; (margin = parse_marker(m->o.line[start], &text)) == 0; start--)
		if (start <= lowest)
			return false;
	it->lineno = start + 1;
	end = item_end(m, i, margin);
	for (at = start; at < end; at++) {
		bool asked = p->question != NO_LINE && at <= p->question && !starts_with(text, "<!--");
		struct buf *to = asked ? &it->question : &it->rest;

		if (asked && to->n > 0)
			buf_byte(to, ' ');
		if (at > start)
			add_line(m->o.line[at], margin, to);
		else if (text.n > 0)
			buf_add(to, text.p, text.n);
		else
			continue;
		if (!asked)
			buf_byte(to, '\n');
	}
	split_rest(m, it);
	return true;
}

static void
item_free(struct item *it)
{
	buf_free(&it->question);
	buf_free(&it->rest);
	buf_free(&it->answer);
	notes_free(&it->notes);
}

static void
set(const struct md *m, size_t row, struct slice name, struct slice text)
{
	if (text.n > 0)
		import_set(m->im, row, import_column(m->im, name), text);
}

/* The tags of a heading come before those of the item. */
static void
set_note(struct md *m, size_t row, struct slice name, struct slice value)
{
	struct buf both = { 0 };

	if (!m->own && m->tags.n > 0 && slice_eq(name, slice_of("tags"))) {
		buf_printf(&both, "%s,", buf_cstr(&m->tags));
		buf_add(&both, value.p, value.n);
		value = buf_slice(&both);
	}
	set(m, row, name, value);
	buf_free(&both);
}

static void
add_record(struct md *m, const struct item *it, size_t number)
{
	size_t row = import_row(m->im, m->operand, it->lineno, number), i;
	struct slice question = buf_slice(&it->question);
	struct buf decoded = { 0 };

	if (m->rows++ == 0)
		m->first_row = row;
	m->heading = NO_LINE;
	if (m->own) {
		refs_decode(&refs_question, question, &decoded);
		question = buf_slice(&decoded);
	}
	set(m, row, slice_of("topic"), buf_slice(&m->topic));
	set(m, row, slice_of("tags"), buf_slice(&m->tags));
	set(m, row, slice_of("question"), m->own ? question : slice_trim(question));
	set(m, row, slice_of("answer"), buf_slice(&it->answer));
	for (i = 0; i < it->notes.n; i += 2)
		set_note(m, row, buf_slice(&it->notes.text[i]), buf_slice(&it->notes.text[i + 1]));
	buf_free(&decoded);
}

static void
read_item(struct md *m, size_t i)
{
	const struct part *p = &m->o.part[i];
	struct item it = { 0 };

	if (!split_item(m, i, &it) || (!m->own && it.question.n == 0))
		import_report(m->operand, it.lineno, "not carried: an item without a question");
	else if (!m->answering)
		add_record(m, &it, p->number);
	else if (p->number == 0 || p->number > m->rows)
		import_report(m->operand, it.lineno, "not carried: an answer without a question");
	else
		set(m, m->first_row + p->number - 1, slice_of("answer"), buf_slice(&it.answer));
	item_free(&it);
}

/* ---- Headings ---- */

static void
add_text(void *arg, struct slice text)
{
	buf_add(arg, text.p, text.n);
}

static void
add_newline(void *arg, bool hard)
{
	(void)hard;
	buf_byte(arg, ' ');
}

static void
ignore_node(void *arg, const struct md_node *node)
{
	(void)arg;
	(void)node;
}

/* The line of a heading without its #. */
static struct slice
heading_source(struct slice line)
{
	line = slice_trim(line);
	if (line.n == 0 || *line.p != '#')
		return line;
	while (line.n > 0 && *line.p == '#')
		line.p++, line.n--;
	return slice_trim(line);
}

static void
add_tag(struct md *m, const char *tag)
{
	if (m->tags.n > 0)
		buf_byte(&m->tags, ',');
	buf_str(&m->tags, tag);
}

/* Takes off the front of a heading what is not its topic: emoji, then a number. */
static struct slice
skip_ornaments(struct slice s)
{
	struct slice rest;
	size_t i;

	for (s = slice_trim(s), rest = s; rest.n > 0 && text_symbol(text_rune(&rest)); s = slice_trim(rest), rest = s)
		;
	for (i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		;
	if (i > 0 && i + 1 < s.n && (s.p[i] == '.' || s.p[i] == ')') && s.p[i + 1] == ' ')
		s = slice_trim((struct slice){ s.p + i + 1, s.n - i - 1 });
	return s;
}

/* Makes the text of a heading the topic, and what it says of importance tags. */
static void
set_topic(struct md *m, struct slice s)
{
	static const char important[] = "(very important!)", bonus[] = "bonus:";
	const size_t ni = sizeof(important) - 1, nb = sizeof(bonus) - 1;

	m->topic.n = m->tags.n = 0;
	s = skip_ornaments(s);
	if (s.n > ni && strncasecmp(s.p + s.n - ni, important, ni) == 0) {
		add_tag(m, "important");
		s = slice_trim((struct slice){ s.p, s.n - ni });
	}
	if (s.n > nb && strncasecmp(s.p, bonus, nb) == 0) {
		add_tag(m, "bonus");
		s = slice_trim((struct slice){ s.p + nb, s.n - nb });
	}
	buf_add(&m->topic, s.p, s.n);
}

/* Tells of a heading that had no question. */
static void
end_heading(struct md *m)
{
	struct buf b = { 0 };

	if (m->heading != NO_LINE && !m->own)
		import_report(m->operand, m->heading + 1, "not carried: a heading without questions: %s",
		    quote(buf_slice(&m->topic), &b));
	buf_free(&b);
}

static int
read_heading(struct md *m, const struct part *p)
{
	static const struct md_handler handler = { ignore_node, ignore_node, add_text, add_newline };
	struct slice source;
	struct buf text = { 0 };
	int status = 0;

	end_heading(m);
	m->topic.n = m->tags.n = 0;
	m->heading = p->first;
	if (p->first == NO_LINE)
		return 0;
	source = heading_source(m->o.line[p->first]);
	if (!m->own) {
		status = markdown(source, true, &handler, &text);
		set_topic(m, buf_slice(&text));
	} else if (!slice_eq(source, slice_of("<!-- none -->"))) {
		md_unescape(source, &m->topic);
	}
	buf_free(&text);
	return status;
}

/* ---- The file ---- */

/* Reads the comment that an export of ours begins with; the number of the part behind it. */
static size_t
read_columns(struct md *m)
{
	struct slice list, name;
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < m->o.n; i++) {
		list = slice_trim(m->o.line[m->o.part[i].first]);
		if (!starts_with(list, MARK) || list.n < sizeof(MARK) + 3)
			continue;
		list = (struct slice){ list.p + sizeof(MARK) - 1, list.n - (sizeof(MARK) - 1) - 4 };
		while (slice_next(&list, ',', &name)) {
			b.n = 0;
			name_decode(name, &b);
			import_column(m->im, buf_slice(&b));
		}
		break;
	}
	buf_free(&b);
	return i + (i < m->o.n);
}

static int
read_part(struct md *m, size_t i)
{
	const struct part *p = &m->o.part[i];
	struct slice line = p->first != NO_LINE ? m->o.line[p->first] : (struct slice){ "", 0 };
	struct buf b = { 0 };

	switch (p->kind) {
	case PART_HEADING:
		return read_heading(m, p);
	case PART_ITEM:
		read_item(m, i);
		return 0;
	case PART_HTML:
		m->answering |= m->own && starts_with(line, "<!-- answers -->");
		if (starts_with(slice_trim(line), "<!--"))
			return 0;
		break;
	default:
		break;
	}
	if (p->first != NO_LINE)
		import_report(m->operand, p->first + 1, "not carried: %s: %s", p->what, quote(line, &b));
	buf_free(&b);
	return 0;
}

/* Takes the CR off each line that ends in CR and LF. */
static void
drop_cr(struct buf *file)
{
	size_t i, n = 0;

	for (i = 0; i < file->n; i++)
		if (file->p[i] != '\r' || i + 1 == file->n || file->p[i + 1] != '\n')
			file->p[n++] = file->p[i];
	file->n = n;
}

/* Whether the file is an export of ours, and whether the line that says so ends in CR and LF. */
static bool
is_export(const struct buf *file, bool *cr)
{
	struct slice rest = buf_slice(file), line;
	size_t n;

	for (n = 0; n < MARK_LINES && slice_next(&rest, '\n', &line); n++) {
		*cr = line.n > 0 && line.p[line.n - 1] == '\r';
		if (starts_with(line, MARK))
			return true;
	}
	return false;
}

static int
read_md(struct import *im, const char *operand)
{
	struct md m = { .im = im, .operand = operand, .heading = NO_LINE };
	struct buf file = { 0 };
	int status = file_read(operand, &file);
	size_t i = 0;
	bool cr = false;

	if (status == 0) {
		m.own = is_export(&file, &cr);
		/* In an export of ours a CR is text, unless every line has one. */
		if (!m.own || cr)
			drop_cr(&file);
		if (m.own)
			outline_own(&m.o, buf_slice(&file));
		else
			status = outline_make(&m.o, buf_slice(&file));
		i = m.own ? read_columns(&m) : 0;
	}
	for (; status == 0 && i < m.o.n; i++)
		status = read_part(&m, i);
	if (status == 0)
		end_heading(&m);
	outline_free(&m.o);
	buf_free(&m.topic);
	buf_free(&m.tags);
	buf_free(&file);
	return status;
}

const struct reader reader_md = { "md", read_md };
