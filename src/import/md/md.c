/*
 * Markdown: list items are questions, what stands below one in it is its answer,
 * headings are topics.  An export of ours is known by a comment below its title,
 * which names the columns; it comes back byte for byte.
 */
#include "import/md/md.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/notes.h"
#include "markup/charref.h"
#include "markup/mdtext.h"
#include "markup/meta.h"

/* How the comment begins by which an export of ours is known, and the lines above it at most. */
#define MARK "<!-- qb: "
enum { MARK_LINES = 8 };

struct md {
	struct import *im;
	const char *operand;
	struct outline o;
	bool answering;         /* its answers at the end */
	size_t first_row;       /* its first record */
	size_t first_number;    /* and the number of that */
	size_t rows;            /* the records so far */
	struct buf topic, tags; /* of the heading */
	size_t heading;         /* its line, while it has no question; or NO_LINE */
};

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

	if (!m->o.own && m->tags.n > 0 && slice_eq(name, slice_of("tags"))) {
		buf_printf(&both, "%s,", buf_cstr(&m->tags));
		buf_append(&both, value.p, value.n);
		value = buf_slice(&both);
	}
	set(m, row, name, value);
	buf_free(&both);
}

/* Tells of comments that have become text: they are not where notes are looked for, or are none. */
static void
tell_comments(const struct md *m, const struct item *it)
{
	struct slice question = buf_slice(&it->question), rest = buf_slice(&it->answer), line;
	struct buf b = { 0 };

	while (question.n > 0 && !slice_starts(question, "<!--"))
		question = slice_skip(question, 1);
	if (question.n > 0)
		import_report(m->operand, it->lineno, "a comment is part of the question");
	while (slice_next(&rest, '\n', &line))
		if (slice_starts(slice_trim(line), "<!--"))
			import_report(m->operand, it->lineno, "a comment is part of the answer: %s",
			    import_quote(slice_trim(line), &b));
	buf_free(&b);
}

static void
add_record(struct md *m, const struct item *it, size_t number)
{
	size_t row = import_row(m->im, m->operand, it->lineno, number), i;
	struct slice question = buf_slice(&it->question);
	struct buf decoded = { 0 };

	if (m->rows++ == 0) {
		m->first_row = row;
		m->first_number = number;
	}
	m->heading = NO_LINE;
	if (m->o.own) {
		charref_decode(&charref_question, question, &decoded);
		question = buf_slice(&decoded);
	} else {
		tell_comments(m, it);
	}
	set(m, row, slice_of("topic"), buf_slice(&m->topic));
	set(m, row, slice_of("tags"), buf_slice(&m->tags));
	set(m, row, slice_of("question"), m->o.own ? question : slice_trim(question));
	set(m, row, slice_of("answer"), buf_slice(&it->answer));
	for (i = 0; i < it->notes.n; i++)
		set_note(m, row, map_key(it->notes.names, i), buf_slice(&it->notes.value[i]));
	buf_free(&decoded);
}

static void
read_item(struct md *m, size_t i)
{
	const struct part *p = &m->o.part[i];
	struct item it;

	if (!item_split(&m->o, i, &it) || (!m->o.own && it.question.n == 0))
		import_report(m->operand, it.lineno, "not carried: an item without a question");
	else if (!m->answering)
		add_record(m, &it, p->number);
	else if (p->number < m->first_number || p->number - m->first_number >= m->rows)
		import_report(m->operand, it.lineno, "not carried: an answer without a question");
	else
		set(m, m->first_row + p->number - m->first_number, slice_of("answer"), buf_slice(&it.answer));
	item_free(&it);
}

/* Tells of a heading that had no question. */
static void
end_heading(struct md *m)
{
	struct buf b = { 0 };

	if (m->heading != NO_LINE && !m->o.own)
		import_report(m->operand, m->heading + 1, "not carried: a heading without questions: %s",
		    import_quote(buf_slice(&m->topic), &b));
	buf_free(&b);
}

static int
read_heading(struct md *m, const struct part *p)
{
	struct slice source;

	end_heading(m);
	m->topic.n = m->tags.n = 0;
	m->heading = p->first;
	if (p->first == NO_LINE)
		return 0;
	source = heading_source(m->o.line[p->first]);
	if (!m->o.own)
		return heading_parse(source, &m->topic, &m->tags);
	if (!slice_eq(source, slice_of("<!-- none -->")))
		md_unescape(source, &m->topic);
	return 0;
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
		if (!slice_starts(list, MARK) || list.n < sizeof(MARK) + 3)
			continue;
		list = (struct slice){ list.p + sizeof(MARK) - 1, list.n - (sizeof(MARK) - 1) - 4 };
		while (slice_next(&list, ',', &name)) {
			b.n = 0;
			meta_decode_name(name, &b);
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
		m->answering |= m->o.own && slice_starts(line, "<!-- answers -->");
		if (slice_starts(slice_trim(line), "<!--"))
			return 0;
		break;
	default:
		break;
	}
	if (p->first != NO_LINE)
		import_report(m->operand, p->first + 1, "not carried: %s: %s", p->what, import_quote(line, &b));
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
		if (slice_starts(line, MARK))
			return true;
	}
	return false;
}

static int
read_md(struct import *im, const char *operand)
{
	struct md m = { .im = im, .operand = operand, .heading = NO_LINE };
	struct buf file = { 0 };
	int status = import_file(operand, &file);
	size_t i = 0;
	bool cr = false;

	if (status == 0) {
		m.o.own = is_export(&file, &cr);
		/* In an export of ours a CR is text, unless every line has one. */
		if (!m.o.own || cr)
			drop_cr(&file);
		if (m.o.own)
			outline_own(&m.o, buf_slice(&file));
		else
			status = outline_make(&m.o, (struct slice){ buf_cstr(&file), file.n });
		i = m.o.own ? read_columns(&m) : 0;
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

const struct import_format import_md = { "md", read_md };
