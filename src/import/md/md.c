/*
 * Markdown: list items are questions, the rest of an item is its answer, headings are topics.
 * A native export begins with a comment that names its columns, and is restored byte for byte.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "base/slice.h"
#include "import/import.h"
#include "import/md/heading.h"
#include "import/md/item.h"
#include "import/md/outline.h"
#include "import/metadata.h"
#include "markup/charref.h"
#include "markup/mdtext.h"
#include "markup/meta.h"
#include "tsv/file.h"

/* The comment of a native export, which is one of its first lines. */
#define MD_COLUMNS "<!-- qb: "
#define MD_COLUMNS_END " -->"
enum { MD_COLUMNS_LINES = 8 };

struct md {
	struct import *im;
	const char *operand;
	struct outline o;
	struct buf topic, tags; /* of the current heading */
	size_t heading;         /* its line while it has no question; or NO_LINE */
	bool in_answers;        /* in the answers at the end of a native export */
	/* To find the question of such an answer: */
	size_t first_row;    /* the first record of the file */
	size_t first_number; /* its number */
	size_t rows;         /* records so far */
};

/* ---- Records ---- */

static void
md_set(const struct md *m, size_t row, const char *name, struct slice text)
{
	if (text.n > 0)
		import_set(m->im, row, slice_of(name), text);
}

/* Sets a column from the metadata of an item.  Its tags follow those of the heading. */
static void
md_set_metadata(const struct md *m, size_t row, struct slice name, struct slice value)
{
	struct buf tags = { 0 };

	if (value.n == 0)
		return;
	if (!m->o.native && m->tags.n > 0 && slice_eq(name, slice_of("tags"))) {
		buf_append(&tags, m->tags.p, m->tags.n);
		buf_byte(&tags, ',');
		buf_append(&tags, value.p, value.n);
		value = buf_slice(&tags);
	}
	import_set(m->im, row, name, value);
	buf_free(&tags);
}

/* Reports comments that are imported as text: they are not metadata, or not directly after the question. */
static void
md_report_comments(const struct md *m, const struct item *it)
{
	struct slice question = buf_slice(&it->question), rest = buf_slice(&it->answer), line;
	struct buf b = { 0 };

	while (question.n > 0 && !slice_starts(question, "<!--"))
		question = slice_skip(question, 1);
	if (question.n > 0)
		import_report(m->operand, it->lineno, "comment kept in the question: %s", import_quote(question, &b));
	while (slice_next(&rest, '\n', &line)) {
		line = slice_trim(line);
		if (slice_starts(line, "<!--"))
			import_report(m->operand, it->lineno, "comment kept in the answer: %s", import_quote(line, &b));
	}
	buf_free(&b);
}

static void
md_add_record(struct md *m, const struct item *it, size_t number)
{
	size_t row = import_add_row(m->im, m->operand, it->lineno, number), i;
	struct slice question = buf_slice(&it->question);
	struct buf decoded = { 0 };

	if (m->rows++ == 0) {
		m->first_row = row;
		m->first_number = number;
	}
	m->heading = NO_LINE;
	if (m->o.native) {
		charref_decode(&charref_question, question, &decoded);
		question = buf_slice(&decoded);
	} else {
		md_report_comments(m, it);
		question = slice_trim(question);
	}
	md_set(m, row, "topic", buf_slice(&m->topic));
	md_set(m, row, "tags", buf_slice(&m->tags));
	md_set(m, row, "question", question);
	md_set(m, row, "answer", buf_slice(&it->answer));
	for (i = 0; i < it->metadata.n; i++)
		md_set_metadata(m, row, map_key(it->metadata.names, i), buf_slice(&it->metadata.value[i]));
	buf_free(&decoded);
}

/* ---- Parts ---- */

static void
md_skipped(const struct md *m, size_t lineno, const char *what)
{
	struct slice line = lineno <= m->o.lines ? m->o.line[lineno - 1] : slice_of("");

	import_skipped(m->operand, lineno, what, slice_trim_ws(line));
}

static void
md_read_item(struct md *m, size_t i)
{
	size_t number = m->o.part[i].number;
	struct item it;

	if (!item_split(&m->o, i, &it) || (!m->o.native && it.question.n == 0))
		md_skipped(m, it.lineno, "item without a question");
	else if (!m->in_answers)
		md_add_record(m, &it, number);
	else if (number < m->first_number || number - m->first_number >= m->rows)
		md_skipped(m, it.lineno, "answer without a question");
	else
		md_set(m, m->first_row + number - m->first_number, "answer", buf_slice(&it.answer));
	item_free(&it);
}

/* Reports the current heading if no question follows it. */
static void
md_end_heading(const struct md *m)
{
	if (m->heading != NO_LINE && !m->o.native)
		import_skipped(m->operand, m->heading + 1, "heading without questions", buf_slice(&m->topic));
}

static int
md_read_heading(struct md *m, const struct md_part *p)
{
	struct slice source;

	md_end_heading(m);
	m->topic.n = m->tags.n = 0;
	m->heading = p->first;
	if (p->first == NO_LINE)
		return 0;
	source = heading_source(m->o.line[p->first]);
	if (!m->o.native)
		return heading_parse(source, &m->topic, &m->tags);
	if (!slice_eq(source, slice_of("<!-- none -->")))
		md_unescape(source, &m->topic);
	return 0;
}

static int
md_read_part(struct md *m, size_t i)
{
	const struct md_part *p = &m->o.part[i];
	struct slice line = p->first != NO_LINE ? m->o.line[p->first] : slice_of("");

	switch (p->kind) {
	case MD_PART_HEADING:
		return md_read_heading(m, p);
	case MD_PART_ITEM:
		md_read_item(m, i);
		return 0;
	case MD_PART_HTML:
		m->in_answers |= m->o.native && slice_starts(line, "<!-- answers -->");
		if (slice_starts(slice_trim(line), "<!--"))
			return 0;
		break;
	case MD_PART_OTHER:
		break;
	}
	if (p->first != NO_LINE)
		md_skipped(m, p->first + 1, p->what);
	return 0;
}

/* ---- The file ---- */

/* Whether the file is a native export; stores whether its comment ends in CR and LF. */
static bool
md_is_native(const struct buf *file, bool *cr)
{
	struct slice rest = buf_slice(file), line;
	size_t n;

	for (n = 0; n < MD_COLUMNS_LINES && slice_next(&rest, '\n', &line); n++) {
		*cr = line.n > 0 && line.p[line.n - 1] == '\r';
		if (slice_starts(line, MD_COLUMNS))
			return true;
	}
	return false;
}

/* Replaces each CR and LF by LF. */
static void
md_remove_cr(struct buf *file)
{
	size_t i, n = 0;

	for (i = 0; i < file->n; i++)
		if (file->p[i] != '\r' || i + 1 == file->n || file->p[i + 1] != '\n')
			file->p[n++] = file->p[i];
	file->n = n;
}

/* Adds the columns that a comment lists; false if the line is another one. */
static bool
md_parse_columns(struct md *m, struct slice line)
{
	const size_t before = sizeof(MD_COLUMNS) - 1, after = sizeof(MD_COLUMNS_END) - 1;
	struct slice list = slice_trim(line), name;
	struct buf b = { 0 };

	if (!slice_starts(list, MD_COLUMNS) || list.n < before + after)
		return false;
	list = (struct slice){ list.p + before, list.n - before - after };
	while (slice_next(&list, ',', &name)) {
		b.n = 0;
		meta_decode_name(name, &b);
		import_add_column(m->im, buf_slice(&b));
	}
	buf_free(&b);
	return true;
}

/* Reads the columns of a native export; returns the part after their comment. */
static size_t
md_read_columns(struct md *m)
{
	size_t i;

	for (i = 0; i < m->o.n; i++)
		if (md_parse_columns(m, m->o.line[m->o.part[i].first]))
			return i + 1;
	return m->o.n;
}

/* Parses the file into its parts; stores the first part to import. */
static int
md_parse(struct md *m, struct buf *file, size_t *first)
{
	bool cr = false, native = md_is_native(file, &cr);

	/* In a native export a CR is text, unless the lines end in CR and LF. */
	if (!native || cr)
		md_remove_cr(file);
	*first = 0;
	if (native) {
		outline_parse_native(&m->o, buf_slice(file));
		*first = md_read_columns(m);
	} else if (outline_parse(&m->o, (struct slice){ buf_cstr(file), file->n }) == -1) {
		return fail("%s: %s", file_name(m->operand), failure());
	}
	return 0;
}

static int
md_read(struct import *im, const char *operand)
{
	struct md m = { .im = im, .operand = operand, .heading = NO_LINE };
	struct buf file = { 0 };
	int status = import_file(operand, &file);
	size_t i = 0;

	if (status == 0)
		status = md_parse(&m, &file, &i);
	for (; status == 0 && i < m.o.n; i++)
		status = md_read_part(&m, i);
	if (status == 0)
		md_end_heading(&m);
	outline_free(&m.o);
	buf_free(&m.topic);
	buf_free(&m.tags);
	buf_free(&file);
	return status;
}

const struct import_format import_md = { "md", md_read };
